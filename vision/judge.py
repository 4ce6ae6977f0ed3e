"""Judges a photo from what was measured and found; pure, and it never looks at a pixel."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from vision.outcomes import Cause, Outcome
from vision.quality import LIMITS, Quality, QualityLimits, reasons


@dataclass(frozen=True)
class Thresholds:
    """Where a bank draws its lines; learnt from its good photos, see `thresholds`.

    Attributes:
        passes: Highest anomaly that still passes.
        fails: Lowest anomaly that fails; between the two the camera cannot tell.
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


PASS_SPREADS = 2.0
"""A photo passes up to the good photos' mean plus this many of their standard deviations."""
FAIL_FACTOR = 1.35
"""How far beyond the passing line a photo fails; between the two a person looks.

Source of both: trials on rendered scenes other than those that are reported.
"""
FOUND_SHARE = 0.55
"""Share of the good photos' least similarity at which a photo shows the same scene."""
PASSES_LEAST = 3.5
"""Lowest passing line. Anomaly is told in spreads of good photos, so its usual height is known beforehand;
ten photos that happen to be alike say little of how far the next good one may lie off."""


def thresholds(anomalies: Sequence[float], similarities: Sequence[float]) -> Thresholds:
    """A bank's lines, from its good photos, each seen by a pupil who was taught by the others."""
    passes = max(PASSES_LEAST, fmean(anomalies) + PASS_SPREADS * pstdev(anomalies))
    return Thresholds(passes, FAIL_FACTOR * passes, FOUND_SHARE * min(similarities))


def judge_quality(quality: Quality, limits: QualityLimits) -> Verdict | None:
    """A retake if the photo is unfit whatever it shows, naming the gravest cause; None if one may look at it.

    A photo that is less sharp than its bank's good ones is left to `judge_finding`.
    """
    found: list[Cause] = [cause for cause in reasons(quality, limits) if cause is not Cause.BLUR]
    if not found and quality.sharpness < LIMITS.sharpness_least:
        found = [Cause.BLUR]
    return Verdict(Outcome.RETAKE, found[0], None) if found else None


def judge_finding(similarity: float, anomaly: float, thresholds: Thresholds, *, blurred: bool) -> Verdict:
    """The verdict on a photo that one may look at.

    Args:
        similarity: How much the picture is the taught scene, from 0 to 1.
        anomaly: Strongest deviation from the good photos, from 0.
        thresholds: The bank's lines.
        blurred: It is less sharp than the bank's good photos allow.
    """
    if similarity < thresholds.found:
        return Verdict(Outcome.RETAKE, Cause.NOT_FOUND, None)
    if blurred:
        return Verdict(Outcome.RETAKE, Cause.BLUR, None)
    score = anomaly / thresholds.fails
    if anomaly <= thresholds.passes:
        return Verdict(Outcome.PASS, None, score)
    outcome = Outcome.FAIL if anomaly >= thresholds.fails else Outcome.UNSURE
    return Verdict(outcome, Cause.ANOMALY, score)


def judge_untaught(quality: Quality) -> Verdict:
    """The verdict where no bank was taught: retake what nobody could judge, else the camera cannot tell."""
    found = reasons(quality, LIMITS)
    if found:
        return Verdict(Outcome.RETAKE, found[0], None)
    return Verdict(Outcome.UNSURE, Cause.UNTAUGHT, None)
