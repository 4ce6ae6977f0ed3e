"""The rows of carts, quotes and orders."""

from collections.abc import Sequence

from sqlalchemy import RowMapping, Select, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from commerce import tables
from commerce.ids import CartId, OrderId, QuoteId, ShopId, UserId
from commerce.ordering.quote_rows import read_quote, write_quote
from commerce.ordering.shapes import Cart, CartLine, Order, Origin, Quote
from commerce.ordering.states import WAITING, Status

quote, order = tables.quote, tables.order


async def add_cart(session: AsyncSession, cart: Cart, *, now: int) -> None:
    """Write an empty cart."""
    values = {"id": cart.id, "shop": cart.shop, "by": cart.by, "opened_us": now}
    await session.execute(insert(tables.cart).values(values))


async def cart(session: AsyncSession, wanted: CartId) -> Cart | None:
    """The cart of an id, if there is one."""
    rows = await session.execute(select(tables.cart).where(tables.cart.c.id == wanted))
    row = rows.mappings().first()
    return None if row is None else Cart(row["id"], row["shop"], row["by"])


async def cart_lines(session: AsyncSession, wanted: CartId) -> list[CartLine]:
    """What is in a cart, in the order in which it was put there."""
    lines = tables.cart_line
    rows = await session.execute(
        select(lines).where(lines.c.cart == wanted).order_by(lines.c.added_us, lines.c.part)
    )
    return [CartLine(row["part"], row["source"], row["quantity"]) for row in rows.mappings()]


async def set_cart_line(session: AsyncSession, wanted: CartId, line: CartLine, *, now: int) -> None:
    """Write a line; one of the same part is replaced."""
    values = {
        "cart": wanted,
        "part": line.part,
        "source": line.source,
        "quantity": line.quantity,
        "added_us": now,
    }
    make = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = make(tables.cart_line).values(values)
    change = {"source": line.source, "quantity": line.quantity}
    await session.execute(statement.on_conflict_do_update(index_elements=["cart", "part"], set_=change))


async def add_quote(session: AsyncSession, made: Quote) -> None:
    """Write what was read back."""
    await session.execute(insert(quote).values(write_quote(made)))


async def quote_of(session: AsyncSession, wanted: QuoteId) -> Quote | None:
    """The quote of an id, if there is one."""
    row = (await session.execute(select(quote).where(quote.c.id == wanted))).mappings().first()
    return None if row is None else read_quote(dict(row))


async def add_order(session: AsyncSession, placed: Order, *, key: str) -> str | None:
    """Write a new order, once.

    Returns:
        Its number; None, and nothing written, where the person's key or the quote was used before. On
        PostgreSQL a twin that is being written is waited for.
    """
    values = {
        "id": placed.id,
        "quote": placed.quote.id,
        "shop": placed.shop,
        "by": placed.by,
        "key": key,
        "job": placed.origin.job,
        "step": placed.origin.step,
        "slot": placed.origin.slot,
        "vin": placed.origin.vin,
        "supplier": placed.supplier,
        "status": placed.status,
        "due_us": placed.due_us,
        "placed_us": placed.placed_us,
    }
    make = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = make(order).values(values).on_conflict_do_nothing().returning(order.c.serial)
    serial = await session.scalar(statement)
    return None if serial is None else number(serial)


async def order_of(session: AsyncSession, wanted: OrderId, *, lock: bool = False) -> Order | None:
    """The order of an id, if there is one; locked until the transaction ends where it is to change."""
    statement = _orders().where(order.c.id == wanted)
    if lock:
        statement = statement.with_for_update(of=order)
    return await _first(session, statement)


async def order_by_key(session: AsyncSession, by: UserId, key: str) -> Order | None:
    """The order that a person placed under a key."""
    return await _first(session, _orders().where(order.c.by == by, order.c.key == key))


async def order_by_number(session: AsyncSession, wanted: str) -> Order | None:
    """The order that people call so."""
    serial = wanted.removeprefix("P-")
    if not serial.isdecimal() or number(int(serial)) != wanted:
        return None
    return await _first(session, _orders().where(order.c.serial == int(serial)))


async def order_by_quote(session: AsyncSession, wanted: QuoteId) -> Order | None:
    """The order that a quote became."""
    return await _first(session, _orders().where(order.c.quote == wanted))


async def orders_of_shop(
    session: AsyncSession, shop: ShopId, *, job: str | None = None, limit: int = 100
) -> list[Order]:
    """The orders of a shop, newest first; of one job where it is given."""
    statement = _orders().where(order.c.shop == shop).order_by(order.c.serial.desc()).limit(limit)
    if job is not None:
        statement = statement.where(order.c.job == job)
    return [_order(row) for row in (await session.execute(statement)).mappings()]


async def overdue(session: AsyncSession, *, now: int, limit: int = 100) -> Sequence[OrderId]:
    """Orders whose supplier's time has run out in silence."""
    waiting = order.c.status.in_(sorted(WAITING))
    statement = select(order.c.id).where(waiting, order.c.due_us <= now).order_by(order.c.due_us).limit(limit)
    return [OrderId(found) for found in (await session.scalars(statement)).all()]


async def set_status(session: AsyncSession, changed: OrderId, status: Status, due_us: int | None) -> None:
    """Write where an order stands now."""
    await session.execute(update(order).where(order.c.id == changed).values(status=status, due_us=due_us))


def number(serial: int) -> str:
    """How people say an order: `P-000123`."""
    return f"P-{serial:06d}"


def _orders() -> Select[tuple[object, ...]]:
    pinned = [column.label(f"quote_{column.name}") for column in quote.c]
    return select(order, *pinned).join(quote, quote.c.id == order.c.quote)


async def _first(session: AsyncSession, statement: Select[tuple[object, ...]]) -> Order | None:
    row = (await session.execute(statement)).mappings().first()
    return None if row is None else _order(row)


def _order(row: RowMapping) -> Order:
    pinned = {column.name: row[f"quote_{column.name}"] for column in quote.c}
    return Order(
        id=row["id"],
        number=number(row["serial"]),
        quote=read_quote(pinned),
        shop=row["shop"],
        by=row["by"],
        origin=Origin(row["job"], row["step"], row["slot"], row["vin"]),
        supplier=row["supplier"],
        status=row["status"],
        due_us=row["due_us"],
        placed_us=row["placed_us"],
    )
