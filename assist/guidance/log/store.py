"""SQL of the log: append at the head of a channel, read from a position, lock a channel."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import BigInteger, Text, cast, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from assist.guidance.facts import Event, Fact
from assist.tables import log, stream


@dataclass(frozen=True)
class Head:
    """Where a channel stands, and which history that is."""

    head: int
    epoch: str


def channel_of(job: str) -> str:
    """The channel of a job."""
    return f"job:{job}"


async def open_stream(session: AsyncSession, channel: str, epoch: str) -> None:
    """Make an empty channel."""
    await session.execute(insert(stream).values(channel=channel, epoch=epoch, head=0))


async def head(session: AsyncSession, channel: str, *, lock: bool = False) -> Head | None:
    """Where a channel stands; with `lock`, nobody else appends to it until this transaction ends."""
    statement = select(stream.c.head, stream.c.epoch).where(stream.c.channel == channel)
    found = (await session.execute(statement.with_for_update() if lock else statement)).first()
    return Head(found.head, found.epoch) if found else None


async def heads(session: AsyncSession, channels: Iterable[str]) -> Mapping[str, int]:
    """Where each of some channels stands."""
    statement = select(stream.c.channel, stream.c.head).where(stream.c.channel.in_(tuple(channels)))
    return {found.channel: found.head for found in await session.execute(statement)}


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


async def events(
    session: AsyncSession, channel: str, *, after: int = 0, limit: int | None = None
) -> Sequence[Event]:
    """Events of a channel above a position, oldest first."""
    statement = (
        select(log, stream.c.epoch)
        .join(stream, stream.c.channel == log.c.channel)
        .where(log.c.channel == channel, log.c.seq > after)
        .order_by(log.c.seq)
        .limit(limit)
    )
    names = ("pos", "channel", "epoch", "seq", "type", "data", "by", "device", "at_us")
    rows = (await session.execute(statement)).mappings()
    return [Event(**{name: row[name] for name in names}) for row in rows]


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
