"""Prices by five drivers."""

import pytest

from commerce.errors import AmountTooLarge
from commerce.pricing.drivers import DRIVERS, Situation, band
from commerce.pricing.engine import Price, price
from commerce.pricing.policy import Policy

POLICY = Policy()


def lines(found: Price) -> dict[str, int]:
    return {line.driver: line.amount for line in found.lines}


def test_every_driver_is_shown_with_what_it_does() -> None:
    """A dear part from another shop for a large, loyal shop shows all five amounts."""
    found = price(Situation(100_00, "oe", "transfer", 60_000_00, 200), POLICY)
    assert lines(found) == {
        "cost": 100_00,
        "tier_margin": 18_00,
        "urgency": 2_50,
        "shop_volume": -2_00,
        "stock_age": -3_00,
    }
    assert (found.taxed.net, found.taxed.tax, found.taxed.gross) == (115_50, 15_02, 130_52)


def test_drivers_that_do_nothing_are_shown_as_zero() -> None:
    """A price always has the same five lines, so that two prices can be compared."""
    found = price(Situation(100_00, "brand", "here", 0, 0), POLICY)
    assert tuple(line.driver for line in found.lines) == DRIVERS
    assert (lines(found)["urgency"], lines(found)["shop_volume"], lines(found)["stock_age"]) == (0, 0, 0)


def test_discounts_stop_at_the_floor() -> None:
    """Volume takes its discount first, and age takes only what is left above the floor."""
    policy = Policy(margin_bp={"oe": 500}, volume_bp=((0, 150),), age_bp=((0, 5_000),), floor_bp=300)
    found = lines(price(Situation(100_00, "oe", "here", 0, 0), policy))
    assert (found["shop_volume"], found["stock_age"]) == (-1_50, -50)
    assert sum(found.values()) == 103_00


def test_a_margin_below_the_floor_gives_no_discount() -> None:
    """Where the margin is under the floor already, nothing is taken off, and nothing is added."""
    policy = Policy(margin_bp={"oe": 100}, volume_bp=((0, 900),))
    assert sum(lines(price(Situation(100_00, "oe", "here", 0, 0), policy)).values()) == 101_00


@pytest.mark.parametrize(
    ("value", "rate"), [(-1, 0), (0, 0), (49_999_99, 0), (50_000_00, 200), (10**12, 400)]
)
def test_a_band_begins_at_its_own_figure(value: int, rate: int) -> None:
    """The band that the figure reaches counts; below all bands nothing does."""
    assert band(value, POLICY.volume_bp) == rate


def test_a_cost_that_nobody_means_is_refused() -> None:
    """A cost beyond all money is refused, not priced."""
    with pytest.raises(AmountTooLarge):
        price(Situation(10**14, "oe", "here", 0, 0), POLICY)


@pytest.mark.parametrize("wrong", [{"tax_bp": -1}, {"quote_s": 0}, {"surprise": 1}])
def test_a_policy_out_of_range_is_refused(wrong: dict[str, int]) -> None:
    """A negative tax, a quote that is never valid and an unknown knob are refused."""
    with pytest.raises(ValueError):  # noqa: PT011 - pydantic's own
        Policy.model_validate(wrong)
