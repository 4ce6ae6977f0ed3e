"""What the desk does next: exactly one move a turn, each with all that it needs.

The policy returns a move; the desk performs it, tells the memory what it showed, and renders the replies.
Only `Order` buys anything, and the policy returns it only for an explicit yes to a quote that was read back.
"""

from dataclasses import dataclass

from assist.dialogue.memory import Question
from assist.dialogue.turn import Family, Tier, Wish


@dataclass(frozen=True, slots=True)
class Ask:
    """Put one question. `reply` is the key of its prompt in replies/; then `memory.asked(question)`.

    `unlisted`: something was named beside it that this desk does not carry: say so (`not_carried`).
    """

    question: Question
    reply: str
    unlisted: str = ""


@dataclass(frozen=True, slots=True)
class LookUp:
    """Show what fits: by family and car, or by number where `number` is given (the car then only checks it).

    Attributes:
        family: None only with a number.
        vin: All 17 characters, or None where a tail or a number is given (the policy asks for the car).
        vin_tail: The last eight: the desk finds the repair order; with none or several it asks for all 17.
        tier: Show only this tier; when nothing is there, say so and show the others.
        not_tiers: Show none of these; when nothing else is there, say so and show them.
        wish: Sort so: cheapest first, or the earliest arrival first.
        in_stock: Only what is here now.
        quantity: How many are wanted, where it was said; else the slot's, else 1.
        litres: `quantity` is a volume: as many packs as hold it, rounded up.
        more: Show what was not shown so far, other makers first.
        refines: The same part as before, seen differently: say what changed rather than begin anew.
        slot: The part slot of the open step that was pointed at.
        rest: Families that were named in the same breath: each is shown in a block of its own.
        amounts: How many of `family` and of each of `rest`, where each was said; else `quantity` of all.
        unlisted: Something was named beside it that this desk does not carry: say so (`not_carried`).
    """

    family: Family | None
    number: str | None = None
    vin: str | None = None
    vin_tail: str | None = None
    tier: Tier | None = None
    not_tiers: tuple[Tier, ...] = ()
    wish: Wish | None = None
    in_stock: bool = False
    quantity: int | None = None
    litres: bool = False
    refines: bool = False
    more: bool = False
    slot: str | None = None
    rest: tuple[Family, ...] = ()
    amounts: tuple[int, ...] = ()
    unlisted: str = ""


@dataclass(frozen=True, slots=True)
class Identify:
    """The car was given and nothing is wanted yet: show the car, then ask what is wanted (`ask_family`).

    Exactly one of the two is given. A tail that no repair order has, or several have, is asked for in full:
    `memory.asked(Question("vin"))` with the reply `ask_vin_full`. The same goes for a VIN that cannot be one.
    """

    vin: str | None = None
    vin_tail: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """The car's open question is answered: keep the fact (source "asked"), then do `then` again."""

    fact: str
    value: str
    then: LookUp


@dataclass(frozen=True, slots=True)
class ReadBack:
    """An offer is taken: make a quote and read back everything that will happen; then `memory.read_back`."""

    offer: str
    quantity: int
    litres: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """An explicit yes to the quote that was read back: place it, key = quote; then `memory.placed`."""

    quote: str


@dataclass(frozen=True, slots=True)
class Drop:
    """Not this one: nothing is ordered, the read-back is void. `reply` says so."""

    reply: str = "dropped"


@dataclass(frozen=True, slots=True)
class CancelOrder:
    """Call off an order that was placed; with neither: show which of the shop's may be."""

    order: str | None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """Say how an order stands; without id and number: all that this chat placed."""

    order: str | None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Say:
    """Nothing to look up: say the reply of that key, with `words` quoted where it has `{words}`."""

    reply: str
    words: str = ""


Move = Ask | LookUp | Identify | AnswerFact | ReadBack | Order | Drop | CancelOrder | Status | Say
