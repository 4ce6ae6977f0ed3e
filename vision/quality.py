"""Says whether a photo can be judged at all: blurred, dark, overexposed or glaring; pure.

Everything is measured on the photo resized to one size, so that figures of 2 and of 12 megapixels compare.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.images import Rgb, resize

LONG_SIDE_PX = 640
"""Size of what is measured; a phone's preview, in which a person would notice the same faults."""
_DENOISE_PX, _REBLUR_PX = 0.8, 2.0
_TILES = 8
_SHARPEST_SHARE = 0.75
"""A photo is as sharp as the tiles at this quantile: a blurred background is no fault."""
_BURNT = 250
"""Luma from which a sensor's pixel holds no detail. Source: 8-bit sRGB, the last 2 % of the scale."""
_GLARE_CORE_PX = 9
"""A burnt-out spot counts as glare from this width on; smaller ones are glints on metal."""


class Cause(StrEnum):
    """Why a photo did not pass."""

    DARK = "dark"
    OVEREXPOSED = "overexposed"
    BLUR = "blur"
    GLARE = "glare"
    NOT_FOUND = "not_found"
    ANOMALY = "anomaly"
    UNTAUGHT = "untaught"


@dataclass(frozen=True)
class Quality:
    """What was measured of a photo.

    Attributes:
        sharpness: Share of fine contrast that a further blurring takes away, 0 to 1; higher is sharper.
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

    Source: our own trials on photos that people called unusable; they err towards judging.
    """

    sharpness_least: float = 0.16
    brightness_least: float = 0.10
    overexposed_most: float = 0.35
    glare_most: float = 0.03


LIMITS = QualityLimits()

_SHARPNESS_KEPT, _BRIGHTNESS_KEPT = 0.70, 0.40
"""Shares of the good photos' worst figure that a photo of the same scene must reach."""
_GLARE_ADDED = 0.02
"""How much more of the photo than on any good one may be burnt out in one spot."""


def measure(photo: Rgb) -> Quality:
    """The quality of a photo.

    Args:
        photo: (H, W, 3) uint8 RGB.

    Source: sharpness after Crete et al., "The Blur Effect", SPIE 2007, by tiles.
    """
    scale = LONG_SIDE_PX / max(photo.shape[:2])
    small = resize(photo, *(max(_TILES, round(side * scale)) for side in photo.shape[1::-1]))
    luma = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
    burnt = (luma >= _BURNT).astype(np.uint8)
    upper = luma[luma >= np.median(luma)]
    return Quality(
        sharpness=_sharpness(luma.astype(np.float32)),
        brightness=float(upper.mean()) / 255,
        overexposed=float(burnt.mean()),
        glare=_largest_spot(burnt),
    )


def _sharpness(luma: NDArray[np.float32]) -> float:
    clean = cv2.GaussianBlur(luma, (0, 0), _DENOISE_PX)
    soft = cv2.GaussianBlur(clean, (0, 0), _REBLUR_PX)
    fine, coarse = _contrast(np.asarray(clean)), _contrast(np.asarray(soft))
    shares = 1 - coarse / np.maximum(fine, 1e-6)
    textured = coarse >= np.quantile(coarse, 0.6)
    return float(np.clip(np.quantile(shares[textured], _SHARPEST_SHARE), 0, 1))


def _contrast(plane: NDArray[np.generic]) -> NDArray[np.float64]:
    """Mean step between neighbours, by tile."""
    steps = np.abs(np.diff(plane, axis=0))[:, 1:] + np.abs(np.diff(plane, axis=1))[1:]
    rows, columns = (size // _TILES * _TILES for size in steps.shape)
    blocks = steps[:rows, :columns].reshape(_TILES, rows // _TILES, _TILES, columns // _TILES)
    return np.asarray(blocks.mean(axis=(1, 3)), np.float64)


def _largest_spot(burnt: NDArray[np.uint8]) -> float:
    core = cv2.morphologyEx(burnt, cv2.MORPH_OPEN, np.ones((_GLARE_CORE_PX, _GLARE_CORE_PX), np.uint8))
    _, _, spots, _ = cv2.connectedComponentsWithStats(core)
    return float(max(spots[1:, cv2.CC_STAT_AREA], default=0)) / burnt.size


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
        Cause.OVEREXPOSED: quality.overexposed > limits.overexposed_most,
        Cause.GLARE: quality.glare > limits.glare_most,
        Cause.BLUR: quality.sharpness < limits.sharpness_least,
    }
    return tuple(cause for cause, holds in found.items() if holds)
