"""Finds words in passages: BM25 over stems, Chinese pairs, concepts of the shop, and exact codes.

A concept ("波箱油", "变速箱油", "transmission fluid") is one token in both languages, so that words alone
already bridge them. An exact token (a torque, a fault code, a thread, a part number) is kept whole and told
apart, because what holds it may never be outranked by what merely resembles the question.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

TERMS = Path(__file__).with_name("terms.yaml")
K1, B = 1.2, 0.6
"""Source: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009."""

_UNITS = {
    "n·m": "nm|n[·.・⋅*-]?m|牛[·.]?米|牛顿米|newton[ -]?met(?:er|re)s?",
    "mm": "mm|毫米|millimet(?:er|re)s?",
    "°c": "°c|℃|摄氏度|度|degrees?(?: c(?:elsius)?)?",
    "l": "l|升|公升|lit(?:er|re)s?",
    "ml": "ml|毫升",
    "bar": "bar|巴",
    "min": "min|分钟|minutes?|mins?",
    "s": "s|秒|秒钟|seconds?|secs?",
    "v": "v|伏|volts?",
    "kg": "kg|公斤|千克",
    "km": "km|公里|千米",
}
_UNIT = "|".join(f"(?P<u{at}>{forms})" for at, forms in enumerate(_UNITS.values()))
_VALUE = re.compile(rf"(?<![a-z0-9.])(\d+(?:\.\d+)?)\s?(?:{_UNIT})(?![a-z0-9])")
_RANGE = re.compile(
    rf"(?<![a-z0-9.])(\d+(?:\.\d+)?)\s?(?:-|–|—|~|～|到|至|to)\s?(?=\d+(?:\.\d+)?\s?(?:{_UNIT})(?![a-z0-9]))"
)
_FAULT = re.compile(r"(?<![a-z0-9])[pcbu]\d[0-9a-f]{3}(?![a-z0-9])")
_CODE = re.compile(
    r"(?<![a-z0-9.])(?=[a-z0-9.-]*\d)(?=[a-z0-9.-]*[a-z])[a-z0-9]+(?:[-.][a-z0-9]+)*(?![a-z0-9])"
)
_SPACED = re.compile(r"(?<![a-z0-9])(dot|m)\s+(\d{1,2})(?![\d.])")
_WORD = re.compile(r"[a-z][a-z']+")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_SUFFIX = re.compile(r"(?:'s|ies|sses|es|s|ing|ed)$")
_SIDED = re.compile(r"(?:^|[^\w]|[的左右])([前后])$|(?<![a-z])(front|rear) $")
"""What says at which end of the car the next word's thing is; 后 behind a verb means afterwards."""
_SIDES = {"前": "front", "后": "rear"}
_OPPOSITE = {"front": "rear", "rear": "front"}
LONG_CODE = 6
"""Characters from which a code is a part number rather than a size: found exactly or not at all."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a text holds: tokens with their number, the exact ones, and those that must be found.

    Attributes:
        sided: Concepts that are said to be the front or the rear one, as side and token.
    """

    counts: Mapping[str, int]
    exact: frozenset[str]
    binding: frozenset[str]
    sided: frozenset[tuple[str, str]]


class Lexical:
    """BM25 over a list of texts, in their order."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._documents = [read(text) for text in texts]
        lengths = np.array([sum(document.counts.values()) for document in self._documents], np.float32)
        self._norm = K1 * (1 - B + B * lengths / max(1.0, float(lengths.mean()) if len(lengths) else 1.0))
        self._postings: dict[str, tuple[NDArray[np.int32], NDArray[np.float32]]] = {}
        holders: dict[str, list[tuple[int, int]]] = {}
        for at, document in enumerate(self._documents):
            for token, count in document.counts.items():
                holders.setdefault(token, []).append((at, count))
        self._sided = frozenset(pair for document in self._documents for pair in document.sided)
        for token, places in holders.items():
            table = np.array(places, np.int32)
            self._postings[token] = table[:, 0], table[:, 1].astype(np.float32)

    def weight(self, token: str) -> float:
        """Inverse document frequency; a token that no text holds weighs most."""
        held = len(self._postings[token][0]) if token in self._postings else 0
        return math.log(1 + (len(self._documents) - held + 0.5) / (held + 0.5))

    def scores(self, query: Words) -> NDArray[np.float32]:
        """BM25 of each text, shape (n,), from 0."""
        total = np.zeros(len(self._documents), np.float32)
        for token in query.counts:
            if token in self._postings:
                at, counts = self._postings[token]
                total[at] += self.weight(token) * counts * (K1 + 1) / (counts + self._norm[at])
        return total

    def coverage(self, query: Words) -> NDArray[np.float32]:
        """Share of the question's weight that each text holds, shape (n,), from 0 to 1."""
        held = np.zeros(len(self._documents), np.float32)
        whole = sum(self.weight(token) for token in query.counts)
        for token in query.counts:
            if token in self._postings:
                held[self._postings[token][0]] += self.weight(token)
        return held / whole if whole else held

    def exact(self, query: Words) -> NDArray[np.float32]:
        """How many of the question's exact tokens each text holds, shape (n,)."""
        held = np.zeros(len(self._documents), np.float32)
        for token in query.exact & self._postings.keys():
            held[self._postings[token][0]] += 1
        return held

    def unknown(self, query: Words) -> frozenset[str]:
        """Fault codes, part numbers and things of the question that stand in no text at all.

        And what is asked of at the rear, where all texts speak of the one at the front; or the reverse.
        """
        elsewhere = {
            token for side, token in query.sided - self._sided if (_OPPOSITE[side], token) in self._sided
        }
        return (query.binding - self._postings.keys()) | elsewhere

    def matched(self, query: Words, at: int) -> tuple[str, ...]:
        """The question's tokens that a text holds, exact ones first, then the rarest."""
        held = [token for token in query.counts if token in self._documents[at].counts]
        return tuple(sorted(held, key=lambda token: (token not in query.exact, -self.weight(token), token)))


