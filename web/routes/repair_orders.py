"""Repair orders of the person's shop, and the procedures offered for them."""

from fastapi import APIRouter

from assist.messages.workshop import ProcedureOffers, RepairOrderView
from assist.workshop import orders
from web.routes import shapes
from web.routes.doors import CallerDep, DepsDep, OnceDep, ReadDep, SessionDep

router = APIRouter()


@router.get("/repair-orders")
async def every(
    *, session: ReadDep, by: CallerDep, deps: DepsDep, closed: bool = False
) -> shapes.RepairOrders:
    """The newest repair orders that are not closed, or the newest that are."""
    items, more = await orders.orders(session, by=by, ports=deps.ports, closed=closed)
    return shapes.RepairOrders(items=tuple(items), more=more)


@router.post("/repair-orders", status_code=201)
async def add(body: shapes.RepairOrderBody, by: CallerDep, deps: DepsDep, once: OnceDep) -> RepairOrderView:
    """A new repair order."""
    new = orders.NewOrder(body.vin, body.plate, body.mileage_km, body.complaint)

    async def run() -> RepairOrderView:
        return await orders.open_order(once.session, new, by=by, now=once.now, ports=deps.ports)

    return await once.answer(body, RepairOrderView, run)


@router.get("/repair-orders/{order}")
async def one(order: str, session: ReadDep, by: CallerDep, deps: DepsDep) -> RepairOrderView:
    """One repair order with its vehicle and jobs."""
    return await orders.order_view(session, order, by=by, ports=deps.ports)


@router.post("/repair-orders/{order}/close")
async def close(order: str, session: SessionDep, by: CallerDep, deps: DepsDep) -> RepairOrderView:
    """Take a repair order off the lists."""
    return await orders.close_order(session, order, by=by, ports=deps.ports)


@router.post("/repair-orders/{order}/reopen")
async def reopen(order: str, session: SessionDep, by: CallerDep, deps: DepsDep) -> RepairOrderView:
    """Put a closed repair order back on the lists."""
    return await orders.reopen_order(session, order, by=by, ports=deps.ports)


@router.post("/repair-orders/{order}/facts")
async def answer_fact(
    *, order: str, body: shapes.FactBody, session: SessionDep, by: CallerDep, deps: DepsDep
) -> RepairOrderView:
    """Keep what a person says of the car."""
    return await orders.answer_fact(session, order, body.fact, body.value, by=by, ports=deps.ports)


@router.delete("/repair-orders/{order}/facts/{fact}")
async def forget_fact(
    *, order: str, fact: str, session: SessionDep, by: CallerDep, deps: DepsDep
) -> RepairOrderView:
    """Take back what a person said of the car."""
    return await orders.forget_fact(session, order, fact, by=by, ports=deps.ports)


@router.get("/repair-orders/{order}/procedures")
async def procedures(order: str, session: ReadDep, by: CallerDep, deps: DepsDep) -> ProcedureOffers:
    """Approved procedures that apply to this car, with the reason; or the one question that settles it."""
    return await orders.offers(session, order, by=by, ports=deps.ports)
