"""Where a part can come from, and when."""

import pytest

from commerce.ids import PartId, PlaceId, ShopId, SupplierId
from commerce.stock.sources import DAY_US, Level, Supply, sources, split
from knowledge.vehicles.text import same

NOW = 1_000 * DAY_US
HOUR = DAY_US // 24
SHOP = ShopId("s1")


def level(place: str, on_hand: int, *, reserved: int = 0, cost: int = 100, age: int = 0) -> Level:
    received = NOW - age * DAY_US
    return Level(PlaceId(place), same(place), 3 * HOUR, PartId("p"), on_hand, reserved, cost, received)


SUPPLY = Supply(SupplierId("far"), same("far"), PartId("p"), 90, 26 * HOUR, True)


def test_the_own_shelf_comes_first_then_a_transfer_then_an_order() -> None:
    """Nearest first, whatever it costs, each with its arrival."""
    found = sources(SHOP, [level("w", 5), level("s1", 1, cost=200)], [SUPPLY], now=NOW)
    assert [(one.place, one.key, one.arrives_us - NOW) for one in found] == [
        ("here", "place:s1", 0),
        ("transfer", "place:w", 3 * HOUR),
        ("order", "supplier:far", 26 * HOUR),
    ]


def test_promised_pieces_are_not_offered() -> None:
    """A shelf whose free pieces are fewer than wanted is no source."""
    assert sources(SHOP, [level("s1", 4, reserved=3)], [], now=NOW, least=2) == []
    assert sources(SHOP, [level("s1", 4, reserved=3)], [], now=NOW)[0].free == 1


def test_the_cheaper_of_two_equal_places_comes_first() -> None:
    """Between two warehouses the lower cost wins, and the id where the cost is equal."""
    found = sources(SHOP, [level("b", 1), level("a", 1), level("c", 1, cost=50)], [], now=NOW)
    assert [one.key for one in found] == ["place:c", "place:a", "place:b"]


@pytest.mark.parametrize(("age", "days"), [(0, 0), (200, 200), (-3, 0)])
def test_age_counts_whole_days_on_the_shelf(age: int, days: int) -> None:
    """Days on the shelf are whole and never negative, though clocks may differ."""
    assert sources(SHOP, [level("s1", 1, age=age)], [], now=NOW)[0].age_days == days


@pytest.mark.parametrize("key", ["", "place:", "supplier", "shelf:1"])
def test_a_source_of_another_kind_is_refused(key: str) -> None:
    """A key that names neither a place nor a supplier is an error of ours."""
    with pytest.raises(ValueError):  # noqa: PT011 - the key is its message
        split(key)
