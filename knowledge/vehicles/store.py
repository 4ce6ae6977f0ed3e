"""Keeps the chain's own vehicle tables. SQL only; no rule."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge.tables import vehicle_pattern
from knowledge.vehicles.patterns import Pattern, dump, undump


async def patterns(session: AsyncSession) -> tuple[Pattern, ...]:
    """Every pattern of every imported table, in the order in which they correct each other."""
    c = vehicle_pattern.c
    rows = await session.execute(select(c.content).order_by(c.source, c.place))
    return tuple(undump(content) for content in rows.scalars())


async def contents(session: AsyncSession, source: str) -> list[str]:
    """The patterns of one table as they are kept."""
    c = vehicle_pattern.c
    rows = await session.execute(select(c.content).where(c.source == source).order_by(c.place))
    return list(rows.scalars())


async def replace(session: AsyncSession, source: str, rows: Sequence[Pattern], *, by: str, now: int) -> None:
    """Put these patterns in the place of what the table held."""
    await session.execute(delete(vehicle_pattern).where(vehicle_pattern.c.source == source))
    values = [
        {
            "source": source,
            "place": place,
            "wmi": row.wmi,
            "content": dump(row),
            "imported_by": by,
            "imported_at_us": now,
        }
        for place, row in enumerate(rows)
    ]
    if values:
        await session.execute(insert(vehicle_pattern), values)
