"""Which parts of a family fit a vehicle: yes, no, or one question first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from commerce.catalog import store
from commerce.catalog.parts import Part
from commerce.catalog.supersession import Edge, newest, superseded_by
from knowledge.vehicles.conditions import Outcome, evaluate
from knowledge.vehicles.questions import Question, question
from knowledge.vehicles.vehicle import Vehicle


@dataclass(frozen=True)
class Fitting:
    """A part that is sold now and its outcome for this vehicle, with the numbers whose place it took."""

    part: Part
    outcome: Outcome
    superseded: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Fit:
    """What fits. Nothing whose fitment is unknown is ever among `fitting`.

    Attributes:
        fitting: parts that certainly fit.
        refused: parts that certainly do not, each with its reasons.
        question: the one fact that settles most of what is unknown; None where no answer would.
    """

    fitting: tuple[Fitting, ...]
    refused: tuple[Fitting, ...]
    question: Question | None


def match(parts: Iterable[Part], edges: Sequence[Edge], vehicle: Vehicle) -> Fit:
    """Judge every part that is sold now; a superseded one stands only as an older number of its successor."""
    known = {part.id: part for part in parts}
    current = [part for part in known.values() if newest(part.id, edges) == (part.id,)]
    judged = [
        Fitting(
            part,
            evaluate(part.fitment, vehicle),
            tuple(known[old] for old in superseded_by(part.id, edges) if old in known),
        )
        for part in current
    ]
    unsettled = [found.part.fitment for found in judged if found.outcome.truth == "unknown"]
    return Fit(
        fitting=tuple(found for found in judged if found.outcome.truth == "yes"),
        refused=tuple(found for found in judged if found.outcome.truth == "no"),
        question=question(unsettled, vehicle) if unsettled else None,
    )


async def find(session: AsyncSession, vehicle: Vehicle, family: str) -> Fit:
    """What of a family fits a vehicle."""
    return match(await store.by_family(session, family), await store.edges(session), vehicle)
