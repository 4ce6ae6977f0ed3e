"""All SQL of assist outside the log: idempotency, outboxes, leases, timers, cursors, orders, jobs, photos."""

from collections.abc import Mapping, Sequence

from sqlalchemy import BigInteger, Row, Table, cast, func, select, update
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


async def row(session: AsyncSession, table: Table, **key: object) -> Row[tuple[object, ...]] | None:
    """The row under a key, or nothing."""
    statement = select(table).where(*(table.c[name] == value for name, value in key.items()))
    return (await session.execute(statement)).first()


async def change(session: AsyncSession, table: Table, key: Values, values: Values) -> int:
    """Set values where the key matches; how many rows that were."""
    statement = update(table).where(*(table.c[name] == value for name, value in key.items())).values(**values)
    return (await session.execute(statement.returning(*table.primary_key.columns))).fetchall().__len__()


async def cursor(session: AsyncSession, consumer: str, source: str) -> int:
    """How far a consumer came in a source; 0 before its first event."""
    found = await row(session, tables.cursor, consumer=consumer, source=source)
    return int(found.pos) if found else 0


async def advance(session: AsyncSession, consumer: str, source: str, pos: int) -> None:
    """Keep how far a consumer came; never back."""
    key = {"consumer": consumer, "source": source}
    if await insert_once(session, tables.cursor, {**key, "pos": pos}):
        return
    c = tables.cursor.c
    await session.execute(
        update(tables.cursor)
        .where(c.consumer == consumer, c.source == source, c.pos < pos)
        .values(pos=pos)
    )


async def after(session: AsyncSession, source: Table, pos: int, *, limit: int) -> Sequence[Event]:
    """Committed events of a package above a position, none of which can be overtaken any more."""
    streams = source.metadata.tables[source.name.replace("_event", "_stream")]
    statement = (
        select(source, streams.c.epoch)
        .join(streams, streams.c.channel == source.c.channel)
        .where(source.c.pos > pos)
        .order_by(source.c.pos)
        .limit(limit)
    )
    if is_postgresql(session):
        oldest = cast(cast(func.pg_snapshot_xmin(func.pg_current_snapshot()), tables.Text), BigInteger)
        statement = statement.where(source.c.xid < oldest)
    return [event(found) for found in await session.execute(statement)]


def event(found: Row[tuple[object, ...]]) -> Event:
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
