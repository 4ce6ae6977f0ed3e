"""Static checks of a procedure: what is no fault of its file, and yet no good work. Pure.

The reader of a file refuses what is wrong; these say what an author should look at before asking for
approval.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from knowledge.procedures.models import Level, MeasureGate, Procedure, Step, Unit
from knowledge.procedures.torque import torque_nm
from knowledge.vehicles.text import Text

TITLE_ZH, TITLE_EN = 16, 32
"""Characters of one line on a headset at 1.2 m."""
TEXT_LINES = 6
"""Lines of a headset's panel."""
SENTENCES = 3
"""More than this is more than one action with its condition and its result."""

CODES = (
    "check_hazard_order",
    "check_language",
    "check_many_actions",
    "check_number_unsourced",
    "check_numbers_differ",
    "check_picture_unknown",
    "check_too_long",
    "check_torque_differs",
    "check_torque_unexplained",
)
"""Every code that a finding can have."""

_CJK = re.compile("[\u3400-\u9fff]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SENTENCE = re.compile("[.;!?。；！？](?:\\s|$|(?=[\u3400-\u9fff]))")
_UNITS = "|".join(sorted((re.escape(unit) for unit in get_args(Unit) if unit != "×"), key=len, reverse=True))
_MEASURED = re.compile(rf"(?<![A-Za-z\d.-])(\d+(?:\.\d+)?)\s*(?:{_UNITS})(?![A-Za-z])")
_SEVERITY = {level: rank for rank, level in enumerate(get_args(Level))}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    Attributes:
        code: what kind of thing.
        step: id of the step.
        field: where in the step.
        given: what stands there.
    """

    code: str
    step: str
    field: str
    given: str


def check(procedure: Procedure, *, pictures: Collection[str]) -> list[Finding]:
    """Every finding, in the order of the steps; `pictures` are the names of the drawings that exist."""
    return [found for step in procedure.steps for rule in _RULES for found in rule(step)] + [
        Finding("check_picture_unknown", step.id, "picture", step.picture)
        for step in procedure.steps
        if step.picture and step.picture not in pictures
    ]


def _texts(step: Step) -> Iterator[tuple[str, Text]]:
    yield "title", step.title
    yield "text", step.text
    for hazard in step.hazards:
        yield "hazards", hazard.consequence
        yield "hazards", hazard.action
    for gate in step.gates:
        yield f"gates.{gate.id}", gate.prompt


def _length(step: Step) -> Iterator[Finding]:
    for field, text in _texts(step):
        lines = 1 if field == "title" else TEXT_LINES
        if len(text.zh) > TITLE_ZH * lines or len(text.en) > TITLE_EN * lines:
            yield Finding("check_too_long", step.id, field, text.en)


def _language(step: Step) -> Iterator[Finding]:
    for field, text in _texts(step):
        if not _CJK.search(text.zh) or _CJK.search(text.en):
            yield Finding("check_language", step.id, field, text.zh)


def _same_numbers(step: Step) -> Iterator[Finding]:
    for field, text in _texts(step):
        if sorted(_NUMBER.findall(text.zh)) != sorted(_NUMBER.findall(text.en)):
            yield Finding("check_numbers_differ", step.id, field, f"{text.zh} / {text.en}")


def _actions(step: Step) -> Iterator[Finding]:
    if max(len(_SENTENCE.findall(text)) for text in (step.text.zh, step.text.en)) > SENTENCES:
        yield Finding("check_many_actions", step.id, "text", step.text.en)


def _sourced(step: Step) -> Iterator[Finding]:
    """A number with a unit in a text stands among the step's values or gates, where its source is."""
    known: set[Decimal | None] = set()
    for value in step.values:
        known |= {value.value, value.low, value.high}
    for gate in step.gates:
        if isinstance(gate, MeasureGate):
            known |= {gate.low, gate.high}
    for field, text in _texts(step):
        for number in _MEASURED.findall(text.en):
            if Decimal(number) not in known:
                yield Finding("check_number_unsourced", step.id, field, number)


def _torque(step: Step) -> Iterator[Finding]:
    for place, value in enumerate(step.values):
        if value.fastener and value.value != torque_nm(value.fastener):
            yield Finding("check_torque_differs", step.id, f"values.{place}", value.number)
        elif value.unit == "N·m" and value.demonstration and not value.fastener:
            yield Finding("check_torque_unexplained", step.id, f"values.{place}", value.number)


def _worst_first(step: Step) -> Iterator[Finding]:
    ranks = [_SEVERITY[hazard.level] for hazard in step.hazards]
    if ranks != sorted(ranks):
        yield Finding("check_hazard_order", step.id, "hazards", ", ".join(h.level for h in step.hazards))


_RULES: tuple[Callable[[Step], Iterator[Finding]], ...] = (
    _length,
    _language,
    _same_numbers,
    _actions,
    _sourced,
    _torque,
    _worst_first,
)
