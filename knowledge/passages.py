"""Cuts a procedure into what search can find and cite: one passage a step and language.

A passage carries its step's hazards, so that whoever quotes it can put them first, and never quotes without
them.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.procedures.models import Hazard, Procedure, Quantity, Step
from knowledge.vehicles.conditions import Condition
from knowledge.vehicles.text import Text

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
PIECE_CHARACTERS = {"zh": 120, "en": 320}
"""Length of what becomes one vector: about 100 tokens, far below the 256 that the smallest model reads."""

_SENTENCE = re.compile(r"(?<=[。!?;！？；])|(?<=[.!?;])\s+|\n+")


class Passage(BaseModel):
    """One step in one language, with everything that a citation needs.

    Attributes:
        number: The procedure's version for people, such as 1.0.
        step_number: From 1.
        text: What to do, as approved.
        values: The step's approved numbers, for who quotes it; `details` holds them for who seeks them.
        details: Values, tools, consumables, parts and what the gates demand, one a line.
        applies: The vehicles that the procedure is for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    procedure: str
    version: str
    number: str
    procedure_title: Text
    step: str
    step_number: int
    lang: Lang
    title: str
    text: str
    details: tuple[str, ...] = ()
    hazards: tuple[Hazard, ...] = ()
    values: tuple[Quantity, ...] = ()
    applies: Condition

    @property
    def heading(self) -> str:
        """Procedure and step, as a person would name the place."""
        return f"{getattr(self.procedure_title, self.lang)}: {self.title}"

    @property
    def warnings(self) -> tuple[str, ...]:
        """The hazards' sentences in the passage's language."""
        pairs = ((hazard.consequence, hazard.action) for hazard in self.hazards)
        return tuple(f"{getattr(what, self.lang)} {getattr(do, self.lang)}" for what, do in pairs)

    @property
    def whole(self) -> str:
        """Everything that words can be found in; the title thrice, for it says what the step is about."""
        return "\n".join((*self.warnings, self.heading, self.title, self.title, self.text, *self.details))


def passages(procedure: Procedure) -> list[Passage]:
    """The passages of a procedure: for each step the Chinese one, then the English one."""
    return [
        _passage(procedure, step, number, lang)
        for number, step in enumerate(procedure.steps, start=1)
        for lang in LANGS
    ]


def pieces(passage: Passage) -> tuple[str, ...]:
    """What of a passage becomes vectors: the heading, then text, details and hazards in short pieces.

    Every piece is short enough for every encoder, and together they hold the whole passage.
    """
    room = PIECE_CHARACTERS[passage.lang]
    bodies = (sentences(passage.text), sentences("\n".join(passage.details)), passage.warnings)
    cut = (piece for body in bodies for piece in _cut(body, room))
    return (passage.heading, *(f"{passage.title}: {piece}" for piece in cut))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order."""
    return tuple(part.strip() for part in _SENTENCE.split(text) if part.strip())


def _cut(parts: Iterable[str], room: int) -> Iterator[str]:
    """Parts joined up to `room` characters; a longer one is split, nothing is left out."""
    held = ""
    for part in _short(parts, room):
        if held and len(held) + len(part) + 1 > room:
            yield held
            held = ""
        held = f"{held} {part}".strip()
    if held:
        yield held


def _short(parts: Iterable[str], room: int) -> Iterator[str]:
    for part in parts:
        yield from (part[at : at + room] for at in range(0, len(part), room))


def _passage(procedure: Procedure, step: Step, number: int, lang: Lang) -> Passage:
    return Passage(
        procedure=procedure.id,
        version=procedure.version,
        number=procedure.number,
        procedure_title=procedure.title,
        step=step.id,
        step_number=number,
        lang=lang,
        title=getattr(step.title, lang),
        text=getattr(step.text, lang),
        details=tuple(_details(step, lang)),
        hazards=step.hazards,
        values=step.values,
        applies=procedure.applies,
    )


def _details(step: Step, lang: Lang) -> Iterator[str]:
    def said(text: Text) -> str:
        return text.zh if lang == "zh" else text.en

    for value in step.values:
        fastener = f" ({value.fastener})" if value.fastener else ""
        yield f"{said(value.name)} {value.number} {value.unit}{fastener}"
    yield from (said(thing) for thing in (*step.tools, *step.consumables))
    yield from (said(slot.name) for slot in step.slots)
    yield from (said(gate.prompt) for gate in step.gates)
