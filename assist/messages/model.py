"""The strictness that every message of the protocol shares."""

import re
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

MAX_TEXT = 2_000
"""Characters that a person may type into one field; stated on the screen and tested."""

MOST = 2**53 - 1
"""Largest whole number on the wire: a browser tells it from its neighbours. Source: RFC 8259, 6."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL stores no NUL, and half of a surrogate pair is no character."""

Id = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.:\-]+$")]
ShortText = Annotated[str, Field(max_length=MAX_TEXT)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Whole = Annotated[int, Field(strict=True, ge=0, le=MOST)]
Micros = Annotated[int, Field(strict=True, ge=0, le=MOST, description="UTC, microseconds since 1970-01-01")]
Fraction = Annotated[float, Field(ge=0, le=1)]

_ROUNDING = 1e-6


class Message(BaseModel):
    """Frozen, and closed to fields that the protocol does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Input(Message):
    """What a client sends: all of its text can be stored and shown."""

    @field_validator("*")
    @classmethod
    def _storable(cls, value: object) -> object:
        texts = value if isinstance(value, list | tuple) else (value,)
        if any(isinstance(text, str) and _UNSTORABLE.search(text) for text in texts):
            raise PydanticCustomError("string_unstorable", "text that cannot be stored")
        return value


class Text(Message):
    """One sentence for people, written in both languages."""

    zh: str
    en: str


class Box(Message):
    """A rectangle on an upright photo, in fractions of its width and height."""

    x: Fraction
    y: Fraction
    w: Fraction
    h: Fraction

    @model_validator(mode="after")
    def _lies_inside(self) -> Self:
        if max(self.x + self.w, self.y + self.h) > 1 + _ROUNDING:
            raise PydanticCustomError("box_outside", "box leaves the photo")
        return self
