"""Money and prices, to the cent."""

from hypothesis import assume, given
from hypothesis import strategies as st

from commerce.money import MOST, apportion, from_gross, from_net, times
from commerce.pricing.drivers import DRIVERS, Situation
from commerce.pricing.engine import price
from commerce.pricing.policy import Policy

AMOUNTS = st.integers(-10_000_000_00, 10_000_000_00)
RATES = st.integers(0, 3_000)
BANDS = st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10_000)), max_size=5).map(tuple)
TIERS, PLACES = ("oe", "oes", "brand", "equal"), ("here", "transfer", "order")
POLICIES = st.builds(
    Policy,
    tax_bp=RATES,
    margin_bp=st.fixed_dictionaries({tier: st.integers(0, 9_000) for tier in TIERS}),
    urgency_bp=st.fixed_dictionaries({place: st.integers(0, 2_000) for place in PLACES}),
    volume_bp=BANDS,
    age_bp=BANDS,
    floor_bp=st.integers(0, 2_000),
)
SITUATIONS = st.builds(
    Situation,
    cost=st.integers(1, 10_000_000_00),
    tier=st.sampled_from(TIERS),
    place=st.sampled_from(PLACES),
    net_90_days=st.integers(0, 10**10),
    age_days=st.integers(0, 4_000),
)


@given(AMOUNTS, RATES)
def test_net_and_tax_always_make_the_gross(amount: int, rate: int) -> None:
    """A price split either way sums, and its tax is within half a cent of the exact one."""
    for split in (from_net(amount, rate), from_gross(amount, rate)):
        assert split.net + split.tax == split.gross
        assert abs(split.tax * 10_000 - split.net * rate) <= 10_000
    assert from_gross(amount, rate).gross == amount
    assert from_net(amount, rate).net == amount


@given(AMOUNTS, RATES)
def test_a_net_price_survives_the_way_to_gross_and_back(amount: int, rate: int) -> None:
    """Taking the tax out of what it was added to gives the same net price."""
    assert from_gross(from_net(amount, rate).gross, rate) == from_net(amount, rate)


@given(AMOUNTS, st.lists(st.integers(0, 10_000), min_size=1, max_size=30).filter(any))
def test_shares_sum_and_are_fair(amount: int, weights: list[int]) -> None:
    """Shares sum to the amount, each within one minor unit of its exact part, and none for weight nothing."""
    shares = apportion(amount, weights)
    assert sum(shares) == amount
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * sum(weights) - amount * weight) < sum(weights)
        assert weight or not share


@given(SITUATIONS, POLICIES)
def test_the_five_lines_always_sum_to_the_price(situation: Situation, policy: Policy) -> None:
    """Whatever the policy, five named lines sum to the net price, and net and tax to the gross."""
    found = price(situation, policy)
    assert tuple(line.driver for line in found.lines) == DRIVERS
    assert sum(line.amount for line in found.lines) == found.taxed.net
    assert found.taxed.net + found.taxed.tax == found.taxed.gross


@given(SITUATIONS, POLICIES)
def test_discounts_never_break_the_floor(situation: Situation, policy: Policy) -> None:
    """A discount is never a surcharge, and never takes a price below the floor that it was above."""
    amounts = {line.driver: line.amount for line in price(situation, policy).lines}
    taken = amounts["shop_volume"] + amounts["stock_age"]
    assert amounts["shop_volume"] <= 0
    assert amounts["stock_age"] <= 0
    floor = situation.cost + (situation.cost * policy.floor_bp * 2 + 10_000) // 20_000
    full = sum(amounts.values()) - taken
    assert sum(amounts.values()) >= min(full, floor)


@given(SITUATIONS, POLICIES)
def test_a_price_can_be_replayed(situation: Situation, policy: Policy) -> None:
    """The same situation under the same policy, read back from its JSON, has the same price."""
    again = Policy.model_validate_json(policy.model_dump_json())
    assert price(situation, again) == price(situation, policy)


@given(SITUATIONS, POLICIES, st.integers(1, 200))
def test_a_line_is_as_many_times_its_piece(situation: Situation, policy: Policy, pieces: int) -> None:
    """A line's net, tax and gross are exactly the printed ones of a piece, times the pieces."""
    unit = price(situation, policy).taxed
    assume(unit.gross * pieces <= MOST)
    line = times(unit, pieces)
    assert (line.net, line.tax, line.gross) == (unit.net * pieces, unit.tax * pieces, unit.gross * pieces)
