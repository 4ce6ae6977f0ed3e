from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import pytest

from tests.fakes.pictures import encoded, plate
from vision.banks import Bank
from vision.boxes import Box
from vision.checks import Anomaly
from vision.detectors.port import Finding, Learnt, Lesson
from vision.errors import DetectorDiffers, PhotoNotImage
from vision.images import Rgb
from vision.inspection import inspect
from vision.judge import Thresholds
from vision.outcomes import Cause, Outcome
from vision.quality import QualityLimits

CHECK = Anomaly(id="plate")
HEAT = Box(x=0.2, y=0.4, w=0.1, h=0.2)
GOOD_PHOTO = encoded(plate(1, size=(960, 720)))


@dataclass
class FixedDetector:
    """Sees what it is told to see, and counts how often it looked."""

    finding: Finding
    name: str = "fixed/1"
    looks: int = 0

    def teach(self, photos: Sequence[Rgb]) -> Lesson:
        return Lesson({}, tuple(self.finding for _ in photos))

    def look(self, photo: Rgb, learnt: Learnt) -> Finding:
        self.looks += 1
        return self.finding


def bank(**changed: object) -> Bank:
    plain = Bank(CHECK, "fixed/1", (), Thresholds(4, 5, 0.5), QualityLimits(), {}, b"", "v1")
    return replace(plain, **changed)  # type: ignore[arg-type]


def sees(anomaly: float, similarity: float = 0.9) -> FixedDetector:
    return FixedDetector(Finding(similarity, anomaly, HEAT))


def test_a_good_photo_passes() -> None:
    """The verdict names detector and bank, and shows no heat where nothing is wrong."""
    said = inspect(GOOD_PHOTO, CHECK, bank(), sees(1.0))
    assert (said.outcome, said.cause, said.heat) == (Outcome.PASS, None, None)
    assert (said.detector, said.bank, said.score) == ("fixed/1", "v1", 0.2)


@pytest.mark.parametrize(("anomaly", "outcome"), [(4.5, Outcome.UNSURE), (9.0, Outcome.FAIL)])
def test_an_anomaly_shows_where(anomaly: float, outcome: Outcome) -> None:
    """Fail and unsure carry the place that deviates."""
    said = inspect(GOOD_PHOTO, CHECK, bank(), sees(anomaly))
    assert (said.outcome, said.cause, said.heat) == (outcome, Cause.ANOMALY, HEAT)


def test_the_heat_of_a_region_is_told_on_the_whole_photo() -> None:
    """A bank that was taught on a region looks there, and answers for the photo."""
    half = bank(check=Anomaly(id="plate", region=Box(x=0.5, y=0, w=0.5, h=1)))
    said = inspect(GOOD_PHOTO, CHECK, half, sees(9.0))
    assert said.heat is not None
    assert said.heat.model_dump() == pytest.approx({"x": 0.6, "y": 0.4, "w": 0.05, "h": 0.2})


def test_something_else_is_taken_again() -> None:
    """A photo of another thing is not judged."""
    said = inspect(GOOD_PHOTO, CHECK, bank(), sees(9.0, similarity=0.2))
    assert (said.outcome, said.cause, said.score, said.heat) == (Outcome.RETAKE, Cause.NOT_FOUND, None, None)


def test_a_dark_photo_is_not_looked_at() -> None:
    """The detector is not asked about a photo that nobody could judge."""
    detector = sees(1.0)
    dark = encoded((plate(1, size=(960, 720)) * 0.06).astype(np.uint8))
    assert inspect(dark, CHECK, bank(), detector).cause is Cause.DARK
    assert detector.looks == 0


def test_a_blurred_photo_is_taken_again() -> None:
    """Blur is named even where the detector sees no fault."""
    soft = cv2.GaussianBlur(plate(1, size=(960, 720)), (0, 0), 14)
    said = inspect(
        encoded(np.asarray(soft, np.uint8)), CHECK, bank(limits=QualityLimits(sharpness_least=1.7)), sees(0.0)
    )
    assert (said.outcome, said.cause) == (Outcome.RETAKE, Cause.BLUR)


def test_an_untaught_check_is_never_passed() -> None:
    """Without a bank the camera cannot tell, and looks at nothing."""
    detector = sees(0.0)
    said = inspect(GOOD_PHOTO, CHECK, None, detector)
    assert (said.outcome, said.cause, said.bank) == (Outcome.UNSURE, Cause.UNTAUGHT, None)
    assert detector.looks == 0


def test_another_detector_may_not_read_a_bank() -> None:
    """What one detector learnt means nothing to another."""
    with pytest.raises(DetectorDiffers) as refused:
        inspect(GOOD_PHOTO, CHECK, bank(detector="other/2"), sees(0.0))
    assert refused.value.values() == {"bank": "other/2", "detector": "fixed/1"}


def test_what_is_no_photo_is_refused() -> None:
    """Bytes that are no photo give no verdict but an error."""
    with pytest.raises(PhotoNotImage):
        inspect(b"PK\x03\x04", CHECK, bank(), sees(0.0))
