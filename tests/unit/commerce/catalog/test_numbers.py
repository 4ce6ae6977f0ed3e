"""How part numbers are read."""

import pytest

from commerce.catalog.numbers import normalise
from commerce.errors import NumberUnreadable


@pytest.mark.parametrize(
    "typed", ["YS-4510-A2", "ys 4510 a2", " ys.4510/a2 ", "ＹＳ－４５１０－Ａ２", "YS_4510·A2", "ys‑4510‐a2"]
)
def test_a_number_is_the_same_however_it_is_typed(typed: str) -> None:
    """Blanks, hyphens of every kind, dots, slashes, full width and small letters make no difference."""
    assert normalise(typed) == "YS4510A2"


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "A1", "-" * 50, "A" * 41, "刹车片", "AB'; DROP TABLE co_part;--", "<b>1234</b>", "12\x0034"],
)
def test_what_cannot_be_a_number_is_refused(typed: str) -> None:
    """Too little, too much, words, SQL and markup are no part numbers."""
    with pytest.raises(NumberUnreadable) as refused:
        normalise(typed)
    assert refused.value.values()["most"] == "40"
    assert len(refused.value.values()["number"]) <= 40
