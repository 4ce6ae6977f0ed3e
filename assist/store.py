"""All SQL of assist outside the log: idempotency, outboxes, leases, timers, cursors, orders, jobs, photos."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    Select,
    Table,
    Text,
    cast,
    delete,
    func,
    literal,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from assist import tables
from assist.guidance.facts import Event

Values = Mapping[str, object]


def is_postgresql(session: AsyncSession) -> bool:
    """Whether the session speaks to PostgreSQL."""
    return session.get_bind().dialect.name == "postgresql"


async def insert_once(session: AsyncSession, table: Table, values: Values) -> bool:
    """Insert a row unless its key is taken; a concurrent twin waits for the first to commit.

    Returns:
        Whether the row is new.
    """
    dialect = postgresql if is_postgresql(session) else sqlite
    statement = dialect.insert(table).values(**values).on_conflict_do_nothing()
    result = await session.execute(statement.returning(*table.primary_key.columns))
    return result.first() is not None


async def put(session: AsyncSession, table: Table, values: Values) -> None:
    """Insert a row, or replace what stands under its key."""
    dialect = postgresql if is_postgresql(session) else sqlite
    keys = [column.name for column in table.primary_key.columns]
    rest = {name: value for name, value in values.items() if name not in keys}
    statement = dialect.insert(table).values(**values).on_conflict_do_update(index_elements=keys, set_=rest)
    await session.execute(statement)


async def row(session: AsyncSession, table: Table, *, lock: bool = False, **key: object) -> Row[Any] | None:
    """The row under a key, or nothing; with `lock`, it is this transaction's until it ends."""
    statement = select(table).where(*_same(table, key))
    return (await session.execute(statement.with_for_update() if lock else statement)).first()


async def rows(session: AsyncSession, table: Table, *, order: str = "", **key: object) -> Sequence[Row[Any]]:
    """Every row that matches, in the order of a column."""
    statement = select(table).where(*_same(table, key))
    return (await session.execute(statement.order_by(table.c[order]) if order else statement)).all()


async def change(session: AsyncSession, table: Table, key: Values, values: Values) -> int:
    """Set values where the key matches; how many rows that were."""
    statement = update(table).where(*_same(table, key)).values(**values)
    changed = await session.execute(statement.returning(*table.primary_key.columns))
    return len(changed.all())


async def remove(session: AsyncSession, table: Table, **key: object) -> None:
    """Delete what matches; history tables refuse it."""
    await session.execute(delete(table).where(*_same(table, key)))


async def renew(session: AsyncSession, holder: str, device: str, *, until: int) -> None:
    """Prolong the leases of everything that a person holds on a device."""
    c = tables.lease.c
    mine = (c.holder == holder, c.device == device, c.expires_at < until)
    await session.execute(update(tables.lease).where(*mine).values(expires_at=until))


async def due_timers(session: AsyncSession, now: int, *, limit: int) -> Sequence[Row[Any]]:
    """Timers that have run out and were not fired yet, longest overdue first."""
    c = tables.timer.c
    waiting = select(tables.timer).where(c.fired_at.is_(None), c.due_at <= now)
    return (await session.execute(waiting.order_by(c.due_at).limit(limit))).all()


async def next_due(session: AsyncSession) -> int | None:
    """When the next timer runs out."""
    c = tables.timer.c
    due: int | None = await session.scalar(select(func.min(c.due_at)).where(c.fired_at.is_(None)))
    return due


async def take_timer(session: AsyncSession, timer: str, now: int) -> bool:
    """Claim a timer by compare-and-set; only one caller on any node gets it."""
    return await change(session, tables.timer, {"id": timer, "fired_at": None}, {"fired_at": now}) == 1


async def jobs_of(session: AsyncSession, shop: str, *, finished_since: int) -> Sequence[Row[Any]]:
    """Open jobs of a shop and those started since some time, newest first."""
    c = tables.job.c
    wanted = (c.shop == shop, ~c.finished | (c.started_at >= finished_since))
    return (await session.execute(select(tables.job).where(*wanted).order_by(c.started_at.desc()))).all()


async def earlier_uses(session: AsyncSession, photo: Row[Any]) -> Sequence[Row[Any]]:
    """Photos of the same bytes that were handed in before this one, for other gates or jobs; latest first.

    Of any two, one is the earlier: two of the same instant stand in the order of their names.
    """
    c = tables.photo.c
    before = (c.taken_at < photo.taken_at) | ((c.taken_at == photo.taken_at) & (c.evidence < photo.evidence))
    elsewhere = (c.job != photo.job) | (c.step != photo.step) | (c.gate != photo.gate)
    statement = select(tables.photo).where(c.sha256 == photo.sha256, before, elsewhere)
    return (await session.execute(statement.order_by(c.taken_at.desc(), c.evidence))).all()


async def jobs_by_order(session: AsyncSession, orders: Iterable[str]) -> Mapping[str, int]:
    """How many jobs were begun on each of some repair orders; those without any are left out."""
    c = tables.job.c
    begun = select(c.repair_order, func.count().label("begun")).where(c.repair_order.in_(tuple(orders)))
    found = await session.execute(begun.group_by(c.repair_order))
    return {row.repair_order: row.begun for row in found}


