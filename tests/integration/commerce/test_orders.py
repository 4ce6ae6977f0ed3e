"""Carts, quotes and orders in real databases."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from commerce.errors import (
    CartEmpty,
    CartMixed,
    CartUnknown,
    ChoiceRefused,
    IdemConflict,
    OrderNotCancellable,
    OrderUnknown,
    OutOfStock,
    PartUnknown,
    QuantityRefused,
    QuoteExpired,
    QuoteUnknown,
    QuoteUsed,
    TooManyLines,
)
from commerce.ids import CartId, OrderId, PartId, QuoteId, ShopId, UserId
from commerce.ordering import carts, orders, quotes
from commerce.ordering.history import facts
from commerce.ordering.shapes import LINES_MOST, CartLine, Order, Origin
from commerce.stock import store as stock_store
from tests.fakes.catalogue import BUYER, NOW, OTHER_SHOP, POLICY, SECOND, SHOP, quoted, shelf, stocked

HERE, FAR, SWIFT = shelf("shop-1"), shelf("depot"), "supplier:swift"


@pytest.fixture
async def shop(session: AsyncSession) -> AsyncSession:
    await stocked(session)
    return session


async def placed(
    session: AsyncSession, source: str = SWIFT, *, part: str = "pad-4", key: str = "k1"
) -> Order:
    quote = await quoted(session, part, source)
    return await orders.place(session, quote.id, key=key, shop=SHOP, by=BUYER, now=NOW)


async def free(session: AsyncSession, place: str, part: str) -> int:
    levels = await stock_store.levels(session, [PartId(part)])
    return next(level.free for level in levels if level.place == place)


async def test_a_quote_says_everything_and_sums(shop: AsyncSession) -> None:
    """What is read back has the price of each line, its breakdown, the source, the arrival and the end."""
    quote = await quoted(shop, "pad-4", FAR, 3)
    (line,) = quote.lines
    assert (line.number, line.quantity, quote.place) == ("YS-4520", 3, "transfer")
    assert sum(part.amount for part in line.breakdown) == line.unit.net
    assert quote.price.gross == line.unit.gross * 3
    assert quote.arrives_us == NOW + 4 * 3600 * SECOND
    assert quote.expires_us == NOW + POLICY.quote_s * SECOND
    assert quote.demonstration
    assert await quotes.pinned(shop, quote.id, SHOP) == quote


async def test_the_quoted_price_is_the_ordered_price(shop: AsyncSession) -> None:
    """A price that changes after the read-back does not change the order."""
    quote = await quoted(shop, "pad-4", SWIFT)
    await shop.execute(text("UPDATE co_supply SET cost = cost * 2"))
    order = await orders.place(shop, quote.id, key="k", shop=SHOP, by=BUYER, now=NOW)
    assert order.quote.price == quote.price
    assert (await quoted(shop, "pad-4", SWIFT)).price.net > quote.price.net


async def test_own_stock_is_reserved_at_once(shop: AsyncSession) -> None:
    """An order from our own shelf is reserved in the same moment, and nobody has to confirm it."""
    order = await placed(shop, HERE)
    assert (order.status, order.supplier, order.due_us) == ("reserved", None, None)
    assert await free(shop, "shop-1", "pad-4") == 2
    assert [fact.type for fact in await facts(shop, order.id)] == ["order.placed", "order.reserved"]


async def test_a_suppliers_order_waits_with_a_deadline(shop: AsyncSession) -> None:
    """An order from a supplier is placed, not confirmed, and says until when they may answer."""
    order = await placed(shop)
    assert (order.status, order.supplier, order.due_us) == ("placed", "swift", NOW + 50 * SECOND)
    assert order.number.startswith("P-0")
    (fact,) = await facts(shop, order.id)
    assert (fact.type, fact.seq, fact.by) == ("order.placed", 1, BUYER)
    assert fact in shop.info["events"]


async def test_where_an_order_was_born_is_kept(shop: AsyncSession) -> None:
    """Job, step and slot of the work are with the order and with its facts."""
    quote = await quoted(shop, "washer", HERE)
    born = Origin("job-1", "drain", "washer")
    order = await orders.place(shop, quote.id, key="k", shop=SHOP, by=BUYER, now=NOW, origin=born)
    assert (await orders.one(shop, order.id, SHOP)).origin == born
    assert (await facts(shop, order.id))[0].data["step"] == "drain"
    assert await orders.of_shop(shop, SHOP, job="job-1") == [order]
    assert await orders.of_shop(shop, SHOP, job="job-2") == []


async def test_the_same_key_is_the_same_order(shop: AsyncSession) -> None:
    """Sending a key again answers the same order, even after the quote has expired, and reserves once."""
    quote = await quoted(shop, "pad-4", HERE)
    first = await orders.place(shop, quote.id, key="k", shop=SHOP, by=BUYER, now=NOW)
    late = quote.expires_us + SECOND
    assert await orders.place(shop, quote.id, key="k", shop=SHOP, by=BUYER, now=late) == first
    assert await free(shop, "shop-1", "pad-4") == 2


async def test_a_key_stands_for_one_quote(shop: AsyncSession) -> None:
    """The same key with another quote is a conflict, and orders nothing."""
    await placed(shop, HERE, key="k")
    with pytest.raises(IdemConflict):
        await placed(shop, HERE, key="k")
    assert await free(shop, "shop-1", "pad-4") == 2


async def test_two_people_may_use_one_key(shop: AsyncSession) -> None:
    """A key belongs to its person."""
    await placed(shop, HERE, key="k")
    other = UserId("other")
    quote = await quoted(shop, "pad-4", HERE, by=other)
    assert (await orders.place(shop, quote.id, key="k", shop=SHOP, by=other, now=NOW)).by == other


async def test_a_quote_becomes_one_order(shop: AsyncSession) -> None:
    """A quote under a second key is refused with the number of the order that it became."""
    quote = await quoted(shop, "pad-4", HERE)
    first = await orders.place(shop, quote.id, key="k1", shop=SHOP, by=BUYER, now=NOW)
    with pytest.raises(QuoteUsed) as refused:
        await orders.place(shop, quote.id, key="k2", shop=SHOP, by=BUYER, now=NOW)
    assert refused.value.values()["order"] == first.number


async def test_an_expired_quote_orders_nothing(shop: AsyncSession) -> None:
    """A price is pinned until its end and not a microsecond longer."""
    quote = await quoted(shop, "pad-4", HERE)
    with pytest.raises(QuoteExpired):
        await orders.place(shop, quote.id, key="k", shop=SHOP, by=BUYER, now=quote.expires_us)
    order = await orders.place(shop, quote.id, key="k", shop=SHOP, by=BUYER, now=quote.expires_us - 1)
    assert order.status == "reserved"


async def test_another_shop_sees_nothing(shop: AsyncSession) -> None:
    """Quotes and orders of another shop do not exist for this one."""
    quote = await quoted(shop, "pad-4", SWIFT)
    with pytest.raises(QuoteUnknown):
        await orders.place(shop, quote.id, key="k", shop=OTHER_SHOP, by=BUYER, now=NOW)
    order = await placed(shop)
    for refused in (orders.one(shop, order.id, OTHER_SHOP),):
        with pytest.raises(OrderUnknown):
            await refused
    with pytest.raises(OrderUnknown):
        await orders.cancel(shop, order.id, shop=OTHER_SHOP, by=BUYER, now=NOW)
    assert await orders.of_shop(shop, OTHER_SHOP) == []


@pytest.mark.parametrize("quantity", [-1, 0, 201, 10**9, -(10**9)])
async def test_a_quantity_that_nobody_means_is_refused(shop: AsyncSession, quantity: int) -> None:
    """Minus one, nothing and a billion are refused with the limits, and the cart stays as it was."""
    cart = await carts.open_cart(shop, shop=SHOP, by=BUYER, now=NOW)
    with pytest.raises(QuantityRefused) as refused:
        await carts.put(shop, cart.id, CartLine(PartId("pad-4"), SWIFT, quantity), by=BUYER, now=NOW)
    assert refused.value.values() == {"quantity": str(quantity), "least": "1", "most": "200"}
    with pytest.raises(CartEmpty):
        await quotes.read_back(shop, cart.id, by=BUYER, policy=POLICY, now=NOW)


async def test_a_cart_keeps_one_source_and_one_line_a_part(shop: AsyncSession) -> None:
    """Another quantity of a part replaces its line; another source is refused."""
    cart = await carts.open_cart(shop, shop=SHOP, by=BUYER, now=NOW)
    line = CartLine(PartId("pad-4"), SWIFT, 1)
    await carts.put(shop, cart.id, line, by=BUYER, now=NOW)
    await carts.put(shop, cart.id, replace(line, quantity=4), by=BUYER, now=NOW)
    await carts.put(shop, cart.id, CartLine(PartId("pad-eq"), SWIFT, 1), by=BUYER, now=NOW + 1)
    with pytest.raises(CartMixed):
        await carts.put(shop, cart.id, CartLine(PartId("washer"), HERE, 1), by=BUYER, now=NOW)
    quote = await quotes.read_back(shop, cart.id, by=BUYER, policy=POLICY, now=NOW)
    assert [(one.part, one.quantity) for one in quote.lines] == [("pad-4", 4), ("pad-eq", 1)]
    assert quote.price.gross == sum(one.price.gross for one in quote.lines)


async def test_a_cart_has_a_last_line(session: AsyncSession) -> None:
    """One line more than an order may have is refused with the limit; the lines before it stay."""
    await stocked(session, more=LINES_MOST + 1)
    cart = await carts.open_cart(session, shop=SHOP, by=BUYER, now=NOW)
    lines = [CartLine(PartId(f"bolt-{number}"), SWIFT, 1) for number in range(LINES_MOST + 1)]
    for line in lines[:-1]:
        await carts.put(session, cart.id, line, by=BUYER, now=NOW)
    with pytest.raises(TooManyLines) as refused:
        await carts.put(session, cart.id, lines[-1], by=BUYER, now=NOW)
    assert refused.value.values() == {"most": "20"}
    quote = await quotes.read_back(session, cart.id, by=BUYER, policy=POLICY, now=NOW)
    assert len(quote.lines) == LINES_MOST


async def test_carts_are_private_and_parts_exist(shop: AsyncSession) -> None:
    """Somebody else's cart, a cart that never was and a part that is not there are refused."""
    cart = await carts.open_cart(shop, shop=SHOP, by=BUYER, now=NOW)
    line = CartLine(PartId("pad-4"), SWIFT, 1)
    for wrong, by in ((cart.id, UserId("thief")), (CartId("none"), BUYER)):
        with pytest.raises(CartUnknown):
            await carts.put(shop, wrong, line, by=by, now=NOW)
    with pytest.raises(PartUnknown):
        await carts.put(shop, cart.id, replace(line, part=PartId("ghost")), by=BUYER, now=NOW)


