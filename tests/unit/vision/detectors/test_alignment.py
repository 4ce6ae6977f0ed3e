import cv2
import numpy as np
import pytest

from tests.fakes.pictures import other, plate
from vision.boxes import Box
from vision.detectors.alignment import align, cover, frame_size, framed, outline
from vision.images import Rgb, resize

REFERENCE = outline(plate(1))


def moved(photo: Rgb, angle: float, x: float, y: float) -> Rgb:
    move = cv2.getRotationMatrix2D((192, 144), angle, 1.0)
    move[:, 2] += (x, y)
    return np.asarray(cv2.warpAffine(photo, move, (384, 288), borderMode=cv2.BORDER_REPLICATE), np.uint8)


@pytest.mark.parametrize(("angle", "x", "y"), [(0, 0, 0), (3, 0, 0), (0, 9, -7), (-2, -6, 5), (4, 8, 8)])
def test_a_moved_photo_is_laid_back(angle: float, x: float, y: float) -> None:
    """After alignment the photo differs less from the reference's than before, and by little."""
    still = plate(1)
    laid = align(moved(still, angle, x, y), REFERENCE)
    inner = np.s_[40:-40, 40:-40]
    after = np.abs(laid.photo.astype(int) - still)[inner].mean()
    assert after < 6
    assert laid.similarity > 0.85


@pytest.mark.parametrize("gain", [0.4, 0.7, 1.3])
def test_light_does_not_matter(gain: float) -> None:
    """The same plate in other light is as similar."""
    lit = np.clip(plate(5) * gain, 0, 255).astype(np.uint8)
    assert align(lit, REFERENCE).similarity > 0.85


def test_other_things_are_not_similar() -> None:
    """What was never taught resembles the reference little."""
    assert max(align(other(seed), REFERENCE).similarity for seed in range(4)) < 0.4


@pytest.mark.parametrize(
    ("size", "frame"),
    [((960, 720), (384, 288)), ((720, 960), (288, 384)), ((500, 500), (384, 384)), ((4000, 256), (384, 32))],
)
def test_the_frame_has_the_photos_shape(size: tuple[int, int], frame: tuple[int, int]) -> None:
    """A frame is 384 px long, and both sides suit the network."""
    assert frame_size(np.zeros((size[1], size[0], 3), np.uint8)) == frame


def test_a_photo_of_another_shape_fills_the_frame() -> None:
    """The middle of a wider photo covers the frame, nothing is stretched, all of it is seen."""
    wide = resize(plate(1), 800, 288)
    laid = framed(wide, cover(wide, (384, 288)), (384, 288))
    assert laid.photo.shape == (288, 384, 3)
    assert laid.seen.min() == pytest.approx(1, abs=0.01)


def test_what_the_photo_does_not_reach_is_known() -> None:
    """Where the frame looks beyond the photo, it says so."""
    aside = np.array([[1, 0, 100], [0, 1, 0]], np.float32)
    laid = framed(plate(1), aside, (384, 288))
    assert laid.seen[:, :280].min() == 1
    assert laid.seen[:, 290:].max() == 0


def test_a_box_of_the_frame_is_told_on_the_photo() -> None:
    """A place in the frame is found in the photo as it came, whatever its size."""
    large = resize(plate(1), 1536, 1152)
    laid = align(large, REFERENCE)
    box = laid.box(96, 72, 192, 144)
    assert box.model_dump() == pytest.approx({"x": 0.25, "y": 0.25, "w": 0.25, "h": 0.25}, abs=0.03)


def test_a_box_never_leaves_the_photo() -> None:
    """A place beyond the photo is cut at its edge."""
    laid = framed(plate(1), np.array([[1, 0, 200], [0, 1, -50]], np.float32), (384, 288))
    box = laid.box(0, 0, 384, 288)
    assert isinstance(box, Box)
    assert box.x + box.w <= 1 + 1e-6
    assert box.y == 0
