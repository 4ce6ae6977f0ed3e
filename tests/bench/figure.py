"""One measured value beside what it should be."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A measured value and its goal.

    Attributes:
        name: What was measured, words joined by `_`, without the unit; ends in `_rendered` or `_synthetic`
            where the pictures, voices or data are our own.
        goal: How it is held against the value, e.g. `<= 5`; empty if it is only looked at.
        passed: None if there is no goal.
    """

    name: str
    value: float
    unit: str
    goal: str
    passed: bool | None

    def line(self) -> str:
        """`name value unit goal PASS|SHORT`, columns aligned."""
        mark = {True: "PASS", False: "SHORT", None: ""}[self.passed]
        return f"{self.name:<56} {self.value:>12,.3f} {self.unit:<8} {self.goal:<10} {mark}".rstrip()


def at_most(name: str, value: float, unit: str, limit: float) -> Figure:
    """A figure that should not be above its limit."""
    return Figure(name, value, unit, f"<= {limit:g}", value <= limit)


def at_least(name: str, value: float, unit: str, limit: float) -> Figure:
    """A figure that should not be below its limit."""
    return Figure(name, value, unit, f">= {limit:g}", value >= limit)


def plain(name: str, value: float, unit: str) -> Figure:
    """A figure that is only looked at."""
    return Figure(name, value, unit, "", None)


def quantile(values: Sequence[float], q: float) -> float:
    """Nearest-rank quantile."""
    return sorted(values)[min(len(values) - 1, int(q * len(values)))]
