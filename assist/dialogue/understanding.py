"""Text of a person → what it says, by sentence files and rules."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from assist.dialogue.amounts import Amount, amounts
from assist.dialogue.codes import (
    Car,
    car,
    for_machines,
    joined_numbers,
    order_number,
    ordinal,
    part_numbers,
    without_car,
    without_order,
)
from assist.dialogue.consent import explicit_yes, hedged
from assist.dialogue.lexicon import Lexicon, Mention, entries, has_chinese, plain
from assist.dialogue.memory import Choice, Memory
from assist.dialogue.nouns import Named, is_refused, named
from assist.dialogue.turn import Intent, Lang, Tier, Turn, Wish

MAX_TEXT = 2_000
"""Characters that are read; the protocol refuses longer ones before they come here."""


@dataclass(frozen=True, slots=True)
class _Said:
    """Everything that was found, before it is decided what the turn is for."""

    text: str
    memory: Memory
    parts: Named
    vehicle: Car
    order: str
    numbers: tuple[str, ...]
    counts: tuple[Amount, ...]
    nth: int | None
    answer: str | None
    source: str
    kinds: frozenset[str]
    tier: Tier | None
    not_tiers: tuple[Tier, ...]
    wish: Wish | None
    topic: str
    ends_with_no: bool


def understand(text: str, lang: Lang, memory: Memory) -> Turn:
    """What a turn says. Never raises, whatever the text.

    Args:
        text: As typed or dictated; Chinese, English, mixed, or nothing at all.
        lang: The screen's language, for words that belong to neither ("ATF?").
        memory: What may be referred to: the open question, the shown offers, the step's slots.
    """
    raw = text.strip()[:MAX_TEXT]
    tapped = _tapped(raw, lang, memory)
    if tapped is not None:
        return tapped
    whole = plain(raw)
    return Turn(raw, lang, "unclear") if for_machines(whole) else _turn(raw, lang, _read(whole, memory))


def _tapped(raw: str, lang: Lang, memory: Memory) -> Turn | None:
    """What a card's button sends, exactly as given: an offer's id, or the value of a choice."""
    if memory.offer(raw) is not None:
        return Turn(raw, lang, "choose", offer=raw)
    choices = memory.question.choices if memory.question else ()
    if raw and any(choice.value == raw for choice in choices):
        return Turn(raw, lang, "fact", answer=raw)
    return None


def _turn(raw: str, lang: Lang, said: _Said) -> Turn:
    return Turn(
        text=raw,
        lang=_language(said, lang),
        intent=_intent(said),
        families=said.parts.wanted,
        rejected=said.parts.rejected,
        vague=said.parts.vague,
        unlisted=said.parts.unlisted,
        position=said.parts.position,
        meant=said.parts.meant,
        tier=said.tier,
        not_tiers=said.not_tiers,
        wish=said.wish,
        in_stock="in_stock" in said.kinds,
        more="more" in said.kinds,
        order=said.order,
        numbers=said.numbers,
        quantity=said.counts[0].quantity if said.counts else None,
        amounts=tuple(count.quantity for count in said.counts),
        litres=bool(said.counts) and said.counts[0].litres,
        vin=said.vehicle.vin,
        vin_tail=said.vehicle.tail,
        ordinal=said.nth,
        source=said.source,
        this="this" in said.kinds,
        before="before" in said.kinds,
        hedged=hedged(said.text),
        answer=said.answer,
        topic=said.topic,
    )


def _read(whole: str, memory: Memory) -> _Said:
    vehicle = car(whole, memory)
    told = without_car(whole, vehicle).strip()
    text = joined_numbers(without_order(told))
    numbers = part_numbers(text)
    source = _source(text, memory)
    bare = _without_numbers(text.replace(plain(source), " ") if source else text, numbers)
    signals = _signals().find(bare)
    found = [mention for mention in signals if not is_refused(bare, mention)]
    acts = _acts().find(bare)
    wished = [mention for mention in found if mention.kind == "wishes"]
    return _Said(
        text=text,
        memory=memory,
        parts=named(bare, memory),
        vehicle=vehicle,
        order=order_number(told),
        numbers=numbers,
        counts=amounts(bare, memory),
        nth=ordinal(bare, memory),
        answer=_answer(text, memory),
        source=source,
        kinds=frozenset(mention.kind for mention in (*found, *_pointing().find(bare), *acts)),
        tier=next((cast("Tier", mention.value) for mention in found if mention.kind == "tiers"), None),
        not_tiers=tuple(cast("Tier", m.value) for m in signals if m.kind == "tiers" and m not in found),
        wish=cast("Wish", wished[0].value) if wished else None,
        topic=_topic(bare, acts),
        ends_with_no=_ends_with_no(bare, acts),
    )


def _ends_with_no(text: str, acts: tuple[Mention, ...]) -> bool:
    return bool(acts) and acts[-1].kind == "no" and not text[acts[-1].end :].strip(" ,.。!了吧")


def _without_numbers(text: str, numbers: tuple[str, ...]) -> str:
    """The text without part numbers, whose digits are not amounts and whose letters are not words."""
    if not numbers:
        return text
    kept = (word for word in text.replace(",", " ").split(" ") if not _is_one(word, numbers))
    return " ".join(kept)


def _is_one(word: str, numbers: tuple[str, ...]) -> bool:
    return any(letter.isdigit() for letter in word) and any(
        part in numbers for part in part_numbers(word) or ("",) if not has_chinese(word)
    )


def _language(said: _Said, screen: Lang) -> Lang:
    if has_chinese(said.text):
        return "zh"
    words = [word for word in said.text.split() if word.isalpha() and len(word) > 1]
    neutral = {"atf", "vin", "oe", "oem", "oes", "ok", "cvt", "cvtf", "dot"}
    return "en" if any(word.isascii() and word not in neutral for word in words) else screen


def _intent(said: _Said) -> Intent:
    """The first of these that holds; what could spend money comes only from an explicit yes."""
    if said.topic == "manual":
        return "unsupported"
    if explicit_yes(said.text) and said.answer is None:
        return "yes"
    for intent, holds in (
        ("fact", said.answer is not None),
        ("part", _names_a_part(said)),
        ("unsupported", said.topic in {"returns", "payment", "elsewhere", "price"}),
        ("status", "status" in said.kinds),
        ("cancel", "cancel" in said.kinds),
        ("choose", _chooses(said)),
        ("no", said.ends_with_no),
        ("refine", _narrows(said)),
        ("no", "no" in said.kinds or bool(said.parts.rejected)),
        ("unclear", said.topic == "unknown_fact"),
        ("unsupported", bool(said.topic)),
        ("refine", bool(said.counts) or bool(said.parts.position)),
        ("fact", said.vehicle.vin is not None or said.vehicle.tail is not None),
    ):
        if holds:
            return cast("Intent", intent)
    return _small_talk(said)


def _names_a_part(said: _Said) -> bool:
    parts = said.parts
    return bool(parts.wanted or parts.vague or parts.unlisted or said.numbers)


def _chooses(said: _Said) -> bool:
    if said.vehicle.said or ("no" in said.kinds and said.nth is None):
        return False
    if said.source:
        return True
    pointed = said.nth is not None or bool({"choose", "take", "this", "before"} & said.kinds)
    return pointed and (said.nth is not None or "take" in said.kinds or not _narrows(said))


def _narrows(said: _Said) -> bool:
    return bool(said.tier or said.not_tiers or said.wish or {"in_stock", "more"} & said.kinds)


def _small_talk(said: _Said) -> Intent:
    for intent in ("help", "thanks", "greet"):
        if intent in said.kinds:
            return cast("Intent", intent)
    return "unclear"


def _answer(text: str, memory: Memory) -> str | None:
    """The value of the one choice of the open question that the text holds, or points at."""
    if memory.question is None or not text or memory.question.about in {"family", "vin"}:
        return None
    held = [choice.value for choice in memory.question.choices if _says(text, choice)]
    return held[0] if len(held) == 1 else _by_position(text, memory)


def _source(text: str, memory: Memory) -> str:
    """Who has one of the offers that stand on the screen, where the words name them."""
    names = {name for offer in memory.offers for name in offer.source if plain(name)}
    found = Lexicon((name, "source", name) for name in sorted(names)).find(text)
    return found[0].value if found else ""


def _says(text: str, choice: Choice) -> bool:
    words = Lexicon((word, "choice", choice.value) for word in (choice.value, *choice.words) if plain(word))
    return bool(words.find(text))


def _by_position(text: str, memory: Memory) -> str | None:
    nth = ordinal(text, memory)
    choices = memory.question.choices if memory.question else ()
    if nth is None or memory.offers or not choices:
        return None
    at = nth - 1 if nth > 0 else len(choices) - 1
    return choices[at].value if at < len(choices) else None


def _topic(text: str, acts: tuple[Mention, ...]) -> str:
    if any(mention.kind == "unknown_fact" for mention in acts):
        return "unknown_fact"
    return next((mention.kind for mention in _topics().find(text)), "")


@cache
def _signals() -> Lexicon:
    return Lexicon(
        [*entries("wishes", "tiers"), *entries("wishes", "wishes"), *entries("wishes", "in_stock")]
    )


@cache
def _pointing() -> Lexicon:
    return Lexicon([*entries("intents", "this"), *entries("intents", "before")])


@cache
def _acts() -> Lexicon:
    """Acts in the order in which they claim a phrase that several have."""
    kinds = (
        "neither",
        "unknown_fact",
        "status",
        "wait",
        "help",
        "thanks",
        "more",
        "take",
        "choose",
        "cancel",
        "no",
        "greet",
    )
    return Lexicon([entry for kind in kinds for entry in entries("intents", kind)])


@cache
def _topics() -> Lexicon:
    kinds = ("manual", "returns", "payment", "price", "discount", "elsewhere")
    return Lexicon([entry for kind in kinds for entry in entries("topics", kind)])
