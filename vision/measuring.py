"""Measures the quality of a photo: sharpness, light, burnt-out spots; pure.

Everything is measured on the photo resized to one size, so that figures of 2 and of 12 megapixels compare.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.images import Rgb, resize
from vision.quality import Quality

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
