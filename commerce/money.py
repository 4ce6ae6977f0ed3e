"""Money in integer minor units (分, cents). Nothing here is a float, and every split sums to what was split.

Rates are basis points: 1300 is 13 %. Rounding is half away from zero, as invoices do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from commerce.errors import AmountTooLarge

MOST = 100_000_000_00
"""The largest amount in minor units that is computed with; more is a mistake of typing, not a purchase."""

BASIS = 10_000
"""Basis points in one."""


@dataclass(frozen=True)
class Taxed:
    """A sum before tax (不含税), its tax, and with tax (含税); `net + tax == gross` by construction."""

    net: int
    tax: int

    @property
    def gross(self) -> int:
        """What is paid."""
        return self.net + self.tax


def scale(amount: int, rate_bp: int) -> int:
    """The part of an amount that a rate takes, rounded half away from zero.

    Args:
        amount: minor units, may be negative.
        rate_bp: basis points, may be negative.

    Returns:
        Minor units.
    """
    product = amount * rate_bp
    rounded = (abs(product) * 2 + BASIS) // (2 * BASIS)
    return rounded if product >= 0 else -rounded


def from_net(net: int, rate_bp: int) -> Taxed:
    """Add tax to a price without it (不含税 → 含税).

    Raises:
        AmountTooLarge: the price is beyond `MOST`.
    """
    return Taxed(within(net), scale(net, rate_bp))


def from_gross(gross: int, rate_bp: int) -> Taxed:
    """Take the tax out of a price that holds it (含税 → 不含税).

    Raises:
        AmountTooLarge: the price is beyond `MOST`.
    """
    divisor = BASIS + rate_bp
    magnitude = (abs(within(gross)) * BASIS * 2 + divisor) // (2 * divisor)
    net = magnitude if gross >= 0 else -magnitude
    return Taxed(net, gross - net)


def times(price: Taxed, quantity: int) -> Taxed:
    """A price for several pieces: the printed price of one, times the quantity, never rounded again.

    Raises:
        AmountTooLarge: the product is beyond `MOST`.
    """
    return Taxed(within(price.net * quantity), within(price.tax * quantity))


def total(prices: Sequence[Taxed]) -> Taxed:
    """The sum of several prices.

    Raises:
        AmountTooLarge: the sum is beyond `MOST`.
    """
    return Taxed(within(sum(price.net for price in prices)), within(sum(price.tax for price in prices)))


def apportion(amount: int, weights: Sequence[int]) -> list[int]:
    """Split an amount by weights so that the shares sum to it exactly (largest remainder first).

    Args:
        amount: minor units, may be negative.
        weights: at least one; none negative, not all zero.

    Returns:
        One share a weight, in order.

    Raises:
        ValueError: the weights cannot carry a split.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError(weights)
    sign = 1 if amount >= 0 else -1
    shares = [abs(amount) * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda at: (-(abs(amount) * weights[at] % whole), at))
    for at in by_remainder[: abs(amount) - sum(shares)]:
        shares[at] += 1
    return [sign * share for share in shares]


def written(amount: int) -> str:
    """An amount of a currency with two decimals as people read it: `1,234.50`."""
    sign = "-" if amount < 0 else ""
    whole, cents = divmod(abs(amount), 100)
    return f"{sign}{whole:,}.{cents:02d}"


def within(amount: int) -> int:
    """The same amount, if it is one that a person can mean.

    Raises:
        AmountTooLarge: it is beyond `MOST`, either way.
    """
    if abs(amount) > MOST:
        raise AmountTooLarge(amount=amount, most=MOST)
    return amount
