"""All SQL of people, shops and identity's history."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import BigInteger, Row, Select, delete, func, insert, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from web.identity import tables
from web.identity.models import Person, Role, Shop, ShopId, UserId


@dataclass(frozen=True)
class Event:
    """A fact of identity as it stands in the log."""

    pos: int
    channel: str
    epoch: str
    seq: int
    type: str
    data: Mapping[str, object]
    by: str
    device: str
    at_us: int


def is_postgresql(session: AsyncSession) -> bool:
    """Whether the session speaks to PostgreSQL."""
    return session.get_bind().dialect.name == "postgresql"


async def append(
    session: AsyncSession, channel: str, type_: str, data: Mapping[str, object], *, by: str, now: int
) -> Event:
    """Write a fact at the end of its channel, and leave it to be made known after the commit."""
    seq, epoch = await _next(session, channel)
    values = {
        "channel": channel,
        "seq": seq,
        "type": type_,
        "data": dict(data),
        "by": by,
        "device": "",
        "at_us": now,
        "xid": _xid() if is_postgresql(session) else None,
    }
    statement = insert(tables.log).values(values).returning(tables.log.c.pos)
    pos = (await session.execute(statement)).scalar_one()
    event = Event(
        pos=pos, channel=channel, epoch=epoch, seq=seq, type=type_, data=data, by=by, device="", at_us=now
    )
    session.info.setdefault("events", []).append(event)
    return event


async def _next(session: AsyncSession, channel: str) -> tuple[int, str]:
    dialect = postgresql if is_postgresql(session) else sqlite
    new = dialect.insert(tables.stream).values(channel=channel, epoch=uuid.uuid4().hex, head=0)
    await session.execute(new.on_conflict_do_nothing())
    statement = (
        update(tables.stream)
        .where(tables.stream.c.channel == channel)
        .values(head=tables.stream.c.head + 1)
        .returning(tables.stream.c.head, tables.stream.c.epoch)
    )
    head, epoch = (await session.execute(statement)).one()
    return head, epoch


def _xid() -> Any:
    return literal_column("pg_current_xact_id()::text::bigint", BigInteger)


async def insert_shop(session: AsyncSession, shop: Shop, now: int) -> None:
    """A new shop's row."""
    values = {"id": shop.id, "name_zh": shop.name_zh, "name_en": shop.name_en, "created_us": now}
    await session.execute(insert(tables.shop).values(values))


async def insert_person(session: AsyncSession, person: Person, password_hash: str, now: int) -> bool:
    """A new person's rows; False if the login is taken."""
    dialect = postgresql if is_postgresql(session) else sqlite
    statement = dialect.insert(tables.person).values(
        id=person.id,
        login=person.login,
        name=person.name,
        lang=person.lang,
        shop=person.shop or None,
        password_hash=password_hash,
        active=True,
        created_us=now,
    )
    made = await session.execute(statement.on_conflict_do_nothing().returning(tables.person.c.id))
    if made.first() is None:
        return False
    roles = [{"person": person.id, "role": role} for role in sorted(person.roles)]
    await session.execute(insert(tables.role), roles)
    return True


async def shop(session: AsyncSession, shop_id: ShopId) -> Shop | None:
    """A shop by its id."""
    found = (await session.execute(select(tables.shop).where(tables.shop.c.id == shop_id))).first()
    return _shop(found) if found else None


async def shops(session: AsyncSession) -> list[Shop]:
    """Every shop, by name."""
    rows = await session.execute(select(tables.shop).order_by(tables.shop.c.name_en, tables.shop.c.id))
    return [_shop(row) for row in rows]


async def people(session: AsyncSession) -> list[Person]:
    """Everybody, by login."""
    rows = (await session.execute(_people().order_by(tables.person.c.login))).all()
    return [_person(row, await _roles(session, row.id)) for row in rows]


async def person(session: AsyncSession, person_id: str) -> Person | None:
    """A person by id."""
    row = (await session.execute(_people().where(tables.person.c.id == person_id))).first()
    return _person(row, await _roles(session, row.id)) if row else None


async def by_login(session: AsyncSession, login: str) -> tuple[Person, str] | None:
    """A person and their password's hash, by login."""
    row = (await session.execute(_people().where(tables.person.c.login == login))).first()
    return (_person(row, await _roles(session, row.id)), row.password_hash) if row else None


async def names(session: AsyncSession, ids: frozenset[str]) -> Mapping[str, str]:
    """Display names by id."""
    c = tables.person.c
    rows = await session.execute(select(c.id, c.name).where(c.id.in_(ids)))
    return {row.id: row.name for row in rows}


async def change_password(session: AsyncSession, person_id: str, password_hash: str) -> bool:
    """Put another hash; False if there is no such person."""
    c = tables.person.c
    statement = update(tables.person).where(c.id == person_id).values(password_hash=password_hash)
    return (await session.execute(statement.returning(c.id))).first() is not None


