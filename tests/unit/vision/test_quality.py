import pytest

from vision.outcomes import Cause
from vision.quality import LIMITS, Quality, QualityLimits, limits_for, reasons

FINE = Quality(sharpness=2.0, brightness=0.5, overexposed=0.01, glare=0.0)


def quality(**changed: float) -> Quality:
    return Quality(**{**FINE.__dict__, **changed})


def test_a_fine_photo_has_no_fault() -> None:
    """A photo within all limits can be judged."""
    assert reasons(FINE) == ()


@pytest.mark.parametrize(
    ("changed", "cause"),
    [
        ({"brightness": 0.09}, Cause.DARK),
        ({"overexposed": 0.36}, Cause.BRIGHT),
        ({"glare": 0.04}, Cause.GLARE),
        ({"sharpness": 1.34}, Cause.BLUR),
    ],
)
def test_each_fault_has_its_cause(changed: dict[str, float], cause: Cause) -> None:
    """Whatever is beyond its limit is named."""
    assert reasons(quality(**changed)) == (cause,)


def test_the_limit_itself_is_kept() -> None:
    """A photo exactly on every limit can be judged."""
    on_it = Quality(
        LIMITS.sharpness_least, LIMITS.brightness_least, LIMITS.overexposed_most, LIMITS.glare_most
    )
    assert reasons(on_it) == ()


def test_light_comes_before_sharpness() -> None:
    """In the dark nobody can say whether it is sharp: the light is named first."""
    assert reasons(quality(brightness=0.02, sharpness=1.01)) == (Cause.DARK, Cause.BLUR)


def test_a_scene_has_limits_of_its_own() -> None:
    """Good photos of a dark scene make a dark photo good, and those of a crisp one a soft photo bad."""
    dark = limits_for([quality(brightness=0.12, sharpness=2.4), quality(brightness=0.2, sharpness=2.3)])
    assert reasons(quality(brightness=0.06, sharpness=2.3), dark) == ()
    assert reasons(quality(brightness=0.12, sharpness=1.7), dark) == (Cause.BLUR,)


def test_a_shiny_scene_may_shine() -> None:
    """What glares in good photos is no glare, and more of it is."""
    shiny = limits_for([quality(glare=0.05), quality(glare=0.02)])
    assert reasons(quality(glare=0.06), shiny) == ()
    assert reasons(quality(glare=0.08), shiny) == (Cause.GLARE,)


def test_every_good_photo_keeps_its_own_limits() -> None:
    """Limits drawn from photos refuse none of them."""
    good = [
        quality(sharpness=1.2 + i / 10, glare=i / 100, overexposed=i / 9, brightness=0.2 + i / 9)
        for i in range(5)
    ]
    assert all(reasons(each, limits_for(good)) == () for each in good)


def test_limits_are_values() -> None:
    """The same photos give the same limits."""
    assert limits_for([FINE]) == limits_for([FINE])
    assert isinstance(limits_for([FINE]), QualityLimits)
