"""The catalogue's rows."""

from collections.abc import Iterable, Sequence

from sqlalchemy import RowMapping, Select, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from commerce import tables
from commerce.catalog.numbers import Number
from commerce.catalog.parts import Part
from commerce.catalog.supersession import Edge
from commerce.ids import PartId
from knowledge.vehicles.conditions import CONDITION
from knowledge.vehicles.text import Text


async def by_family(session: AsyncSession, family: str) -> list[Part]:
    """Every part of a family, by number."""
    return await _parts(session, select(tables.part).where(tables.part.c.family == family))


async def by_ids(session: AsyncSession, ids: Iterable[PartId]) -> dict[PartId, Part]:
    """The parts that exist among these."""
    wanted = select(tables.part).where(tables.part.c.id.in_(list(ids)))
    return {part.id: part for part in await _parts(session, wanted)}


async def by_number(session: AsyncSession, number: Number) -> list[Part]:
    """The parts that bear a number; two makers may use the same one."""
    bearing = select(tables.number.c.part).where(tables.number.c.normal == number)
    return await _parts(session, select(tables.part).where(tables.part.c.id.in_(bearing)))


async def has_parts(session: AsyncSession) -> bool:
    """Whether the catalogue holds anything."""
    return await session.scalar(select(tables.part.c.id).limit(1)) is not None


async def edges(session: AsyncSession) -> list[Edge]:
    """Every typed step between parts."""
    rows = await session.execute(select(tables.edge).order_by(tables.edge.c.since_us))
    return [
        Edge(row["old"], row["new"], row["kind"], row["since_us"], row["source"]) for row in rows.mappings()
    ]


async def add(session: AsyncSession, parts: Sequence[tuple[Part, Number]], steps: Sequence[Edge]) -> None:
    """Write new parts with their numbers, and the steps between them."""
    await session.execute(insert(tables.part), [_row(part) for part, _ in parts])
    await session.execute(insert(tables.number), [{"normal": n, "part": part.id} for part, n in parts])
    if steps:
        rows = [
            {"old": e.old, "new": e.new, "kind": e.kind, "since_us": e.since_us, "source": e.source}
            for e in steps
        ]
        await session.execute(insert(tables.edge), rows)


async def _parts(session: AsyncSession, statement: Select[tuple[object, ...]]) -> list[Part]:
    rows = await session.execute(statement.order_by(tables.part.c.number))
    return [_part(row) for row in rows.mappings()]


def _part(row: RowMapping) -> Part:
    return Part(
        id=row["id"],
        number=row["number"],
        maker=row["maker"],
        family=row["family"],
        tier=row["tier"],
        name=Text(**row["name"]),
        fitment=CONDITION.validate_python(row["fitment"]),
        demonstration=row["demonstration"],
        pack_ml=row["pack_ml"],
    )


def _row(part: Part) -> dict[str, object]:
    return {
        "id": part.id,
        "number": part.number,
        "maker": part.maker,
        "family": part.family,
        "tier": part.tier,
        "name": part.name.model_dump(),
        "fitment": CONDITION.dump_python(part.fitment, mode="json"),
        "demonstration": part.demonstration,
        "pack_ml": part.pack_ml,
    }
