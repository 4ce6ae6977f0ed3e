"""SQL of the log: append at the head of a channel, read from a position, lock a channel."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import BigInteger, Text, cast, func, insert, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from assist.guidance.facts import Event, Fact
from assist.tables import log, stream


def channel_of(job: str) -> str:
    """The channel of a job."""
    return f"job:{job}"


async def open_stream(session: AsyncSession, channel: str, epoch: str) -> None:
    """Make an empty channel."""
    await session.execute(insert(stream).values(channel=channel, epoch=epoch, head=0))


async def append(
    session: AsyncSession, channel: str, facts: Sequence[Fact], *, by: str, device: str, now: int
) -> tuple[Event, ...]:
    """Write facts down at the head of a channel, and leave them in `session.info["events"]`.

    Raises:
        LookupError: there is no such channel.
    """
    if not facts:
        return ()
    moved = (
        await session.execute(
            update(stream)
            .where(stream.c.channel == channel)
            .values(head=stream.c.head + len(facts))
            .returning(stream.c.head, stream.c.epoch)
        )
    ).first()
    if moved is None:
        raise LookupError(channel)
    start = moved.head - len(facts) + 1
    events = [
        await _insert(session, Event(0, channel, moved.epoch, seq, fact.type, _plain(fact), by, device, now))
        for seq, fact in enumerate(facts, start)
    ]
    session.info.setdefault("events", []).extend(events)
    return tuple(events)


def _plain(fact: Fact) -> dict[str, object]:
    return fact.data.model_dump(mode="json")


async def _insert(session: AsyncSession, event: Event) -> Event:
    values = {
        "channel": event.channel,
        "seq": event.seq,
        "type": event.type,
        "data": event.data,
        "by": event.by,
        "device": event.device,
        "at_us": event.at_us,
        "xid": _transaction(session),
    }
    pos = await session.scalar(insert(log).values(values).returning(log.c.pos))
    return replace(event, pos=pos or 0)


def _transaction(session: AsyncSession) -> ColumnElement[int] | None:
    if session.get_bind().dialect.name != "postgresql":
        return None
    return cast(cast(func.pg_current_xact_id(), Text), BigInteger)