def read(text: str) -> Words:
    """The tokens of a text, the same for questions and passages."""
    plain = _plain(text)
    exact, rest = _take_exact(plain)
    concepts, sided, rest = _take_concepts(rest)
    counts = Counter([*exact, *concepts, *_english(rest), *_chinese(rest)])
    codes = (token for token in exact if _FAULT.fullmatch(token) or _is_part_number(token))
    return Words(counts, frozenset(exact), frozenset((*codes, *(_things() & set(concepts)))), sided)


@lru_cache(maxsize=16_384)
def words(text: str) -> frozenset[str]:
    """The distinct tokens of a text; kept, for the same sentences are asked for again and again."""
    return frozenset(read(text).counts)


def _plain(text: str) -> str:
    return _SPACED.sub(r"\1\2", unicodedata.normalize("NFKC", text).lower().replace("μ", "µ"))


def _is_part_number(token: str) -> bool:
    return len(token) >= LONG_CODE and not _VALUE.fullmatch(token) and sum(map(str.isdigit, token)) > 1


def _take_exact(text: str) -> tuple[list[str], str]:
    """Values, fault codes, threads and part numbers in one spelling each; and the text without them."""
    found: list[str] = []

    def keep(match: re.Match[str]) -> str:
        found.append(_spelt(match))
        return " "

    text = _RANGE.sub(lambda match: f"{match[1]}{_unit_after(match)} ", text)
    text = _VALUE.sub(keep, text)
    codes = [re.sub(r"[-.]", "", match[0]) for match in _CODE.finditer(text)]
    return [*found, *codes], _CODE.sub(" ", text)


def _unit_after(match: re.Match[str]) -> str:
    """The unit of a range's end, so that its beginning is a value too."""
    return next(unit for at, unit in enumerate(_UNITS) if match[f"u{at}"])


def _spelt(match: re.Match[str]) -> str:
    unit = next(unit for at, unit in enumerate(_UNITS) if match[f"u{at}"])
    number = match[1].rstrip("0").rstrip(".") if "." in match[1] else match[1]
    return f"{number}{unit}"


def _take_concepts(text: str) -> tuple[list[str], frozenset[tuple[str, str]], str]:
    """Concepts in a text, longest words first; which are sided; and the text without them, to count once."""
    found: list[str] = []
    sided: set[tuple[str, str]] = set()

    def keep(match: re.Match[str]) -> str:
        found.append(f"={_concepts()[_singular(match[0])]}")
        side = _SIDED.search(text[: match.start()])
        if side:
            sided.add((_SIDES.get(side[1], side[2]), found[-1]))
        return " "

    rest = _concept_pattern().sub(keep, text)
    return found, frozenset(sided), rest


def _singular(word: str) -> str:
    known = _concepts()
    return next((form for form in (word, word[:-1], word[:-2], word[:-3]) if form in known), word)


@cache
def _concepts() -> Mapping[str, str]:
    groups = {**_terms()["concepts"], **_terms()["things"]}
    return {_plain(word): name for name, listed in groups.items() for word in listed}


@cache
def _things() -> frozenset[str]:
    return frozenset(f"={name}" for name in _terms()["things"])


@cache
def _concept_pattern() -> re.Pattern[str]:
    forms = sorted(_concepts(), key=len, reverse=True)
    english = "|".join(re.escape(form) for form in forms if form.isascii())
    chinese = "|".join(re.escape(form) for form in forms if not form.isascii())
    return re.compile(rf"(?<![a-z0-9])(?:{english})(?:e?s|ed|ing)?(?![a-z0-9])|(?:{chinese})")


@cache
def _terms() -> Mapping[str, Mapping[str, list[str]]]:
    loaded: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(TERMS.read_text(encoding="utf-8"))
    return loaded


def _english(text: str) -> list[str]:
    small = set(_terms()["small"]["en"])
    return [_stem(word) for word in _WORD.findall(text) if word not in small]


def _stem(word: str) -> str:
    """A word without its commonest endings; never shorter than three letters."""
    stem = _SUFFIX.sub("", word)
    return stem.rstrip("e") if len(stem) > 3 else (stem if len(stem) == 3 else word)  # noqa: PLR2004


def _chinese(text: str) -> list[str]:
    """Characters in overlapping pairs; words that only ask are gaps, one alone says too little."""
    runs = (run for whole in _CHINESE.findall(text) for run in _small_pattern().split(whole))
    return ["".join(pair) for run in runs for pair in pairwise(run)]


@cache
def _small_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _terms()["small"]["zh"]), key=len, reverse=True)))
