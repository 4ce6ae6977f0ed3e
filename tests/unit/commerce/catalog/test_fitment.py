"""Which parts fit: yes, no, or one question."""

import pytest

from commerce.catalog.fitment import match
from commerce.catalog.parts import Part
from commerce.catalog.supersession import Edge
from commerce.ids import PartId
from knowledge.vehicles.conditions import AllOf, Always, Between, Condition, Is
from knowledge.vehicles.text import same
from knowledge.vehicles.vehicle import Vehicle
from knowledge.vehicles.vin import Vin

MODEL = Is(fact="model", values=("Yuanshan",))
SMALL = AllOf(all_of=(MODEL, Is(fact="brake_disc_mm", values=("300",))))
LARGE = AllOf(all_of=(MODEL, Is(fact="brake_disc_mm", values=("320",))))
EARLY = AllOf(all_of=(MODEL, Between(fact="build_date", high="2021-06")))


def part(name: str, fitment: Condition) -> Part:
    return Part(PartId(name), name.upper(), "Maker", "front_brake_disc", "oe", same(name), fitment, True)


def car(**facts: str) -> Vehicle:
    return Vehicle(Vin("LY5AA20T6PA000001"), {"model": "Yuanshan", **facts}, {})


def names(found: object) -> list[str]:
    assert isinstance(found, tuple)
    return [fitting.part.id for fitting in found]


def test_an_unknown_disc_size_is_asked_and_nothing_uncertain_is_offered() -> None:
    """Where two disc sizes exist and the car's is unknown, the size is asked and neither disc is offered."""
    fit = match([part("d300", SMALL), part("d320", LARGE)], [], car())
    assert names(fit.fitting) == []
    assert fit.question is not None
    assert fit.question.fact == "brake_disc_mm"
    assert {"300", "320"} <= {option.value for option in fit.question.options}


@pytest.mark.parametrize(("size", "fits", "refused"), [("300", "d300", "d320"), ("320", "d320", "d300")])
def test_the_answer_settles_it(size: str, fits: str, refused: str) -> None:
    """With the size known one disc fits, the other is refused with the reason, and nothing is asked."""
    fit = match([part("d300", SMALL), part("d320", LARGE)], [], car(brake_disc_mm=size))
    assert (names(fit.fitting), names(fit.refused), fit.question) == ([fits], [refused], None)
    assert fit.refused[0].outcome.reasons[0].value == size


def test_neither_size_means_that_nothing_fits() -> None:
    """A disc of another size is a fact too: nothing fits, and nothing is asked."""
    fit = match([part("d300", SMALL), part("d320", LARGE)], [], car(brake_disc_mm="other"))
    assert (fit.fitting, fit.question) == ((), None)


@pytest.mark.parametrize(
    ("built", "fits"), [("2021-06", ["early"]), ("2021-07", []), ("..2020-12", ["early"]), ("2022-01..", [])]
)
def test_the_build_month_decides_at_its_boundary(built: str, fits: list[str]) -> None:
    """The last month counts, the next does not, and an interval on one side decides as well."""
    assert names(match([part("early", EARLY)], [], car(build_date=built)).fitting) == fits


def test_a_build_date_across_the_boundary_is_asked() -> None:
    """An interval that crosses the change decides nothing, so the month is asked."""
    fit = match([part("early", EARLY)], [], car(build_date="2021-01..2021-12"))
    assert fit.question is not None
    assert (fit.question.fact, fit.fitting) == ("build_date", ())


def test_what_is_certain_is_offered_while_the_rest_is_asked() -> None:
    """A part that surely fits stands beside the question about the others."""
    fit = match([part("sure", MODEL), part("d300", SMALL)], [], car())
    assert names(fit.fitting) == ["sure"]
    assert fit.question is not None


def test_a_superseded_part_is_never_offered_itself() -> None:
    """Only the newest number is offered, with the older ones named, oldest first."""
    parts = [part(name, Always()) for name in ("a", "b", "c", "d")]
    edges = [Edge(PartId(o), PartId(n), "supersedes", 0, "") for o, n in ("ab", "bc", "cd")]
    fit = match(parts, edges, car())
    assert names(fit.fitting) == ["d"]
    assert [old.id for old in fit.fitting[0].superseded] == ["a", "b", "c"]


def test_a_successor_is_judged_by_its_own_rule() -> None:
    """That a part replaces one that fitted does not make it fit."""
    edges = [Edge(PartId("old"), PartId("new"), "supersedes", 0, "")]
    fit = match([part("old", SMALL), part("new", LARGE)], edges, car(brake_disc_mm="300"))
    assert (names(fit.fitting), names(fit.refused)) == ([], ["new"])


def test_nothing_in_the_family_is_an_empty_answer() -> None:
    """No part, no question, no error."""
    fit = match([], [], car())
    assert (fit.fitting, fit.refused, fit.question) == ((), (), None)
