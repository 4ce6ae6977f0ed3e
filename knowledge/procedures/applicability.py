"""Which approved procedures a vehicle may be offered, and why. What is not known fails closed."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.procedures.models import Procedure
from knowledge.vehicles.conditions import Outcome, evaluate
from knowledge.vehicles.explain import explain
from knowledge.vehicles.questions import Question, question
from knowledge.vehicles.text import Text
from knowledge.vehicles.vehicle import Vehicle


@dataclass(frozen=True, slots=True)
class Offer:
    """A procedure that is for this vehicle, and by which facts."""

    procedure: Procedure
    reason: Text


@dataclass(frozen=True, slots=True)
class Refusal:
    """A procedure that is not for this vehicle, and because of what."""

    procedure: Procedure
    reason: Text


@dataclass(frozen=True, slots=True)
class Undecided:
    """A procedure that may be for this vehicle; it is not offered until the missing facts are known."""

    procedure: Procedure
    reason: Text
    unknown: frozenset[str]


@dataclass(frozen=True, slots=True)
class Offers:
    """What may be done on a vehicle.

    Attributes:
        offered: for this vehicle, in the order given.
        refused: not for this vehicle.
        undecided: not known yet; never offered.
        question: the one fact to ask for; None if no answer would settle anything.
    """

    offered: tuple[Offer, ...]
    refused: tuple[Refusal, ...]
    undecided: tuple[Undecided, ...]
    question: Question | None

    @property
    def covered(self) -> bool:
        """Whether any procedure is, or may yet be, for this vehicle."""
        return bool(self.offered or self.question)


def offers(procedures: Iterable[Procedure], vehicle: Vehicle) -> Offers:
    """The procedures sorted by whether they are for this vehicle, each with its reason in both languages."""
    judged = [(procedure, evaluate(procedure.applies, vehicle)) for procedure in procedures]
    undecided = [(procedure, outcome) for procedure, outcome in judged if outcome.truth == "unknown"]
    return Offers(
        offered=tuple(Offer(procedure, reason) for procedure, reason in _told(judged, "yes")),
        refused=tuple(Refusal(procedure, reason) for procedure, reason in _told(judged, "no")),
        undecided=tuple(
            Undecided(procedure, explain(outcome), outcome.unknown) for procedure, outcome in undecided
        ),
        question=question([procedure.applies for procedure, _ in undecided], vehicle),
    )


def _told(judged: Iterable[tuple[Procedure, Outcome]], truth: str) -> Iterable[tuple[Procedure, Text]]:
    return ((procedure, explain(outcome)) for procedure, outcome in judged if outcome.truth == truth)
