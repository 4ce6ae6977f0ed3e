"""Every door has its policy, and a door without one is shut."""

from typing import get_args

import pytest
from fastapi import APIRouter

from assist.messages import commands
from tests.fakes.chain import Chain
from web.app import NOUNS, api
from web.identity import policies
from web.identity.models import ROLES
from web.routes.doors import PREFIX
from web.socket import policies as channels


def routes() -> set[str]:
    found = set()
    for noun in NOUNS:
        router: APIRouter = noun.router
        for route in router.routes:
            found |= {f"{method} {PREFIX}{route.path}" for method in route.methods}
    return found


def command_types() -> set[str]:
    union = get_args(commands.Command)[0]
    return {get_args(model.model_fields["type"].annotation)[0] for model in flat(union)}


def flat(union: object) -> list[type]:
    parts = get_args(union)
    if not parts:
        return [union]
    return [each for part in parts if not hasattr(part, "discriminator") for each in flat(part)]


def test_every_route_has_a_policy() -> None:
    """Each route is named by the policies, and each policy names a route that exists."""
    assert routes() == set(policies.ROUTES) | policies.OPEN


def test_every_command_has_a_policy() -> None:
    """Each socket command is named by the policies, and each policy names a command that exists."""
    assert command_types() == set(policies.COMMANDS)


def test_no_policy_is_empty_or_names_an_unknown_role() -> None:
    """A policy that lets in nobody is a mistake, and so is one for a role that does not exist."""
    for allowed in (*policies.ROUTES.values(), *policies.COMMANDS.values(), *channels.CHANNELS.values()):
        assert allowed
        assert allowed <= set(ROLES)


def test_what_is_not_named_is_refused() -> None:
    """A route or command that no policy names lets in nobody, not even the administrator."""
    everybody = frozenset(ROLES)
    assert not policies.may_call("GET /api/secrets", everybody)
    assert not policies.may_command("job.erase", everybody)


@pytest.mark.parametrize("route", sorted(policies.ROUTES))
async def test_nobody_enters_without_a_token(chain: Chain, route: str) -> None:
    """Every route that is not open refuses a stranger before it looks at what they sent."""
    method, path = route.split(" ")
    answer = await chain.client.request(method, _filled(path), json={})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "route", sorted(route for route, who in policies.ROUTES.items() if who != policies.EVERYBODY)
)
async def test_the_wrong_role_is_refused(chain: Chain, route: str) -> None:
    """Every route refuses somebody whose only role is not one of its own."""
    role = min(set(ROLES) - policies.ROUTES[route])
    headers = await chain.login("stranger", role)
    method, path = route.split(" ")
    answer = await chain.client.request(method, _filled(path), json={}, headers=headers)
    assert answer.status_code == 403


def test_the_api_is_guarded_as_a_whole() -> None:
    """The guard stands before every noun, so that a new one cannot forget it."""
    assert len(api().dependencies) == 1


def _filled(path: str) -> str:
    return (
        path.replace("{sha256}", "0" * 64)
        .replace("{vin}", "LSVAA4182E2123456")
        .replace("{", "")
        .replace("}", "")
    )