@pytest.mark.parametrize(
    ("source", "quantity"), [(HERE, 4), ("supplier:slow", 1), ("place:nowhere", 1), ("nonsense", 1)]
)
async def test_what_a_source_does_not_have_is_not_quoted(
    shop: AsyncSession, source: str, quantity: int
) -> None:
    """More than the shelf holds, a supplier who does not carry it, or no source at all: out of stock."""
    with pytest.raises(OutOfStock):
        await quoted(shop, "pad-4", source, quantity)


async def test_the_last_piece_is_sold_once(shop: AsyncSession) -> None:
    """Of two quotes for one piece, the second order is refused and leaves no trace."""
    one, two = await quoted(shop, "washer", HERE), await quoted(shop, "washer", HERE)
    await orders.place(shop, one.id, key="k1", shop=SHOP, by=BUYER, now=NOW)
    with pytest.raises(OutOfStock) as refused:
        await orders.place(shop, two.id, key="k2", shop=SHOP, by=BUYER, now=NOW)
    assert refused.value.values() == {"part": "XH-W14", "wanted": "1"}
    assert len(await orders.of_shop(shop, SHOP)) == 1
    assert await free(shop, "shop-1", "washer") == 0


async def test_all_lines_are_reserved_or_none(shop: AsyncSession) -> None:
    """When the second line is gone, the first one's pieces are free again."""
    cart = await carts.open_cart(shop, shop=SHOP, by=BUYER, now=NOW)
    for part in ("pad-4", "washer"):
        await carts.put(shop, cart.id, CartLine(PartId(part), HERE, 1), by=BUYER, now=NOW)
    both = await quotes.read_back(shop, cart.id, by=BUYER, policy=POLICY, now=NOW)
    await placed(shop, HERE, part="washer", key="first")
    with pytest.raises(OutOfStock):
        await orders.place(shop, both.id, key="second", shop=SHOP, by=BUYER, now=NOW)
    assert await free(shop, "shop-1", "pad-4") == 3


