"""Memory and turn → the one move that comes next, and what is remembered of it. Pure.

Money moves in one place only: `_at_readback` returns `Order` for an explicit yes to the quote that was read back.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import cast, get_args

from assist.dialogue.memory import Choice, Memory, Question, Shown, Slot
from assist.dialogue.moves import (
    AnswerFact,
    Ask,
    CancelOrder,
    Drop,
    Identify,
    LookUp,
    Move,
    Order,
    ReadBack,
    Say,
    Status,
)
from assist.dialogue.turn import Family, Turn

MAX_QUANTITY = 99
"""Pieces in one line; more is ordered by a person at the supplier."""

FAMILIES: tuple[Family, ...] = get_args(Family)


def next_move(turn: Turn, memory: Memory) -> Move:
    """What the desk does next. `Order` only for an explicit yes to the quote that was read back."""
    for rule in (_wrong_quantity, _at_readback, _at_question, _by_intent):
        move = rule(turn, memory)
        if move is not None:
            return move
    return _unclear(memory)


def remember(memory: Memory, turn: Turn, move: Move) -> Memory:
    """The memory after the turn, before the desk adds what it showed."""
    after = replace(memory, lang=turn.lang, turns=memory.turns + 1, vin=turn.vin or memory.vin)
    if isinstance(move, AnswerFact):
        move = move.then
    if isinstance(move, LookUp):
        return _remember_lookup(after, move)
    if isinstance(move, Ask):
        return _remember_ask(after, turn, move)
    if isinstance(move, ReadBack):
        return replace(after, chosen=move.offer, quantity=move.quantity, litres=move.litres, question=None)
    if isinstance(move, Drop | Order):
        return replace(after, quote=None, chosen=None, question=None)
    return after


def _remember_lookup(memory: Memory, move: LookUp) -> Memory:
    return replace(
        memory,
        family=move.family,
        number=move.number,
        tier=move.tier,
        wish=move.wish,
        in_stock=move.in_stock,
        quantity=move.quantity,
        litres=move.litres,
        pending=move.rest,
        question=None,
        quote=None,
        chosen=None,
    )


def _remember_ask(memory: Memory, turn: Turn, move: Ask) -> Memory:
    """What was wanted is kept while the car, or one of several, is asked for."""
    asked = memory.asked(move.question)
    if move.question.about not in {"vin", "family"}:
        return asked
    wanted = turn.families[0] if turn.families else None
    number = turn.numbers[0] if turn.numbers else None
    fresh = bool(wanted or number or turn.vague)
    return replace(
        asked,
        family=wanted if fresh else memory.family,
        number=number if fresh else memory.number,
        tier=turn.tier or (None if fresh else memory.tier),
        wish=turn.wish or (None if fresh else memory.wish),
        in_stock=turn.in_stock or (memory.in_stock and not fresh),
        quantity=turn.quantity if fresh or turn.quantity else memory.quantity,
        litres=turn.litres,
        pending=turn.families[1:],
    )


def _wrong_quantity(turn: Turn, _memory: Memory) -> Move | None:
    if turn.quantity is None or turn.intent == "unsupported":
        return None
    if turn.quantity < 1:
        return Say("quantity_wrong")
    return Say("quantity_limit") if turn.quantity > MAX_QUANTITY else None


def _at_readback(turn: Turn, memory: Memory) -> Move | None:
    """A quote stands on the screen: order it, change it, drop it, or say that it still waits."""
    if memory.quote is None:
        return None
    if turn.intent == "yes" and not turn.hedged:
        return Order(memory.quote)
    if turn.intent in {"no", "cancel"}:
        return Drop()
    if turn.families or turn.vague or turn.numbers or turn.unlisted or turn.offer or turn.ordinal:
        return None
    if turn.quantity is not None and memory.chosen:
        return ReadBack(memory.chosen, turn.quantity, turn.litres)
    if turn.intent in {"unclear", "choose", "yes", "fact"} and not turn.vin:
        return Say("yes_or_no")
    return None


def _at_question(turn: Turn, memory: Memory) -> Move | None:
    """A question is open and the turn answers it; anything else is left to its intent."""
    question = memory.question
    if question is None:
        return None
    if question.about == "vin" and (turn.vin or turn.vin_tail):
        return _again(turn, memory) if memory.family or memory.number else _car(turn)
    if turn.answer is None:
        return Ask(question, "ask_again") if turn.intent in {"unclear", "yes"} else None
    return _answered(question, turn.answer, turn, memory)


def _answered(question: Question, answer: str, turn: Turn, memory: Memory) -> Move:
    if question.about == "family":
        return _wanted(cast("Family", answer), turn, memory)
    if question.about == "slot":
        slot = next((slot for slot in memory.slots if slot.id == answer), None)
        return _for_slot(slot, turn, memory) if slot else _unclear(memory)
    if question.about == "offer":
        return ReadBack(answer, _quantity(turn, memory), memory.litres)
    if question.about == "order":
        return CancelOrder(answer)
    return AnswerFact(question.about, answer, _same(memory))


def _by_intent(turn: Turn, memory: Memory) -> Move | None:
    rules: dict[str, Callable[[Turn, Memory], Move]] = {
        "part": _part,
        "refine": _refine,
        "choose": _choose,
        "yes": _yes_to_nothing,
        "no": lambda _turn, _memory: Drop("dropped_nothing"),
        "cancel": _cancel,
        "status": lambda _turn, memory: Status(None) if memory.orders else Say("no_orders"),
        "fact": lambda turn, memory: _again(turn, memory) if memory.family or memory.number else _car(turn),
        "greet": lambda _turn, _memory: Say("greet"),
        "thanks": lambda _turn, _memory: Say("thanks"),
        "help": lambda _turn, _memory: Say("help"),
        "unsupported": lambda turn, _memory: Say(f"unsupported_{turn.topic or 'elsewhere'}"),
    }
    rule = rules.get(turn.intent)
    return rule(turn, memory) if rule else None


def _part(turn: Turn, memory: Memory) -> Move:
    if turn.numbers:
        return _lookup(turn, memory, family=None, number=turn.numbers[0])
    if turn.families:
        return _wanted(turn.families[0], turn, memory)
    if turn.vague:
        return Ask(_which(turn.vague), "ask_which_family")
    return Say("not_carried", turn.unlisted)


def _wanted(family: Family, turn: Turn, memory: Memory) -> Move:
    slot = next((slot for slot in memory.slots if slot.family == family), None)
    if slot is not None:
        return _for_slot(slot, turn, memory)
    if _car_known(turn, memory):
        return _lookup(turn, memory, family=family)
    return Ask(Question("vin"), "ask_vin")


def _for_slot(slot: Slot, turn: Turn, memory: Memory) -> Move:
    if not _car_known(turn, memory):
        return Ask(Question("vin"), "ask_vin")
    found = _lookup(turn, memory, family=slot.family)
    return replace(found, slot=slot.id, quantity=found.quantity or slot.quantity)


def _car_known(turn: Turn, memory: Memory) -> bool:
    return bool(turn.vin or turn.vin_tail or memory.vin)


def _lookup(turn: Turn, memory: Memory, *, family: Family | None, number: str | None = None) -> LookUp:
    """A look-up; what was said of tier and price before goes on only for "and the rear?", not for another part."""
    goes_on = memory.question is not None or (
        family is not None and turn.position is not None and bool(turn.rejected or _only_place(turn))
    )
    return LookUp(
        family=family,
        number=number,
        vin=turn.vin or (None if turn.vin_tail else memory.vin),
        vin_tail=turn.vin_tail,
        tier=turn.tier or (memory.tier if goes_on else None),
        wish=turn.wish or (memory.wish if goes_on else None),
        in_stock=turn.in_stock or (goes_on and memory.in_stock),
        quantity=turn.quantity or (memory.quantity if goes_on else None),
        litres=turn.litres,
        rest=tuple(other for other in turn.families if other != family) if not number else turn.families,
    )


def _only_place(turn: Turn) -> bool:
    """The part was meant, not named: nothing but a place was said."""
    return turn.tier is None and turn.wish is None


def _refine(turn: Turn, memory: Memory) -> Move:
    if memory.family is None and memory.number is None:
        return _ask_family()
    if turn.position and not turn.families:
        return Say("no_position") if not (turn.tier or turn.wish or turn.quantity) else _again(turn, memory)
    if turn.quantity is not None and memory.chosen and not (turn.tier or turn.wish):
        return ReadBack(memory.chosen, turn.quantity, turn.litres)
    return _again(turn, memory)


def _again(turn: Turn, memory: Memory) -> Move:
    """What was wanted before, with what this turn adds; what it takes back by naming another is replaced."""
    if not _car_known(turn, memory) and memory.number is None:
        return Ask(Question("vin"), "ask_vin")
    return replace(
        _same(memory),
        vin=turn.vin or (None if turn.vin_tail else memory.vin),
        vin_tail=turn.vin_tail,
        tier=turn.tier or (None if turn.more else memory.tier),
        wish=turn.wish or memory.wish,
        in_stock=turn.in_stock or memory.in_stock,
        quantity=turn.quantity or memory.quantity,
        litres=turn.litres if turn.quantity else memory.litres,
        refines=not (turn.vin or turn.vin_tail),
        more=turn.more,
    )


def _same(memory: Memory) -> LookUp:
    slot = next((slot.id for slot in memory.slots if slot.family == memory.family), None)
    return LookUp(
        family=memory.family,
        number=memory.number,
        vin=memory.vin,
        tier=memory.tier,
        wish=memory.wish,
        in_stock=memory.in_stock,
        quantity=memory.quantity,
        litres=memory.litres,
        slot=slot,
        rest=memory.pending,
    )


def _choose(turn: Turn, memory: Memory) -> Move:
    if turn.offer:
        return ReadBack(turn.offer, _quantity(turn, memory), turn.litres)
    if not memory.offers:
        return _choose_slot(turn, memory)
    if turn.ordinal is not None:
        return _nth(turn.ordinal, turn, memory)
    left = _narrowed(turn, memory)
    if len(left) == 1:
        return ReadBack(left[0].id, _quantity(turn, memory), turn.litres)
    return Ask(Question("offer", tuple(Choice(o.id, (o.part_number,)) for o in left)), "ask_which_offer")


def _nth(ordinal: int, turn: Turn, memory: Memory) -> Move:
    at = ordinal - 1 if ordinal > 0 else len(memory.offers) - 1
    if not 0 <= at < len(memory.offers):
        return Say("no_such_offer")
    return ReadBack(memory.offers[at].id, _quantity(turn, memory), turn.litres)


def _narrowed(turn: Turn, memory: Memory) -> tuple[Shown, ...]:
    """The shown offers that the words leave: of a tier, then the cheapest or the earliest (all that tie)."""
    if memory.chosen and not (turn.tier or turn.wish):
        return tuple(offer for offer in memory.offers if offer.id == memory.chosen) or memory.offers
    left = tuple(offer for offer in memory.offers if offer.tier == turn.tier) or memory.offers
    if turn.wish is None:
        return left
    measure: Callable[[Shown], int] = (
        (lambda o: o.gross) if turn.wish == "cheapest" else (lambda o: o.arrives_at)
    )
    best = min(measure(offer) for offer in left)
    return tuple(offer for offer in left if measure(offer) == best)


def _choose_slot(turn: Turn, memory: Memory) -> Move:
    """ "This one" with nothing shown: the open step's part."""
    if len(memory.slots) == 1:
        return _for_slot(memory.slots[0], turn, memory)
    if memory.slots:
        return Ask(Question("slot", tuple(Choice(slot.id) for slot in memory.slots)), "ask_which_slot")
    return _ask_family() if memory.family is None else _again(turn, memory)


def _yes_to_nothing(turn: Turn, memory: Memory) -> Move:
    """A yes with nothing read back: take the only offer, or ask which; never an order."""
    return _choose(turn, memory) if memory.offers else Say("nothing_to_confirm")


def _cancel(_turn: Turn, memory: Memory) -> Move:
    if len(memory.orders) == 1:
        return CancelOrder(memory.orders[0])
    if memory.orders:
        return Ask(Question("order", tuple(Choice(order) for order in memory.orders)), "ask_which_order")
    return Drop("dropped_nothing")


def _car(turn: Turn) -> Move:
    return Identify(turn.vin, None if turn.vin else turn.vin_tail)


def _quantity(turn: Turn, memory: Memory) -> int:
    return turn.quantity or memory.quantity or 1


def _which(families: tuple[Family, ...]) -> Question:
    return Question("family", tuple(Choice(family) for family in families))


def _ask_family() -> Move:
    return Ask(_which(FAMILIES), "ask_family")


def _unclear(memory: Memory) -> Move:
    return Say("unclear_shown" if memory.offers else "unclear")
