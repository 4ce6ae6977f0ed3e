"""Reads the texts for people, in both languages, and fills their values in.

One file an area (`web/locales/zh/errors.json`), flat keys `area.key`; the client loads the same files.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from web.settings import Lang

LANGS: tuple[Lang, ...] = get_args(Lang)
LOCALES = Path(__file__).parent / "locales"


class _Kept(dict[str, str]):
    """Leaves a placeholder as it is where its value is missing, so that a text never fails."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


class Texts:
    """Every text of every area, by language and key."""

    def __init__(self, by_lang: Mapping[Lang, Mapping[str, str]]) -> None:
        self._by_lang = by_lang

    def has(self, key: str) -> bool:
        """Whether both languages know the key."""
        return all(key in texts for texts in self._by_lang.values())

    def keys(self, lang: Lang) -> frozenset[str]:
        """The keys of a language."""
        return frozenset(self._by_lang[lang])

    def raw(self, key: str, lang: Lang) -> str:
        """The text with its placeholders as they are; the key itself where there is no text."""
        return self._by_lang[lang].get(key, key)

    def render(self, key: str, lang: Lang, /, **values: str) -> str:
        """The text with its values; a value is never read as a placeholder of its own."""
        return self.raw(key, lang).format_map(_Kept(values))

    def pair(self, key: str, /, **values: str) -> dict[Lang, str]:
        """The text in every language, for what is shown to somebody whose language is not known here."""
        return {lang: self.render(key, lang, **values) for lang in LANGS}


def load(folder: Path = LOCALES) -> Texts:
    """The texts of a folder with one folder a language.

    Raises:
        ValueError: a key stands in two areas, or outside its own area's name.
    """
    return Texts({lang: _language(folder / lang) for lang in LANGS})


def _language(folder: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in sorted(folder.glob("*.json")):
        area: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        strays = [key for key in area if not key.startswith(f"{path.stem}.") or key in texts]
        if strays:
            raise ValueError(f"{path.name}: {strays}")
        texts |= area
    return texts


def preferred(accept_language: str | None, default: Lang) -> Lang:
    """The best of our languages for an Accept-Language header.

    Source: RFC 9110, 12.5.4.
    """
    best: Lang = default
    best_weight = 0.0
    for part in (accept_language or "").split(","):
        name, _, parameters = part.strip().partition(";")
        lang = _of(name)
        weight = _weight(parameters)
        if lang is not None and weight > best_weight:
            best, best_weight = lang, weight
    return best


def _of(name: str) -> Lang | None:
    primary = name.strip().lower().split("-")[0]
    return next((lang for lang in LANGS if lang == primary), None)


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