async def test_cancelling_gives_the_pieces_back_once(shop: AsyncSession) -> None:
    """A reservation that is cancelled twice is released once."""
    order = await placed(shop, HERE)
    for _ in range(2):
        cancelled = await orders.cancel(shop, order.id, shop=SHOP, by=BUYER, now=NOW)
        assert cancelled.status == "cancelled"
    assert await free(shop, "shop-1", "pad-4") == 3
    kinds = [fact.type for fact in await facts(shop, order.id)]
    assert kinds == ["order.placed", "order.reserved", "order.cancelled"]


async def test_silence_is_said_at_the_deadline(shop: AsyncSession) -> None:
    """At the deadline, not before, a waiting order ends, once; nobody blames who was not asked."""
    order = await placed(shop)
    assert order.due_us is not None
    assert await orders.expire(shop, now=order.due_us - 1) == []
    (ended,) = await orders.expire(shop, now=order.due_us)
    assert (ended.id, ended.status) == (order.id, "unasked")
    assert await orders.expire(shop, now=order.due_us + SECOND) == []
    assert (await facts(shop, order.id))[-1].type == "order.unasked"


async def test_a_silent_supplier_can_be_asked_again(shop: AsyncSession) -> None:
    """Asking again gives a new deadline to the same order; before its end there is nothing to ask."""
    order = await placed(shop)
    with pytest.raises(ChoiceRefused):
        await orders.ask_again(shop, order.id, shop=SHOP, by=BUYER, now=NOW)
    later = NOW + 60 * SECOND
    await orders.expire(shop, now=later)
    again = await orders.ask_again(shop, order.id, shop=SHOP, by=BUYER, now=later)
    assert (again.id, again.status, again.due_us) == (order.id, "placed", later + 50 * SECOND)
    with pytest.raises(ChoiceRefused):
        await orders.keep(shop, order.id, shop=SHOP, by=BUYER, now=later)


