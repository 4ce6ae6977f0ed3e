"""Promises our own pieces to an order, all of them or none; takes the promise back when it is cancelled."""

from sqlalchemy.ext.asyncio import AsyncSession

from commerce.errors import OutOfStock
from commerce.ids import PlaceId
from commerce.ordering.shapes import Quote
from commerce.stock import store
from commerce.stock.sources import split


async def allocate(session: AsyncSession, quote: Quote) -> None:
    """Reserve every line on its shelf. Lines go by part id, so that two orders never wait for each other.

    Raises:
        OutOfStock: somebody was faster; the caller's savepoint takes back what was reserved before.
    """
    place = PlaceId(split(quote.source)[1])
    for line in sorted(quote.lines, key=lambda line: line.part):
        if not await store.reserve(session, place, line.part, line.quantity):
            raise OutOfStock(part=line.number, wanted=line.quantity)


async def release(session: AsyncSession, quote: Quote) -> None:
    """Give every reserved piece back to its shelf."""
    place = PlaceId(split(quote.source)[1])
    for line in sorted(quote.lines, key=lambda line: line.part):
        await store.release(session, place, line.part, line.quantity)
