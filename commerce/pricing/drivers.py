"""The five drivers of a price: each a pure function from the situation to minor units before tax."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from commerce.money import scale
from commerce.pricing.policy import Policy

Driver = Literal["cost", "tier_margin", "shop_volume", "urgency", "stock_age"]
DRIVERS: tuple[Driver, ...] = ("cost", "tier_margin", "urgency", "shop_volume", "stock_age")
"""In the order in which the breakdown shows them: what adds, then what takes off."""


@dataclass(frozen=True)
class Situation:
    """What a price depends on.

    Attributes:
        cost: what one piece costs us before tax, minor units.
        tier: oe, oes, brand or equal.
        place: here, transfer or order.
        net_90_days: what the shop bought in the last 90 days, before tax, minor units.
        age_days: days on the shelf; 0 for what a supplier still has to bring.
    """

    cost: int
    tier: str
    place: str
    net_90_days: int
    age_days: int


def tier_margin(situation: Situation, policy: Policy) -> int:
    """What the tier adds to the cost."""
    return scale(situation.cost, policy.margin_bp[situation.tier])


def urgency(situation: Situation, policy: Policy) -> int:
    """What a courier from another of our places adds."""
    return scale(situation.cost, policy.urgency_bp[situation.place])


def shop_volume(situation: Situation, policy: Policy) -> int:
    """What the shop's purchases of 90 days take off, before the floor; never positive."""
    return -scale(situation.cost, band(situation.net_90_days, policy.volume_bp))


def stock_age(situation: Situation, policy: Policy) -> int:
    """What time on the shelf takes off, before the floor; never positive."""
    return -scale(situation.cost, band(situation.age_days, policy.age_bp))


def band(value: int, bands: Sequence[tuple[int, int]]) -> int:
    """The rate of the highest band that the value reaches; 0 below all of them."""
    return max((entry for entry in bands if entry[0] <= value), default=(0, 0))[1]
