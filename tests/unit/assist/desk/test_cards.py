"""How offers look: arrivals, reasons, packs."""

from typing import get_args

import pytest

from assist.desk.cards import arrival, fact_words, why_fits
from assist.desk.lookup import pieces
from assist.dialogue.replies import say
from assist.dialogue.turn import Family
from commerce.catalog.fitment import match
from commerce.catalog.parts import Part
from commerce.ids import PartId
from commerce.pricing.drivers import DRIVERS
from knowledge.vehicles.conditions import AllOf, Always, Condition, Is
from knowledge.vehicles.identify import ASKED
from knowledge.vehicles.text import same
from knowledge.vehicles.vehicle import Vehicle
from knowledge.vehicles.vin import Vin

HOUR = 3_600_000_000
CAR = Vehicle(
    Vin("0YST2SY40MA000815"),
    {"make": "Yuanshan", "model": "2.0T", "brake_disc_mm": "320"},
    {"make": "chain", "model": "chain", "brake_disc_mm": ASKED},
)


def part(fitment: Condition = Always(), pack_ml: int | None = None) -> Part:  # noqa: B008 - frozen
    return Part(PartId("p"), "N-1", "M", "atf_fluid", "oe", same("part"), fitment, True, pack_ml)


@pytest.mark.parametrize(
    ("wait", "says"),
    [
        (-5, "here now"),
        (0, "here now"),
        (1, "in about 1 h"),
        (HOUR, "in about 1 h"),
        (47 * HOUR + 1, "in about 2 days"),
        (47 * HOUR, "in about 47 h"),
        (49 * HOUR, "in about 3 days"),
    ],
)
def test_arrivals_are_rounded_up(wait: int, says: str) -> None:
    """Nobody is promised less than it takes: hours and days are rounded up."""
    assert arrival(wait).en == says


def test_why_it_fits_names_the_facts_and_who_said_them() -> None:
    """The deciding facts are named with their values, and who said so; the make is left out."""
    rule = AllOf(
        all_of=(
            Is(fact="make", values=("Yuanshan",)),
            Is(fact="model", values=("2.0T",)),
            Is(fact="brake_disc_mm", values=("320",)),
        )
    )
    (fitting,) = match([part(rule)], [], CAR).fitting
    why = why_fits(fitting, CAR)
    assert "320" in why.en
    assert "as you answered" in why.en
    assert "2.0T" in why.zh
    assert "Yuanshan" not in why.en


def test_a_part_for_every_car_says_so() -> None:
    """Where no fact had to decide, the reason is that it fits every vehicle."""
    (fitting,) = match([part()], [], CAR).fitting
    assert fact_words(fitting.outcome, CAR) is None
    assert why_fits(fitting, CAR).en == "Fits every vehicle"


@pytest.mark.parametrize(
    ("quantity", "pack", "litres", "count"),
    [(5, 1000, True, 5), (5, 4000, True, 2), (1, 500, True, 2), (5, 4000, False, 5), (3, None, True, 3)],
)
def test_litres_become_packs(quantity: int, pack: int | None, litres: bool, count: int) -> None:  # noqa: FBT001
    """A volume is as many packs as hold it, rounded up; pieces stay pieces."""
    assert pieces(part(pack_ml=pack), quantity, litres=litres) == count


def test_every_label_of_a_card_is_written() -> None:
    """Tiers, places, drivers and families all have words in both languages."""
    keys = [f"tier_{tier}" for tier in ("oe", "oes", "brand", "equal")]
    keys += [f"place_{place}" for place in ("here", "transfer", "order")]
    keys += [f"driver_{driver}" for driver in DRIVERS]
    keys += [f"family_{family}" for family in get_args(Family)]
    for key in keys:
        assert say(key).zh
        assert say(key).en
