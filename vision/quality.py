"""Says whether a photo can be judged at all: blurred, dark, overexposed or glaring; pure.

Everything is measured on the photo resized to one size, so that figures of 2 and of 12 megapixels compare.
"""

from dataclasses import dataclass
from enum import StrEnum

from vision.images import Rgb


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
        brightness: Median luma, 0 to 1.
        overexposed: Share of pixels at the upper end, 0 to 1.
        glare: Share of the photo covered by its largest burnt-out spot, 0 to 1.
    """

    sharpness: float
    brightness: float
    overexposed: float
    glare: float


@dataclass(frozen=True)
class QualityLimits:
    """What a photo must keep to be judged."""

    sharpness_least: float = 0.1
    brightness_least: float = 0.1
    overexposed_most: float = 0.4
    glare_most: float = 0.02


def measure(photo: Rgb) -> Quality:
    """The quality of a photo, (H, W, 3) uint8 RGB."""
    raise NotImplementedError


def reasons(quality: Quality, limits: QualityLimits) -> tuple[Cause, ...]:
    """Why a photo must be taken again, gravest first; empty if it can be judged."""
    raise NotImplementedError
