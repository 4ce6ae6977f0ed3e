"""What a procedure is: steps, hazards, values, part slots, gates. Frozen data; rules live elsewhere."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal, NewType, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.vehicles.conditions import Condition
from knowledge.vehicles.text import Text

Version = NewType("Version", str)
"""SHA-256 of a procedure's canonical content, in lower-case hex."""

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]
"""A stable id, such as `drain-plug`."""
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$", max_length=48)]
"""The name of a check, a family or a picture, such as `atf_washer`."""
Fraction = Annotated[float, Field(ge=0, le=1)]

Kind = Literal["repair", "maintenance", "inspection", "workmanship", "modification"]
Level = Literal["danger", "warning", "caution", "notice"]
Symbol = Literal[
    "general",
    "hot_surface",
    "hot_fluid",
    "crush",
    "falling_load",
    "rolling_car",
    "rotating_part",
    "spring",
    "corrosive",
    "dust",
    "flammable",
    "electric",
    "slip",
    "sharp",
    "eye_protection",
    "gloves",
    "damage",
]
"""What the hazard's pictogram shows, after ISO 7010."""
Unit = Literal[
    "N·m",
    "mm",
    "cm",
    "L",
    "mL",
    "°C",
    "°",
    "bar",
    "kPa",
    "V",
    "A",
    "kg",
    "g",
    "s",
    "min",
    "h",
    "km",
    "rpm",
    "%",
    "×",
]
"""The units in which numbers are given; `×` counts how often."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy that computes its own hash; pydantic would take the original's along."""
        copied = super().model_copy(update=update, deep=deep)
        for name in vars(copied).keys() - type(self).model_fields.keys():
            del vars(copied)[name]
        return copied


class Quantity(_Part):
    """An approved number: one value, or a window from `low` to `high`.

    Attributes:
        tolerance: plus and minus, in the same unit.
        fastener: thread and grade, such as `M12 10.9`, where the value is that fastener's torque.
        source: where the number comes from.
        demonstration: the number is invented and not for use on a vehicle.
    """

    name: Text
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    tolerance: Annotated[Decimal, Field(gt=0)] | None = None
    unit: Unit
    fastener: Annotated[str, Field(pattern=r"^M\d{1,2} (8\.8|10\.9)$")] | None = None
    source: Annotated[str, Field(min_length=1, max_length=200)]
    demonstration: bool

    @model_validator(mode="after")
    def _has_a_number(self) -> "Quantity":
        if self.value is None and self.low is None and self.high is None:
            raise ValueError("value")
        _check_window(self.low, self.high)
        return self

    @property
    def number(self) -> str:
        """The number as it is printed, without its unit: `125`, `35–45`, `≥ 3`."""
        if self.value is not None:
            return str(self.value)
        if self.low is not None and self.high is not None:
            return f"{self.low}–{self.high}"
        return f"≥ {self.low}" if self.low is not None else f"≤ {self.high}"


class Hazard(_Part):
    """What can hurt or break in a step, and what to do about it."""

    level: Level
    symbol: Symbol
    consequence: Text
    action: Text

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the hazard's content: what a person acknowledges is exactly this."""
        return _digest(self.model_dump(mode="json"))


class PhotoGate(_Part):
    """The step needs a photo that a check looks at.

    Attributes:
        check: name of the check.
        deferrable: without a network the next step may open while the photo waits.
        overridable: a person may open the gate with a reason that QA sees.
    """

    kind: Literal["photo"] = "photo"
    id: Slug
    check: Name
    prompt: Text
    deferrable: bool = False
    overridable: bool = True


class MeasureGate(_Part):
    """The step needs a reading from `low` to `high`; one end may be open."""

    kind: Literal["measure"] = "measure"
    id: Slug
    name: Text
    unit: Unit
    low: Decimal | None = None
    high: Decimal | None = None
    prompt: Text
    overridable: bool = False

    @model_validator(mode="after")
    def _has_a_window(self) -> "MeasureGate":
        if self.low is None and self.high is None:
            raise ValueError("low or high")
        _check_window(self.low, self.high)
        return self


class TimerGate(_Part):
    """The step needs time, counted by the server."""

    kind: Literal["timer"] = "timer"
    id: Slug
    seconds: Annotated[int, Field(ge=1, le=86_400)]
    prompt: Text


class WitnessGate(_Part):
    """The step needs a second person, who signs with their own credential."""

    kind: Literal["witness"] = "witness"
    id: Slug
    prompt: Text


Gate = Annotated[PhotoGate | MeasureGate | TimerGate | WitnessGate, Field(discriminator="kind")]


class PartSlot(_Part):
    """The place for a part: which family fits is the catalogue's business.

    Attributes:
        position: front, rear, left, right, or empty.
    """

    id: Slug
    name: Text
    family: Name
    quantity: Annotated[int, Field(ge=1, le=99)] = 1
    position: Literal["", "front", "rear", "left", "right"] = ""


class Box(_Part):
    """A rectangle on a picture, in fractions of its width and height."""

    x: Fraction
    y: Fraction
    w: Fraction
    h: Fraction


class Step(_Part):
    """One action.

    Attributes:
        id: stable through versions.
        text: what to do; shown only after the hazards were acknowledged.
        tools, consumables: what has to be at hand.
        picture: name of a drawing in `library/pictures`.
        spot: where to look on it.
        skippable: a person may leave it out with a reason.
    """

    id: Slug
    title: Text
    text: Text
    hazards: tuple[Hazard, ...] = ()
    values: tuple[Quantity, ...] = ()
    tools: tuple[Text, ...] = ()
    consumables: tuple[Text, ...] = ()
    slots: tuple[PartSlot, ...] = ()
    gates: tuple[Gate, ...] = ()
    picture: Name | None = None
    spot: Box | None = None
    skippable: bool = False


class Procedure(_Part):
    """The way to do one piece of work.

    Attributes:
        id: stable through versions.
        number: of this version, for people: `1.0`.
        applies: the vehicles it is for.
        demonstration: fictional; every screen, print and voice says so.
    """

    id: Slug
    number: Annotated[str, Field(pattern=r"^\d{1,4}(\.\d{1,4}){1,2}$")]
    kind: Kind
    title: Text
    applies: Condition
    demonstration: bool
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=400)]

    @cached_property
    def version(self) -> Version:
        """SHA-256 of the canonical content; equal content has one version, whoever wrote it."""
        return Version(_digest(self.model_dump(mode="json")))

    @cached_property
    def positions(self) -> dict[str, int]:
        """Each step's place by its id, from 0."""
        return {step.id: place for place, step in enumerate(self.steps)}

    def step(self, step: str) -> Step:
        """The step of this id; KeyError if there is none."""
        return self.steps[self.positions[step]]

    def hazards(self) -> Iterator[Hazard]:
        """Every hazard, in the order of the steps."""
        return (hazard for step in self.steps for hazard in step.hazards)


def canonical(content: object) -> str:
    """The one JSON text of a content: keys sorted, no blanks, characters as they are."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(content: object) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _check_window(low: Decimal | None, high: Decimal | None) -> None:
    if low is not None and high is not None and low > high:
        raise ValueError("low above high")
