"""Rules on the quality of a photo: which of its faults make it unfit to be judged; pure, without a pixel."""

from collections.abc import Sequence
from dataclasses import dataclass

from vision.outcomes import Cause


@dataclass(frozen=True)
class Quality:
    """What was measured of a photo.

    Attributes:
        sharpness: How much steeper edges are than after a further blurring; 1 is soft, 2.5 a perfect edge.
        brightness: Mean luma of the brighter half, 0 to 1.
        overexposed: Share of pixels that are burnt out, 0 to 1.
        glare: Share of the photo covered by its largest burnt-out spot, 0 to 1.
    """

    sharpness: float
    brightness: float
    overexposed: float
    glare: float


@dataclass(frozen=True)
class QualityLimits:
    """What a photo must keep to be judged.

    The defaults are for any photo; a bank draws them closer, see `limits_for`.

    Source: our own trials on rendered photos; they err towards judging. A sharpness of 1.35 is an edge spread
    by a Gaussian of 2.3 px in a photo of 640.
    """

    sharpness_least: float = 1.35
    brightness_least: float = 0.10
    overexposed_most: float = 0.35
    glare_most: float = 0.03


LIMITS = QualityLimits()

_SHARPNESS_KEPT, _BRIGHTNESS_KEPT = 0.80, 0.40
"""Shares of the good photos' worst figure that a photo of the same scene must reach."""
_GLARE_ADDED = 0.02
"""How much more of the photo than on any good one may be burnt out in one spot."""


def limits_for(good: Sequence[Quality]) -> QualityLimits:
    """Limits for one scene, from its good photos: close to them where the scene allows, never laxer for blur.

    Args:
        good: Of at least one photo.
    """
    return QualityLimits(
        sharpness_least=_SHARPNESS_KEPT * min(q.sharpness for q in good),
        brightness_least=_BRIGHTNESS_KEPT * min(q.brightness for q in good),
        overexposed_most=max(LIMITS.overexposed_most, max(q.overexposed for q in good) * 1.5),
        glare_most=max(q.glare for q in good) + _GLARE_ADDED,
    )


def reasons(quality: Quality, limits: QualityLimits = LIMITS) -> tuple[Cause, ...]:
    """Why a photo must be taken again, gravest first; empty if it can be judged.

    Light comes before sharpness: noise and burnt-out pixels falsify the sharpness that is measured.
    """
    found = {
        Cause.DARK: quality.brightness < limits.brightness_least,
        Cause.BRIGHT: quality.overexposed > limits.overexposed_most,
        Cause.GLARE: quality.glare > limits.glare_most,
        Cause.BLUR: quality.sharpness < limits.sharpness_least,
    }
    return tuple(cause for cause, holds in found.items() if holds)
