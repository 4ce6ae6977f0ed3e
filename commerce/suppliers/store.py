"""The rows of suppliers and of what they deliver."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from commerce import tables
from commerce.ids import PartId, SupplierId
from commerce.stock.sources import Supply
from knowledge.vehicles.text import Text


@dataclass(frozen=True)
class SupplierRow:
    """A supplier as the chain knows it. The secret signs their answers and never leaves this process.

    Attributes:
        endpoint: where their system listens; `{endpoint}/orders`.
        deadline_us: how long they have for a yes or no before the screen says that they are silent.
    """

    id: SupplierId
    name: Text
    endpoint: str
    secret: str = field(repr=False)
    deadline_us: int
    demonstration: bool


async def supplier(session: AsyncSession, wanted: SupplierId) -> SupplierRow | None:
    """The supplier of an id, if there is one."""
    rows = await session.execute(select(tables.supplier).where(tables.supplier.c.id == wanted))
    row = rows.mappings().first()
    return None if row is None else _supplier(row)


async def suppliers(session: AsyncSession) -> list[SupplierRow]:
    """Every supplier, by id."""
    rows = await session.execute(select(tables.supplier).order_by(tables.supplier.c.id))
    return [_supplier(row) for row in rows.mappings()]


async def supplies(session: AsyncSession, parts: Iterable[PartId]) -> list[Supply]:
    """Who delivers these parts, at what cost, how soon."""
    joined = select(tables.supply, tables.supplier.c.name, tables.supplier.c.demonstration).join(
        tables.supplier
    )
    rows = await session.execute(joined.where(tables.supply.c.part.in_(list(parts))))
    return [
        Supply(
            supplier=row["supplier"],
            name=Text(**row["name"]),
            part=row["part"],
            cost=row["cost"],
            lead_us=row["lead_us"],
            demonstration=row["demonstration"],
        )
        for row in rows.mappings()
    ]


async def add(session: AsyncSession, rows: Sequence[SupplierRow], deliveries: Sequence[Supply]) -> None:
    """Write new suppliers and what they deliver."""
    await session.execute(
        insert(tables.supplier),
        [
            {
                "id": row.id,
                "name": row.name.model_dump(),
                "endpoint": row.endpoint,
                "secret": row.secret,
                "deadline_us": row.deadline_us,
                "demonstration": row.demonstration,
            }
            for row in rows
        ],
    )
    await session.execute(
        insert(tables.supply),
        [
            {"supplier": one.supplier, "part": one.part, "cost": one.cost, "lead_us": one.lead_us}
            for one in deliveries
        ],
    )


async def reconnect(session: AsyncSession, moved: SupplierId, *, endpoint: str, secret: str) -> None:
    """Write where a supplier's system listens now, and what it signs with."""
    values = {"endpoint": endpoint, "secret": secret}
    await session.execute(update(tables.supplier).where(tables.supplier.c.id == moved).values(values))


def _supplier(row: RowMapping) -> SupplierRow:
    return SupplierRow(
        id=row["id"],
        name=Text(**row["name"]),
        endpoint=row["endpoint"],
        secret=row["secret"],
        deadline_us=row["deadline_us"],
        demonstration=row["demonstration"],
    )
