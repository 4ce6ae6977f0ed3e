"""Begins an empty chain: its tables and its first administrator."""

import secrets
from dataclasses import dataclass

from web.errors import DatabaseNotEmpty
from web.identity import people
from web.identity.models import NewPerson, UserId
from web.migrate import upgrade
from web.wiring import Deps

SYSTEM = UserId("system")
"""Author of what no person did."""


@dataclass(frozen=True)
class Begun:
    """The first administrator's login and password."""

    login: str
    password: str


async def begin(deps: Deps, login: str, name: str, password: str) -> Begun:
    """Migrate, and add the first administrator; without a password one is made up.

    Raises:
        DatabaseNotEmpty: there is a chain already.
        web.identity.errors: login, name or password cannot be.
    """
    await upgrade(deps.database)
    async with deps.database.reading() as session:
        if await people.people(session):
            raise DatabaseNotEmpty
    chosen = password or secrets.token_urlsafe(12)
    kept = await deps.doorkeeper.passwords.hash(chosen)
    new = NewPerson(login, name, frozenset({"administrator"}), "", deps.settings.lang)
    async with deps.database.transaction() as session:
        if await people.people(session):
            raise DatabaseNotEmpty
        person = await people.add_person(session, new, password_hash=kept, by=SYSTEM, now=deps.now())
    return Begun(person.login, chosen)
