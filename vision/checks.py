"""Says what a photo is checked for.

`Check` is the union of all kinds of check; a kind joins it together with its detector.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from vision.boxes import Box

CheckId = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[a-z0-9_]+$")]


class Anomaly(BaseModel):
    """The photo shows what the good photos show, and nothing else.

    Attributes:
        id: Names the check, in procedures and banks.
        region: Where to look; the whole photo if absent.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["anomaly"] = "anomaly"
    id: CheckId
    region: Box | None = None


Check: TypeAlias = Anomaly

CHECK: TypeAdapter[Check] = TypeAdapter(Check)
"""Reads a check from JSON."""