async def orders_of(
    session: AsyncSession, shop: str, *, closed: bool = False, vin: str = "", limit: int | None = None
) -> Sequence[Row[Any]]:
    """Repair orders of a shop, of one car where it is given, either closed or not.

    Those that wait come first, each newest first.
    """
    c = tables.repair_order.c
    statement = select(tables.repair_order).where(c.shop == shop, (c.status == "closed") == closed)
    if vin:
        statement = statement.where(c.vin == vin)
    ordered = statement.order_by(c.status != "waiting", c.created_at.desc(), c.id)
    return (await session.execute(ordered.limit(limit))).all()


async def count_orders(session: AsyncSession, prefix: str) -> int:
    """How many repair orders carry numbers that begin like this."""
    c = tables.repair_order.c
    found = await session.scalar(select(func.count()).where(c.number.startswith(prefix, autoescape=True)))
    return found or 0


async def cursor(session: AsyncSession, consumer: str, source: str) -> int:
    """How far a consumer came in a source; 0 before its first event."""
    found = await row(session, tables.cursor, consumer=consumer, source=source)
    return int(found.pos) if found else 0


async def cursors(session: AsyncSession) -> Mapping[tuple[str, str], int]:
    """How far every consumer came, by consumer and source."""
    return {
        (found.consumer, found.source): found.pos for found in await session.execute(select(tables.cursor))
    }


async def newest(session: AsyncSession, sources: Sequence[Table]) -> Mapping[str, int]:
    """The last position of each package's events by the table's name; 0 where there is none."""
    each = (select(literal(source.name), func.max(source.c.pos)) for source in sources)
    return {name: pos or 0 for name, pos in await session.execute(union_all(*each))}


async def advance(session: AsyncSession, consumer: str, source: str, pos: int) -> None:
    """Keep how far a consumer came; never back."""
    key = {"consumer": consumer, "source": source}
    if await insert_once(session, tables.cursor, {**key, "pos": pos}):
        return
    c = tables.cursor.c
    await session.execute(
        update(tables.cursor).where(c.consumer == consumer, c.source == source, c.pos < pos).values(pos=pos)
    )


@dataclass(frozen=True)
class Head:
    """Where a channel stands, and which history that is."""

    head: int
    epoch: str


async def head(session: AsyncSession, source: Table, channel: str, *, lock: bool = False) -> Head | None:
    """Where a channel stands; with `lock`, nobody else appends to it until this transaction ends."""
    streams = _streams(source)
    statement = select(streams.c.head, streams.c.epoch).where(streams.c.channel == channel)
    found = (await session.execute(statement.with_for_update() if lock else statement)).first()
    return Head(found.head, found.epoch) if found else None


async def heads(session: AsyncSession, source: Table, channels: Iterable[str]) -> Mapping[str, int]:
    """Where each of some channels of a package stands."""
    streams = _streams(source)
    statement = select(streams.c.channel, streams.c.head).where(streams.c.channel.in_(tuple(channels)))
    return {found.channel: found.head for found in await session.execute(statement)}


async def of_channel(
    session: AsyncSession, source: Table, channel: str, *, after: int, limit: int | None = None
) -> Sequence[Event]:
    """Events of one channel of a package above a position, oldest first."""
    statement = _joined(source).where(source.c.channel == channel, source.c.seq > after)
    found = await session.execute(statement.order_by(source.c.seq).limit(limit))
    return [event(each) for each in found]


async def after(session: AsyncSession, source: Table, pos: int, *, limit: int) -> Sequence[Event]:
    """Committed events of a package above a position, none of which can be overtaken any more."""
    statement = _joined(source).where(source.c.pos > pos).order_by(source.c.pos).limit(limit)
    if is_postgresql(session):
        oldest = cast(cast(func.pg_snapshot_xmin(func.pg_current_snapshot()), Text), BigInteger)
        statement = statement.where(source.c.xid < oldest)
    return [event(found) for found in await session.execute(statement)]


def _streams(source: Table) -> Table:
    return source.metadata.tables[source.name.replace("_event", "_stream")]


def _joined(source: Table) -> Select[Any]:
    streams = _streams(source)
    return select(source, streams.c.epoch).join(streams, streams.c.channel == source.c.channel)


def _same(table: Table, key: Values) -> Iterable[ColumnElement[bool]]:
    return (
        table.c[name].is_(None) if value is None else table.c[name] == value for name, value in key.items()
    )


def event(found: Row[Any]) -> Event:
    """An event from its row, joined with its stream's epoch."""
    v = found._mapping  # noqa: SLF001 - the public name of a row's mapping
    return Event(
        pos=v["pos"],
        channel=v["channel"],
        epoch=v["epoch"],
        seq=v["seq"],
        type=v["type"],
        data=v["data"],
        by=v["by"],
        device=v["device"],
        at_us=v["at_us"],
    )
