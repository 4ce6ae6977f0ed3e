"""Ranks photos for review: how much it would matter if this one were wrong; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from vision.outcomes import Outcome
from vision.reasons import Risk

WEIGHTS: Mapping[Risk, int] = MappingProxyType(
    {
        Risk.CAMERA_FAILED: 50,
        Risk.SAME_IN_JOB: 45,
        Risk.SAME_ELSEWHERE: 45,
        Risk.OVERRIDE: 40,
        Risk.CAMERA_UNSURE: 30,
        Risk.COLLEAGUE_UNSURE: 25,
        Risk.UNTAUGHT: 20,
        Risk.DANGER: 20,
        Risk.WARNING: 10,
        Risk.CLOSE_TO_LINE: 10,
        Risk.RETAKEN: 5,
        Risk.DEFERRED: 5,
    }
)
"""Points for each reason. Source: our own order of harm; a camera's alarm outranks any hazard of the step."""

CLOSE_SHARE = 0.6
"""A pass whose score is above this share of the failing score is close to the line."""
RETAKEN_TIMES = 2
"""From this many earlier photos of the same gate on, taking it counts as hard."""


@dataclass(frozen=True)
class RiskInput:
    """What is known of a photo when it is queued.

    Attributes:
        outcome: What the camera said; None if it has not looked.
        untaught: The check had no bank.
        score: The camera's score; 1 is its failing line.
        overridden: The technician opened the gate without the camera's pass.
        hazard: The gravest hazard of the step.
        retakes: Earlier photos of the same gate.
        same: Where the same bytes were handed in for another gate; then that is why nobody can tell.
        deferred: Taken while cut off.
    """

    outcome: Outcome | None
    score: float | None = None
    untaught: bool = False
    overridden: bool = False
    hazard: Literal["danger", "warning", "caution", "notice"] | None = None
    retakes: int = 0
    same: Literal["job", "elsewhere"] | None = None
    deferred: bool = False


def risks(given: RiskInput) -> tuple[Risk, ...]:
    """The reasons to look at this photo early, gravest first."""
    close = given.outcome is Outcome.PASS and (given.score or 0) > CLOSE_SHARE
    holds = {
        Risk.OVERRIDE: given.overridden,
        Risk.CAMERA_FAILED: given.outcome is Outcome.FAIL,
        Risk.SAME_IN_JOB: given.same == "job",
        Risk.SAME_ELSEWHERE: given.same == "elsewhere",
        Risk.CAMERA_UNSURE: given.outcome in (Outcome.UNSURE, Outcome.RETAKE)
        and not given.untaught
        and given.same is None,
        Risk.CLOSE_TO_LINE: close,
        Risk.UNTAUGHT: given.untaught,
        Risk.DANGER: given.hazard == "danger",
        Risk.WARNING: given.hazard == "warning",
        Risk.RETAKEN: given.retakes >= RETAKEN_TIMES,
        Risk.DEFERRED: given.deferred,
    }
    return tuple(sorted((risk for risk, held in holds.items() if held), key=lambda r: -WEIGHTS[r]))


def points(reasons: tuple[Risk, ...]) -> int:
    """How early a photo is looked at; higher is earlier."""
    return sum(WEIGHTS[reason] for reason in reasons)
