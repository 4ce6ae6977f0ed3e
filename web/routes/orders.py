"""Orders of parts, as they truly stand."""

from typing import Annotated

from fastapi import APIRouter, Query

from assist import parts_desk
from assist.messages.chat import OrderView
from web.routes import shapes
from web.routes.doors import CallerDep, DepsDep, OnceDep, ReadDep

router = APIRouter()


@router.get("/orders")
async def every(
    *, session: ReadDep, by: CallerDep, deps: DepsDep, job: Annotated[str | None, Query(max_length=64)] = None
) -> shapes.Orders:
    """The shop's orders, newest first; of one job where it is given."""
    return shapes.Orders(
        items=tuple(await parts_desk.orders_of_shop(session, by=by, ports=deps.ports, job=job))
    )


@router.get("/orders/{order}")
async def one(order: str, session: ReadDep, by: CallerDep, deps: DepsDep) -> OrderView:
    """One order."""
    return await parts_desk.order_view(session, order, by=by, ports=deps.ports)


@router.post("/orders/{order}/cancel")
async def cancel(order: str, by: CallerDep, deps: DepsDep, once: OnceDep) -> OrderView:
    """Take an order back, while no supplier has confirmed it."""

    async def run() -> OrderView:
        return await parts_desk.cancel(once.session, order, by=by, now=deps.now(), ports=deps.ports)

    return await once.answer(shapes.CancelBody(order=order), OrderView, run)
