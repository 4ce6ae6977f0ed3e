"""What is gathered before it is quoted. One cart, one source: each source gets an order of its own."""

import uuid

from sqlalchemy.ext.asyncio import AsyncSession

from commerce.catalog import store as catalog_store
from commerce.errors import CartMixed, CartUnknown, PartUnknown, QuantityRefused, TooManyLines
from commerce.ids import CartId, ShopId, UserId
from commerce.ordering import store
from commerce.ordering.shapes import LINES_MOST, PIECES_MOST, Cart, CartLine


async def open_cart(session: AsyncSession, *, shop: ShopId, by: UserId, now: int) -> Cart:
    """A new, empty cart of one person."""
    cart = Cart(CartId(uuid.uuid4().hex), shop, by)
    await store.add_cart(session, cart, now=now)
    return cart


async def put(session: AsyncSession, cart: CartId, line: CartLine, *, by: UserId, now: int) -> list[CartLine]:
    """Put a line into a cart; one of the same part is replaced.

    Returns:
        What is in the cart now.

    Raises:
        QuantityRefused: fewer than 1 or more than `PIECES_MOST` pieces.
        CartUnknown: no such cart of this person.
        PartUnknown: no such part.
        CartMixed: another source than what is in the cart.
        TooManyLines: it would be one line too many.
    """
    checked(line.quantity)
    await own(session, cart, by)
    if not await catalog_store.by_ids(session, [line.part]):
        raise PartUnknown(part=line.part)
    others = [known for known in await store.cart_lines(session, cart) if known.part != line.part]
    if any(known.source != line.source for known in others):
        raise CartMixed
    if len(others) >= LINES_MOST:
        raise TooManyLines(most=LINES_MOST)
    await store.set_cart_line(session, cart, line, now=now)
    return [*others, line]


async def own(session: AsyncSession, cart: CartId, by: UserId) -> Cart:
    """The cart, if it is this person's.

    Raises:
        CartUnknown: there is none, or it is somebody else's.
    """
    found = await store.cart(session, cart)
    if found is None or found.by != by:
        raise CartUnknown(cart=cart)
    return found


def checked(quantity: int) -> int:
    """The same quantity, if it is one that may be ordered.

    Raises:
        QuantityRefused: fewer than 1 or more than `PIECES_MOST` pieces.
    """
    if not 1 <= quantity <= PIECES_MOST:
        raise QuantityRefused(quantity=quantity, least=1, most=PIECES_MOST)
    return quantity
