"""What a detector must offer; banks and inspection know no more of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vision.boxes import Box
from vision.images import Rgb

Learnt: TypeAlias = Mapping[str, NDArray[np.generic]]
"""What a detector has learnt, as named arrays that a bank stores and hands back."""


@dataclass(frozen=True)
class Finding:
    """What a detector sees in one photo.

    Attributes:
        similarity: How much the picture is the taught scene at all, from 0 to 1.
        anomaly: Strongest deviation from the good photos, from 0; in units of the detector.
        heat: Where the deviation lies; None if there is none to show.
    """

    similarity: float
    anomaly: float
    heat: Box | None


@dataclass(frozen=True)
class Lesson:
    """What a detector has learnt from good photos.

    Attributes:
        learnt: To be stored, and handed to `look`.
        held_back: Each teaching photo as seen by a pupil who was taught by all the others, in order.
    """

    learnt: Learnt
    held_back: tuple[Finding, ...]


class Detector(Protocol):
    """Learns from good photos and finds what differs from them."""

    @property
    def name(self) -> str:
        """Method and weights; a bank taught under one name is never read under another."""

    def teach(self, photos: Sequence[Rgb]) -> Lesson:
        """Learn from at least three good photos of one scene; the same photos give the same lesson."""

    def look(self, photo: Rgb, learnt: Learnt) -> Finding:
        """Compare one photo with what was learnt."""
