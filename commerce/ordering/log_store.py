"""The history of orders: appended, never changed, gapless by channel."""

import uuid
from collections.abc import Mapping

from sqlalchemy import BigInteger, RowMapping, Select, String, cast, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from commerce import tables
from commerce.events import Event

stream, log = tables.stream, tables.event_log


async def append(
    session: AsyncSession,
    channel: str,
    kind: str,
    data: Mapping[str, object],
    *,
    by: str,
    now: int,
    device: str = "",
) -> Event:
    """Write the next event of a channel, and leave it in `session.info["events"]` for after the commit.

    The channel's row is locked until the transaction ends, so that positions have no gap.
    """
    epoch, seq = await _advance(session, channel)
    row: dict[str, object] = {
        "channel": channel,
        "seq": seq,
        "type": kind,
        "data": dict(data),
        "by": by,
        "device": device,
        "at_us": now,
    }
    if session.get_bind().dialect.name == "postgresql":
        row["xid"] = cast(cast(func.pg_current_xact_id(), String), BigInteger)
    pos = await session.scalar(insert(log).values(row).returning(log.c.pos))
    event = Event(pos or 0, channel, epoch, seq, kind, dict(data), by, device, now)
    session.info.setdefault("events", []).append(event)
    return event


async def of_channel(session: AsyncSession, channel: str, *, after: int = 0) -> list[Event]:
    """The events of a channel behind a position, in order."""
    wanted = _joined().where(log.c.channel == channel, log.c.seq > after).order_by(log.c.seq)
    return [_event(row) for row in (await session.execute(wanted)).mappings()]


async def _advance(session: AsyncSession, channel: str) -> tuple[str, int]:
    following = (
        update(stream)
        .where(stream.c.channel == channel)
        .values(head=stream.c.head + 1)
        .returning(stream.c.epoch, stream.c.head)
    )
    found = (await session.execute(following)).first()
    if found is None:
        row = {"channel": channel, "epoch": uuid.uuid4().hex, "head": 0}
        make = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        await session.execute(make(stream).values(row).on_conflict_do_nothing())
        found = (await session.execute(following)).one()
    return found.epoch, found.head


def _joined() -> Select[tuple[object, ...]]:
    return select(log, stream.c.epoch).join(stream, stream.c.channel == log.c.channel)


def _event(row: RowMapping) -> Event:
    return Event(
        pos=row["pos"],
        channel=row["channel"],
        epoch=row["epoch"],
        seq=row["seq"],
        type=row["type"],
        data=row["data"],
        by=row["by"],
        device=row["device"],
        at_us=row["at_us"],
    )
