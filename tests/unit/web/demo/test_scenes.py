import numpy as np
import pytest

from vision.images import check, decode
from vision.measuring import measure
from web.demo import scenes

DARKEST = 30


@pytest.mark.parametrize("name", scenes.CHECKS)
def test_every_check_has_a_scene(name: str) -> None:
    """Each check shows good and faulty work at the promised size, labelled in its corner."""
    good, faulty = (scenes.render(name, kind, 3_500) for kind in ("good", "faulty"))
    assert good.shape == faulty.shape == (720, 960, 3)
    for photo in (good, faulty):
        corner = photo[684:716, 790:956]
        assert (corner > 225).any()
        assert (corner < DARKEST + 10).mean() > 0.4
    assert measure(good).brightness > 0.15


def test_the_same_seed_is_the_same_photo() -> None:
    """Check, kind and seed decide every byte; another seed is another photo."""
    assert scenes.photo("atf_washer", "good", 3_501) == scenes.photo("atf_washer", "good", 3_501)
    assert scenes.photo("atf_washer", "good", 3_501) != scenes.photo("atf_washer", "good", 3_502)


def test_a_rendered_photo_is_a_photo() -> None:
    """It passes the door that every photo goes through."""
    data = scenes.photo("atf_washer", "good", 3_503)
    assert check(data).kind == "jpeg"
    assert np.abs(decode(data).astype(int) - scenes.render("atf_washer", "good", 3_503)).mean() < 8


def test_unusable_photos_are_unusable() -> None:
    """Dark is darker, glare burns out, blur is softer than a good photo of the same check."""
    good, blur, dark, glare = (
        measure(scenes.render("atf_washer", kind, 3_504)) for kind in ("good", "blur", "dark", "glare")
    )
    assert dark.brightness < good.brightness / 3
    assert glare.glare > good.glare + 0.02
    assert blur.sharpness < 0.8 * good.sharpness


def test_seeds_never_meet() -> None:
    """What teaches is never shown on the page, and neither is what tests hold back."""
    assert not set(scenes.TEACHING) & set(scenes.SHOWN)
    assert not set(scenes.TEACHING) & set(scenes.HELD_BACK)
    assert not set(scenes.SHOWN) & set(scenes.HELD_BACK)
    assert len(scenes.TEACHING) >= 10
