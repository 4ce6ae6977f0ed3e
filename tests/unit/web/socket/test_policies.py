"""Every command and channel says who may use it; what is not named is refused."""

from typing import get_args

import pytest

from assist.messages.commands import LATER, Command
from web.identity.models import ROLES
from web.identity.policies import COMMANDS, may_command
from web.socket.dispatch import _HANDLERS, _OPENERS
from web.socket.policies import CHANNELS, may_follow, scope


def _types(union: object) -> set[str]:
    found: set[str] = set()
    for part in get_args(union):
        fields = getattr(part, "model_fields", None)
        if fields is None:
            found |= _types(part)
        elif "type" in fields:
            found |= set(get_args(fields["type"].annotation))
    return found


def test_every_command_names_its_roles() -> None:
    """Each command of the protocol has its line, and there is no line for a command that does not exist."""
    assert set(COMMANDS) == _types(Command)


def test_what_is_served_is_named() -> None:
    """Nothing is served that has no line, and what comes later is not served."""
    assert set(_HANDLERS) <= set(COMMANDS)
    assert not set(_HANDLERS) & LATER


def test_every_channel_that_opens_names_its_roles() -> None:
    """A channel that can be opened says who may follow it."""
    assert set(_OPENERS) <= set(CHANNELS)
    assert all(roles <= set(ROLES) for roles in CHANNELS.values())


@pytest.mark.parametrize("role", ROLES)
def test_nobody_may_do_what_is_not_named(role: str) -> None:
    """An unnamed command or channel is refused to every role."""
    assert not may_command("no.such", frozenset({role}))
    assert not may_follow("no-such", frozenset({role}))


def test_only_technicians_and_foremen_move_jobs() -> None:
    """Commands of a job belong to those at the car."""
    moving = [kind for kind in COMMANDS if kind.split(".")[0] in {"job", "step", "hazard", "gate", "timer"}]
    assert {COMMANDS[kind] for kind in moving} == {frozenset({"technician", "foreman"})}


@pytest.mark.parametrize(
    ("shop", "roles", "sees"),
    [("north", {"technician"}, "north"), ("", {"qa_reviewer"}, None), ("north", {"qa_reviewer"}, "north"),
     ("", {"technician"}, ""), ("", set(), "")],
)  # fmt: skip
def test_scope_is_the_shop_unless_one_works_for_all(shop: str, roles: set[str], sees: str | None) -> None:
    """Only somebody of no shop whose role works for the chain sees every shop."""
    assert scope(shop, frozenset(roles)) == sees
