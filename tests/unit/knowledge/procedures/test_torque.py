"""Torques by formula."""

from decimal import Decimal

import pytest

from knowledge.procedures.torque import torque_nm


@pytest.mark.parametrize(
    ("fastener", "nm"),
    [("M8 8.8", 25), ("M10 8.8", 50), ("M12 8.8", 88), ("M10 10.9", 72), ("M12 10.9", 125)],
)
def test_torques_of_the_demonstration(fastener: str, nm: int) -> None:
    """T = 0.2 · d · 0.75 · proof load, dry, rounded down."""
    assert torque_nm(fastener) == Decimal(nm)


@pytest.mark.parametrize("fastener", ["M6 8.8", "M8 12.9"])
def test_a_fastener_without_a_source_has_no_torque(fastener: str) -> None:
    """Nothing is extrapolated."""
    with pytest.raises(KeyError):
        torque_nm(fastener)
