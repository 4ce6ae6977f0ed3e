"""Adds shops and people, and changes passwords: what an administrator does.

`within` is the shop of an administrator who has one: nothing outside it is seen or changed by them.

A password arrives here as a hash, because making one is slow and never happens inside a session.
"""

import re
import uuid
from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from web.identity import store
from web.identity.errors import (
    LoginInvalid,
    LoginTaken,
    NameInvalid,
    PersonUnknown,
    RoleMissing,
    RoleUnknown,
    ShopMissing,
    ShopUnknown,
)
from web.identity.models import ROLES, WORK_IN_A_SHOP, NewPerson, Person, Role, Shop, ShopId, UserId

NAME_MOST = 120
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")


async def add_shop(session: AsyncSession, name_zh: str, name_en: str, *, by: UserId, now: int) -> Shop:
    """A new workshop.

    Raises:
        NameInvalid: a name is empty or too long.
    """
    shop = Shop(ShopId(uuid.uuid4().hex), _name(name_zh, "name_zh"), _name(name_en, "name_en"))
    await store.insert_shop(session, shop, now)
    await store.append(session, "chain", "shop.added", {"shop": shop.id}, by=by, now=now)
    return shop


async def add_person(
    session: AsyncSession,
    person: NewPerson,
    *,
    password_hash: str,
    by: UserId,
    now: int,
    within: str | None = None,
) -> Person:
    """A new person, who can sign in at once.

    Raises:
        LoginInvalid: the login has signs that no login has.
        LoginTaken: somebody has it already.
        NameInvalid: the name is empty or too long.
        RoleUnknown: a role that does not exist.
        RoleMissing: no role at all.
        ShopUnknown: no such shop, or not the administrator's.
        ShopMissing: the role works in a shop, and none was given.
    """
    roles = _roles(person.roles)
    if within not in {None, person.shop}:
        raise ShopUnknown(shop=person.shop[:64])
    shop = await _shop(session, person.shop, roles)
    made = Person(
        id=UserId(uuid.uuid4().hex),
        login=_login(person.login),
        name=_name(person.name, "name"),
        lang="en" if person.lang == "en" else "zh",
        roles=roles,
        shop=ShopId(shop.id if shop else ""),
        shop_name={"zh": shop.name_zh, "en": shop.name_en} if shop else {"zh": "", "en": ""},
    )
    if not await store.insert_person(session, made, password_hash, now):
        raise LoginTaken(login=made.login)
    facts = {"login": made.login, "roles": sorted(roles), "shop": made.shop}
    await store.append(session, f"user:{made.id}", "person.added", facts, by=by, now=now)
    return made


def attempts_of(login: str) -> str:
    """The key under which wrong passwords of a login are counted."""
    return f"login:{login_of(login)[:64]}"


async def set_password(
    session: AsyncSession,
    person: UserId,
    password_hash: str,
    *,
    by: UserId,
    now: int,
    within: str | None = None,
) -> None:
    """Give a person another password, end every session of theirs, and forget who tried it wrongly.

    Raises:
        PersonUnknown: no such person, or not of the administrator's shop.
    """
    found = await store.person(session, person)
    if found is None or within not in {None, found.shop}:
        raise PersonUnknown(person=person)
    await store.change_password(session, person, password_hash)
    await store.forgive(session, attempts_of(found.login))
    ended = await store.end_sessions(session, person, "password", now)
    await store.append(
        session, f"user:{person}", "session.revoked", {"cause": "password", "sessions": ended}, by=by, now=now
    )


async def shops(session: AsyncSession, *, within: str | None = None) -> list[Shop]:
    """Every shop, by name."""
    return [shop for shop in await store.shops(session) if within in {None, shop.id}]


async def people(session: AsyncSession, *, within: str | None = None) -> list[Person]:
    """Everybody, by login."""
    return [person for person in await store.people(session) if within in {None, person.shop}]


async def names(session: AsyncSession, ids: frozenset[str]) -> Mapping[str, str]:
    """Display names by id; an id that nobody has is left out."""
    return await store.names(session, ids)


def login_of(text: str) -> str:
    """A login as it is kept: without blanks around, in small letters."""
    return text.strip().lower()


def _login(text: str) -> str:
    login = login_of(text)
    if not _LOGIN.fullmatch(login):
        raise LoginInvalid(login=login[:64])
    return login


def _name(text: str, field: str) -> str:
    name = text.strip()
    if not name or len(name) > NAME_MOST or not name.isprintable():
        raise NameInvalid(field=field, most=NAME_MOST)
    return name


def _roles(given: frozenset[str]) -> frozenset[Role]:
    roles = frozenset(role for role in ROLES if role in given)
    for role in sorted(given - roles):
        raise RoleUnknown(role=role[:32])
    if not roles:
        raise RoleMissing
    return roles


async def _shop(session: AsyncSession, shop: str, roles: frozenset[Role]) -> Shop | None:
    if not shop:
        for role in sorted(roles & WORK_IN_A_SHOP):
            raise ShopMissing(role=role)
        return None
    found = await store.shop(session, ShopId(shop))
    if found is None:
        raise ShopUnknown(shop=shop[:64])
    return found
