"""Memory and turn → the one move that comes next, and what is remembered of it. Pure.

Money moves in one place: `_at_readback` returns `Order` for an explicit yes to the quote that stands there.
"""

from collections.abc import Callable
from typing import cast, get_args

from assist.dialogue.lookups import again, for_slot, lookup, same, wanted
from assist.dialogue.memory import Choice, Memory, Question, Shown
from assist.dialogue.moves import (
    AnswerFact,
    Ask,
    CancelOrder,
    Drop,
    Identify,
    Move,
    Order,
    ReadBack,
    Say,
    Status,
)
from assist.dialogue.turn import Family, Turn
from commerce.ordering.shapes import PIECES_MOST

FAMILIES: tuple[Family, ...] = get_args(Family)


def next_move(turn: Turn, memory: Memory) -> Move:
    """What the desk does next. `Order` only for an explicit yes to the quote that was read back."""
    for rule in (_about_order, _wrong_quantity, _at_readback, _at_question, _by_intent):
        move = rule(turn, memory)
        if move is not None:
            return move
    return _unclear(memory)


def _about_order(turn: Turn, _memory: Memory) -> Move | None:
    """An order is named by its number: call it off where the words say so, else say how it stands."""
    if not turn.order or turn.families or turn.numbers:
        return None
    ends = turn.intent in {"cancel", "no"} and not turn.hedged
    return CancelOrder(None, turn.order) if ends else Status(None, turn.order)


def _wrong_quantity(turn: Turn, _memory: Memory) -> Move | None:
    if not turn.amounts or turn.intent == "unsupported":
        return None
    if min(turn.amounts) < 1:
        return Say("quantity_wrong")
    return Say("quantity_limit") if max(turn.amounts) > PIECES_MOST else None


def _at_readback(turn: Turn, memory: Memory) -> Move | None:
    """A quote stands on the screen: order it, drop it, change it, or say that it still waits."""
    if memory.quote is None:
        return None
    if turn.intent == "yes" and not turn.hedged:
        return Order(memory.quote)
    dropped = turn.intent in {"no", "cancel"} and turn.quantity is None
    return Drop() if dropped else _changed(turn, memory)


def _changed(turn: Turn, memory: Memory) -> Move | None:
    if turn.families or turn.vague or turn.numbers or turn.unlisted or turn.offer or turn.ordinal:
        return None
    if turn.before or turn.source:
        return None
    if turn.quantity is not None and memory.chosen:
        return ReadBack(memory.chosen, turn.quantity, turn.litres)
    waits = turn.intent in {"unclear", "choose", "yes", "fact"} and not turn.vin
    return Say("yes_or_no") if waits else None


def _at_question(turn: Turn, memory: Memory) -> Move | None:
    """A question is open and the turn answers it; anything else is left to its intent."""
    question = memory.question
    if question is None or turn.families or turn.vague or turn.numbers or turn.unlisted:
        return None
    if turn.topic == "unknown_fact":
        return Ask(question, "ask_unknown")
    if question.about == "family" and turn.vin:
        narrow = 0 < len(question.choices) < len(FAMILIES)
        return Ask(question, "ask_which_family") if narrow else _car(turn)
    if question.about == "vin" and (turn.vin or turn.vin_tail):
        return again(turn, memory) if memory.family or memory.number else _car(turn)
    if turn.answer is None:
        reply = "ask_vin_again" if question.about == "vin" else "ask_again"
        return Ask(question, reply) if turn.intent in {"unclear", "yes"} else None
    return _answered(question, turn.answer, turn, memory)


def _answered(question: Question, answer: str, turn: Turn, memory: Memory) -> Move:
    if question.about == "family":
        return wanted(cast("Family", answer), turn, memory)
    if question.about == "slot":
        slot = next((slot for slot in memory.slots if slot.id == answer), None)
        return for_slot(slot, turn, memory) if slot else _unclear(memory)
    if question.about == "offer":
        return _taken(answer, turn, memory)
    if question.about == "order":
        return CancelOrder(answer)
    return AnswerFact(question.about, answer, same(memory))


def _by_intent(turn: Turn, memory: Memory) -> Move | None:
    rules: dict[str, Callable[[Turn, Memory], Move]] = {
        "part": _part,
        "refine": _refine,
        "choose": _choose,
        "yes": _yes_to_nothing,
        "no": lambda _turn, _memory: Drop("dropped_nothing"),
        "cancel": _cancel,
        "status": _status,
        "fact": lambda turn, memory: again(turn, memory) if memory.family or memory.number else _car(turn),
        "greet": lambda _turn, _memory: Say("greet"),
        "thanks": lambda _turn, _memory: Say("thanks"),
        "help": lambda _turn, _memory: Say("help"),
        "unsupported": lambda turn, _memory: Say(f"unsupported_{turn.topic or 'elsewhere'}"),
    }
    rule = rules.get(turn.intent)
    return rule(turn, memory) if rule else None


def _part(turn: Turn, memory: Memory) -> Move:
    if turn.numbers:
        return lookup(turn, memory, family=None, number=turn.numbers[0])
    if turn.families:
        return wanted(turn.families[0], turn, memory)
    if turn.vague:
        return Ask(_which(turn.vague), "ask_which_family", turn.unlisted)
    return Say("not_carried", turn.unlisted)


