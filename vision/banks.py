"""Banks: what a check has learnt from good photos, with its lines, stored under the hash of its content.

A bank is made whole, written aside and renamed; a stored bank never changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vision.checks import Check
from vision.detectors.port import Detector, Learnt
from vision.judge import Thresholds
from vision.quality import QualityLimits


@dataclass(frozen=True)
class Bank:
    """What a check has learnt.

    Attributes:
        detector: Name of the detector that taught it and alone can read it.
        photos: SHA-256 of the good photos, in order.
        limits: What a photo must keep to be judged, seen from the good photos.
        ghost: PNG with transparency, the outline of the good photos.
        version: SHA-256 of everything else.
    """

    check: Check
    detector: str
    photos: tuple[str, ...]
    thresholds: Thresholds
    limits: QualityLimits
    learnt: Learnt
    ghost: bytes
    version: str


def teach(photos: Sequence[bytes], check: Check, detector: Detector) -> Bank:
    """A bank learnt from good photos; the same photos give the same version."""
    raise NotImplementedError


def save(bank: Bank, folder: Path) -> Path:
    """Store a bank below `folder` and return its own folder; whole or not at all."""
    raise NotImplementedError


def open_bank(folder: Path, version: str) -> Bank:
    """The stored bank of a version."""
    raise NotImplementedError
