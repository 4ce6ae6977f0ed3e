import cv2
import numpy as np
import pytest

from tests.fakes.pictures import plate
from vision.images import Rgb, resize
from vision.measuring import measure
from vision.outcomes import Cause
from vision.quality import limits_for, reasons

LARGE = (1280, 960)


def blurred(photo: Rgb, sigma: float) -> Rgb:
    return np.asarray(cv2.GaussianBlur(photo, (0, 0), sigma), np.uint8)


def test_blur_is_measured_in_order() -> None:
    """The more a photo is blurred, the less sharp it measures."""
    photo = plate(1, size=LARGE)
    measured = [measure(blurred(photo, sigma)).sharpness for sigma in (0.5, 2, 4, 8, 16)]
    assert measured == sorted(measured, reverse=True)
    assert measured[0] > 1.8
    assert measured[-1] < 1.2


@pytest.mark.parametrize("size", [(960, 720), (1280, 960), (2560, 1920), (4000, 3000)])
def test_size_hardly_matters(size: tuple[int, int]) -> None:
    """The same photo with more px measures the same."""
    first, second = measure(plate(1, size=(960, 720))), measure(resize(plate(1, size=(960, 720)), *size))
    assert second.sharpness == pytest.approx(first.sharpness, abs=0.25)
    assert second.brightness == pytest.approx(first.brightness, abs=0.01)


def test_a_sharp_stamp_does_not_save_a_blurred_photo() -> None:
    """A date in the corner is sharp in every photo."""
    photo = blurred(plate(1, size=LARGE), 9)
    photo[900:950, 1000:1270] = (20, 20, 20)
    cv2.putText(photo, "2026-03-01", (1010, 940), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (250, 250, 250), 2)
    limits = limits_for([measure(plate(seed, size=LARGE)) for seed in range(3)])
    assert reasons(measure(photo), limits) == (Cause.BLUR,)


def test_dark_is_dark() -> None:
    """A photo taken without light is named dark first."""
    photo = (plate(1, size=LARGE) * 0.08).astype(np.uint8)
    assert reasons(measure(photo))[0] is Cause.DARK


def test_a_dark_part_in_the_light_is_not_dark() -> None:
    """Black rubber in good light is no dark photo: its brighter half counts."""
    photo = plate(1, size=LARGE)
    photo[:, :600] = 8
    assert Cause.DARK not in reasons(measure(photo))


def test_overexposed_is_bright() -> None:
    """A photo that is mostly burnt out is named so."""
    photo = np.clip(plate(1, size=LARGE).astype(int) * 4, 0, 255).astype(np.uint8)
    assert reasons(measure(photo))[0] is Cause.BRIGHT


def test_a_burnt_spot_is_glare_and_glints_are_not() -> None:
    """One large white spot is glare; as many white px in small glints are metal."""
    spot, glints = plate(1, size=LARGE), plate(1, size=LARGE)
    cv2.circle(spot, (640, 480), 160, (255, 255, 255), -1)
    for x in range(40, 1260, 60):
        for y in range(40, 940, 60):
            cv2.circle(glints, (x, y), 6, (255, 255, 255), -1)
    assert Cause.GLARE in reasons(measure(spot))
    assert Cause.GLARE not in reasons(measure(glints))


@pytest.mark.parametrize("level", [0, 128, 255])
@pytest.mark.parametrize("size", [(256, 256), (4000, 256), (256, 3000)])
def test_an_empty_photo_can_be_measured(level: int, size: tuple[int, int]) -> None:
    """A photo of nothing, of any shape, has figures between 0 and 1."""
    quality = measure(np.full((size[1], size[0], 3), level, np.uint8))
    assert 1 <= quality.sharpness <= 2.5
    assert all(0 <= value <= 1 for name, value in quality.__dict__.items() if name != "sharpness")
