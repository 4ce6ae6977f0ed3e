"""Inspects one photo: bytes in, verdict out; knows no database and runs in the worker."""

from dataclasses import dataclass

from vision.banks import Bank
from vision.boxes import Box
from vision.checks import Check
from vision.detectors.port import Detector
from vision.judge import Outcome
from vision.quality import Cause


@dataclass(frozen=True)
class Inspection:
    """The camera's verdict on one photo.

    Attributes:
        cause: None only for a pass.
        score: Anomaly as a share of what fails: 1 is the line; None if it was not measured.
        heat: Where the anomaly lies; only with cause anomaly.
        detector: Who looked.
        bank: Version of the bank; None if the check was never taught.
    """

    outcome: Outcome
    cause: Cause | None
    score: float | None
    heat: Box | None
    detector: str
    bank: str | None


def inspect(data: bytes, check: Check, bank: Bank | None, detector: Detector) -> Inspection:
    """The verdict on a photo.

    Args:
        data: The file as it came.
        check: What to check; without a bank only the quality is judged and the outcome is unsure.
        bank: What the check has learnt.
        detector: The one that taught the bank.

    Raises:
        PhotoError: the bytes are no photo that can be inspected.
        DetectorDiffers: the bank was taught by another detector.
    """
    raise NotImplementedError
