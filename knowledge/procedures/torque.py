"""The tightening torque of the demonstration's fasteners, from a formula in place of a maker's manual.

T = K · d · 0.75 · Sp · As, dry, rounded down to a whole N·m.

Source: K = 0.2 for dry steel, 75 % of the proof load: Shigley, Mechanical Engineering Design, 8-8, 8-9.
Proof stress Sp: ISO 898-1:2013 table 3. Stress area As: ISO 898-1:2013 table 4.
"""

from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal
from types import MappingProxyType

NUT_FACTOR = Decimal("0.2")
PRELOAD = Decimal("0.75")

PROOF_STRESS_MPA: Mapping[str, Decimal] = MappingProxyType({"8.8": Decimal(580), "10.9": Decimal(830)})
"""By grade; 8.8 up to M16. Source: ISO 898-1:2013 table 3."""

STRESS_AREA_MM2: Mapping[str, Decimal] = MappingProxyType(
    {"M8": Decimal("36.6"), "M10": Decimal("58.0"), "M12": Decimal("84.3")}
)
"""By coarse thread. Source: ISO 898-1:2013 table 4."""


def torque_nm(fastener: str) -> Decimal:
    """The dry torque of a fastener in whole N·m.

    Args:
        fastener: thread and grade, such as `M12 10.9`.

    Raises:
        KeyError: no stress area for the thread, or no proof stress for the grade.
    """
    thread, grade = fastener.split()
    diameter_m = Decimal(thread.removeprefix("M")) / 1000
    proof_load_n = PROOF_STRESS_MPA[grade] * STRESS_AREA_MM2[thread]
    exact = NUT_FACTOR * diameter_m * PRELOAD * proof_load_n
    return exact.to_integral_value(ROUND_FLOOR)
