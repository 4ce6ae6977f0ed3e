"""What the chat remembers between turns: plain frozen values that become JSON and come back the same.

The desk tells the memory what it showed (`shown`, `asked`, `read_back`, `placed`); `recall.remember`
keeps what was meant. Nothing here looks anything up.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from pydantic import TypeAdapter

from assist.dialogue.turn import Family, Lang, Tier, Wish

LISTS_KEPT = 5
"""Lists of offers before the one on the counter that can still be chosen from."""

MAX_ORDERS = 20
"""Orders that a chat can still point at; older ones are reached from the orders page."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A part slot of the step that is open in the job: what "这个垫片" points at."""

    id: str
    family: Family
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """One offer on the screen, in the order in which it stands there.

    Attributes:
        quantity: How many pieces it was offered for; None where that is what the memory says.
        vin: The car it was offered for, empty without one; None where that does not matter.
        here: Whether it lies on the shelf.
        source: What people call who has it, in each language.
    """

    id: str
    part_number: str
    tier: Tier
    gross: int
    arrives_at: int
    family: Family | None = None
    quantity: int | None = None
    vin: str | None = None
    here: bool = False
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to an open question; `words` are what people may say for it, besides the value itself."""

    value: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """The question that is open. `about` is the subject: a vehicle fact's name, or one of the policy's own.

    The policy's own subjects are `family`, `vin`, `offer`, `order`, `slot`; anything else is a vehicle fact,
    and its answer comes back as the move `AnswerFact(about, value)`.
    """

    about: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything that a turn may refer to.

    Attributes:
        pending: Families that were named in one breath with `family`.
        amounts: How many of `family` and of each pending one, where each was said.
        offers: The list on the counter.
        earlier: The lists before it, newest first.
    """

    lang: Lang = "zh"
    vin: str | None = None
    slots: tuple[Slot, ...] = ()
    family: Family | None = None
    pending: tuple[Family, ...] = ()
    amounts: tuple[int, ...] = ()
    number: str | None = None
    tier: Tier | None = None
    not_tiers: tuple[Tier, ...] = ()
    wish: Wish | None = None
    in_stock: bool = False
    quantity: int | None = None
    litres: bool = False
    question: Question | None = None
    offers: tuple[Shown, ...] = ()
    earlier: tuple[tuple[Shown, ...], ...] = ()
    chosen: str | None = None
    quote: str | None = None
    orders: tuple[str, ...] = ()
    turns: int = 0

    def at(self, *, vin: str | None, slots: Sequence[Slot] = ()) -> Self:
        """The same memory at the car and step that the screen shows; call it before each turn.

        A VIN that the person gave in the chat stays when the screen shows none.
        """
        return replace(self, vin=vin or self.vin, slots=tuple(slots))

    def offer(self, wanted: str) -> Shown | None:
        """An offer of the counter, or of a list before it that is still kept."""
        return next(
            (one for offers in (self.offers, *self.earlier) for one in offers if one.id == wanted), None
        )

    def put_away(self) -> Self:
        """The counter cleared; what lay on it can still be chosen as one of the earlier lists."""
        lists = (self.offers, *self.earlier) if self.offers else self.earlier
        return replace(self, offers=(), earlier=lists[:LISTS_KEPT])

    def shown(self, offers: Sequence[Shown]) -> Self:
        """After offers were put on the screen; an older read-back can no longer be confirmed."""
        return replace(self.put_away(), offers=tuple(offers), chosen=None, quote=None, question=None)

    def asked(self, question: Question) -> Self:
        """After a question was put; a read-back that stood before it can no longer be confirmed."""
        return replace(self, question=question, quote=None)

    def read_back(self, offer: str, quote: str, quantity: int) -> Self:
        """After a quote was read back, in pieces: the next explicit yes orders it."""
        return replace(self, chosen=offer, quote=quote, quantity=quantity, litres=False, question=None)

    def unread(self) -> Self:
        """When the person has not seen the last answer: what was read back in it cannot be confirmed."""
        return replace(self, chosen=None, quote=None)

    def placed(self, order: str) -> Self:
        """After an order was placed, by chat or by button."""
        kept = (*(known for known in self.orders if known != order), order)[-MAX_ORDERS:]
        after = replace(self.put_away(), orders=kept, quote=None, chosen=None)
        return replace(after, quantity=None, amounts=(), question=None)

    def to_json(self) -> str:
        """The memory as text; `from_json` gives back an equal one."""
        return _ADAPTER.dump_json(self).decode()

    @classmethod
    def from_json(cls, text: str) -> "Memory":
        """The memory that `to_json` wrote.

        Raises:
            pydantic.ValidationError: the text is not a memory.
        """
        return _ADAPTER.validate_json(text)


_ADAPTER = TypeAdapter(Memory)
