"""Reads a cart back: what will be ordered, from whom, at which price, until when."""

import uuid

from sqlalchemy.ext.asyncio import AsyncSession

from commerce.catalog import store as catalog_store
from commerce.catalog.parts import Part
from commerce.errors import CartEmpty, OutOfStock, QuoteUnknown
from commerce.ids import CartId, QuoteId, ShopId, UserId
from commerce.money import total
from commerce.offers import Offered, offers
from commerce.ordering import carts, store
from commerce.ordering.shapes import CartLine, Quote, QuoteLine
from commerce.pricing.policy import Policy


async def read_back(session: AsyncSession, cart: CartId, *, by: UserId, policy: Policy, now: int) -> Quote:
    """Pin the prices of a cart as they are now, for `policy.quote_s` seconds.

    Raises:
        CartUnknown: no such cart of this person.
        CartEmpty: nothing is in it.
        OutOfStock: the source no longer has, or never had, so many pieces.
        AmountTooLarge: the sum is more than an order may be worth.
    """
    owned = await carts.own(session, cart, by)
    lines = await store.cart_lines(session, cart)
    if not lines:
        raise CartEmpty
    parts = await catalog_store.by_ids(session, [line.part for line in lines])
    chosen = [
        (line, await _offered(session, line, parts[line.part], owned.shop, policy=policy, now=now))
        for line in lines
    ]
    quote = _quote(chosen, shop=owned.shop, by=by, policy=policy, now=now)
    await store.add_quote(session, quote)
    return quote


async def pinned(session: AsyncSession, quote: QuoteId, shop: ShopId) -> Quote:
    """The quote, if it was made for this shop.

    Raises:
        QuoteUnknown: there is none, or it is another shop's.
    """
    found = await store.quote_of(session, quote)
    if found is None or found.shop != shop:
        raise QuoteUnknown(quote=quote)
    return found


async def _offered(
    session: AsyncSession, line: CartLine, part: Part, shop: ShopId, *, policy: Policy, now: int
) -> Offered:
    found = await offers(session, [part], shop, policy=policy, now=now, quantity=line.quantity)
    for offered in found:
        if offered.source.key == line.source:
            return offered
    raise OutOfStock(part=part.number, wanted=line.quantity)


def _quote(
    chosen: list[tuple[CartLine, Offered]], *, shop: ShopId, by: UserId, policy: Policy, now: int
) -> Quote:
    lines = tuple(_line(line.quantity, offered) for line, offered in chosen)
    source = chosen[0][1].source
    return Quote(
        id=QuoteId(uuid.uuid4().hex),
        shop=shop,
        by=by,
        source=source.key,
        source_name=source.name,
        place=source.place,
        lines=lines,
        price=total([line.price for line in lines]),
        currency=chosen[0][1].price.currency,
        arrives_us=max(offered.source.arrives_us for _, offered in chosen),
        made_us=now,
        expires_us=now + policy.quote_s * 1_000_000,
        demonstration=any(offered.demonstration for _, offered in chosen),
    )


def _line(quantity: int, offered: Offered) -> QuoteLine:
    part = offered.part
    return QuoteLine(
        part=part.id,
        number=part.number,
        maker=part.maker,
        name=part.name,
        tier=part.tier,
        quantity=quantity,
        unit=offered.price.taxed,
        breakdown=offered.price.lines,
    )
