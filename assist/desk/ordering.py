"""Reads back, orders, cancels and settles: the moves that touch money, each through commerce's use cases."""

from dataclasses import replace

from assist.desk.chat_state import Behind, Born, ChatState
from assist.desk.counter import Block, Candidate, offered_now, pieces, show
from assist.desk.lookup import look_up, why
from assist.desk.order_cards import order_card, readback
from assist.desk.scene import Said, Scene, car_line
from assist.dialogue.moves import CancelOrder, LookUp, ReadBack, Status
from assist.dialogue.replies import say
from assist.messages.chat import OrderView
from assist.messages.model import Text
from commerce.catalog import store as catalog_store
from commerce.errors import (
    AmountTooLarge,
    ChoiceRefused,
    OrderNotCancellable,
    OrderUnknown,
    OutOfStock,
    QuantityRefused,
    QuoteExpired,
    QuoteUnknown,
    QuoteUsed,
)
from commerce.ids import OrderId, PartId, QuoteId, ShopId, UserId
from commerce.ordering import carts, orders, quotes
from commerce.ordering.shapes import PIECES_MOST, CartLine, Order, Origin
from commerce.ordering.states import cancellable

LAST_ORDERS = 3
"""Orders of other chats that are shown to whoever asks for theirs."""
OPEN_ORDERS = 6
"""Orders that can still be cancelled, as far as they are shown to whoever names none."""


async def read_back(scene: Scene, state: ChatState, move: ReadBack) -> Said:
    """Quote what was taken and say everything that will happen on yes."""
    behind = state.offers.get(move.offer)
    if behind is None:
        return Said(state, say("no_such_offer"))
    part = (await catalog_store.by_ids(scene.session, [PartId(behind.part)]))[PartId(behind.part)]
    quantity = pieces(part, move.quantity, litres=move.litres)
    by, shop = UserId(scene.by.user), ShopId(scene.by.shop)
    try:
        async with scene.session.begin_nested():
            cart = await carts.open_cart(scene.session, shop=shop, by=by, now=scene.now)
            line = CartLine(part.id, behind.source, quantity)
            await carts.put(scene.session, cart.id, line, by=by, now=scene.now)
            quote = await quotes.read_back(scene.session, cart.id, by=by, policy=scene.policy, now=scene.now)
    except OutOfStock:
        return await _others(scene, state, behind, quantity)
    except (QuantityRefused, AmountTooLarge):
        return Said(state, say("quantity_limit", {"most": PIECES_MOST}))
    job = scene.file.job if scene.file else None
    born = Born(move.offer, job, scene.step, behind.slot, state.memory.vin)
    memory = state.memory.read_back(move.offer, quote.id, quantity)
    state = replace(state, memory=memory, quotes={**state.quotes, quote.id: born})
    shown = readback(quote, await car_line(scene, state))
    return Said(state, shown.text, readback=shown)


async def place(scene: Scene, state: ChatState, quote: str) -> tuple[ChatState, Order]:
    """Order a quote under its own key, so that saying yes twice is one order.

    Raises:
        QuoteUnknown, QuoteExpired, QuoteUsed, OutOfStock: see `commerce.ordering.orders.place`.
    """
    born = state.quotes.get(quote, Born(""))
    order = await orders.place(
        scene.session,
        QuoteId(quote),
        key=f"quote:{quote}",
        shop=ShopId(scene.by.shop),
        by=UserId(scene.by.user),
        now=scene.now,
        origin=Origin(born.job, born.step, born.slot, born.vin),
    )
    return state.remembering(state.memory.placed(order.id)), order


async def order_now(scene: Scene, state: ChatState, quote: str) -> Said:
    """The yes of a conversation: order, or say why nothing was ordered and what to do."""
    try:
        state, order = await place(scene, state, quote)
    except QuoteExpired:
        return await _expired(scene, state, quote)
    except OutOfStock:
        born = state.quotes.get(quote, Born(""))
        behind = state.offers.get(born.offer)
        return await _others(scene, state, behind, state.memory.quantity or 1) if behind else _gone(state)
    except (QuoteUnknown, QuoteUsed):
        return _gone(state)
    key = "ordered_reserved" if order.status == "reserved" else "ordered"
    return await _told(scene, state, order, say(key, {"number": order.number}))


async def cancel_order(scene: Scene, state: ChatState, move: CancelOrder) -> Said:
    """Take an order back, or say why that is no longer possible; with none named, show which could be."""
    shop, by = ShopId(scene.by.shop), UserId(scene.by.user)
    try:
        order = await _named(scene, shop, move)
        if order is None:
            return await _cancellable(scene, state)
        ended = await orders.cancel(scene.session, order, shop=shop, by=by, now=scene.now)
    except OrderUnknown:
        return _unknown(state, move)
    except OrderNotCancellable as refused:
        stands = await orders.by_number(scene.session, refused.values()["order"], shop)
        key = "cannot_cancel" if stands.status == "confirmed" else "cannot_cancel_ended"
        return await _told(scene, state, stands, say(key, {"number": stands.number}))
    memory = replace(state.memory, question=None)
    return await _told(scene, state.remembering(memory), ended, say("cancelled", {"number": ended.number}))


async def _named(scene: Scene, shop: ShopId, move: CancelOrder | Status) -> OrderId | None:
    if move.number:
        return (await orders.by_number(scene.session, move.number, shop)).id
    return OrderId(move.order) if move.order else None


