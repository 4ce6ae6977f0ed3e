"""Moves an order from state to state, always by a fact. Callers hold the order's lock."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from commerce.errors import OrderUnknown
from commerce.events import Event
from commerce.ids import OrderId, ShopId
from commerce.ordering import log_store, store
from commerce.ordering.shapes import Order
from commerce.ordering.states import Happening, after


def channel(order: OrderId) -> str:
    """Where an order's facts are told."""
    return f"order:{order}"


async def facts(session: AsyncSession, order: OrderId) -> list[Event]:
    """Everything that happened to an order, oldest first."""
    return await log_store.of_channel(session, channel(order))


async def locked(session: AsyncSession, order: OrderId, shop: ShopId) -> Order:
    """The order, held until the transaction ends, if it is this shop's.

    Raises:
        OrderUnknown: there is none, or it is another shop's.
    """
    found = await store.order_of(session, order, lock=True)
    if found is None or found.shop != shop:
        raise OrderUnknown(order=order)
    return found


async def note(
    session: AsyncSession, order: Order, kind: str, data: Mapping[str, object], *, by: str, now: int
) -> None:
    """Tell a fact that leaves the order's state as it is."""
    known = {**_about(order), **data, "status": order.status}
    await log_store.append(session, channel(order.id), kind, known, by=by, now=now)


async def happen(
    session: AsyncSession,
    order: Order,
    happening: Happening,
    *,
    kind: str,
    by: str,
    now: int,
    data: Mapping[str, object] | None = None,
    due_us: int | None = None,
) -> Order:
    """Tell what happened and let the order follow; the fact is kept even where the state does not move.

    Args:
        session: in the transaction that locked the order.
        order: as it stands.
        happening: what happened, in the words of the transition table.
        kind: the event's type, such as `order.cancelled`.
        by: a person's id, `supplier:<id>`, or `clock`.
        now: UTC microseconds.
        data: what else is known of it.
        due_us: a new deadline; without one the old stays.
    """
    moved = replace(order, status=after(order.status, happening), due_us=due_us or order.due_us)
    await store.set_status(session, order.id, moved.status, moved.due_us)
    await note(session, moved, kind, data or {}, by=by, now=now)
    return moved


def _about(order: Order) -> dict[str, object]:
    return {
        "order": order.id,
        "number": order.number,
        "shop": order.shop,
        "supplier": order.supplier or "",
        "job": order.origin.job,
        "step": order.origin.step,
        "slot": order.origin.slot,
        "vin": order.origin.vin,
    }