async def end_sessions(session: AsyncSession, person_id: str, cause: str, now: int) -> list[str]:
    """End every living session of a person; their ids."""
    c = tables.session.c
    statement = (
        update(tables.session)
        .where(c.person == person_id, c.ended_us.is_(None))
        .values(ended_us=now, ended_cause=cause)
        .returning(c.id)
    )
    return [row.id for row in await session.execute(statement)]


async def attempts(session: AsyncSession, key: str, since: int) -> tuple[int, int]:
    """How many attempts there were since a time that did not succeed, and when the oldest of them was."""
    c = tables.attempt.c
    statement = select(func.count(), func.min(c.at_us)).where(c.key == key, c.at_us > since)
    count, oldest = (await session.execute(statement)).one()
    return count, oldest or since


async def attempt(session: AsyncSession, keys: Sequence[str], now: int, *, forget_before: int) -> list[int]:
    """Write down an attempt under each key, and forget those that no longer matter; the new rows."""
    await session.execute(delete(tables.attempt).where(tables.attempt.c.at_us < forget_before))
    statement = insert(tables.attempt).returning(tables.attempt.c.pos)
    return [(await session.execute(statement.values(key=key, at_us=now))).scalar_one() for key in keys]


async def take_back(session: AsyncSession, attempts: Sequence[int]) -> None:
    """Forget attempts that do not count after all."""
    await session.execute(delete(tables.attempt).where(tables.attempt.c.pos.in_(attempts)))


async def forgive(session: AsyncSession, key: str) -> None:
    """Forget a key's failed attempts."""
    await session.execute(delete(tables.attempt).where(tables.attempt.c.key == key))


def _people() -> Select[Any]:
    shop_ = tables.shop.c
    return select(tables.person, shop_.name_zh, shop_.name_en).outerjoin(
        tables.shop, shop_.id == tables.person.c.shop
    )


async def _roles(session: AsyncSession, person_id: str) -> Sequence[str]:
    c = tables.role.c
    return (await session.execute(select(c.role).where(c.person == person_id))).scalars().all()


def _shop(row: Row[Any]) -> Shop:
    return Shop(row.id, row.name_zh, row.name_en)


def _person(row: Row[Any], roles: Sequence[str]) -> Person:
    return Person(
        id=UserId(row.id),
        login=row.login,
        name=row.name,
        lang=row.lang,
        roles=cast("frozenset[Role]", frozenset(roles)),
        shop=cast(ShopId, row.shop or ""),
        shop_name={"zh": row.name_zh or "", "en": row.name_en or ""},
        active=row.active,
    )


@dataclass(frozen=True)
class Kept:
    """A session as it is kept: hashes of the refresh secret that is good, and of the one before."""

    id: str
    person: UserId
    secret_hash: str
    before_hash: str | None
    turned_us: int
    expires_us: int


async def insert_session(session: AsyncSession, kept: Kept) -> None:
    """A new session's row."""
    await session.execute(insert(tables.session).values(**vars(kept)))


async def living(session: AsyncSession, session_id: str, now: int) -> Kept | None:
    """A session that is neither ended nor expired."""
    c = tables.session.c
    statement = select(tables.session).where(c.id == session_id, c.ended_us.is_(None), c.expires_us > now)
    row = (await session.execute(statement)).first()
    return (
        Kept(row.id, row.person, row.secret_hash, row.before_hash, row.turned_us, row.expires_us)
        if row
        else None
    )


async def turn(session: AsyncSession, kept: Kept, secret_hash: str, *, now: int, expires_us: int) -> None:
    """Put a fresh refresh secret in place; the one before is remembered."""
    values = {
        "secret_hash": secret_hash,
        "before_hash": kept.secret_hash,
        "turned_us": now,
        "expires_us": expires_us,
    }
    await session.execute(update(tables.session).where(tables.session.c.id == kept.id).values(values))


async def end_session(session: AsyncSession, session_id: str, cause: str, now: int) -> str | None:
    """End one living session; whose it was, or nothing if it had ended."""
    c = tables.session.c
    statement = (
        update(tables.session)
        .where(c.id == session_id, c.ended_us.is_(None))
        .values(ended_us=now, ended_cause=cause)
        .returning(c.person)
    )
    row = (await session.execute(statement)).first()
    return str(row.person) if row else None


async def ended(session: AsyncSession, ids: frozenset[str], now: int) -> frozenset[str]:
    """Which of some sessions are ended, expired or unknown."""
    c = tables.session.c
    statement = select(c.id).where(c.id.in_(ids), c.ended_us.is_(None), c.expires_us > now)
    return ids - frozenset((await session.execute(statement)).scalars())
