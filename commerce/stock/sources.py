"""Where a part can come from for one shop, and when it would be there. Pure over loaded rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from commerce.ids import PartId, PlaceId, ShopId, SupplierId
from knowledge.vehicles.text import Text

Place = Literal["here", "transfer", "order"]
RANK: dict[Place, int] = {"here": 0, "transfer": 1, "order": 2}
"""Nearest first."""

DAY_US = 86_400_000_000


@dataclass(frozen=True)
class Level:
    """What lies in one place: pieces there, pieces promised, cost before tax of one, since when."""

    place: PlaceId
    name: Text
    transfer_us: int
    part: PartId
    on_hand: int
    reserved: int
    cost: int
    received_us: int

    @property
    def free(self) -> int:
        """Pieces that nobody has been promised."""
        return self.on_hand - self.reserved


@dataclass(frozen=True)
class Supply:
    """What a supplier delivers: cost before tax of one, and how long it takes after their yes."""

    supplier: SupplierId
    name: Text
    part: PartId
    cost: int
    lead_us: int
    demonstration: bool


@dataclass(frozen=True)
class Source:
    """One way to get a part. `key` names it in carts and quotes: `place:<id>` or `supplier:<id>`.

    Attributes:
        free: pieces that can be had; None where only the supplier knows.
        arrives_us: when it would be in the shop if ordered now.
        age_days: whole days on the shelf; 0 at a supplier.
    """

    key: str
    part: PartId
    place: Place
    name: Text
    cost: int
    free: int | None
    arrives_us: int
    age_days: int
    demonstration: bool = False


def sources(
    shop: ShopId, levels: Iterable[Level], supplies: Iterable[Supply], *, now: int, least: int = 1
) -> list[Source]:
    """Every way to get at least `least` pieces, nearest first, then cheapest.

    Args:
        shop: who asks; its own shelf is `here`, everybody else's is `transfer`.
        levels: rows of stock.
        supplies: rows of suppliers.
        now: UTC microseconds.
        least: pieces wanted; a place with fewer free is left out.
    """
    shelves = [_shelf(shop, level, now) for level in levels if level.free >= least]
    ordered = [_ordered(supply, now) for supply in supplies]
    return sorted([*shelves, *ordered], key=lambda found: (RANK[found.place], found.cost, found.key))


def _shelf(shop: ShopId, level: Level, now: int) -> Source:
    here = str(level.place) == str(shop)
    return Source(
        key=f"place:{level.place}",
        part=level.part,
        place="here" if here else "transfer",
        name=level.name,
        cost=level.cost,
        free=level.free,
        arrives_us=now if here else now + level.transfer_us,
        age_days=max(0, now - level.received_us) // DAY_US,
    )


def _ordered(supply: Supply, now: int) -> Source:
    return Source(
        key=f"supplier:{supply.supplier}",
        part=supply.part,
        place="order",
        name=supply.name,
        cost=supply.cost,
        free=None,
        arrives_us=now + supply.lead_us,
        age_days=0,
        demonstration=supply.demonstration,
    )


def split(key: str) -> tuple[Literal["place", "supplier"], str]:
    """The kind and the id of a source's key.

    Raises:
        ValueError: the key is neither of a place nor of a supplier.
    """
    kind, _, name = key.partition(":")
    if kind == "place" and name:
        return "place", name
    if kind == "supplier" and name:
        return "supplier", name
    raise ValueError(key)
