"""All SQL of vision: banks, reviews and their history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import BigInteger, Row, Select, Text, cast, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from vision import tables

QUEUE_MOST = 500
"""Reviews that one reading of the queue returns; QA works from the top."""


@dataclass(frozen=True)
class Event:
    """One appended fact of a review. `seq` has no gap in its channel; `pos` rises over all channels."""

    pos: int
    channel: str
    epoch: str
    seq: int
    type: str
    data: Mapping[str, object]
    by: str
    device: str
    at_us: int


def _is_postgresql(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "postgresql"


async def _next_position(session: AsyncSession, channel: str) -> tuple[int, str]:
    dialect = postgresql if _is_postgresql(session) else sqlite
    fresh = dialect.insert(tables.stream).values(channel=channel, epoch=uuid4().hex, head=0)
    await session.execute(fresh.on_conflict_do_nothing())
    c = tables.stream.c
    moved = (
        update(tables.stream).where(c.channel == channel).values(head=c.head + 1).returning(c.head, c.epoch)
    )
    found = (await session.execute(moved)).one()
    return found.head, found.epoch


async def append(
    session: AsyncSession, channel: str, kind: str, data: Mapping[str, object], *, by: str, now: int
) -> Event:
    """Append one fact to a channel; the edge publishes it after commit, from `session.info`.

    Args:
        session: In a transaction that writes.
        channel: `review:<id>`.
        kind: The event's type.
        data: JSON.
        by: Who did it.
        now: UTC microseconds.
    """
    seq, epoch = await _next_position(session, channel)
    values = {
        "channel": channel,
        "seq": seq,
        "type": kind,
        "data": dict(data),
        "by": by,
        "device": "",
        "at_us": now,
    }
    row = insert(tables.log).values(**values)
    if _is_postgresql(session):
        row = row.values(xid=cast(cast(func.pg_current_xact_id(), Text), BigInteger))
    pos = (await session.execute(row.returning(tables.log.c.pos))).scalar_one()
    event = Event(pos, channel, epoch, seq, kind, dict(data), by, "", now)
    session.info.setdefault("events", []).append(event)
    return event


async def history(session: AsyncSession, channel: str, *, after: int = 0) -> list[Event]:
    """The facts of a channel above a position, oldest first."""
    c, s = tables.log.c, tables.stream.c
    statement = (
        select(tables.log, s.epoch)
        .join(tables.stream, s.channel == c.channel)
        .where(c.channel == channel, c.seq > after)
        .order_by(c.seq)
    )
    rows = await session.execute(statement)
    return [Event(r.pos, r.channel, r.epoch, r.seq, r.type, r.data, r.by, r.device, r.at_us) for r in rows]


async def insert_review(session: AsyncSession, values: Mapping[str, object]) -> bool:
    """Insert a review unless its id or its evidence is there; whether it is new."""
    dialect = postgresql if _is_postgresql(session) else sqlite
    row = dialect.insert(tables.review).values(**values).on_conflict_do_nothing()
    return (await session.execute(row.returning(tables.review.c.id))).first() is not None


async def change_review(
    session: AsyncSession, review: str, *, seen: int, values: Mapping[str, object]
) -> bool:
    """Set values and raise the version, if the version is still the one seen; whether it was."""
    c = tables.review.c
    statement = update(tables.review).where(c.id == review, c.version == seen)
    done = await session.execute(statement.values(version=seen + 1, **values).returning(c.id))
    return done.first() is not None


def _reviews() -> Select[tuple[object, ...]]:
    return select(tables.review)


async def review_row(session: AsyncSession, review: str) -> Row[tuple[object, ...]] | None:
    """One review's row."""
    return (await session.execute(_reviews().where(tables.review.c.id == review))).first()


async def review_row_of_evidence(session: AsyncSession, evidence: str) -> Row[tuple[object, ...]] | None:
    """The row of the review of one photo."""
    return (await session.execute(_reviews().where(tables.review.c.evidence == evidence))).first()


async def waiting_rows(session: AsyncSession, shop: str | None) -> Sequence[Row[tuple[object, ...]]]:
    """Rows that wait for a verdict: most points first, then oldest."""
    c = tables.review.c
    statement = _reviews().where(c.verdict.is_(None)).order_by(c.points.desc(), c.opened_at, c.id)
    if shop is not None:
        statement = statement.where(c.shop == shop)
    return (await session.execute(statement.limit(QUEUE_MOST))).all()


async def waiting_rows_of_step(
    session: AsyncSession, job: str, step: str
) -> Sequence[Row[tuple[object, ...]]]:
    """Rows of one step of a job that wait for a verdict, oldest first."""
    c = tables.review.c
    statement = _reviews().where(c.job == job, c.step == step, c.verdict.is_(None))
    return (await session.execute(statement.order_by(c.opened_at, c.id))).all()


async def insert_bank(session: AsyncSession, values: Mapping[str, object]) -> None:
    """Append a published bank."""
    await session.execute(insert(tables.bank).values(**values))


async def bank_row(session: AsyncSession, check: str) -> Row[tuple[object, ...]] | None:
    """The bank of a check that was published last."""
    c = tables.bank.c
    statement = select(tables.bank).where(c.check_id == check).order_by(c.pos.desc()).limit(1)
    return (await session.execute(statement)).first()


async def bank_photos(session: AsyncSession) -> frozenset[str]:
    """SHA-256 of every photo that a published bank was taught from."""
    rows = (await session.execute(select(tables.bank.c.photos))).scalars()
    return frozenset(sha256 for photos in rows for sha256 in photos)
