"""Finds the words of the sentence files in a text: leftmost, longest, never overlapping."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

SENTENCES = Path(__file__).with_name("sentences")
_CJK = "\u3400-\u9fff"
_GAP = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_KEYCAP = re.compile("[\ufe0f\u20e3]")
"""What makes an emoji of a figure."""
_BLANKS = re.compile(r"\s+")

Tree = Mapping[str, "Tree | list[list[str]] | list[Tree] | str | int | None"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One phrase where it stands in the text; `value` is what the sentence file says it means."""

    kind: str
    value: str
    start: int
    end: int


class Lexicon:
    """Phrases with what they mean."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """Entries are phrase, kind, value; of equal phrases the first counts."""
        self._meaning: dict[str, tuple[str, str]] = {}
        for phrase, kind, value in entries:
            self._meaning.setdefault(plain(phrase), (kind, value))
        longest_first = sorted(self._meaning, key=len, reverse=True)
        self._groups = {f"p{at}": phrase for at, phrase in enumerate(longest_first)}
        self._pattern = re.compile(
            "|".join(f"(?P<{name}>{_as_regex(p)})" for name, p in self._groups.items())
        )

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every phrase in a plain text, from left to right."""
        if not self._groups:
            return ()
        found = []
        for match in self._pattern.finditer(text):
            kind, value = self._meaning[self._groups[match.lastgroup or ""]]
            found.append(Mention(kind, value, match.start(), match.end()))
        return tuple(found)


def _as_regex(phrase: str) -> str:
    """A phrase as a pattern: an English one ends where words end, may be plural, and may have hyphens."""
    words = re.escape(phrase).replace(r"\ ", r"[\s-]+")
    before = r"(?<![a-z0-9])" if phrase[0].isascii() and phrase[0].isalnum() else ""
    after = r"(?:s|es)?(?![a-z0-9])" if phrase[-1].isascii() and phrase[-1].isalnum() else ""
    return before + words + after


@cache
def _characters() -> dict[int, str]:
    return {ord(key): value for key, value in _load("characters").items() if isinstance(value, str)}


def plain(text: str) -> str:
    """Width, case, blanks and traditional characters made alike; nothing is left out."""
    folded = _KEYCAP.sub("", unicodedata.normalize("NFKC", text).lower())
    folded = folded.replace("’", "'").replace("−", "-")
    return _GAP.sub("", _BLANKS.sub(" ", folded.translate(_characters()))).strip()


def has_chinese(text: str) -> bool:
    """Whether any Chinese character is in it."""
    return re.search(rf"[{_CJK}]", text) is not None


@cache
def _load(name: str) -> Tree:
    loaded: Tree = yaml.safe_load((SENTENCES / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def tree(name: str) -> Tree:
    """A sentence file as it stands."""
    return _load(name)


def phrases(name: str, *path: str) -> tuple[str, ...]:
    """All phrases of both languages below a key of a sentence file.

    Raises:
        TypeError: the place does not hold a list of lists: an error in the sentence file.
    """
    place: object = _load(name)
    for key in path:
        if not isinstance(place, Mapping):
            raise TypeError(f"{name}: {path}")
        place = place[key]
    if not isinstance(place, list):
        raise TypeError(f"{name}: {path}")
    return tuple(str(phrase) for group in place for phrase in group)


def entries(name: str, key: str) -> list[tuple[str, str, str]]:
    """The phrases below a key as entries of one kind; below each further key, that key is the value."""
    place = _load(name)[key]
    if isinstance(place, Mapping):
        return [(phrase, key, value) for value in place for phrase in phrases(name, key, value)]
    return [(phrase, key, key) for phrase in phrases(name, key)]
