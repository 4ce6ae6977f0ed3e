"""What the parts chat answers: offers, a question, a read-back, and the true state of every order.

What a card's button does is said as the next turn's text: an option's `value`, an offer's `id`, or a choice's
`value`, exactly as given. Ordering is `parts.order` with the read-back's `quote`; cancelling is
`parts.cancel` with the order's `id`. Prices are integers in minor units (分); labels are written in both
languages, so that a switch of language needs no new answer.
"""

from typing import Annotated, Literal

from pydantic import Field

from assist.messages.model import Message, Micros, Text
from assist.messages.views import VehicleLine

Tier = Literal["oe", "oes", "brand", "equal"]
Place = Literal["here", "transfer", "order"]
Minor = Annotated[int, Field(description="minor units of the currency, such as 分")]


class ChatOption(Message):
    """One answer that may be tapped; `value` is what to send as text."""

    value: str
    label: Text


class ChatQuestion(Message):
    """The one thing that has to be known before anything can be offered."""

    prompt: Text
    options: tuple[ChatOption, ...] = ()


class PriceLine(Message):
    """What one named driver adds to (or takes off) the net price of one piece."""

    driver: str
    label: Text
    amount: Minor


class Offer(Message):
    """One part from one place, with its price and why it fits; send `id` as text to take it.

    `net` and `gross` are for one piece; the lines of `breakdown` sum exactly to `net`.
    """

    id: str
    part_number: str
    name: Text
    brand: str
    tier: Tier
    tier_label: Text
    gross: Minor
    net: Minor
    currency: str
    tax_percent: str
    place: Place
    place_label: Text
    arrival: Text
    arrives_at: Micros
    why: Text
    superseded_from: tuple[str, ...] = ()
    breakdown: tuple[PriceLine, ...]
    supplier: str
    demonstration: bool
    group: Annotated[Text | None, Field(description="what stands above one of several blocks")] = None


class ReadbackLine(Message):
    """One line of what will be ordered; `gross` is for the whole line."""

    part_number: str
    name: Text
    quantity: int
    gross: Minor
    tier: Tier | None = None
    tier_label: Text | None = None


class Readback(Message):
    """Everything that will happen on yes; the price is pinned until `expires_at`."""

    quote: str
    lines: tuple[ReadbackLine, ...]
    gross: Minor
    net: Minor
    currency: str
    supplier: str
    arrival: Text
    expires_at: Micros
    text: Text
    car: VehicleLine | None = None


class OrderMoment(Message):
    """One thing that happened to an order, oldest first."""

    at: Micros
    status: str
    note: Text


OrderStatus = Literal[
    "placed",
    "unasked",
    "asked",
    "reserved",
    "confirmed",
    "refused",
    "unanswered",
    "contradicted",
    "overtaken",
    "cancelled",
]


class OrderView(Message):
    """An order as it truly stands; where waiting will not help, what that means and what may be done."""

    id: str
    number: str
    status: OrderStatus
    status_label: Text
    supplier: str
    lines: tuple[ReadbackLine, ...]
    gross: Minor
    net: Minor
    currency: str
    place: Place
    cancellable: bool
    placed_at: Micros
    asked_at: Micros | None = None
    due_at: Micros | None = None
    answered_at: Micros | None = None
    arrives_at: Micros | None = None
    advice: Text | None = None
    choices: tuple[ChatOption, ...] = ()
    history: tuple[OrderMoment, ...] = ()
    job: str | None = None
    car: Annotated[str, Field(description="its plate, else its VIN")] = ""
    by_name: str = ""
    demonstration: bool = False


class ChatAnswer(Message):
    """The whole answer to one turn."""

    chat: str
    turn: int
    text: Text
    vehicle: VehicleLine | None = None
    question: ChatQuestion | None = None
    offers: tuple[Offer, ...] = ()
    readback: Readback | None = None
    orders: tuple[OrderView, ...] = ()
