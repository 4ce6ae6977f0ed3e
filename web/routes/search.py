"""Questions to the manual. Every hit carries its step's hazards, before anything else of the step."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query

from assist.guidance.views import hazard_view, value_view, words
from assist.messages.model import Text
from assist.workshop.car import car_of
from knowledge.vehicles.vehicle import Vehicle, title
from web.routes.doors import CallerDep, DepsDep, ReadDep
from web.routes.shapes import SearchAnswer, SearchHit

if TYPE_CHECKING:  # the search is loaded when first used
    from knowledge.search import Hit

router = APIRouter()
MOST = 8
_NOT_FOR = Text(zh="不适用于这辆车：{car}", en="Not for this car: {car}")
_ASK = Text(zh="是否适用还不能确定：{car}", en="Not known yet whether it is for this car: {car}")


@router.get("/search")
async def search(
    *,
    q: Annotated[str, Query(min_length=1, max_length=2_000)],
    session: ReadDep,
    by: CallerDep,
    deps: DepsDep,
    order: Annotated[str, Query(max_length=64)] = "",
) -> SearchAnswer:
    """Steps that answer a question, marked by whether they are for the order's car."""
    car = await car_of(session, order, by=by, ports=deps.ports) if order else None
    found = await deps.searching.search(q, limit=MOST, vehicle=car)
    return SearchAnswer(
        status=found.status,
        hits=tuple(_hit(hit, car) for hit in found.hits),
        nearest=tuple(_hit(hit, car) for hit in found.nearest),
    )


def _hit(hit: "Hit", car: Vehicle | None) -> SearchHit:
    return SearchHit(
        procedure=hit.procedure,
        version=hit.version,
        number=hit.number,
        procedure_title=words(hit.procedure_title),
        step=hit.step,
        step_number=hit.step_number,
        title=words(hit.title),
        snippet=words(hit.snippet),
        matched=hit.matched,
        hazards=tuple(hazard_view(hazard) for hazard in hit.hazards),
        values=tuple(value_view(value) for value in hit.values),
        applies=hit.applies,
        reason=_reason(hit.applies, car),
    )


def _reason(applies: str, car: Vehicle | None) -> Text | None:
    if car is None or applies == "yes":
        return None
    sentence = _NOT_FOR if applies == "no" else _ASK
    name = title(car)
    return Text(zh=sentence.zh.format(car=name.zh), en=sentence.en.format(car=name.en))
