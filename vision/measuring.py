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
_DENOISE_PX, _REBLUR_PX = 1.0, 2.5
_TILES = 8
_CLEAREST, _SHARPEST = 0.75, 0.75
"""Sharpness is read in the quarter of the tiles with the clearest edges, at their upper quartile: a blurred
background is no fault, and a sharp stamp in one corner no cure."""
_FAINTEST = 0.3
"""Steps below this, in grey levels, are noise."""
_BURNT = 250
"""Luma from which a sensor's pixel holds no detail. Source: 8-bit sRGB, the last 2 % of the scale."""
_GLARE_CORE_PX = 9
"""A burnt-out spot counts as glare from this width on; smaller ones are glints on metal."""


def measure(photo: Rgb) -> Quality:
    """The quality of a photo.

    Args:
        photo: (H, W, 3) uint8 RGB.

    Source: sharpness after Zhuo and Sim, "Defocus map estimation from a single image", Pattern Recognition
    2011: the ratio of gradients before and after a further blur, read by tiles.
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
    sharp, soft = (_steepest(luma, sigma) for sigma in (_DENOISE_PX, _REBLUR_PX))
    clear = soft >= np.quantile(soft, _CLEAREST)
    return float(np.quantile(sharp[clear] / soft[clear], _SHARPEST))


def _steepest(luma: NDArray[np.float32], sigma: float) -> NDArray[np.float64]:
    """Steepest step between neighbours of each tile after blurring, but for the steepest hundredth."""
    plane = np.asarray(cv2.GaussianBlur(luma, (0, 0), sigma))
    steps = np.abs(np.diff(plane, axis=0))[:, 1:] + np.abs(np.diff(plane, axis=1))[1:]
    rows, columns = (size // _TILES * _TILES for size in steps.shape)
    blocks = steps[:rows, :columns].reshape(_TILES, rows // _TILES, _TILES, columns // _TILES)
    return np.asarray(np.maximum(np.quantile(blocks, 0.99, axis=(1, 3)), _FAINTEST), np.float64)


def _largest_spot(burnt: NDArray[np.uint8]) -> float:
    core = cv2.morphologyEx(burnt, cv2.MORPH_OPEN, np.ones((_GLARE_CORE_PX, _GLARE_CORE_PX), np.uint8))
    _, _, spots, _ = cv2.connectedComponentsWithStats(core)
    return float(max(spots[1:, cv2.CC_STAT_AREA], default=0)) / burnt.size
