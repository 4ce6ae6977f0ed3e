"""Judges a photo from what was measured and found; pure, and it never looks at a pixel."""

from dataclasses import dataclass
from enum import StrEnum

from vision.quality import Cause, Quality, QualityLimits, reasons


class Outcome(StrEnum):
    """What the camera says of a photo."""

    PASS = "pass"  # noqa: S105 - an outcome, not a secret
    FAIL = "fail"
    UNSURE = "unsure"
    RETAKE = "retake"


@dataclass(frozen=True)
class Thresholds:
    """Where a bank draws its lines; learnt from its good photos, see `banks.thresholds`.

    Attributes:
        passes: Highest anomaly score that still passes.
        fails: Lowest anomaly score that fails; between the two the camera cannot tell.
        found: Least similarity at which the part counts as being in the picture.
    """

    passes: float
    fails: float
    found: float


@dataclass(frozen=True)
class Verdict:
    """An outcome with its reason.

    Attributes:
        cause: None only for a pass.
        score: Anomaly as a share of what fails: 1 is the line, less is better; None if it was not measured.
    """

    outcome: Outcome
    cause: Cause | None
    score: float | None


def judge_quality(quality: Quality, limits: QualityLimits) -> Verdict | None:
    """A retake if the photo cannot be judged, naming the worst cause; None if it can."""
    found = reasons(quality, limits)
    return Verdict(Outcome.RETAKE, found[0], None) if found else None


def judge_finding(similarity: float, anomaly: float, thresholds: Thresholds) -> Verdict:
    """The verdict on a photo that is fit to be judged.

    Args:
        similarity: How much the picture is the taught scene, from 0 to 1.
        anomaly: Strongest deviation from the good photos, from 0.
        thresholds: The bank's lines.
    """
    if similarity < thresholds.found:
        return Verdict(Outcome.RETAKE, Cause.NOT_FOUND, None)
    score = anomaly / thresholds.fails
    if anomaly <= thresholds.passes:
        return Verdict(Outcome.PASS, None, score)
    outcome = Outcome.FAIL if anomaly >= thresholds.fails else Outcome.UNSURE
    return Verdict(outcome, Cause.ANOMALY, score)


def judge_untaught() -> Verdict:
    """The verdict where no bank has been taught: the camera cannot tell, and says why."""
    return Verdict(Outcome.UNSURE, Cause.UNTAUGHT, None)
