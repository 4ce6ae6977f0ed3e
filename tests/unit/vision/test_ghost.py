import cv2
import numpy as np

from tests.fakes.pictures import plate
from vision.boxes import Box
from vision.ghost import ghost

PHOTOS = [plate(seed, size=(960, 720)) for seed in range(5)]


def shown(data: bytes) -> np.ndarray:
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    assert picture is not None
    return picture


def test_an_outline_is_mostly_transparent() -> None:
    """It is a PNG of the photo's shape that hides little and shows something."""
    picture = shown(ghost(PHOTOS))
    assert picture.shape == (720, 960, 4)
    drawn = (picture[..., 3] > 128).mean()
    assert 0.005 < drawn < 0.3


def test_the_outline_lies_on_the_edges() -> None:
    """Lines are drawn where the plate ends, not on its plain middle."""
    alpha = shown(ghost(PHOTOS))[..., 3]
    edge, plain = alpha[300:500, 55:100], alpha[610:640, 540:700]
    assert edge.max() > 150
    assert plain.max() < 60


def test_lines_are_light_with_a_dark_rim() -> None:
    """They can be seen on dark and on bright pictures."""
    picture = shown(ghost(PHOTOS))
    solid = picture[..., 3] > 200
    faint = (picture[..., 3] > 40) & (picture[..., 3] < 100)
    assert picture[..., 0][solid].mean() > 200
    assert picture[..., 0][faint].mean() < 100


def test_nothing_is_drawn_outside_the_region() -> None:
    """A check that looks at the upper half has no outline in the lower."""
    alpha = shown(ghost(PHOTOS, Box(x=0, y=0, w=1, h=0.5)))[..., 3]
    assert alpha[:340].max() > 150
    assert alpha[380:].max() == 0


def test_an_upright_scene_has_an_upright_outline() -> None:
    """The outline has the shape of the photos."""
    turned = [np.ascontiguousarray(np.rot90(photo)) for photo in PHOTOS]
    assert shown(ghost(turned)).shape == (1280, 960, 4)


def test_the_same_photos_give_the_same_outline() -> None:
    """An outline is part of a bank's content and must not vary."""
    assert ghost(PHOTOS) == ghost(PHOTOS)
