"""What every detector promises; run over the network and over the hand-made features."""

from pathlib import Path

import numpy as np
import pytest

from tests.fakes.pictures import FAULT, SIZE, other, plate
from vision.detectors.anomaly import AnomalyDetector
from vision.detectors.models import network
from vision.detectors.patches import HandMade
from vision.detectors.port import Detector, Lesson
from vision.images import resize

GOOD = [plate(seed) for seed in range(8)]


@pytest.fixture(scope="module", params=["network", "hand-made"])
def detector(request: pytest.FixtureRequest, models_folder: Path) -> Detector:
    """Each implementation in turn."""
    extractor = network(models_folder) if request.param == "network" else HandMade()
    return AnomalyDetector(extractor)


@pytest.fixture(scope="module")
def lesson(detector: Detector) -> Lesson:
    """What it learnt from eight good plates."""
    return detector.teach(GOOD)


def test_it_has_a_name(detector: Detector) -> None:
    """The name tells method and weights, and fits a column."""
    assert "/" in detector.name
    assert len(detector.name) <= 128


def test_each_good_photo_is_held_back_once(lesson: Lesson) -> None:
    """There is one finding for each teaching photo, in figures that lines can be drawn from."""
    assert len(lesson.held_back) == len(GOOD)
    assert all(0 <= each.similarity <= 1 and 0 <= each.anomaly < 1e3 for each in lesson.held_back)


def test_what_was_learnt_is_arrays(lesson: Lesson) -> None:
    """A bank can store it: named arrays of numbers, without a NaN."""
    for name, values in lesson.learnt.items():
        assert name.isidentifier()
        assert np.isfinite(values).all()


def test_the_same_photos_teach_the_same(detector: Detector, lesson: Lesson) -> None:
    """Teaching again gives the same arrays, px by px."""
    again = detector.teach(GOOD)
    assert again.held_back == lesson.held_back
    assert all((again.learnt[name] == lesson.learnt[name]).all() for name in lesson.learnt)


def test_teaching_and_looking_leave_photos_alone(detector: Detector, lesson: Lesson) -> None:
    """The photos that come in are not changed."""
    photo = plate(77)
    detector.look(photo, lesson.learnt)
    assert (photo == plate(77)).all()
    assert all((photo == plate(seed)).all() for seed, photo in enumerate(GOOD))


def test_a_fault_stands_out(detector: Detector, lesson: Lesson) -> None:
    """Every faulty plate deviates more than every good one that was not taught."""
    good = [detector.look(plate(seed), lesson.learnt).anomaly for seed in range(100, 106)]
    faulty = [detector.look(plate(seed, faulty=True), lesson.learnt).anomaly for seed in range(100, 106)]
    assert max(good) < min(faulty)


def test_the_heat_lies_on_the_fault(detector: Detector, lesson: Lesson) -> None:
    """The box holds the place of the missing bolt and is not the whole photo."""
    box = detector.look(plate(200, faulty=True), lesson.learnt).heat
    assert box is not None
    x, y = FAULT[0] / SIZE[0], FAULT[1] / SIZE[1]
    assert box.x <= x <= box.x + box.w
    assert box.y <= y <= box.y + box.h
    assert box.w * box.h < 0.3


def test_another_scene_is_not_similar(detector: Detector, lesson: Lesson) -> None:
    """A photo of something else is less similar than any plate, faulty ones among them."""
    plates = [
        detector.look(plate(seed, faulty=seed % 2 == 0), lesson.learnt).similarity for seed in range(300, 304)
    ]
    others = [detector.look(other(seed), lesson.learnt).similarity for seed in range(300, 304)]
    assert max(others) < 0.5 * min(plates)


@pytest.mark.parametrize("size", [(768, 576), (1920, 1440)])
def test_size_does_not_matter(detector: Detector, lesson: Lesson, size: tuple[int, int]) -> None:
    """The same photo with more px is the same finding, but for rounding."""
    small, large = (detector.look(photo, lesson.learnt) for photo in (plate(400), resize(plate(400), *size)))
    assert large.similarity == pytest.approx(small.similarity, abs=0.08)
    assert large.anomaly < small.anomaly + 2


@pytest.mark.parametrize("size", [(288, 384), (256, 256), (1200, 256)])
def test_any_shape_can_be_looked_at(detector: Detector, lesson: Lesson, size: tuple[int, int]) -> None:
    """A photo of another shape gives a finding, not a fault of ours."""
    finding = detector.look(resize(plate(500), *size), lesson.learnt)
    assert 0 <= finding.similarity <= 1
    assert np.isfinite(finding.anomaly)


@pytest.mark.parametrize("level", [0, 255])
def test_a_photo_of_nothing_is_not_found(detector: Detector, lesson: Lesson, level: int) -> None:
    """Black or white without anything in it resembles nothing."""
    empty = np.full((288, 384, 3), level, np.uint8)
    assert detector.look(empty, lesson.learnt).similarity < 0.3


def test_two_photos_teach_nothing(detector: Detector) -> None:
    """How good photos differ cannot be learnt from two."""
    with pytest.raises(ValueError, match="2"):
        detector.teach(GOOD[:2])
