"""Keeps versions and approvals. SQL only; no rule."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge.procedures.models import Procedure, Version, canonical
from knowledge.tables import approval, version


@dataclass(frozen=True, slots=True)
class Row:
    """A kept version, and who wrote it."""

    procedure: Procedure
    author: str


@lru_cache(maxsize=4096)
def _parsed(_: str, content: str) -> Procedure:
    """The procedure of a content; a version never changes, so it is read once a process."""
    return Procedure.model_validate_json(content)


async def find(session: AsyncSession, wanted: str) -> Row | None:
    """The version of this hash."""
    rows = await session.execute(
        select(version.c.content, version.c.author).where(version.c.version == wanted)
    )
    row = rows.one_or_none()
    return Row(_parsed(wanted, row.content), row.author) if row else None


async def numbered(session: AsyncSession, procedure: str, number: str) -> str | None:
    """The hash of a procedure's version with this number."""
    c = version.c
    found = await session.execute(select(c.version).where(c.procedure == procedure, c.number == number))
    return found.scalar_one_or_none()


async def add(session: AsyncSession, procedure: Procedure, *, author: str, now: int) -> None:
    """Keep a new version."""
    await session.execute(
        insert(version).values(
            version=procedure.version,
            procedure=procedure.id,
            number=procedure.number,
            author=author,
            drafted_at_us=now,
            content=canonical(procedure.model_dump(mode="json")),
        )
    )


async def is_approved(session: AsyncSession, wanted: Version) -> bool:
    """Whether the version was approved."""
    found = await session.execute(select(approval.c.version).where(approval.c.version == wanted))
    return found.first() is not None


async def approve(session: AsyncSession, procedure: Procedure, *, approver: str, now: int) -> None:
    """Keep an approval; from now on it is the procedure's newest."""
    c = approval.c
    last = await session.execute(
        select(func.coalesce(func.max(c.place), 0)).where(c.procedure == procedure.id)
    )
    await session.execute(
        insert(approval).values(
            version=procedure.version,
            approver=approver,
            approved_at_us=now,
            place=last.scalar_one() + 1,
            procedure=procedure.id,
        )
    )


async def approved(session: AsyncSession) -> list[Procedure]:
    """The newest approved version of each procedure, by procedure id."""
    newest = (
        select(approval.c.procedure, func.max(approval.c.place).label("place"))
        .group_by(approval.c.procedure)
        .subquery()
    )
    rows = await session.execute(
        select(version.c.version, version.c.content)
        .join(approval, approval.c.version == version.c.version)
        .join(newest, (newest.c.procedure == approval.c.procedure) & (newest.c.place == approval.c.place))
        .order_by(version.c.procedure)
    )
    return [_parsed(row.version, row.content) for row in rows]