async def test_what_does_not_exist_cannot_be_cancelled(shop: AsyncSession) -> None:
    """An unknown order, quote or shop is refused without a hint whether it exists elsewhere."""
    with pytest.raises(OrderUnknown):
        await orders.cancel(shop, OrderId("' OR 1=1 --"), shop=SHOP, by=BUYER, now=NOW)
    with pytest.raises(QuoteUnknown):
        await orders.place(shop, QuoteId("none"), key="k", shop=SHOP, by=BUYER, now=NOW)
    assert await orders.of_shop(shop, ShopId("nowhere")) == []


async def test_a_confirmed_order_is_not_cancelled(shop: AsyncSession) -> None:
    """After the supplier's yes the order stands, and the refusal says its state."""
    order = await placed(shop)
    await shop.execute(text("UPDATE co_order SET status = 'confirmed'"))
    with pytest.raises(OrderNotCancellable) as refused:
        await orders.cancel(shop, order.id, shop=SHOP, by=BUYER, now=NOW)
    assert refused.value.values() == {"order": order.number, "status": "confirmed"}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE co_event SET type = 'order.kept'",
        "DELETE FROM co_event",
        "UPDATE co_quote SET net = 1",
        "DELETE FROM co_quote",
    ],
)
async def test_history_cannot_be_changed(shop: AsyncSession, change: str) -> None:
    """The database itself refuses to change or delete a fact or a quote."""
    await placed(shop)
    with pytest.raises(DBAPIError, match="append-only"):
        async with shop.begin_nested():
            await shop.execute(text(change))


async def test_the_database_refuses_to_oversell(shop: AsyncSession) -> None:
    """Even SQL by hand cannot promise more pieces than there are, or fewer than none."""
    for change in ("reserved = on_hand + 1", "reserved = -1"):
        with pytest.raises(DBAPIError):
            async with shop.begin_nested():
                await shop.execute(text(f"UPDATE co_stock SET {change}"))
