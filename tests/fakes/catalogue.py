"""A small catalogue of its own, so that no test leans on the demonstration's figures."""

from sqlalchemy.ext.asyncio import AsyncSession

from commerce.catalog.files import CatalogFile, read
from commerce.catalog.imports import Connection, bring_in
from commerce.ids import PartId, PlaceId, ShopId, UserId
from commerce.ordering import carts, quotes
from commerce.ordering.shapes import CartLine, Quote
from commerce.pricing.policy import Policy

NOW = 1_800_000_000_000_000
SECOND = 1_000_000
SHOP, OTHER_SHOP = ShopId("shop-1"), ShopId("shop-2")
BUYER = UserId("buyer")
POLICY = Policy()
SECRETS = {"swift": "swift-secret", "slow": "slow-secret"}

CATALOGUE = """
demonstration: true
families:
  front_brake_disc: {zh: 前制动盘, en: front brake disc}
  front_brake_pad: {zh: 前制动片, en: front brake pads}
  drain_washer: {zh: 放油垫片, en: drain washer}
rules:
  any: {always: true}
  small: {all_of: [{fact: model, values: [Yuanshan]}, {fact: brake_disc_mm, values: ["300"]}]}
  large: {all_of: [{fact: model, values: [Yuanshan]}, {fact: brake_disc_mm, values: ["320"]}]}
places:
  - {id: shop-1, kind: shop, name: {zh: 一店, en: Shop One}, transfer_hours: 2}
  - {id: shop-2, kind: shop, name: {zh: 二店, en: Shop Two}, transfer_hours: 2}
  - {id: depot, kind: warehouse, name: {zh: 中心库, en: Depot}, transfer_hours: 4}
suppliers:
  - {id: swift, name: {zh: 快件, en: Swift}, deadline_s: 20}
  - {id: slow, name: {zh: 慢件, en: Slow}, deadline_s: 60}
volumes: {shop-1: 6000000}
parts:
  - {id: pad-1, number: YS-4510-A, maker: Yuanshan, family: front_brake_pad, tier: oe, fits: any, cost: 30000}
  - {id: pad-2, number: YS-4510-B, maker: Yuanshan, family: front_brake_pad, tier: oe, fits: any, cost: 30000,
     replaces: pad-1}
  - {id: pad-3, number: YS-4512, maker: Yuanshan, family: front_brake_pad, tier: oe, fits: any, cost: 30000,
     replaces: pad-2}
  - {id: pad-4, number: YS-4520, maker: Yuanshan, family: front_brake_pad, tier: oe, fits: any, cost: 32000,
     replaces: pad-3, stock: {shop-1: {pieces: 3, days: 10}, depot: {pieces: 9, days: 400}},
     supplies: {swift: {cost: 31000, hours: 24}}}
  - {id: pad-eq, number: TB 881, maker: Tianbo, family: front_brake_pad, tier: equal, fits: any, cost: 9000,
     interchanges: [pad-4], supplies: {swift: {cost: 9000, hours: 24}, slow: {cost: 8000, hours: 72}}}
  - {id: disc-300, number: YS-D300, maker: Yuanshan, family: front_brake_disc, tier: oe, fits: small,
     cost: 40000, stock: {shop-1: {pieces: 2}}}
  - {id: disc-320, number: YS-D320, maker: Yuanshan, family: front_brake_disc, tier: oe, fits: large,
     cost: 48000, supplies: {slow: {cost: 48000, hours: 48}}}
  - {id: washer, number: XH-W14, maker: Xinghe, family: drain_washer, tier: oe, fits: any, cost: 333,
     stock: {shop-1: {pieces: 1}, shop-2: {pieces: 40}}, supplies: {slow: {cost: 300, hours: 30}}}
"""


_BOLT = """\
  - {{id: bolt-{n}, number: BOLT-{n:03}, maker: Yuanshan, family: drain_washer, tier: brand, fits: any,
     cost: 100, supplies: {{swift: {{cost: 100, hours: 24}}}}}}
"""


def catalogue(more: int = 0) -> CatalogFile:
    """The catalogue, read, with so many parts more."""
    return read(CATALOGUE + "".join(_BOLT.format(n=number) for number in range(more)))


async def stocked(session: AsyncSession, *, endpoint: str = "http://127.0.0.1:1", more: int = 0) -> None:
    """Bring the catalogue into an empty database."""
    shops = {"shop-1": SHOP, "shop-2": OTHER_SHOP}
    connections = {name: Connection(f"{endpoint}/{name}", secret) for name, secret in SECRETS.items()}
    await bring_in(session, catalogue(more), shops=shops, connections=connections, now=NOW)


async def quoted(
    session: AsyncSession,
    part: str,
    source: str,
    quantity: int = 1,
    *,
    shop: ShopId = SHOP,
    by: UserId = BUYER,
    now: int = NOW,
) -> Quote:
    """A quote for one line."""
    cart = await carts.open_cart(session, shop=shop, by=by, now=now)
    await carts.put(session, cart.id, CartLine(PartId(part), source, quantity), by=by, now=now)
    return await quotes.read_back(session, cart.id, by=by, policy=POLICY, now=now)


def shelf(place: str) -> str:
    """The source key of one of our own places."""
    return f"place:{PlaceId(place)}"
