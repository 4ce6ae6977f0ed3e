"""Why a condition came out as it did, in words. The sentences stand in `sentences.yaml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from knowledge.vehicles.conditions import Between, Is, Leaf, Outcome, Reason
from knowledge.vehicles.facts import BETWEEN, label, value_text
from knowledge.vehicles.text import Text


def explain(outcome: Outcome) -> Text:
    """The reasons of an outcome as one line: each fact once, what it is and what was needed."""
    grouped: dict[str, list[Reason]] = {}
    for reason in outcome.reasons:
        grouped.setdefault(reason.leaf.fact, []).append(reason)
    said = [_sentence(fact, reasons, outcome) for fact, reasons in grouped.items()]
    return _joined(said, "between") if said else Text(**_raw("always"))


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    source = Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, dict[str, str]]).validate_python(yaml.safe_load(source))


def _raw(name: str) -> Mapping[str, str]:
    return _sentences()[name]


def _filled(name: str, **values: Text) -> Text:
    raw = _raw(name)
    return Text(zh=raw["zh"], en=raw["en"]).fill(**values)


def _joined(texts: list[Text], by: str) -> Text:
    raw = _raw(by)
    unique = list(dict.fromkeys(texts))
    return Text(zh=raw["zh"].join(text.zh for text in unique), en=raw["en"].join(text.en for text in unique))


def _sentence(fact: str, reasons: list[Reason], outcome: Outcome) -> Text:
    first = reasons[0]
    if first.value is None or outcome.truth == "unknown":
        return _filled("unknown", fact=label(fact))
    value = value_text(fact, first.value)
    if outcome.truth == "yes":
        return _filled("holds", fact=label(fact), value=value)
    if not first.wanted:
        return _filled("excluded", fact=label(fact), value=value)
    wanted = _joined([text for reason in reasons for text in _wanted(reason.leaf)], "or")
    return _filled("fails", fact=label(fact), value=value, wanted=wanted)


def _wanted(leaf: Leaf) -> list[Text]:
    match leaf:
        case Is(fact=fact, values=values):
            return [value_text(fact, value) for value in values]
        case Between(fact=fact, low=low, high=high):
            return [value_text(fact, f"{low or ''}{BETWEEN}{high or ''}")]
