import pytest
from pydantic import ValidationError

from vision.boxes import WHOLE, Box, on_whole


@pytest.mark.parametrize(
    "values",
    [
        {"x": -0.1, "y": 0, "w": 1, "h": 1},
        {"x": 0, "y": 0, "w": 1.2, "h": 1},
        {"x": 0.6, "y": 0, "w": 0.5, "h": 1},
        {"x": 0, "y": 0.9, "w": 0.1, "h": 0.2},
        {"x": float("nan"), "y": 0, "w": 0, "h": 0},
        {"x": 0, "y": 0, "w": 1},
        {"x": 0, "y": 0, "w": 1, "h": 1, "angle": 4},
        {"x": "left", "y": 0, "w": 1, "h": 1},
    ],
)
def test_a_box_lies_on_the_photo(values: dict[str, object]) -> None:
    """A box that leaves the photo, or is not four fractions, is refused."""
    with pytest.raises(ValidationError):
        Box.model_validate(values)


def test_rounding_may_touch_the_edge() -> None:
    """Fractions that add up to one but for rounding are a box."""
    assert Box(x=0.7, y=0.1, w=0.3, h=0.9)


def test_a_box_in_a_region_is_found_on_the_photo() -> None:
    """A box within a region is told in fractions of the whole photo."""
    region = Box(x=0.2, y=0.4, w=0.5, h=0.5)
    assert on_whole(WHOLE, region) == region
    assert on_whole(Box(x=0.5, y=0.5, w=0.5, h=0.2), region).model_dump() == pytest.approx(
        {"x": 0.45, "y": 0.65, "w": 0.25, "h": 0.1}
    )
