"""The strictness that every message of the protocol shares."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

MAX_TEXT = 2_000
"""Characters that a person may type into one field; stated on the screen and tested."""

Id = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.:\-]+$")]
ShortText = Annotated[str, Field(max_length=MAX_TEXT)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Micros = Annotated[int, Field(ge=0, description="UTC, microseconds since 1970-01-01")]
Fraction = Annotated[float, Field(ge=0, le=1)]


class Message(BaseModel):
    """Frozen, and closed to fields that the protocol does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
