"""Places, cancels and settles orders. One key, one order; nothing is sold twice; history only grows."""

import uuid
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from commerce.errors import (
    ChoiceRefused,
    IdemConflict,
    OrderNotCancellable,
    OrderUnknown,
    QuoteExpired,
    QuoteUsed,
    SupplierUnknown,
)
from commerce.ids import OrderId, QuoteId, ShopId, SupplierId, UserId
from commerce.ordering import allocation, quotes, store
from commerce.ordering.history import happen, locked, note
from commerce.ordering.shapes import Order, Origin, Quote
from commerce.ordering.states import CHOICES, WAITING, cancellable
from commerce.stock.sources import split
from commerce.suppliers import store as supplier_store

REACH_US = 30_000_000
"""How long it may take us to reach a supplier at all; their own time begins when they have the order."""

CLOCK = "clock"
"""Who speaks when time passes."""


async def place(
    session: AsyncSession,
    quote: QuoteId,
    *,
    key: str,
    shop: ShopId,
    by: UserId,
    now: int,
    origin: Origin | None = None,
) -> Order:
    """Order what was read back, at the price that was read back, once.

    Own stock is reserved at once. A supplier is asked after the commit, by whoever follows the event
    `order.placed`; until then the order is `placed`.

    Returns:
        The order; the same one, as it stands now, where this person used the key for this quote before.

    Raises:
        QuoteUnknown: no such quote of this shop.
        QuoteExpired: the pinned price has run out.
        QuoteUsed: the quote became an order already, under another key.
        IdemConflict: the key stands for another quote.
        OutOfStock: somebody else took the last pieces meanwhile; nothing is reserved.
    """
    pinned = await quotes.pinned(session, quote, shop)
    earlier = await store.order_by_key(session, by, key)
    if earlier is not None:
        return _same(earlier, pinned, key)
    if pinned.expires_us <= now:
        raise QuoteExpired(quote=quote)
    async with session.begin_nested():
        draft = await _draft(session, pinned, by=by, now=now, origin=origin or Origin())
        number = await store.add_order(session, draft, key=key)
        if number is not None:
            return await _begin(session, replace(draft, number=number), by=by, now=now)
    return await _twin(session, pinned, by=by, key=key)


async def cancel(session: AsyncSession, order: OrderId, *, shop: ShopId, by: UserId, now: int) -> Order:
    """Take an order back while no supplier has confirmed it; cancelling twice is cancelling once.

    Raises:
        OrderUnknown: no such order of this shop.
        OrderNotCancellable: the supplier has confirmed, or has refused.
    """
    found = await locked(session, order, shop)
    if found.status == "cancelled":
        return found
    if not cancellable(found.status):
        raise OrderNotCancellable(order=found.number, status=found.status)
    if found.status == "reserved":
        await allocation.release(session, found.quote)
    return await happen(session, found, "cancelled", kind="order.cancelled", by=by, now=now)


async def ask_again(session: AsyncSession, order: OrderId, *, shop: ShopId, by: UserId, now: int) -> Order:
    """Give a silent supplier a new deadline; they are asked again, about the same order.

    Raises:
        OrderUnknown: no such order of this shop.
        ChoiceRefused: the order's state does not offer it.
    """
    found = await _offering(session, order, shop, "again")
    due_us = now + REACH_US + await _deadline_us(session, found.supplier)
    kind = "order.asked_again"
    return await happen(session, found, "asked_again", kind=kind, by=by, now=now, due_us=due_us)


async def keep(session: AsyncSession, order: OrderId, *, shop: ShopId, by: UserId, now: int) -> Order:
    """Settle contradicting words: a person has made sure that the supplier delivers.

    Raises:
        OrderUnknown: no such order of this shop.
        ChoiceRefused: the order's state does not offer it.
    """
    found = await _offering(session, order, shop, "keep")
    return await happen(session, found, "kept", kind="order.kept", by=by, now=now)


async def expire(session: AsyncSession, *, now: int) -> list[Order]:
    """Say of every order past its deadline that its supplier is silent, or was never reached.

    Run it about once a second.
    """
    ended = []
    for overdue in await store.overdue(session, now=now):
        found = await store.order_of(session, overdue, lock=True)
        if found and found.status in WAITING and found.due_us is not None and found.due_us <= now:
            kind = "order.unanswered" if found.status == "asked" else "order.unasked"
            moved = await happen(session, found, "deadline", kind=kind, by=CLOCK, now=now)
            ended.append(moved)
    return ended


async def one(session: AsyncSession, order: OrderId, shop: ShopId) -> Order:
    """The order as it stands.

    Raises:
        OrderUnknown: there is none, or it is another shop's.
    """
    found = await store.order_of(session, order)
    if found is None or found.shop != shop:
        raise OrderUnknown(order=order)
    return found


async def by_number(session: AsyncSession, number: str, shop: ShopId) -> Order:
    """The order that people call by this number, such as `P-000123`.

    Raises:
        OrderUnknown: there is none, or it is another shop's.
    """
    found = await store.order_by_number(session, number)
    if found is None or found.shop != shop:
        raise OrderUnknown(order=number)
    return found


async def of_shop(session: AsyncSession, shop: ShopId, *, job: str | None = None) -> list[Order]:
    """The shop's orders, newest first; of one job where it is given."""
    return await store.orders_of_shop(session, shop, job=job)


async def _draft(session: AsyncSession, quote: Quote, *, by: UserId, now: int, origin: Origin) -> Order:
    kind, name = split(quote.source)
    supplier = SupplierId(name) if kind == "supplier" else None
    due_us = None if supplier is None else now + REACH_US + await _deadline_us(session, supplier)
    return Order(
        id=OrderId(uuid.uuid4().hex),
        number="",
        quote=quote,
        shop=quote.shop,
        by=by,
        origin=origin,
        supplier=supplier,
        status="placed",
        due_us=due_us,
        placed_us=now,
    )


async def _begin(session: AsyncSession, order: Order, *, by: UserId, now: int) -> Order:
    """Tell that the order exists, and hold our own pieces for it."""
    lines = [
        {"part": line.part, "number": line.number, "quantity": line.quantity} for line in order.quote.lines
    ]
    await note(session, order, "order.placed", {"quote": order.quote.id, "lines": lines}, by=by, now=now)
    if order.supplier is not None:
        return order
    await allocation.allocate(session, order.quote)
    return await happen(session, order, "reserved", kind="order.reserved", by=CLOCK, now=now)


async def _twin(session: AsyncSession, quote: Quote, *, by: UserId, key: str) -> Order:
    """The order that was written at the same moment under this key or of this quote."""
    earlier = await store.order_by_key(session, by, key)
    if earlier is not None:
        return _same(earlier, quote, key)
    used = await store.order_by_quote(session, quote.id)
    raise QuoteUsed(quote=quote.id, order=used.number if used else "")


def _same(earlier: Order, quote: Quote, key: str) -> Order:
    if earlier.quote.id != quote.id:
        raise IdemConflict(key=key)
    return earlier


async def _offering(session: AsyncSession, order: OrderId, shop: ShopId, choice: str) -> Order:
    found = await locked(session, order, shop)
    if choice not in CHOICES.get(found.status, ()):
        raise ChoiceRefused(order=found.number, choice=choice, status=found.status)
    return found


async def _deadline_us(session: AsyncSession, supplier: SupplierId | None) -> int:
    found = await supplier_store.supplier(session, supplier or SupplierId(""))
    if found is None:
        raise SupplierUnknown(supplier=supplier)
    return found.deadline_us
