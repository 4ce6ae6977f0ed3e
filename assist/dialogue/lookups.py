"""What to look up, from what this turn says and what was wanted before. Pure."""

from dataclasses import replace

from assist.dialogue.memory import Memory, Question, Slot
from assist.dialogue.moves import Ask, LookUp, Move
from assist.dialogue.turn import Family, Turn


def wanted(family: Family, turn: Turn, memory: Memory) -> Move:
    """The look-up of a family for the car; asks for the car where it is not known."""
    slot = next((slot for slot in memory.slots if slot.family == family), None)
    if slot is not None:
        return for_slot(slot, turn, memory)
    if car_known(turn, memory):
        return lookup(turn, memory, family=family)
    return Ask(Question("vin"), "ask_vin", turn.unlisted)


def for_slot(slot: Slot, turn: Turn, memory: Memory) -> Move:
    """The look-up of what the open step needs, in the quantity that it needs."""
    if not car_known(turn, memory):
        return Ask(Question("vin"), "ask_vin")
    found = lookup(turn, memory, family=slot.family)
    return replace(found, slot=slot.id, quantity=found.quantity or slot.quantity)


def car_known(turn: Turn, memory: Memory) -> bool:
    """Whether the car was given, now or before."""
    return bool(turn.vin or turn.vin_tail or memory.vin)


def lookup(turn: Turn, memory: Memory, *, family: Family | None, number: str | None = None) -> LookUp:
    """A look-up; tier and price of before go on only for "and the rear?", not for another part."""
    asked = memory.question is not None and memory.question.about == "family"
    goes_on = asked or turn.meant or bool(turn.rejected)
    rest = tuple(other for other in (*turn.families, *turn.vague) if other != family)
    return LookUp(
        family=family,
        number=number,
        vin=turn.vin or (None if turn.vin_tail else memory.vin),
        vin_tail=turn.vin_tail,
        tier=turn.tier or (memory.tier if goes_on else None),
        not_tiers=turn.not_tiers or (memory.not_tiers if goes_on else ()),
        wish=turn.wish or (memory.wish if goes_on else None),
        in_stock=turn.in_stock or (goes_on and memory.in_stock),
        quantity=_one_amount(turn, rest) or (memory.quantity if goes_on else None),
        litres=turn.litres,
        rest=rest,
        amounts=several_amounts(turn, len(rest) + 1),
        unlisted=turn.unlisted,
    )


def several_amounts(turn: Turn, families: int) -> tuple[int, ...]:
    """An amount for each of several parts, where so many were said; none where they cannot be told apart."""
    return turn.amounts if len(turn.amounts) == families > 1 else ()


def _one_amount(turn: Turn, rest: tuple[Family, ...]) -> int | None:
    """The amount of everything that was named; of several parts only where one amount was said."""
    return turn.quantity if not rest or len(turn.amounts) == 1 else None


def again(turn: Turn, memory: Memory) -> Move:
    """What was wanted before, with what this turn adds; what it takes back by naming another is replaced."""
    if not car_known(turn, memory) and memory.number is None:
        return Ask(Question("vin"), "ask_vin")
    return replace(
        same(memory),
        vin=turn.vin or (None if turn.vin_tail else memory.vin),
        vin_tail=turn.vin_tail,
        tier=turn.tier or (None if turn.more or turn.not_tiers else memory.tier),
        not_tiers=() if turn.tier else tuple(dict.fromkeys((*memory.not_tiers, *turn.not_tiers))),
        wish=turn.wish or memory.wish,
        in_stock=turn.in_stock or memory.in_stock,
        quantity=turn.quantity or memory.quantity,
        amounts=() if turn.quantity else memory.amounts,
        litres=turn.litres if turn.quantity else memory.litres,
        refines=not (turn.vin or turn.vin_tail),
        more=turn.more,
    )


def same(memory: Memory) -> LookUp:
    """What was wanted before, unchanged."""
    slot = next((slot.id for slot in memory.slots if slot.family == memory.family), None)
    return LookUp(
        family=memory.family,
        number=memory.number,
        vin=memory.vin,
        tier=memory.tier,
        not_tiers=memory.not_tiers,
        wish=memory.wish,
        in_stock=memory.in_stock,
        quantity=memory.quantity,
        litres=memory.litres,
        slot=slot,
        rest=memory.pending,
        amounts=memory.amounts,
    )
