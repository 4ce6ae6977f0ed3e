"""What the chat says, written in each language, with values put in."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter

import yaml

from assist.messages.model import Text

REPLIES = Path(__file__).with_name("replies")


def say(key: str, values: Mapping[str, Text | str | int] | None = None) -> Text:
    """The reply of a key in both languages.

    Args:
        key: A key of replies/*.yaml.
        values: What stands in for `{name}`; a Text gives each language its own words.

    Raises:
        KeyError: no such reply, or a placeholder without a value: an error of ours, caught by tests.
    """
    written = _replies()[key]
    given = values or {}
    return Text(
        zh=written.zh.format(**{name: _words(value, "zh") for name, value in given.items()}),
        en=written.en.format(**{name: _words(value, "en") for name, value in given.items()}),
    )


def keys() -> frozenset[str]:
    """Every key that can be said."""
    return frozenset(_replies())


def placeholders(key: str) -> frozenset[str]:
    """The names that a reply needs values for, in either language."""
    written = _replies()[key]
    return frozenset(
        name for words in (written.zh, written.en) for _, name, _, _ in Formatter().parse(words) if name
    )


def _words(value: Text | str | int, lang: str) -> str:
    if isinstance(value, Text):
        return value.zh if lang == "zh" else value.en
    return str(value)


@cache
def _replies() -> Mapping[str, Text]:
    """All files; a key that stands in two of them is an error of ours."""
    found: dict[str, Text] = {}
    for path in sorted(REPLIES.glob("*.yaml")):
        for key, words in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if key in found:
                raise KeyError(key)
            found[key] = Text.model_validate(words)
    return found
