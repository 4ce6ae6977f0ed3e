"""The vocabulary of facts: how each is called, asked and shown. The words stand in `facts.yaml`."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from knowledge.vehicles.errors import FactValue, UnknownFact
from knowledge.vehicles.text import Text, same

Kind = Literal["text", "words", "choice", "number", "year", "month"]
BETWEEN = ".."
"""Stands between the ends of an interval value: `2019-03..2021-06`, `..2021-06`, `2021-07..`."""
OTHER = "other"
"""The answer to a question that says: none of those."""


class Fact(BaseModel):
    """One thing that can be known of a vehicle.

    Attributes:
        ease: how much work it is to find out at the car, from 1.
        kind: `words` are an outside table's English words, of which we know those in `values`.
        values: what a choice may be, and how a value reads that is not a number.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: Text
    prompt: Text
    kind: Kind
    ease: int
    unit: str = ""
    values: Mapping[str, Text] = {}


@cache
def facts() -> Mapping[str, Fact]:
    """Every fact by name, in the order in which a person reads them."""
    source = Path(__file__).with_name("facts.yaml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, Fact]).validate_python(yaml.safe_load(source))


@cache
def vocabulary() -> Mapping[str, int]:
    """The place of each fact in the order in which a person reads them."""
    return {name: place for place, name in enumerate(facts())}


@cache
def names(kind: Literal["names", "countries"]) -> Mapping[str, str]:
    """Chinese names of makes and manufacturers, or of countries, by the casefolded English name."""
    source = Path(__file__).with_name("makers.yaml").read_text(encoding="utf-8")
    named = TypeAdapter(dict[str, str]).validate_python(yaml.safe_load(source)[kind])
    return {name.casefold(): zh for name, zh in named.items()}


def fact(name: str) -> Fact:
    """The fact of this name.

    Raises:
        UnknownFact: the vocabulary has none.
    """
    try:
        return facts()[name]
    except KeyError:
        raise UnknownFact(fact=name) from None


def label(name: str) -> Text:
    """What the fact is called on a screen; its own name if the vocabulary has none."""
    found = facts().get(name)
    return found.label if found else same(name)


def value_text(name: str, value: str) -> Text:
    """How a value reads: 自动变速器（AT） / automatic, 320 mm, 2021-06 及以前 / up to 2021-06.

    Words of an outside table that nobody translated keep their own and say so: Street Sweeper（原文）.
    """
    if value == OTHER:
        return Text(zh="都不是", en="none of these")
    found = facts().get(name)
    if found is None:
        return same(value)
    if value in found.values:
        return found.values[value]
    if found.kind == "words":
        return _original(value)
    return _named(name, value) or _interval_text(value, found)


def source_text(name: str) -> Text:
    """What a source of facts is called; its own name if nobody named it."""
    return _sources().get(name) or same(name or "?")


def check_answer(name: str, value: str) -> str:
    """A person's answer as it is kept: trimmed.

    Raises:
        UnknownFact: the vocabulary has no such fact.
        FactValue: the fact cannot have this value.
    """
    found, kept = fact(name), value.strip()
    if not kept or len(kept) > 64 or not _fits(found, kept):  # noqa: PLR2004 - stated on the screen
        raise FactValue(fact=name, value=kept[:64])
    return kept


def ends(value: str) -> tuple[str, str]:
    """Both ends of a value; of a plain value twice the same. An open end is empty."""
    low, between, high = value.partition(BETWEEN)
    return (low, high) if between else (value, value)


@cache
def _sources() -> Mapping[str, Text]:
    source = Path(__file__).with_name("sources.yaml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, Text]).validate_python(yaml.safe_load(source))


def _fits(found: Fact, value: str) -> bool:
    if value == OTHER:
        return True
    if found.kind == "choice":
        return value in found.values
    if found.kind in {"text", "words"}:
        return value.isprintable()
    given = [end for end in ends(value) if end]
    return bool(given) and all(_is_month(end) if found.kind == "month" else _is_number(end) for end in given)


def _is_month(text: str) -> bool:
    year, _, month = text.partition("-")
    plain = text.isascii() and (year + month).isdigit()
    return plain and (len(year), len(month)) == (4, 2) and 1 <= int(month) <= 12  # noqa: PLR2004


def _is_number(text: str) -> bool:
    try:
        return text.isascii() and Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _named(name: str, value: str) -> Text | None:
    """How makers, countries and plants read; None for every other fact."""
    if name in {"make", "maker"}:
        return Text(zh=names("names").get(value.casefold(), value), en=_calm(value))
    if name == "country":
        short = value.partition(" (")[0]
        known = names("countries").get(short.casefold())
        return Text(zh=known, en=_calm(short)) if known else _original(_calm(short))
    return same(_calm(value)) if name == "plant" else None


def _original(words: str) -> Text:
    return Text(zh=f"{words}（原文）", en=words)


def _calm(words: str) -> str:
    """Words that a register shouts, in title case; a short name such as BMW or BYD stays."""
    return words.title() if words.isupper() and len(words) > 3 else words  # noqa: PLR2004


def _interval_text(value: str, found: Fact) -> Text:
    low, high = ends(value)
    tail = f"\u202f{found.unit}" if found.unit else ""
    below, above = ("以前", "以后") if found.kind in {"year", "month"} else ("以下", "以上")
    if low == high:
        return same(f"{value}{tail}")
    if not low:
        return Text(zh=f"{high}{tail} 及{below}", en=f"up to {high}{tail}")
    if not high:
        return Text(zh=f"{low}{tail} 及{above}", en=f"from {low}{tail} on")
    return Text(zh=f"{low} 至 {high}{tail}", en=f"{low} to {high}{tail}")
