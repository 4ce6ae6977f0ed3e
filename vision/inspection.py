"""Inspects one photo: bytes in, verdict out; knows no database and runs in the worker."""

from vision.banks import Bank
from vision.boxes import WHOLE, Box, on_whole
from vision.checks import Check
from vision.detectors.port import Detector
from vision.errors import DetectorDiffers
from vision.images import LIMITS, Limits, Rgb, crop, decode
from vision.judge import Verdict, judge_finding, judge_quality, judge_untaught
from vision.measuring import measure
from vision.outcomes import Cause, Inspection

LOOK_LONG_SIDE_PX = 800
"""More px tell neither quality nor detector anything; a photo of 12 megapixels comes at a quarter."""


def inspect(
    data: bytes, check: Check, bank: Bank | None, detector: Detector, *, limits: Limits = LIMITS
) -> Inspection:
    """The verdict on a photo.

    Args:
        data: The file as it came.
        check: What to check; without a bank only the quality is judged and the outcome is at best unsure.
        bank: What the check has learnt; it also knows where to look.
        detector: The one that taught the bank.
        limits: What a photo may be.

    Raises:
        PhotoError: the bytes are no photo that can be inspected.
        DetectorDiffers: the bank was taught by another detector.
    """
    if bank is not None and bank.detector != detector.name:
        raise DetectorDiffers(bank=bank.detector, detector=detector.name)
    region = bank.check.region if bank else check.region
    photo = crop(decode(data, limits, long_side_px=LOOK_LONG_SIDE_PX), region)
    verdict, heat = _look(photo, bank, detector)
    shown = on_whole(heat, region or WHOLE) if heat and verdict.cause is Cause.ANOMALY else None
    version = bank.version if bank else None
    return Inspection(verdict.outcome, verdict.cause, verdict.score, shown, detector.name, version)


def _look(photo: Rgb, bank: Bank | None, detector: Detector) -> tuple[Verdict, Box | None]:
    quality = measure(photo)
    if bank is None:
        return judge_untaught(quality), None
    unfit = judge_quality(quality, bank.limits)
    if unfit is not None:
        return unfit, None
    finding = detector.look(photo, bank.learnt)
    blurred = quality.sharpness < bank.limits.sharpness_least
    return judge_finding(finding.similarity, finding.anomaly, bank.thresholds, blurred=blurred), finding.heat
