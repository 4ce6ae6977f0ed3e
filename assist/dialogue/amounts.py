"""How many a text asks for: figures, powers, Chinese and English numerals, pairs and litres.

Amounts that nobody means (negative, nothing, a billion, half a set) are kept, so that the policy can refuse
them; none of them may turn into a smaller one on the way.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from assist.dialogue.lexicon import entries, phrases, tree
from assist.dialogue.memory import Memory
from assist.dialogue.nouns import taken_back

CAP = 10**12
"""Amounts beyond are told from each other no more."""

_FIGURE = r"[-+]?\d{1,40}(?:,\d{3})*(?:\.\d{1,6})?"
_POWER = r"\d{1,9}(?:\s?(?:\^|\*\*)\s?|e\+?)\d{1,9}"
_ZH_UNITS = {"亿": 100_000_000, "万": 10_000, "千": 1_000, "百": 100, "十": 10}
"""A digit alone behind a unit counts tenths of it: 两百五 is 250, 十五 is 15."""
_SETS = {"pair": 2, "twelve": 12}
_TIMES = re.compile(
    rf"(?:[x×*]\s?(\d{{1,40}})|(?<![a-z0-9.^*])(\d{{1,40}})\s?[x×])(?![a-z0-9.])"
    rf"|(?:qty|quantity|数量|改成|换成|改为|make (?:it|that))[::\s]*({_POWER}|{_FIGURE})"
)
_NO_COUNT = (
    r"(?:mm|cm|km|v|t|is|are|of|or|and|to|at|digits?|characters?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|yuan|rmb"
    r"|percent|speed|doors?|series|model|step|litres?|liters?)\b"
)
_ONE_OF_THEM = re.compile(r"[换另这那哪下上每]$")
"""Before "一个": one among others is pointed at, none is counted."""
_MINUS = re.compile(r"(?:\bminus |\bnegative |负)$")
_BARE = re.compile(r"[-+]?\d{1,40}")
_BARE_LAST = re.compile(r"(?:^|[,;!]\s?)([-+]?\d{1,40})[.!。]?$")


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount as said; a fraction is 0: no number of pieces."""

    quantity: int
    litres: bool = False


def amounts(text: str, memory: Memory) -> tuple[Amount, ...]:
    """The amounts in a plain text without VIN and part numbers, in order; one taken back is not there."""
    text = text.replace("俩", "两个").replace("仨", "三个")
    counted = dict(_each_counted(text))
    if not counted and (single := _single(text, memory)) is not None:
        return (Amount(single),)
    found = {**dict(_before_nouns(text)), **counted}
    return tuple(found[at] for at in sorted(found))


def is_counted(text: str, start: int) -> bool:
    """Whether what begins there is an amount, with its unit or before several of a part, of any length."""
    return any(pattern.match(text, start) for pattern in (_counted(), _several()))


def _each_counted(text: str) -> Iterator[tuple[int, Amount]]:
    """Amounts with their units, each with its place."""
    for counted in _counted().finditer(text):
        value = 0 if counted["half"] else _value(counted["n"])
        pointing = counted["n"] == "一" and _ONE_OF_THEM.search(text[: counted.start()])
        if value is None or pointing or taken_back(text, counted.start(), counted.end()):
            continue
        value = -value if _MINUS.search(text[: counted.start()]) else value
        unit = counted["unit"]
        each = next((size for key, size in _SETS.items() if unit in phrases("amounts", key)), 1)
        yield counted.start(), Amount(value * each, litres=unit in phrases("amounts", "litre"))


def _single(text: str, memory: Memory) -> int | None:
    """An amount that no unit follows."""
    if timed := _TIMES.search(text):
        return _value(next(group for group in timed.groups() if group))
    if _BARE.fullmatch(text) and (memory.quote is not None or int(text) < 1):
        return _value(text)
    last = _BARE_LAST.search(text) if memory.quote is not None else None
    return _value(last[1]) if last else None


@cache
def _digits() -> Mapping[str, int]:
    return cast("Mapping[str, int]", tree("amounts")["digits"])


@cache
def _english() -> Mapping[str, int]:
    return cast("Mapping[str, int]", tree("amounts")["words"])


@cache
def _multipliers() -> Mapping[str, int]:
    return cast("Mapping[str, int]", tree("amounts")["multipliers"])


@cache
def _counted() -> re.Pattern[str]:
    units = sorted(
        {u for key in ("each", "litre", *_SETS) for u in phrases("amounts", key)}, key=len, reverse=True
    )
    unit = "|".join(f"{u}(?![a-z])" if u.isascii() else u for u in units)
    digits = "".join((*_digits(), *_ZH_UNITS, "半"))
    small = "|".join(sorted((*_english(), "an?"), key=len, reverse=True))
    worded = rf"\b(?:(?:{small})\s)?(?:{'|'.join(_multipliers())})|\b(?:{small})"
    figure = rf"(?<![\d.,第a-z^*])(?:{_POWER}|{_FIGURE})"
    return re.compile(
        rf"(?P<n>{figure}|(?<![第后])[{digits}]{{1,40}}|{worded})(?:\s|大|小)?(?P<unit>{unit})(?P<half>半)?"
    )


@cache
def _several() -> re.Pattern[str]:
    """A figure before several of a part: "1000000000 cabin filters"; before one it may be a part number."""
    names = {re.escape(name) for name, *_ in entries("families", "sure") if name.isascii()}
    return re.compile(rf"\d{{1,40}}\s(?:{'|'.join(sorted(names, key=len, reverse=True))})s\b")


def _value(said: str) -> int | None:
    """The number of a figure, a power or a numeral; a fraction is 0, a word that is none of them None."""
    if power := re.fullmatch(r"(\d+)\s?(\^|\*\*|e\+?)\s?(\d+)", said):
        root, exponent = int(power[1]), min(int(power[3]), 99)
        return int(min(root * 10**exponent if power[2].startswith("e") else root**exponent, CAP))
    if re.fullmatch(_FIGURE, said):
        whole, _, fraction = said.replace(",", "").partition(".")
        return 0 if fraction.strip("0") else max(-CAP, min(int(whole), CAP))
    return _worded(said) or _chinese(said)


def _worded(said: str) -> int | None:
    first, _, last = said.rpartition(" ")
    if last in _multipliers():
        return (_worded(first) or 1) * _multipliers()[last]
    return 1 if said in {"a", "an"} else _english().get(said)


def _chinese(said: str) -> int | None:
    """A Chinese numeral; None for "两三个", which says no number."""
    if "半" in said:
        return 0
    unit = next((unit for unit in _ZH_UNITS if unit in said), None)
    if unit is None:
        return _digits().get(said) if said else 0
    before, _, after = said.partition(unit)
    times = _chinese(before) if before else 1
    size = _ZH_UNITS[unit]
    rest = _digits()[after] * size // 10 if after in _digits() else _chinese(after.removeprefix("零"))
    return None if times is None or rest is None else min(times * size + rest, CAP)


def _before_nouns(text: str) -> Iterator[tuple[int, Amount]]:
    """Counts right before a noun ("two washers", "need 3 bolts"), each with its place."""
    words = "|".join(sorted(_english(), key=len, reverse=True))
    counts = rf"(?:\b(?P<w>{words})|(?<![\w.-])(?P<n>-?\d{{1,10}}))\s+(?!{_NO_COUNT})[a-z]"
    for found in re.finditer(counts, text):
        if not taken_back(text, found.start(), found.end() - 1):
            value = _english()[found["w"]] if found["w"] else int(found["n"])
            yield found.start(), Amount(-value if _MINUS.search(text[: found.start()]) else value)
