"""The cars that wait in a shop, for who asks for their parts."""

from fastapi import APIRouter

from assist.desk.waiting import waiting_cars
from web.routes import shapes
from web.routes.doors import CallerDep, DepsDep, ReadDep

router = APIRouter()


@router.get("/cars")
async def waiting(session: ReadDep, by: CallerDep, deps: DepsDep) -> shapes.Cars:
    """Cars of the caller's shop with an open repair order, the newest first: VIN, plate and title."""
    return shapes.Cars(items=tuple(await waiting_cars(session, by=by, ports=deps.ports)))
