"""Many at once: no piece is sold twice, no key makes two orders, no position is missing."""

import asyncio

import pytest

from commerce.errors import CommerceError, OutOfStock, QuoteUsed
from commerce.ids import PartId, QuoteId, UserId
from commerce.ordering import orders
from commerce.ordering.history import facts
from commerce.ordering.shapes import Order
from commerce.stock import store as stock_store
from tests.fakes.catalogue import BUYER, NOW, SECOND, SHOP, quoted, shelf, stocked
from web.database import Database

BUYERS = 12


@pytest.fixture
async def chain(database: Database) -> Database:
    async with database.transaction() as session:
        await stocked(session)
    return database


async def try_place(chain: Database, quote: QuoteId, key: str, by: UserId = BUYER) -> Order | CommerceError:
    try:
        async with chain.transaction() as session:
            return await orders.place(session, quote, key=key, shop=SHOP, by=by, now=NOW)
    except CommerceError as refused:
        return refused


async def quotes_for(chain: Database, part: str, source: str, count: int) -> list[QuoteId]:
    async with chain.transaction() as session:
        return [(await quoted(session, part, source)).id for _ in range(count)]


async def test_many_buyers_share_what_is_there(chain: Database) -> None:
    """Of twelve buyers of three sets exactly three get one; the others are told, and no stock is lost."""
    quotes = await quotes_for(chain, "pad-4", shelf("shop-1"), BUYERS)
    results = await asyncio.gather(*(try_place(chain, quote, f"k-{quote}") for quote in quotes))
    sold = [one for one in results if isinstance(one, Order)]
    assert len(sold) == 3
    assert {type(one) for one in results if not isinstance(one, Order)} == {OutOfStock}
    assert len({one.number for one in sold}) == 3
    async with chain.reading() as session:
        levels = await stock_store.levels(session, [PartId("pad-4")])
        assert next(level.free for level in levels if level.place == "shop-1") == 0


async def test_one_key_at_the_same_moment_is_one_order(chain: Database) -> None:
    """The same key sent eight times at once is one order, answered eight times."""
    (quote,) = await quotes_for(chain, "pad-4", shelf("shop-1"), 1)
    results = await asyncio.gather(*(try_place(chain, quote, "same") for _ in range(8)))
    assert len({one.id for one in results if isinstance(one, Order)}) == 1
    assert all(isinstance(one, Order) for one in results)


async def test_one_quote_under_many_keys_is_one_order(chain: Database) -> None:
    """A quote that eight keys want at once becomes one order; seven are told its number."""
    (quote,) = await quotes_for(chain, "pad-4", shelf("shop-1"), 1)
    results = await asyncio.gather(*(try_place(chain, quote, f"k{nth}") for nth in range(8)))
    (order,) = [one for one in results if isinstance(one, Order)]
    refused = [one for one in results if isinstance(one, QuoteUsed)]
    assert len(refused) == 7
    assert {one.values()["order"] for one in refused} == {order.number}


async def test_everything_at_once_leaves_a_gapless_history(chain: Database) -> None:
    """Cancelling eight times while the deadline passes tells each fact once, without a gap."""
    (quote,) = await quotes_for(chain, "pad-4", "supplier:swift", 1)
    order = await try_place(chain, quote, "k")
    assert isinstance(order, Order)

    async def cancel() -> None:
        async with chain.transaction() as session:
            await orders.cancel(session, order.id, shop=SHOP, by=BUYER, now=NOW)

    async def expire() -> None:
        async with chain.transaction() as session:
            await orders.expire(session, now=NOW + 60 * SECOND)

    await asyncio.gather(*(cancel() for _ in range(8)), expire(), expire())
    async with chain.reading() as session:
        happened = await facts(session, order.id)
        assert (await orders.one(session, order.id, SHOP)).status == "cancelled"
    assert [fact.seq for fact in happened] == list(range(1, len(happened) + 1))
    assert [fact.type for fact in happened].count("order.cancelled") == 1
    assert [fact.type for fact in happened].count("order.unanswered") <= 1


async def test_a_rolled_back_order_leaves_nothing(chain: Database) -> None:
    """When the transaction fails after placing, neither order, stock, fact nor key remains."""
    (quote,) = await quotes_for(chain, "pad-4", shelf("shop-1"), 1)
    with pytest.raises(RuntimeError):
        async with chain.transaction() as session:
            await orders.place(session, quote, key="k", shop=SHOP, by=BUYER, now=NOW)
            raise RuntimeError
    async with chain.reading() as session:
        assert await orders.of_shop(session, SHOP) == []
        levels = await stock_store.levels(session, [PartId("pad-4")])
        assert all(level.reserved == 0 for level in levels)
    assert isinstance(await try_place(chain, quote, "k"), Order)
