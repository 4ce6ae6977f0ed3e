"""Real cars over the demonstration's procedures and parts: decoded, never offered, never asked about."""

from collections.abc import Iterator

import pytest
import ultravin
from vininfo.dicts import WMI

from commerce.catalog.fitment import match
from knowledge.procedures.applicability import offers
from knowledge.procedures.files import library
from knowledge.vehicles.conditions import load
from knowledge.vehicles.identify import identify
from knowledge.vehicles.questions import question
from knowledge.vehicles.vehicle import Vehicle, title
from knowledge.vehicles.vin import parse
from tests.unit.web.demo.test_catalog import EDGES, PARTS
from tests.unit.web.demo.test_vehicles import DECODERS

PROCEDURES = library()
BODIES = ("AA4186E2184847", "ZZZ1KZAW000001", "2A21K6A3000001", "E4SEM4PA000123")
"""The rest of a VIN, as China's and Europe's makers write it."""
JOINT_VENTURES = (
    "LSVAA4186E2184847",
    "LFV2A21K6A3000001",
    "LSGGG54X8FS123456",
    "LDC613P23A1234567",
    "LGBH12E21AY123456",
)
ONE_MAKE = "LVSHCAMB5HE123456"
UNLISTED = ("LXX12345671234567", "0AB12345671234567", "99912345671234567")


def real() -> Iterator[str]:
    """VINs of every maker's code that is listed, of America's register, and of codes that nobody lists."""
    yield from JOINT_VENTURES
    yield from (*UNLISTED, ONE_MAKE)
    yield from ultravin.generate(300, seed=11)
    for code in WMI:
        yield from (f"{code.replace('O', '0'):0<3}{body}" for body in BODIES)


def decoded(vin: str) -> Vehicle:
    return identify(parse(vin), DECODERS)


def test_no_real_car_is_asked_what_it_is() -> None:
    """No procedure is offered for a real car, and nothing is asked that could only lead to one."""
    for vin in real():
        found = offers(PROCEDURES, decoded(vin))
        assert (found.offered, found.question, found.covered) == ((), None, False), vin


def test_no_part_of_the_demonstration_fits_a_real_car() -> None:
    """The parts desk neither offers nor asks, except for what fits every car."""
    for vin in (*JOINT_VENTURES, *UNLISTED, "1HGCM82633A004352", "WVWZZZ1KZAW000001", "VF1RFB00X56000001"):
        fit = match(PARTS, EDGES, decoded(vin))
        assert {found.part.family for found in fit.fitting} == {"brake_fluid"}, vin
        assert fit.question is None, vin


@pytest.mark.parametrize("vin", JOINT_VENTURES)
def test_a_joint_ventures_car_is_shown_as_far_as_it_is_known(vin: str) -> None:
    """The plant, the country and the year are read off, and the make is left out."""
    facts = decoded(vin).facts
    assert {"maker", "country", "model_year"} <= facts.keys()
    assert "make" not in facts
    assert title(decoded(JOINT_VENTURES[0])).zh == "上汽大众 2014"


def test_a_plant_of_one_make_says_the_make() -> None:
    """What can be nothing else is no guess."""
    assert decoded(ONE_MAKE).facts["make"] == "Ford"


SKODA = {"all_of": [{"fact": "maker", "values": ["SAIC Volkswagen"]}, {"fact": "make", "values": ["Škoda"]}]}


def test_a_condition_that_names_the_manufacturer_asks_for_the_make() -> None:
    """A chain that writes for a plant of several makes has its people asked which one it is."""
    asked = question([load(SKODA)], decoded("LSVAA4186E2184847"))
    assert asked is not None
    assert (asked.fact, [option.value for option in asked.options]) == ("make", ["Škoda", "other"])
    assert question([load(SKODA)], decoded("LFV2A21K6A3000001")) is None


def test_a_car_of_the_chains_own_table_is_asked_for_its_model() -> None:
    """A VIN whose code the chain knows is one of its cars, though the pattern after it is new."""
    asked = offers(PROCEDURES, decoded("0XHXX15H3LA003421")).question
    assert asked is not None
    assert asked.fact in {"make", "model"}