def _refine(turn: Turn, memory: Memory) -> Move:
    if memory.family is None and memory.number is None:
        return _ask_family()
    if turn.position and not turn.families:
        return Say("no_position") if not (turn.tier or turn.wish or turn.quantity) else again(turn, memory)
    if turn.quantity is not None and memory.chosen and not (turn.tier or turn.wish):
        return ReadBack(memory.chosen, turn.quantity, turn.litres)
    return again(turn, memory)


def _choose(turn: Turn, memory: Memory) -> Move:
    if turn.offer:
        return _taken(turn.offer, turn, memory)
    shown = _pointed_at(turn, memory)
    if not shown:
        return Say("nothing_before") if turn.before else _choose_slot(turn, memory)
    if turn.ordinal is not None:
        return _nth(turn.ordinal, shown, turn, memory)
    left = _narrowed(turn, memory, shown)
    if len(left) == 1:
        return _taken(left[0].id, turn, memory)
    if turn.quantity is not None and shown is memory.offers:
        return again(turn, memory)
    return Ask(Question("offer", tuple(Choice(o.id, (o.part_number,)) for o in left)), "ask_which_offer")


def _pointed_at(turn: Turn, memory: Memory) -> tuple[Shown, ...]:
    """The list that the words mean: the one on the counter, or "from before" the one before it.

    With nothing on the counter (after an order) exact words still mean the list that was last on it.
    """
    exact = turn.ordinal is not None or turn.tier or turn.wish or turn.in_stock
    if turn.before or (exact and not memory.offers):
        return memory.earlier[0] if memory.earlier else ()
    return memory.offers


def _nth(ordinal: int, shown: tuple[Shown, ...], turn: Turn, memory: Memory) -> Move:
    at = ordinal - 1 if ordinal >= 0 else len(shown) + ordinal
    if not 0 <= at < len(shown):
        return Say("no_such_offer")
    return _taken(shown[at].id, turn, memory)


def _narrowed(turn: Turn, memory: Memory, shown: tuple[Shown, ...]) -> tuple[Shown, ...]:
    """The shown offers that the words leave: of a tier, then the cheapest or the earliest (all that tie)."""
    if memory.chosen and not (turn.tier or turn.wish or turn.in_stock or turn.source):
        return tuple(offer for offer in shown if offer.id == memory.chosen) or shown
    left = tuple(offer for offer in shown if turn.source in offer.source) or shown
    left = tuple(offer for offer in left if offer.tier == turn.tier) or left
    left = tuple(offer for offer in left if offer.here or not turn.in_stock) or left
    if turn.wish is None:
        return left
    measure: Callable[[Shown], int] = (
        (lambda o: o.gross) if turn.wish == "cheapest" else (lambda o: o.arrives_at)
    )
    best = min(measure(offer) for offer in left)
    return tuple(offer for offer in left if measure(offer) == best)


def _choose_slot(turn: Turn, memory: Memory) -> Move:
    """What "this one" means with nothing shown: the open step's part."""
    if len(memory.slots) == 1:
        return for_slot(memory.slots[0], turn, memory)
    if memory.slots:
        return Ask(Question("slot", tuple(Choice(slot.id) for slot in memory.slots)), "ask_which_slot")
    return _ask_family() if memory.family is None else again(turn, memory)


def _yes_to_nothing(turn: Turn, memory: Memory) -> Move:
    """A yes with nothing read back: take the only offer, or ask which; never an order."""
    pointed = memory.offers or (turn.this and memory.slots)
    return _choose(turn, memory) if pointed else Say("nothing_to_confirm")


def _status(_turn: Turn, memory: Memory) -> Move:
    """How orders stand; while one is being chosen, when it would come."""
    return Say("arrival_on_cards") if memory.offers and not memory.orders else Status(None)


def _cancel(turn: Turn, memory: Memory) -> Move:
    if not memory.orders:
        return CancelOrder(None)
    if len(memory.orders) == 1 and not turn.hedged:
        return CancelOrder(memory.orders[0])
    return Ask(Question("order", tuple(Choice(order) for order in memory.orders)), "ask_which_order")


def _car(turn: Turn) -> Move:
    return Identify(turn.vin, None if turn.vin else turn.vin_tail)


def _taken(offer: str, turn: Turn, memory: Memory) -> Move:
    """An offer in the quantity of this turn, or the one it was shown for; never one of another car."""
    shown = memory.offer(offer)
    if shown is None:
        return Say("no_such_offer")
    if shown.vin is not None and shown.vin != (memory.vin or ""):
        return Say("other_car")
    if turn.quantity:
        return ReadBack(offer, turn.quantity, turn.litres)
    if shown.quantity is not None:
        return ReadBack(offer, shown.quantity)
    return ReadBack(offer, memory.quantity or 1, memory.litres)


def _which(families: tuple[Family, ...]) -> Question:
    return Question("family", tuple(Choice(family) for family in families))


def _ask_family() -> Move:
    return Ask(_which(FAMILIES), "ask_family")


def _unclear(memory: Memory) -> Move:
    return Say("unclear_shown" if memory.offers else "unclear")
