"""Money: splits, sums and their limits."""

import pytest

from commerce.errors import AmountTooLarge
from commerce.money import MOST, Taxed, apportion, from_gross, from_net, scale, times, total, written


@pytest.mark.parametrize(
    ("net", "tax"), [(100_00, 13_00), (1, 0), (4, 1), (12_34, 1_60), (0, 0), (-100_00, -13_00)]
)
def test_tax_is_added_to_the_cent(net: int, tax: int) -> None:
    """Thirteen per cent of a net price is rounded half away from zero."""
    assert from_net(net, 1_300) == Taxed(net, tax)


@pytest.mark.parametrize(("gross", "net"), [(113_00, 100_00), (1_00, 88), (1, 1), (-113_00, -100_00)])
def test_tax_is_taken_out_of_a_gross_price(gross: int, net: int) -> None:
    """The net price and the tax of a gross price sum to it again."""
    split = from_gross(gross, 1_300)
    assert (split.net, split.gross) == (net, gross)


def test_a_line_is_the_printed_price_times_the_pieces() -> None:
    """Three pieces cost three times the printed price, though a tax on the sum would round otherwise."""
    unit = from_net(4, 1_300)
    assert times(unit, 3) == Taxed(12, 3)
    assert from_net(12, 1_300).tax == 2


def test_prices_add_up() -> None:
    """The total of prices has the sum of their nets and of their taxes."""
    assert total([Taxed(100, 13), Taxed(1, 0)]) == Taxed(101, 13)
    assert total([]) == Taxed(0, 0)


@pytest.mark.parametrize(
    ("amount", "weights", "shares"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (5, [0, 1], [0, 5]),
        (0, [1, 2], [0, 0]),
    ],
)
def test_an_amount_is_split_without_loss(amount: int, weights: list[int], shares: list[int]) -> None:
    """The largest remainders get what rounding left."""
    assert apportion(amount, weights) == shares


@pytest.mark.parametrize("weights", [[0, 0], [1, -1], [3, -1]])
def test_weights_that_carry_nothing_are_refused(weights: list[int]) -> None:
    """Weights that are all zero, or negative, cannot split an amount."""
    with pytest.raises(ValueError):  # noqa: PT011 - the weights are its message
        apportion(10, weights)


@pytest.mark.parametrize("amount", [MOST + 1, -MOST - 1, 10**30])
def test_an_amount_that_nobody_means_is_refused(amount: int) -> None:
    """An amount beyond the limit is refused with the limit, wherever it enters."""
    for compute in (from_net, from_gross):
        with pytest.raises(AmountTooLarge) as refused:
            compute(amount, 1_300)
        assert refused.value.values() == {"amount": str(amount), "most": str(MOST)}
    with pytest.raises(AmountTooLarge):
        times(Taxed(MOST, 0), 2)


@pytest.mark.parametrize(
    ("amount", "shown"), [(0, "0.00"), (5, "0.05"), (123_456_789, "1,234,567.89"), (-1_00, "-1.00")]
)
def test_money_reads_as_people_write_it(amount: int, shown: str) -> None:
    """Minor units are written with two decimals and thousands."""
    assert written(amount) == shown


@pytest.mark.parametrize(("rate", "part"), [(5_000, 1), (-5_000, -1), (4_999, 0), (0, 0)])
def test_half_a_cent_goes_away_from_zero(rate: int, part: int) -> None:
    """Half a minor unit is rounded away from zero, less than half to zero."""
    assert scale(1, rate) == part
