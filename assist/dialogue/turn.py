"""What one turn of a person says, before anything is decided about it."""

from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]
Family = Literal[
    "atf_fluid",
    "drain_washer",
    "drain_plug",
    "front_brake_pad",
    "rear_brake_pad",
    "front_brake_disc",
    "guide_pin_bolt",
    "brake_fluid",
    "cabin_filter",
]
Position = Literal["front", "rear"]
Tier = Literal["oe", "oes", "brand", "equal"]
Wish = Literal["cheapest", "fastest"]
Intent = Literal[
    "part",  # names a part, a number or a slot and wants to see it
    "refine",  # the same part, another tier, price, speed or place
    "choose",  # takes one of the offers that were shown
    "yes",  # an explicit yes
    "no",  # not this, never mind
    "cancel",  # call off an order that was placed
    "status",  # how is my order
    "fact",  # answers the question that was asked, or gives the car
    "greet",
    "thanks",
    "help",
    "unsupported",  # understood, but not what a parts desk does (weather, repairs, discounts)
    "unclear",
]


@dataclass(frozen=True, slots=True)
class Turn:
    """What was understood; every field is empty unless the words themselves said it.

    Attributes:
        text: What was typed, trimmed.
        lang: The language to answer in: that of the words, or the screen's where the words do not tell.
        families: Parts that are wanted, in the order in which they were named; a corrected one is not here.
        rejected: Parts that were named to be taken back ("不是前面", "not the washer").
        vague: Families that the words might mean and cannot tell apart ("刹车片": front or rear).
        unlisted: A part was named that no family covers ("火花塞", "battery"); the words that named it.
        not_tiers: Tiers that are refused ("不要原厂的", "anything but OE").
        more: Something else than what is shown ("还有别的吗").
        meant: Only a place was said ("and the rear?"): the part is the one of before.
        order: The number of an order as its card prints it, `P-000123`.
        numbers: Normalised part numbers (upper case, no blanks or hyphens).
        vin: All 17 characters, as typed but upper case; validity is not judged here.
        vin_tail: The last eight characters of a VIN, where that is what was given.
        ordinal: Which of the shown offers, from 1; -1 is the last, -2 the one before it.
        offer: The id of a shown offer, where the text is that id.
        source: Who has one of the shown offers, where it was named.
        this: The words point at something ("这个", "this", "it") rather than name it.
        before: The words point at what was shown earlier ("刚才那个", "from before").
        hedged: The words leave the yes open ("好像", "maybe", "if", a question): never an explicit yes.
        quantity: The first amount as said, even if it is -1 or a thousand million; a fraction is 0.
        amounts: All of them, in order.
        litres: The quantity is a volume.
        topic: What an unsupported wish is about, a key of sentences/topics.yaml.
        answer: The value of the option of the open question that was given.
    """

    text: str
    lang: Lang
    intent: Intent
    families: tuple[Family, ...] = ()
    rejected: tuple[Family, ...] = ()
    vague: tuple[Family, ...] = ()
    unlisted: str = ""
    position: Position | None = None
    meant: bool = False
    tier: Tier | None = None
    not_tiers: tuple[Tier, ...] = ()
    wish: Wish | None = None
    in_stock: bool = False
    more: bool = False
    order: str = ""
    numbers: tuple[str, ...] = ()
    quantity: int | None = None
    amounts: tuple[int, ...] = ()
    litres: bool = False
    vin: str | None = None
    vin_tail: str | None = None
    ordinal: int | None = None
    offer: str | None = None
    source: str = ""
    this: bool = False
    before: bool = False
    hedged: bool = False
    answer: str | None = None
    topic: str = ""
