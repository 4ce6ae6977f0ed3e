"""What has to be said to a supplier after a commit: ask, ask again, cancel. Follows the events of orders.

A call is read in one transaction, made in none, and recorded in a second one. Following an event twice does
its work once: the supplier knows the order by its id, and the record names the event that it follows.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from commerce.errors import ReceiptMissing, SupplierUnreachable
from commerce.ids import OrderId
from commerce.ordering import store as order_store
from commerce.ordering.history import facts, happen, note
from commerce.ordering.orders import CLOCK
from commerce.ordering.shapes import Order
from commerce.ordering.states import WAITING
from commerce.suppliers import store
from commerce.suppliers.port import Ask, AskLine, Supplier
from commerce.suppliers.store import SupplierRow

Transaction = Callable[[], AbstractAsyncContextManager[AsyncSession]]
Door = Callable[[SupplierRow], Supplier]
_ASKS = {"order.placed", "order.asked_again"}
_CANCELS = {"order.cancelled"}
_THEY_KNOW = {"order.asked", "order.answered"}
FOLLOWED = frozenset(_ASKS | _CANCELS)
"""Events that a supplier has to hear of."""


class Logged(Protocol):
    """What of an event is read here; `commerce.events.Event` and the tail's own rows both have it."""

    @property
    def pos(self) -> int:
        """The position over all channels."""

    @property
    def type(self) -> str:
        """What happened."""

    @property
    def data(self) -> Mapping[str, object]:
        """To which order, and how."""


@dataclass(frozen=True)
class Call:
    """One thing to say to one supplier, because of one event."""

    what: Literal["ask", "cancel"]
    supplier: SupplierRow
    ask: Ask
    follows: int


@dataclass(frozen=True)
class Said:
    """How a call ended: taken with a receipt, sent without one, or nothing reached the supplier.

    `reference` is the supplier's own number for an order that they took.
    """

    end: Literal["taken", "sent", "unreached"]
    reference: str = ""


async def follow(event: Logged, *, transaction: Transaction, door: Door, clock: Callable[[], int]) -> bool:
    """Say to the supplier what an event demands, if it still does.

    Args:
        event: of an `order:` channel; any other type is left alone.
        transaction: opens a session that commits when it closes.
        door: the way to a supplier.
        clock: UTC microseconds.

    Returns:
        Whether a supplier was called.
    """
    if event.type not in FOLLOWED:
        return False
    async with transaction() as session:
        call = await due(session, event, now=clock())
    if call is None:
        return False
    said = await make(call, door(call.supplier))
    async with transaction() as session:
        await record(session, call, said, now=clock())
    return True


async def due(session: AsyncSession, event: Logged, *, now: int) -> Call | None:
    """The call that an event still demands; None where it was made, or the order has moved on."""
    order = await order_store.order_of(session, OrderId(str(event.data["order"])))
    if order is None or order.supplier is None or await _made(session, order, event.pos):
        return None
    if event.type in _ASKS and order.status not in WAITING:
        return None
    row = await store.supplier(session, order.supplier)
    if row is None:
        return None
    return Call(
        "ask" if event.type in _ASKS else "cancel", row, _ask(order, now + row.deadline_us), event.pos
    )


async def make(call: Call, supplier: Supplier) -> Said:
    """Make the call. Holds no session: a supplier may take seconds."""
    try:
        if call.what == "cancel":
            await supplier.cancel(call.ask.order)
            return Said("taken")
        return Said("taken", (await supplier.ask(call.ask)).reference)
    except ReceiptMissing:
        return Said("sent")
    except SupplierUnreachable:
        return Said("unreached")


async def record(session: AsyncSession, call: Call, said: Said, *, now: int) -> None:
    """Tell in the order's history how a call ended; the order may have moved on meanwhile."""
    order = await order_store.order_of(session, call.ask.order, lock=True)
    if order is None or await _made(session, order, call.follows):
        return
    data: dict[str, object] = {"follows": call.follows}
    if call.what == "cancel":
        kind = await _cancel_kind(session, order, said)
        await note(session, order, kind, data, by=CLOCK, now=now)
    elif said.end == "unreached":
        kind = "order.unreachable"
        await happen(session, order, "unreachable", kind=kind, by=CLOCK, now=now, data=data)
    else:
        data["reference"] = said.reference
        due_us = now + call.supplier.deadline_us
        await happen(session, order, "asked", kind="order.asked", by=CLOCK, now=now, data=data, due_us=due_us)


async def _cancel_kind(session: AsyncSession, order: Order, said: Said) -> str:
    """Whether the supplier knows of the cancellation, or never knew of the order."""
    if said.end == "taken":
        return "order.cancel_told"
    heard_of_it = any(fact.type in _THEY_KNOW for fact in await facts(session, order.id))
    return "order.cancel_untold" if heard_of_it else "order.cancel_needless"


async def _made(session: AsyncSession, order: Order, pos: int) -> bool:
    return any(fact.data.get("follows") == pos for fact in await facts(session, order.id))


def _ask(order: Order, answer_by_us: int) -> Ask:
    return Ask(
        order=order.id,
        number=order.number,
        lines=tuple(AskLine(line.number, line.quantity) for line in order.quote.lines),
        answer_by_us=answer_by_us,
    )
