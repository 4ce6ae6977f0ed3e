"""Every way to buy parts that fit: each with its place, its arrival and its price."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from commerce.catalog.parts import Part
from commerce.ids import ShopId
from commerce.pricing.drivers import Situation
from commerce.pricing.engine import Price, price
from commerce.pricing.policy import Policy
from commerce.stock import store as stock_store
from commerce.stock.sources import RANK, Source, sources
from commerce.suppliers import store as supplier_store


@dataclass(frozen=True)
class Offered:
    """A part from one source, with the price of one piece now."""

    part: Part
    source: Source
    price: Price

    @property
    def demonstration(self) -> bool:
        """Whether any of it is made up."""
        return self.part.demonstration or self.source.demonstration


async def offers(
    session: AsyncSession, parts: Iterable[Part], shop: ShopId, *, policy: Policy, now: int, quantity: int = 1
) -> list[Offered]:
    """Every way to get so many pieces of these parts, nearest first, then cheapest.

    A part that neither lies anywhere in that number nor is delivered by anybody is not among them.
    """
    wanted = {part.id: part for part in parts}
    levels = await stock_store.levels(session, wanted)
    supplies = await supplier_store.supplies(session, wanted)
    net_90_days = await stock_store.volume(session, shop)
    found = [
        Offered(wanted[source.part], source, _price(wanted[source.part], source, net_90_days, policy))
        for source in sources(shop, levels, supplies, now=now, least=quantity)
    ]
    return sorted(found, key=nearest)


def nearest(offered: Offered) -> tuple[int, int, str, str]:
    """The order of offers: nearest place, lowest price, and then always the same."""
    source = offered.source
    return RANK[source.place], offered.price.taxed.gross, offered.part.number, source.key


def _price(part: Part, source: Source, net_90_days: int, policy: Policy) -> Price:
    situation = Situation(source.cost, part.tier, source.place, net_90_days, source.age_days)
    return price(situation, policy)
