"""What a text gives in letters and figures: the car, part numbers, which of those shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from assist.dialogue.amounts import is_counted
from assist.dialogue.lexicon import tree
from assist.dialogue.memory import Memory

_VIN = re.compile(r"(?<![a-z0-9])[a-z0-9]{17}(?![a-z0-9])")
_SPACED_VIN = re.compile(r"(?<![a-z0-9])(?:[a-z0-9][ -]?){16}[a-z0-9](?![a-z0-9])")
_NEARLY_VIN = re.compile(r"(?<![a-z0-9-])(?:[a-z0-9]{15,16}|[a-z0-9]{18,20})(?![a-z0-9-])")
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
_ORDER = re.compile(r"(?<![a-z0-9-])p-(\d{6,9})(?![a-z0-9-])")
_HASH = re.compile(r"(?:#|no\.? ?|number |option |选项|第)\s?(\d{1,2})(?![\d.])|(?<![\d.])(\d{1,2})号")
_ORDINAL_ZH = re.compile(
    r"第([一二两三四五六七八九十])(?:个|款|种|条|项|行|家|件)?|(?<!退)(?:最后|末尾)(?:一)?(?:个|款|种|项)"
)
_SPACED_NUMBER = re.compile(
    r"(?<![a-z0-9])(?!(?:is|no|at|to|of|in|on|or|my|by|as|me|we|it|an|be|do|if|so|up|us|oe|pn|hi|ok|am|go)\b)"
    r"([a-z]{2}) (\d{3,}[a-z]?(?:-[a-z0-9]+)?)(?![a-z0-9])"
)
"""A number as catalogues print it, `TB 5320`; two letters that are no word."""
_FROM_END = re.compile(
    r"倒数第?\s?(?:([一二两三四五六七八九十])|(\d{1,2}))|\b(second|third) (?:to |from the )?last\b"
)
_MACHINE = re.compile(
    r"</?[a-z]{1,12}(?:\s[^<>]*)?/?>|<!|\$\{|\{\{|\{\s*\"\w+\"\s*:|javascript:|;\s*--"
    r"|\bselect\s+\*|\bselect\b.{0,200}\bfrom\b.{0,80}\bwhere\b|\binsert\s+into\b|\bdelete\s+from\b"
    r"|\bdrop\s+(?:table|database)\b|\bunion\s+(?:all\s+)?select\b|\bupdate\s+\w+\s+set\s+\w+\s*="
    r"|['\"]\s*(?:or|and)\b.{0,40}="
)


VIN_DIGITS, NEARLY_DIGITS = 4, 6
"""Least digits of a VIN, and of one that lacks or doubles some."""
NUMBER_LENGTH, DIGITS_ALONE = 5, 7
"""Least characters of a part number; least digits of one that has no letter."""


@dataclass(frozen=True, slots=True)
class Car:
    """What was given of the VIN, at most one of the two, and the words that gave it."""

    vin: str | None = None
    tail: str | None = None
    said: str = ""


def for_machines(text: str) -> bool:
    """Whether a plain text is markup, a query or a template: nobody speaks so, and nothing in it is meant."""
    return _MACHINE.search(text) is not None


def car(text: str, memory: Memory) -> Car:
    """The VIN in a plain text, or its last eight where they are said or asked for."""
    if said := _SAID_TAIL.search(text):
        return Car(tail=next(group for group in said.groups() if group).upper(), said=said[0])
    whole = _VIN.search(text) or _SPACED_VIN.search(text)
    if whole and sum(map(str.isdigit, whole[0])) >= VIN_DIGITS and _mixed(whole[0]):
        return Car(vin=re.sub(r"[ -]", "", whole[0]).upper(), said=whole[0])
    if said := _SAID_VIN.search(text):
        return Car(vin=said[1].upper(), said=said[0])
    nearly = _NEARLY_VIN.search(text)
    if nearly and sum(map(str.isdigit, nearly[0])) >= NEARLY_DIGITS and _mixed(nearly[0]):
        return Car(vin=nearly[0].upper(), said=nearly[0])
    asked = memory.question is not None and memory.question.about == "vin"
    if asked and (short := _TAIL.search(text)):
        return Car(tail=short[0].upper(), said=short[0])
    return Car()


def _mixed(word: str) -> bool:
    """Letters among the figures; written in groups, at most one of letters alone: two are words."""
    of_letters = sum(group.isalpha() for group in re.split(r"[ -]", word))
    return of_letters <= 1 and any(letter.isalpha() for letter in word)


def without_car(text: str, found: Car) -> str:
    """The text with the VIN blanked out, so that nothing in it is taken for a number or an amount."""
    return text.replace(found.said, " ") if found.said else text


def joined_numbers(text: str) -> str:
    """The text with part numbers that are printed with a blank written in one."""
    return _SPACED_NUMBER.sub(r"\1\2", text)


def order_number(text: str) -> str:
    """The number of an order as its card prints it, `P-000123`; empty where none is named."""
    found = _ORDER.search(text)
    return found[0].upper() if found else ""


def without_order(text: str) -> str:
    """The text without the numbers of orders, which are no part numbers."""
    return _ORDER.sub(" ", text).strip()


def part_numbers(text: str) -> tuple[str, ...]:
    """Normalised part numbers in a plain text, in order, each once."""
    if said := _SAID_NUMBER.search(text):
        return (_bare(said[1]),)
    words = [
        match[0]
        for match in _NUMBER.finditer(text)
        if _is_number(match[0]) and not (match[0].isdigit() and is_counted(text, match.start()))
    ]
    return tuple(dict.fromkeys(_bare(word) for word in words))


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


def ordinal(text: str, memory: Memory) -> int | None:
    """Which of the shown offers or choices is pointed at, from 1; -1 is the last, -2 the one before it."""
    if found := _FROM_END.search(text):
        words = cast("Mapping[str, int]", tree("amounts")["ordinals"])
        return -(words[found[3]] if found[3] else _digits()[found[1]] if found[1] else int(found[2]))
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
