"""What a VIN says."""

from fastapi import APIRouter

from assist.workshop.vehicle import fact_views, identified, warning_views, words
from knowledge.procedures import applicability, revisions
from knowledge.vehicles.vehicle import title
from knowledge.vehicles.vin import parse
from web.routes.doors import DepsDep, ReadDep
from web.routes.shapes import VinView

router = APIRouter()


@router.get("/vin/{vin}")
async def decode(vin: str, session: ReadDep, deps: DepsDep) -> VinView:
    """The vehicle's facts with their sources, and whether an approved procedure may cover it."""
    vehicle = await identified(session, parse(vin), {}, deps.ports)
    found = applicability.offers(await revisions.approved(session), vehicle)
    return VinView(
        vin=vehicle.vin,
        title=words(title(vehicle)),
        facts=fact_views(vehicle),
        warnings=warning_views(vehicle),
        covered=found.covered,
    )