def _unknown(state: ChatState, move: CancelOrder | Status) -> Said:
    return Said(state, say("no_such_order", {"number": move.number}) if move.number else say("no_orders"))


async def _cancellable(scene: Scene, state: ChatState) -> Said:
    """What may still be cancelled, newest first: of the job that the screen shows, or of the shop."""
    job = scene.file.job if scene.file else None
    found = await orders.of_shop(scene.session, ShopId(scene.by.shop), job=job)
    left = [one for one in found if cancellable(one.status)][:OPEN_ORDERS]
    cards_of = [await order_card(scene.session, one, scene.ports) for one in left]
    return Said(state, say("cancel_which" if left else "nothing_to_cancel"), orders=tuple(cards_of))


async def status(scene: Scene, state: ChatState, move: Status) -> Said:
    """How the orders of this chat stand, newest first, or one of them; else the last ones."""
    shop = ShopId(scene.by.shop)
    try:
        named = await _named(scene, shop, move)
    except OrderUnknown:
        return _unknown(state, move)
    wanted = [str(named)] if named else list(reversed(state.memory.orders))
    if not wanted:
        return await _last_ones(scene, state, shop)
    cards_of: list[OrderView] = []
    for one in wanted:
        try:
            cards_of.append(
                await order_card(
                    scene.session, await orders.one(scene.session, OrderId(one), shop), scene.ports
                )
            )
        except OrderUnknown:
            continue
    return Said(state, say("status" if cards_of else "no_orders"), orders=tuple(cards_of))


async def _last_ones(scene: Scene, state: ChatState, shop: ShopId) -> Said:
    """What was ordered last: for the job that the screen shows, or by this person in whatever chat."""
    job, by = scene.file.job if scene.file else None, UserId(scene.by.user)
    found = await orders.of_shop(scene.session, shop, job=job)
    mine = [one for one in found if job is not None or one.by == by]
    cards_of = [await order_card(scene.session, one, scene.ports) for one in mine[:LAST_ORDERS]]
    return Said(state, say("status_last" if cards_of else "no_orders"), orders=tuple(cards_of))


async def choose(scene: Scene, state: ChatState, choice: str, order: str) -> Said:
    """What a person decides about an order whose supplier is silent or unclear: again, keep or other."""
    shop, by = ShopId(scene.by.shop), UserId(scene.by.user)
    try:
        if choice == "other":
            return await _elsewhere(scene, state, await orders.one(scene.session, OrderId(order), shop))
        settle = orders.ask_again if choice == "again" else orders.keep
        settled = await settle(scene.session, OrderId(order), shop=shop, by=by, now=scene.now)
    except OrderUnknown:
        return Said(state, say("no_orders"))
    except ChoiceRefused:
        stands = await orders.one(scene.session, OrderId(order), shop)
        return await _told(scene, state, stands, say("choice_gone", {"number": stands.number}))
    key = "asked_again" if choice == "again" else "kept"
    return await _told(scene, state, settled, say(key, {"number": settled.number}))


async def _elsewhere(scene: Scene, state: ChatState, order: Order) -> Said:
    """Cancel what can be cancelled, and offer the same part, or what else fits, from other places."""
    key = "moved_refused"
    if cancellable(order.status):
        order = await orders.cancel(
            scene.session, order.id, shop=order.shop, by=UserId(scene.by.user), now=scene.now
        )
        key = "moved"
    line = order.quote.lines[0]
    behind = Behind(line.part, order.quote.source, order.origin.slot)
    said = await _others(scene, state, behind, line.quantity, head=say(key, {"number": order.number}))
    return replace(said, orders=(await order_card(scene.session, order, scene.ports),))


async def _others(
    scene: Scene, state: ChatState, behind: Behind, quantity: int, *, head: Text | None = None
) -> Said:
    """The part from everywhere else; what else fits the car, where nobody else has it."""
    part = (await catalog_store.by_ids(scene.session, [PartId(behind.part)]))[PartId(behind.part)]
    found = [one for one in await offered_now(scene, [part], quantity) if one.source.key != behind.source]
    values: dict[str, Text | str | int] = {"number": part.number, "quantity": quantity}
    if found:
        known = Candidate(part, await why(scene, state, part))
        text = head or say("not_enough", values)
        return show(scene, state, [Block(found, [known], quantity)], text=text, slot=behind.slot)
    vin, family = state.memory.vin, state.memory.family
    if vin and family and family == part.family:
        said = await look_up(scene, state, LookUp(family, vin=vin, quantity=quantity, slot=behind.slot))
        return replace(said, text=head or say("not_enough", values)) if said.offers else said
    memory = state.memory.shown(())
    return Said(state.remembering(memory), head or say("not_enough_anywhere", values))


async def _expired(scene: Scene, state: ChatState, quote: str) -> Said:
    """Quote the same anew, at today's price, and wait for another yes."""
    born = state.quotes.get(quote, Born(""))
    if born.offer not in state.offers:
        return _gone(state)
    said = await read_back(scene, state, ReadBack(born.offer, state.memory.quantity or 1))
    return replace(said, text=say("quote_expired")) if said.readback else said


async def _told(scene: Scene, state: ChatState, order: Order, text: Text) -> Said:
    return Said(state, text, orders=(await order_card(scene.session, order, scene.ports),))


def _gone(state: ChatState) -> Said:
    memory = replace(state.memory, quote=None, chosen=None)
    return Said(state.remembering(memory), say("quote_gone"))
