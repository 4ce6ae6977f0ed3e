"""The parts desk: one turn of a chat, an order, a cancellation, and how orders stand.

Three hops: the words become a turn (`dialogue.understanding`), the turn a move (`dialogue.policy`), the move
an answer (`assist.desk`). Prices, numbers and states come from commerce alone; nothing is ordered but by an
explicit yes to what was read back.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from assist.caller import Caller, Ports
from assist.desk import chat_state, ordering
from assist.desk.asking import answer_fact, ask, identify_car
from assist.desk.chat_state import ChatState
from assist.desk.lookup import look_up
from assist.desk.order_cards import order_card
from assist.desk.scene import Said, Scene, car_line, pointed_at, scene
from assist.desk.waiting import among_waiting, spelled_out
from assist.dialogue import moves
from assist.dialogue.policy import next_move
from assist.dialogue.recall import remember
from assist.dialogue.replies import say
from assist.dialogue.understanding import understand
from assist.errors import ShopNeeded
from assist.messages.arguments import ChatTurnData, PartsOrderData
from assist.messages.chat import ChatAnswer, OrderView
from commerce.ids import OrderId, ShopId, UserId
from commerce.ordering import orders
from commerce.ordering.shapes import PIECES_MOST, Order
from commerce.pricing.policy import Policy

POLICY = Policy()
"""The chain's price policy, where nothing else was set."""

_CHOICE = re.compile(r"(again|keep|other|cancel):([0-9a-f]{32})")


async def turn(
    session: AsyncSession,
    said: ChatTurnData,
    *,
    by: Caller,
    now: int,
    ports: Ports,
    policy: Policy = POLICY,
) -> ChatAnswer:
    """Answer one turn, and keep it.

    Raises:
        ShopNeeded: the person belongs to no shop.
        ChatUnknown: the id is another person's chat.
        JobUnknown: there is no such job in this person's shop.
    """
    _of_a_shop(by)
    place = await scene(session, job=said.job, step=said.step, by=by, now=now, ports=ports, policy=policy)
    before = await chat_state.load(session, said.chat, by)
    unseen = said.seen is not None and said.seen != before.turn
    before = before.remembering(before.memory.unread()) if unseen else before
    state = _at(place, replace(before, turn=before.turn + 1), said.lang)
    result = await among_waiting(place, await _answered(place, state, said))
    answer = ChatAnswer(
        chat=said.chat,
        turn=state.turn,
        text=result.text,
        vehicle=await car_line(place, result.state),
        question=result.question,
        offers=result.offers,
        readback=result.readback,
        orders=result.orders,
    )
    await chat_state.save(session, said.chat, result.state, by, now=now)
    await chat_state.append(session, answer, said.text, by, now=now)
    return answer


async def order(
    session: AsyncSession,
    wanted: PartsOrderData,
    *,
    by: Caller,
    now: int,
    ports: Ports,
    policy: Policy = POLICY,
) -> OrderView:
    """Order exactly what a read-back said, once.

    Raises:
        ShopNeeded: the person belongs to no shop.
        ChatUnknown: the id is another person's chat.
        QuoteUnknown, QuoteExpired, QuoteUsed, OutOfStock: see `commerce.ordering.orders.place`.
    """
    _of_a_shop(by)
    state = await chat_state.load(session, wanted.chat, by)
    place = Scene(session, by, now, ports, policy)
    state, placed = await ordering.place(place, state, wanted.quote)
    await chat_state.save(session, wanted.chat, state, by, now=now)
    return await order_card(session, placed, ports)


def _of_a_shop(by: Caller) -> None:
    """Offers, carts and deliveries are a shop's: refuse who works for the whole chain."""
    if not by.shop:
        raise ShopNeeded


async def cancel(session: AsyncSession, order: str, *, by: Caller, now: int, ports: Ports) -> OrderView:
    """Take an order back, while no supplier has confirmed it.

    Raises:
        OrderUnknown: no such order of this person's shop.
        OrderNotCancellable: a supplier has confirmed it, or it has ended.
    """
    shop, user = ShopId(by.shop), UserId(by.user)
    ended = await orders.cancel(session, OrderId(order), shop=shop, by=user, now=now)
    return await order_card(session, ended, ports)


async def order_view(session: AsyncSession, order: str, *, by: Caller, ports: Ports) -> OrderView:
    """An order as it stands.

    Raises:
        OrderUnknown: no such order of this person's shop.
    """
    return await order_card(session, await orders.one(session, OrderId(order), ShopId(by.shop)), ports)


async def orders_of_shop(
    session: AsyncSession, *, by: Caller, ports: Ports, job: str | None = None
) -> Sequence[OrderView]:
    """The shop's orders, newest first; of one job where it is given."""
    found: list[Order] = await orders.of_shop(session, ShopId(by.shop), job=job)
    return [await order_card(session, one, ports) for one in found]


def _at(place: Scene, state: ChatState, lang: str) -> ChatState:
    """The chat at the car and step that the screen shows."""
    vin = place.file.vehicle.vin if place.file is not None else None
    memory = state.memory.at(vin=vin, slots=pointed_at(place))
    return state.remembering(replace(memory, lang="en" if lang == "en" else "zh"))


async def _answered(place: Scene, state: ChatState, said: ChatTurnData) -> Said:
    pressed = _CHOICE.fullmatch(said.text.strip())
    if pressed is not None:
        choice, order = pressed.groups()
        if choice == "cancel":
            return await ordering.cancel_order(place, state, moves.CancelOrder(order))
        return await ordering.choose(place, state, choice, order)
    text = await spelled_out(place.session, said.text, by=place.by)
    heard = understand(text, said.lang, state.memory)
    move = next_move(heard, state.memory)
    after = state.remembering(remember(state.memory, heard, move))
    return await _perform(place, after, move)


async def _perform(place: Scene, state: ChatState, move: moves.Move) -> Said:
    """Do the one move that the policy chose."""
    match move:
        case moves.ReadBack() | moves.Order() | moves.CancelOrder() | moves.Status():
            return await _order_move(place, state, move)
        case moves.Drop():
            return Said(state, say(move.reply))
        case moves.Say():
            return Said(state, say(move.reply, {"words": move.words, "most": PIECES_MOST}))
        case _:
            return await _part_move(place, state, move)


async def _order_move(
    place: Scene, state: ChatState, move: moves.ReadBack | moves.Order | moves.CancelOrder | moves.Status
) -> Said:
    match move:
        case moves.ReadBack():
            return await ordering.read_back(place, state, move)
        case moves.Order():
            return await ordering.order_now(place, state, move.quote)
        case moves.CancelOrder():
            return await ordering.cancel_order(place, state, move)
        case moves.Status():
            return await ordering.status(place, state, move)


async def _part_move(
    place: Scene, state: ChatState, move: moves.Ask | moves.LookUp | moves.Identify | moves.AnswerFact
) -> Said:
    match move:
        case moves.Ask():
            return await ask(place, state, move)
        case moves.LookUp():
            return await look_up(place, state, move)
        case moves.Identify():
            return await identify_car(place, state, move)
        case moves.AnswerFact():
            return await answer_fact(place, state, move)
