"""What the sources together say of a VIN."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.vehicles.decoders.port import NOTHING
from knowledge.vehicles.identify import identify
from knowledge.vehicles.text import Text
from knowledge.vehicles.vehicle import Vehicle, title
from knowledge.vehicles.vin import Vin, parse

HONDA = parse("1HGCM82633A004352")


@dataclass
class Says:
    """A source that says always the same, and remembers what it was told."""

    name: str
    facts: Mapping[str, str]
    told: list[Mapping[str, str]] = field(default_factory=list)

    def decode(self, vin: Vin, known: Mapping[str, str] = NOTHING) -> Mapping[str, str]:
        assert vin
        self.told.append(dict(known))
        return self.facts


def test_the_first_source_wins_and_each_fact_names_its_own() -> None:
    """A later source adds what is missing and changes nothing."""
    car = identify(HONDA, [Says("chain", {"model": "S"}), Says("vpic", {"model": "Accord", "make": "HONDA"})])
    assert car.facts == {"model": "S", "make": "HONDA"}
    assert car.sources == {"model": "chain", "make": "vpic"}


def test_what_a_person_answered_wins_over_every_source() -> None:
    """The answer stands, and is marked as asked."""
    car = identify(HONDA, [Says("vpic", {"gearbox": "manual"})], {"gearbox": "cvt"})
    assert (car.facts["gearbox"], car.sources["gearbox"]) == ("cvt", "asked")


def test_each_source_hears_what_is_known_so_far() -> None:
    """A table may let a gearbox follow from the build date that a person gave."""
    second = Says("second", {})
    identify(HONDA, [Says("first", {"make": "HONDA"}), second], {"build_date": "2020-01"})
    assert second.told == [{"build_date": "2020-01", "make": "HONDA"}]


def test_a_wrong_check_digit_is_a_warning() -> None:
    """The car is identified all the same."""
    car = identify(parse("1HGCM82643A004352"), [Says("vpic", {"model": "Accord"})])
    assert car.warnings == ("vin_check_digit",)
    assert car.facts == {"model": "Accord"}


def test_no_warning_where_no_check_digit_is_required() -> None:
    """A European VIN holds what its maker likes at position 9."""
    assert identify(parse("WVWZZZ1KZAW000001"), [Says("vpic", {"model": "Golf"})]).warnings == ()


def test_an_unknown_model_is_a_warning() -> None:
    """Nobody takes a maker for a model."""
    car = identify(HONDA, [])
    assert (car.facts, car.warnings) == ({}, ("vin_model_unknown",))


def test_facts_stand_in_the_order_of_reading() -> None:
    """Make before model before year, whatever order the sources have; a foreign name stands last."""
    says = Says(
        "x", {"sunroof": "yes", "model_year": "2003", "gears": "5", "model": "Accord", "make": "HONDA"}
    )
    assert list(identify(HONDA, [says]).facts) == ["make", "model", "model_year", "gears", "sunroof"]


def test_a_title_is_make_model_and_year() -> None:
    """As people call the car, in both languages."""
    facts = {"make": "HONDA", "maker": "X", "model": "Accord", "model_year": "2003"}
    assert title(Vehicle(HONDA, facts, {})) == Text(zh="本田 Accord 2003", en="Honda Accord 2003")


def test_a_title_takes_the_manufacturer_where_the_make_is_unknown() -> None:
    """A plant that builds several makes is still better than nothing; without either the VIN stands."""
    car = Vehicle(HONDA, {"maker": "SAIC Volkswagen", "model_year": "2012"}, {})
    assert title(car).zh == "上汽大众 2012"
    assert title(Vehicle(HONDA, {}, {})).en == HONDA
