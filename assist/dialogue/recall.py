"""What is remembered of a turn and its move, before the desk adds what it showed. Pure."""

from dataclasses import replace

from assist.dialogue.lookups import several_amounts
from assist.dialogue.memory import Memory
from assist.dialogue.moves import AnswerFact, Ask, Drop, LookUp, Move, Order, ReadBack
from assist.dialogue.turn import Turn


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
        memory.put_away(),
        family=move.family,
        number=move.number,
        tier=move.tier,
        not_tiers=move.not_tiers,
        wish=move.wish,
        in_stock=move.in_stock,
        quantity=move.quantity,
        litres=move.litres,
        pending=move.rest,
        amounts=move.amounts,
        question=None,
        quote=None,
        chosen=None,
    )


def _remember_ask(memory: Memory, turn: Turn, move: Ask) -> Memory:
    """What was wanted is kept while the car, or one of several, is asked for."""
    asked = memory.asked(move.question)
    if move.question.about not in {"vin", "family"}:
        return replace(asked, quantity=turn.quantity, litres=turn.litres) if turn.quantity else asked
    wanted = turn.families[0] if turn.families else None
    number = turn.numbers[0] if turn.numbers else None
    fresh = bool(wanted or number or turn.vague)
    return replace(
        asked,
        family=wanted if fresh else memory.family,
        number=number if fresh else memory.number,
        tier=turn.tier or (None if fresh else memory.tier),
        not_tiers=turn.not_tiers or (() if fresh else memory.not_tiers),
        wish=turn.wish or (None if fresh else memory.wish),
        in_stock=turn.in_stock or (memory.in_stock and not fresh),
        quantity=turn.quantity if fresh or turn.quantity else memory.quantity,
        amounts=several_amounts(turn, len(turn.families)) if fresh else memory.amounts,
        litres=turn.litres,
        pending=turn.families[1:],
    )
