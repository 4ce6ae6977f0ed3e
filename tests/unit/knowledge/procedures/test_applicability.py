"""Which procedures are offered, refused or asked about."""

from knowledge.procedures.applicability import Offers, offers
from knowledge.vehicles.vehicle import Vehicle
from knowledge.vehicles.vin import Vin
from tests.unit.knowledge.procedures.test_models import procedure

CHANGE = procedure(
    id="atf-change",
    applies={
        "all_of": [
            {"fact": "model", "values": ["S"]},
            {"fact": "gearbox", "values": ["automatic"]},
            {"fact": "build_date", "high": "2021-06"},
        ]
    },
)
FILTER = procedure(id="cabin-filter", applies={"always": True})


def of(**facts: str) -> Offers:
    return offers([CHANGE, FILTER], Vehicle(Vin("1" * 17), facts, {}))


def test_what_applies_is_offered_with_its_reason() -> None:
    """In the order given, and in both languages."""
    found = of(model="S", gearbox="automatic", build_date="2020-01")
    assert [offer.procedure.id for offer in found.offered] == ["atf-change", "cabin-filter"]
    assert found.offered[0].reason.en == "Model: S; Gearbox: automatic; Build date: 2020-01"
    assert found.offered[0].reason.zh.startswith("车型：S")
    assert found.question is None


def test_what_does_not_apply_is_refused_with_its_reason() -> None:
    """A CVT gets no fluid change for the automatic."""
    found = of(model="S", gearbox="cvt", build_date="2022-01")
    assert [refusal.procedure.id for refusal in found.refused] == ["atf-change"]
    assert found.refused[0].reason.en == "Gearbox is CVT; needed: automatic"


def test_what_is_unknown_is_never_offered() -> None:
    """It fails closed, and one question is asked."""
    found = of(model="S")
    assert [offer.procedure.id for offer in found.offered] == ["cabin-filter"]
    assert [open_.procedure.id for open_ in found.undecided] == ["atf-change"]
    assert found.undecided[0].unknown == {"gearbox", "build_date"}
    assert found.question is not None
    assert found.question.fact == "build_date"


def test_a_vehicle_that_nothing_covers_says_so() -> None:
    """No procedure, no question: not covered."""
    found = offers([CHANGE], Vehicle(Vin("1" * 17), {"model": "Accord"}, {}))
    assert (found.offered, found.undecided, found.question, found.covered) == ((), (), None, False)
    assert of(model="S").covered
    assert not offers([], Vehicle(Vin("1" * 17), {}, {})).covered
