"""The words in which the camera speaks; light to import, for those who only pass them on."""

from dataclasses import dataclass
from enum import StrEnum

from vision.boxes import Box


class Outcome(StrEnum):
    """What the camera says of a photo."""

    PASS = "pass"  # noqa: S105 - an outcome, not a secret
    FAIL = "fail"
    UNSURE = "unsure"
    RETAKE = "retake"


class Cause(StrEnum):
    """Why a photo did not pass."""

    DARK = "dark"
    BRIGHT = "bright"
    BLUR = "blur"
    GLARE = "glare"
    NOT_FOUND = "not_found"
    ANOMALY = "anomaly"
    UNTAUGHT = "untaught"


@dataclass(frozen=True)
class Inspection:
    """The camera's verdict on one photo.

    Attributes:
        cause: None only for a pass.
        score: Anomaly as a share of what fails: 1 is the line; None if it was not measured.
        heat: Where the anomaly lies; only with cause anomaly.
        detector: Who looked.
        bank: Version of the bank; None if the check was never taught.
    """

    outcome: Outcome
    cause: Cause | None
    score: float | None
    heat: Box | None
    detector: str
    bank: str | None
