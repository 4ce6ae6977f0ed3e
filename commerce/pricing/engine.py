"""Puts the drivers together. The lines sum to the net price exactly, to the last 分."""

from dataclasses import dataclass

from commerce.money import Taxed, from_net, scale
from commerce.pricing import drivers
from commerce.pricing.drivers import Driver, Situation
from commerce.pricing.policy import CURRENCY, Policy


@dataclass(frozen=True)
class Line:
    """What one driver adds, or takes off."""

    driver: Driver
    amount: int


@dataclass(frozen=True)
class Price:
    """The price of one piece. `sum(line.amount for line in lines) == taxed.net`, always."""

    lines: tuple[Line, ...]
    taxed: Taxed
    currency: str = CURRENCY


def price(situation: Situation, policy: Policy) -> Price:
    """What one piece costs this shop now.

    Discounts stop at the floor above cost: the shop's volume first, then age takes what room is left.

    Raises:
        AmountTooLarge: the cost is beyond what money computes with.
    """
    margin = drivers.tier_margin(situation, policy)
    urgency = drivers.urgency(situation, policy)
    room = max(0, margin + urgency - scale(situation.cost, policy.floor_bp))
    volume = -min(room, -drivers.shop_volume(situation, policy))
    age = -min(room + volume, -drivers.stock_age(situation, policy))
    amounts: dict[Driver, int] = {
        "cost": situation.cost,
        "tier_margin": margin,
        "urgency": urgency,
        "shop_volume": volume,
        "stock_age": age,
    }
    lines = tuple(Line(driver, amounts[driver]) for driver in drivers.DRIVERS)
    return Price(lines, from_net(sum(amounts.values()), policy.tax_bp))
