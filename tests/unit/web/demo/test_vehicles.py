"""The demonstration's vehicles: the traps are the point."""

import re

import pytest

from knowledge.procedures.applicability import Offers, offers
from knowledge.procedures.files import library
from knowledge.vehicles.decoders.chain import ChainDecoder
from knowledge.vehicles.decoders.makers import MakersDecoder
from knowledge.vehicles.decoders.port import Decoder
from knowledge.vehicles.decoders.vpic import VpicDecoder
from knowledge.vehicles.facts import value_text
from knowledge.vehicles.identify import identify
from knowledge.vehicles.patterns import read
from knowledge.vehicles.vehicle import Vehicle, title
from knowledge.vehicles.vin import check_digit_ok, parse
from web.demo.load_knowledge import VEHICLES, WaitingCar, waiting_cars

DECODERS: tuple[Decoder, ...] = (
    ChainDecoder(read(VEHICLES)),
    VpicDecoder(),
    MakersDecoder(newest_model_year=2027),
)
CARS = {car.plate: car for car in waiting_cars()}
AUTOMATIC, ASKED, CVT, DISC_320, DISC_OPEN, ELECTRIC, VAN, REAL = CARS.values()


def car(waiting: WaitingCar, **answered: str) -> Vehicle:
    return identify(parse(waiting.vin), DECODERS, answered)


def found(waiting: WaitingCar, **answered: str) -> Offers:
    return offers(library(), car(waiting, **answered))


def offered(waiting: WaitingCar, **answered: str) -> set[str]:
    return {offer.procedure.id for offer in found(waiting, **answered).offered}


def test_only_the_demonstrations_own_table_knows_its_cars() -> None:
    """No real register has such a maker."""
    for waiting in (AUTOMATIC, DISC_320, ELECTRIC, VAN):
        assert identify(parse(waiting.vin), DECODERS[1:]).facts == {}
        assert set(car(waiting).sources.values()) == {"chain"}


@pytest.mark.parametrize(
    ("waiting", "zh", "en"),
    [
        (AUTOMATIC, "星河 S 2020", "Xinghe S 2020"),
        (DISC_320, "远山 2.0T 2021", "Yuanshan 2.0T 2021"),
        (ELECTRIC, "启程 EV 2023", "Qicheng EV 2023"),
        (VAN, "巷子 厢式车 2022", "Xiangzi Van 2022"),
        (REAL, "本田 Accord 2003", "Honda Accord 2003"),
    ],
)
def test_cars_are_called_by_name(waiting: WaitingCar, zh: str, en: str) -> None:
    """In both languages."""
    assert (title(car(waiting)).zh, title(car(waiting)).en) == (zh, en)


def test_what_is_known_of_a_car_is_read_in_chinese() -> None:
    """No value of the chain's own cars is a machine's word; model and engine have names of their own."""
    own = {"model", "engine"}
    for waiting in (AUTOMATIC, ASKED, DISC_320, ELECTRIC, VAN):
        for name, value in car(waiting).facts.items():
            read = value_text(name, value).zh
            assert not re.search(r"_|\.\.|原文", read)
            assert name in own or not re.search("[a-zA-Z]{4,}", read), (name, read)


def test_the_automatic_gets_the_fluid_change() -> None:
    """Built before 2021-07: all three procedures are offered, nothing is asked."""
    assert offered(AUTOMATIC) == {"atf-change", "front-brakes", "cabin-filter"}
    assert found(AUTOMATIC).question is None


def test_the_cvt_is_refused_with_its_reason() -> None:
    """The reason names the gearbox, in words."""
    (refused,) = [refusal for refusal in found(CVT).refused if refusal.procedure.id == "atf-change"]
    assert refused.reason.en == "Gearbox is CVT; needed: automatic"
    assert refused.reason.zh == "变速器是无级变速器（CVT），要求自动变速器（AT）"


def test_an_open_build_date_is_the_one_question() -> None:
    """Plant B's serial tells nothing: the fluid change waits for the nameplate, and the answer decides."""
    asked = found(ASKED)
    assert offered(ASKED) == {"front-brakes", "cabin-filter"}
    assert asked.question is not None
    assert asked.question.fact == "build_date"
    early, late = (option.value for option in asked.question.options)
    assert "atf-change" in offered(ASKED, build_date=early)
    assert "atf-change" not in offered(ASKED, build_date=late)
    assert car(ASKED, build_date=late).facts["gearbox"] == "cvt"
    assert found(ASKED, build_date=early).question is None


def test_discs_are_told_by_the_vin_or_asked() -> None:
    """Position 8 says 320, or leaves it open; the brake job is for both."""
    assert car(DISC_320).facts["brake_disc_mm"] == "320"
    assert "brake_disc_mm" not in car(DISC_OPEN).facts
    for waiting in (DISC_320, DISC_OPEN):
        assert offered(waiting) == {"front-brakes", "cabin-filter"}


def test_the_electric_car_gets_nothing_that_opens_high_voltage() -> None:
    """Only the cabin filter."""
    assert offered(ELECTRIC) == {"cabin-filter"}
    assert car(ELECTRIC).facts["voltage_v"] == "400"


def test_the_van_is_right_hand_drive_and_its_check_digit_is_wrong() -> None:
    """A warning; the work goes on."""
    assert car(VAN).warnings == ("vin_check_digit",)
    assert car(VAN).facts["steering"] == "right"
    assert offered(VAN) == {"cabin-filter"}


def test_the_other_vins_are_sound() -> None:
    """Only the van's check digit is wrong."""
    assert [waiting.plate for waiting in CARS.values() if not check_digit_ok(parse(waiting.vin))] == [
        VAN.plate
    ]


def test_a_real_car_decodes_and_nothing_covers_it() -> None:
    """No procedure, no question; every refusal has a reason in both languages."""
    real = found(REAL)
    assert not real.covered
    assert len(real.refused) == 3
    assert all(refusal.reason.zh and refusal.reason.en for refusal in real.refused)
    assert car(REAL).sources["model"] == "vpic"
