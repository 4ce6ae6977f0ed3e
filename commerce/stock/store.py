"""The rows of places and stock. A reservation is one conditional UPDATE: two can never take one piece."""

from collections.abc import Iterable, Sequence

from sqlalchemy import CursorResult, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from commerce import tables
from commerce.ids import PartId, PlaceId, ShopId
from commerce.stock.sources import Level
from knowledge.vehicles.text import Text


async def levels(session: AsyncSession, parts: Iterable[PartId]) -> list[Level]:
    """What lies anywhere of these parts."""
    joined = select(tables.stock, tables.place.c.name, tables.place.c.transfer_us).join(tables.place)
    rows = await session.execute(joined.where(tables.stock.c.part.in_(list(parts))))
    return [
        Level(
            place=row["place"],
            name=Text(**row["name"]),
            transfer_us=row["transfer_us"],
            part=row["part"],
            on_hand=row["on_hand"],
            reserved=row["reserved"],
            cost=row["cost"],
            received_us=row["received_us"],
        )
        for row in rows.mappings()
    ]


async def reserve(session: AsyncSession, place: PlaceId, part: PartId, quantity: int) -> bool:
    """Promise pieces of a shelf; False, and nothing promised, where fewer are free."""
    stock = tables.stock
    statement = (
        update(stock)
        .where(stock.c.place == place, stock.c.part == part, stock.c.on_hand - stock.c.reserved >= quantity)
        .values(reserved=stock.c.reserved + quantity)
    )
    result = await session.execute(statement)
    return isinstance(result, CursorResult) and result.rowcount == 1


async def release(session: AsyncSession, place: PlaceId, part: PartId, quantity: int) -> None:
    """Take a promise back."""
    stock = tables.stock
    statement = (
        update(stock)
        .where(stock.c.place == place, stock.c.part == part)
        .values(reserved=stock.c.reserved - quantity)
    )
    await session.execute(statement)


async def volume(session: AsyncSession, shop: ShopId) -> int:
    """What the shop bought in the last 90 days, before tax, in minor units; 0 for one that is new."""
    wanted = select(tables.shop_volume.c.net_90_days).where(tables.shop_volume.c.shop == shop)
    return await session.scalar(wanted) or 0


async def add_places(session: AsyncSession, places: Sequence[dict[str, object]]) -> None:
    """Write new places; keys as the columns of `co_place`."""
    await session.execute(insert(tables.place), list(places))


async def add_levels(session: AsyncSession, rows: Sequence[dict[str, object]]) -> None:
    """Write new shelves; keys as the columns of `co_stock`."""
    await session.execute(insert(tables.stock), list(rows))


async def add_volume(session: AsyncSession, shop: ShopId, net_90_days: int) -> None:
    """Write what a shop bought before this system counted."""
    await session.execute(insert(tables.shop_volume).values(shop=shop, net_90_days=net_90_days))
