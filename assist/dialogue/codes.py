"""What a text gives in figures: the car, part numbers, how many, which of those shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from assist.dialogue.lexicon import phrases, tree
from assist.dialogue.memory import Memory

_VIN = re.compile(r"(?<![a-z0-9])[a-z0-9]{17}(?![a-z0-9])")
_SPACED_VIN = re.compile(r"(?<![a-z0-9])(?:[a-z0-9][ -]?){16}[a-z0-9](?![a-z0-9])")
_SAID_VIN = re.compile(
    r"(?:\bvin\b|车架号码?|底盘号|大架号)(?:[是为::号\s]|is|no\.?|number)*([a-z0-9]{10,22})(?![a-z0-9])"
)
_SAID_TAIL = re.compile(
    r"(?:后|尾|最后|后面)(?:八|8)(?:位|个)?(?:数|号)?(?:[是为::\s])*([a-z0-9]{8})(?![a-z0-9])"
    r"|(?:车架号|vin)?尾号(?:[是为::\s])*([a-z0-9]{8})(?![a-z0-9])"
    r"|last (?:8|eight)(?: (?:digits|of(?: the)? vin))*[:\s]*(?:is|are)?[:\s]*([a-z0-9]{8})(?![a-z0-9])"
    r"|(?<![a-z0-9])([a-z0-9]{8}) (?:is|are) the last (?:8|eight)"
)
_TAIL = re.compile(r"(?<![a-z0-9-])(?=[a-z0-9]*\d{4})[a-z0-9]{8}(?![a-z0-9-])")
_NUMBER = re.compile(r"(?<![a-z0-9])[a-z0-9]+(?:[-./][a-z0-9]+)*(?![a-z0-9])")
_SAID_NUMBER = re.compile(
    r"(?:零件号|配件号|件号|编号|料号|oe号|part (?:no|number|num)\.?|p/n|pn)[是为::#\s]*"
    r"([a-z0-9][a-z0-9 ./-]{3,30}[a-z0-9])"
)
_NO_NUMBER = re.compile(
    r"(?:19|20)\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?|\d+(?:\.\d+)*|\d+(?:st|nd|rd|th|mm|cm|ml|l|x|pcs?|km|v|w|hz)"
)
_TIMES = re.compile(
    r"(?:[x×*]\s?(\d{1,12})|(?<![a-z0-9.])(\d{1,12})\s?[x×])(?![a-z0-9.])"
    r"|(?:qty|quantity|数量|改成|换成|改为|make (?:it|that))[::\s]*(-?\d+(?:\.\d+)?)"
)
_HASH = re.compile(r"(?:#|no\.? ?|number |option |选项|第)\s?(\d{1,2})(?![\d.])|(?<![\d.])(\d{1,2})号")
_ORDINAL_ZH = re.compile(
    r"第([一二两三四五六七八九十])(?:个|款|种|条|项|行|家|件)?|(?<!退)(?:最后|末尾)(?:一)?(?:个|款|种|项)"
)
_NO_COUNT = (
    r"(?:mm|cm|km|v|t|is|are|of|or|and|to|at|digits?|characters?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|yuan|rmb"
    r"|percent|speed|doors?|series|model|step|litres?|liters?)\b"
)
_BARE = re.compile(r"[-+]?\d{1,10}")


VIN_DIGITS, NUMBER_LENGTH, DIGITS_ALONE = 4, 5, 7
"""Least digits of a VIN; least characters of a part number; least digits of one that has no letter."""


@dataclass(frozen=True, slots=True)
class Car:
    """What was given of the VIN, at most one of the two, and the words that gave it."""

    vin: str | None = None
    tail: str | None = None
    said: str = ""


def car(text: str, memory: Memory) -> Car:
    """The VIN in a plain text, or its last eight where they are said or asked for."""
    if said := _SAID_TAIL.search(text):
        return Car(tail=next(group for group in said.groups() if group).upper(), said=said[0])
    whole = _VIN.search(text) or _SPACED_VIN.search(text)
    if whole and sum(map(str.isdigit, whole[0])) >= VIN_DIGITS and _mixed(whole[0]):
        return Car(vin=re.sub(r"[ -]", "", whole[0]).upper(), said=whole[0])
    if said := _SAID_VIN.search(text):
        return Car(vin=said[1].upper(), said=said[0])
    asked = memory.question is not None and memory.question.about == "vin"
    if asked and (short := _TAIL.search(text)):
        return Car(tail=short[0].upper(), said=short[0])
    return Car()


def _mixed(word: str) -> bool:
    return any(letter.isalpha() for letter in word)


def without_car(text: str, found: Car) -> str:
    """The text with the VIN blanked out, so that nothing in it is taken for a number or an amount."""
    return text.replace(found.said, " ") if found.said else text


def part_numbers(text: str) -> tuple[str, ...]:
    """Normalised part numbers in a plain text, in order, each once."""
    if said := _SAID_NUMBER.search(text):
        return (_bare(said[1]),)
    words = [
        match[0] for match in _NUMBER.finditer(text) if _is_number(match[0]) and not _is_count(text, match)
    ]
    return tuple(dict.fromkeys(_bare(word) for word in words))


def _is_count(text: str, match: re.Match[str]) -> bool:
    """Digits that a unit follows count something, however many they are."""
    following = _counted().match(text, match.start())
    return match[0].isdigit() and following is not None and following.end() > match.end()


def _bare(number: str) -> str:
    return re.sub(r"[^a-z0-9]", "", number).upper()


def _is_number(word: str) -> bool:
    """Letters and digits, five or more in all; or at least seven digits. No dates, sizes or amounts."""
    letters, digits = sum(map(str.isalpha, word)), sum(map(str.isdigit, word))
    if _NO_NUMBER.fullmatch(word):
        return digits >= DIGITS_ALONE and word.isdigit()
    if letters == 0:
        return digits >= DIGITS_ALONE and "-" in word
    return letters + digits >= NUMBER_LENGTH and digits > 1


@dataclass(frozen=True, slots=True)
class Amount:
    """How many, as said: negative, zero and absurd amounts are kept for the policy to refuse."""

    quantity: int | None = None
    litres: bool = False


def amount(text: str, memory: Memory) -> Amount:
    """The amount in a plain text without VIN and part numbers; a fraction is 0: no number of pieces."""
    if counted := _counted().search(text):
        unit = counted["unit"] or ""
        value = _value(counted["n"])
        if value is not None:
            double = 2 if unit in phrases("amounts", "pair") else 1
            return Amount(value * double, litres=unit in phrases("amounts", "litre"))
    if timed := _TIMES.search(text):
        return Amount(_value(next(group for group in timed.groups() if group)))
    if memory.quote is not None and _BARE.fullmatch(text):
        return Amount(int(text))
    return Amount(_worded(text))


def ordinal(text: str, memory: Memory) -> int | None:
    """Which of the shown offers or choices is pointed at, from 1; -1 is the last."""
    if found := _ORDINAL_ZH.search(text):
        return _digits().get(found[1] or "", -1)
    if found := _HASH.search(text):
        return int(found[1] or found[2])
    words = cast("Mapping[str, int]", tree("amounts")["ordinals"])
    said = re.search(r"\b(" + "|".join(words) + r")\b(?! (?:8|eight|of the vin))", text)
    if said:
        return words[said[1]]
    open_list = bool(memory.offers) or memory.question is not None
    if open_list and memory.quote is None and re.fullmatch(r"[1-9]\d?", text):
        return int(text)
    return None


@cache
def _digits() -> Mapping[str, int]:
    return cast("Mapping[str, int]", tree("amounts")["digits"])


@cache
def _english() -> Mapping[str, int]:
    return cast("Mapping[str, int]", tree("amounts")["words"])


@cache
def _counted() -> re.Pattern[str]:
    units = sorted(
        {u for key in ("each", "pair", "litre") for u in phrases("amounts", key)}, key=len, reverse=True
    )
    unit = "|".join(f"{u}(?![a-z])" if u.isascii() else u for u in units)
    digits, words = "".join(_digits()), "|".join(sorted((*_english(), "an?"), key=len, reverse=True))
    number = rf"(?<![\d.第a-z])[-+]?\d{{1,12}}(?:\.\d{{1,6}})?|(?<![第后])[{digits}]{{1,3}}|\b(?:{words})"
    return re.compile(rf"(?P<n>{number})(?:\s|大|小)?(?P<unit>{unit})")


def _value(said: str) -> int | None:
    if re.fullmatch(r"[-+]?\d+(?:\.\d+)?", said):
        return int(float(said)) if float(said).is_integer() else 0
    if said in {"a", "an"}:
        return 1
    return _english().get(said) or _chinese(said)


def _chinese(said: str) -> int | None:
    """Chinese numerals up to ninety-nine."""
    digits = _digits()
    if "十" not in said:
        return digits[said] if len(said) == 1 else None
    tens, _, ones = said.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    return digits.get(tens, 1) * 10 + digits.get(ones, 0)


def _worded(text: str) -> int | None:
    """A count right before a noun ("two washers", "need 3 bolts", "要两个")."""
    words = "|".join(sorted(_english(), key=len, reverse=True))
    found = re.search(rf"(?:\b(?P<w>{words})|(?<![\w.-])(?P<n>-?\d{{1,10}}))\s+(?!{_NO_COUNT})[a-z]", text)
    if found is None:
        return None
    return _english()[found["w"]] if found["w"] else int(found["n"])
