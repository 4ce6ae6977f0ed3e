"""Appends to the history of knowledge. SQL only; no rule."""

import uuid
from collections.abc import Mapping

from sqlalchemy import func, insert, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge.events import Event
from knowledge.tables import log, stream


async def append(
    session: AsyncSession, channel: str, type_: str, data: Mapping[str, object], *, by: str, now: int
) -> Event:
    """The appended event; it is also left in `session.info["events"]` for who publishes after the commit."""
    seq, epoch = await _position(session, channel)
    row = {
        "channel": channel,
        "seq": seq,
        "type": type_,
        "data": dict(data),
        "by": by,
        "device": "",
        "at_us": now,
    }
    if _is_postgresql(session):
        row["xid"] = literal_column("pg_current_xact_id()::text::bigint")
    pos = (await session.execute(insert(log).values(row).returning(log.c.pos))).scalar_one()
    event = Event(pos, channel, epoch, seq, type_, dict(data), by, "", now)
    session.info.setdefault("events", []).append(event)
    return event


async def history(session: AsyncSession, channel: str) -> list[Event]:
    """Every event of a channel, oldest first."""
    joined = select(log, stream.c.epoch).join(stream, stream.c.channel == log.c.channel)
    rows = await session.execute(joined.where(log.c.channel == channel).order_by(log.c.seq))
    return [
        Event(row.pos, row.channel, row.epoch, row.seq, row.type, row.data, row.by, row.device, row.at_us)
        for row in rows
    ]


async def head(session: AsyncSession, channel: str) -> int:
    """The position of the channel's last event; 0 before the first."""
    found = await session.execute(
        select(func.coalesce(func.max(stream.c.head), 0)).where(stream.c.channel == channel)
    )
    return int(found.scalar_one())


async def _position(session: AsyncSession, channel: str) -> tuple[int, str]:
    dialect = postgresql if _is_postgresql(session) else sqlite
    first = {"channel": channel, "epoch": uuid.uuid4().hex, "head": 0}
    await session.execute(dialect.insert(stream).values(first).on_conflict_do_nothing())
    moved = update(stream).where(stream.c.channel == channel).values(head=stream.c.head + 1)
    row = (await session.execute(moved.returning(stream.c.head, stream.c.epoch))).one()
    return int(row.head), str(row.epoch)


def _is_postgresql(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "postgresql"
