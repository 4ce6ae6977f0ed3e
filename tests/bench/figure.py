"""One measured value beside what it should be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A measured value and its goal.

    Attributes:
        name: What was measured, in words, without the unit.
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
        return f"{self.name:<52} {self.value:>12,.3f} {self.unit:<8} {self.goal:<10} {mark}".rstrip()


def at_most(name: str, value: float, unit: str, limit: float) -> Figure:
    """A figure that should not be above its limit."""
    return Figure(name, value, unit, f"<= {limit:g}", value <= limit)


def at_least(name: str, value: float, unit: str, limit: float) -> Figure:
    """A figure that should not be below its limit."""
    return Figure(name, value, unit, f">= {limit:g}", value >= limit)


def plain(name: str, value: float, unit: str) -> Figure:
    """A figure that is only looked at."""
    return Figure(name, value, unit, "", None)
