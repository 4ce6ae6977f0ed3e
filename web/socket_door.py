"""Gives the socket what it needs of the rest of the edge."""

from collections.abc import Mapping
from functools import partial

from assist.caller import UserId
from web.errors import sentence
from web.identity import access
from web.socket.door import Door, Visitor
from web.texts import LANGS
from web.version import VERSION
from web.wiring import Deps


def door(deps: Deps) -> Door:
    """The socket's door."""
    return Door(
        database=deps.database,
        ports=deps.ports,
        authenticate=partial(_authenticate, deps),
        ended=partial(_ended, deps),
        sentence=partial(_sentence, deps),
        origins=frozenset({deps.settings.address, *_local(deps)}),
        server=f"shifu/{VERSION}",
        now=deps.now,
    )


def _local(deps: Deps) -> tuple[str, ...]:
    port = deps.settings.port
    return (f"http://localhost:{port}", f"http://127.0.0.1:{port}")


async def _authenticate(deps: Deps, token: str) -> Visitor | None:
    async with deps.database.reading() as session:
        visit = await access.authenticate(session, deps.doorkeeper.signer, token, now=deps.now())
    if visit is None:
        return None
    person = visit.person
    return Visitor(
        user=UserId(person.id),
        name=person.name,
        roles=frozenset(person.roles),
        shop=person.shop,
        session=visit.session,
        lang=person.lang,
        expires_at=visit.expires_us,
    )


async def _ended(deps: Deps, ids: frozenset[str]) -> frozenset[str]:
    async with deps.database.reading() as session:
        return await access.ended(session, ids, now=deps.now())


def _sentence(deps: Deps, code: str, values: Mapping[str, str], lang: str) -> str:
    return sentence(deps.texts, code, values, lang if lang in LANGS else deps.settings.lang)
