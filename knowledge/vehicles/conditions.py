"""Whether something holds for a vehicle: yes, no, or not known yet.

Strong Kleene logic: `unknown` means that the missing facts may decide either way, and callers fail closed. A
condition is data: it lies in YAML files and JSON columns, and every unknown field in it is refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter, model_validator

from knowledge.vehicles.facts import OTHER, ends
from knowledge.vehicles.vehicle import Vehicle

Truth = Literal["yes", "no", "unknown"]
FactName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
Value = Annotated[str, Field(min_length=1, max_length=64)]
_END = r"^([0-9]{4}-(0[1-9]|1[0-2])|-?[0-9]{1,9}(\.[0-9]{1,6})?)$"
End = Annotated[str, Field(pattern=_END)]
"""One end of an interval: a month `2021-06` or a number."""
_COMPARABLE = re.compile(_END)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Always(_Part):
    """Holds for every vehicle: `{always: true}`."""

    always: Literal[True] = True


class Is(_Part):
    """The fact has one of these values: `{fact: make, values: [Xinghe]}`."""

    fact: FactName
    values: Annotated[tuple[Value, ...], Field(min_length=1)]


class Between(_Part):
    """The fact lies from `low` to `high`, both included: `{fact: build_date, high: 2021-06}`."""

    fact: FactName
    low: End | None = None
    high: End | None = None

    @model_validator(mode="after")
    def _has_ends(self) -> "Between":
        if self.low is None and self.high is None:
            raise ValueError("low or high")
        if self.low is not None and self.high is not None and order(self.low) > order(self.high):
            raise ValueError("low above high")
        return self


class AllOf(_Part):
    """Every part holds: `{all_of: [...]}`."""

    all_of: Annotated[tuple["Condition", ...], Field(min_length=1)]


class AnyOf(_Part):
    """At least one part holds: `{any_of: [...]}`."""

    any_of: Annotated[tuple["Condition", ...], Field(min_length=1)]


class Not(_Part):
    """The part does not hold: `{not_of: ...}`."""

    not_of: "Condition"


def _tag(value: object) -> str:
    has = value.__contains__ if isinstance(value, Mapping) else lambda name: hasattr(value, name)
    for name in ("all_of", "any_of", "not_of", "always", "values"):
        if has(name) and not (name == "values" and not has("fact")):
            return name
    return "between"


Condition = Annotated[
    Annotated[AllOf, Tag("all_of")]
    | Annotated[AnyOf, Tag("any_of")]
    | Annotated[Not, Tag("not_of")]
    | Annotated[Always, Tag("always")]
    | Annotated[Is, Tag("values")]
    | Annotated[Between, Tag("between")],
    Discriminator(_tag),
]
CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)

Leaf = Is | Between


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a condition, and what the vehicle says to it.

    Attributes:
        leaf: what was asked of the fact.
        value: what the vehicle has; None if that is not known.
        truth: whether the leaf itself holds.
        wanted: whether the whole needed the leaf to hold, or not to.
    """

    leaf: Leaf
    value: str | None
    truth: Truth
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to a condition.

    Attributes:
        truth: yes, no or unknown.
        unknown: the facts that could still settle it; empty unless `truth` is unknown.
        reasons: the parts that made it so.
    """

    truth: Truth
    unknown: frozenset[str] = frozenset()
    reasons: tuple[Reason, ...] = ()


_YES = Outcome("yes")
_OPPOSITE: Mapping[Truth, Truth] = {"yes": "no", "no": "yes", "unknown": "unknown"}


def load(data: object) -> Condition:
    """The condition in plain data, as YAML or JSON gave it.

    Raises:
        pydantic.ValidationError: a part is missing, misspelt or out of range.
    """
    return CONDITION.validate_python(data)


def evaluate(condition: Condition, vehicle: Vehicle) -> Outcome:
    """Whether the condition holds for the vehicle, and because of what."""
    return decide(condition, vehicle.facts)


def decide(condition: Condition, facts: Mapping[str, str], *, wanted: bool = True) -> Outcome:
    """Whether the condition holds for these facts; `wanted` is False inside a negation."""
    match condition:
        case Is() | Between():
            return _leaf(condition, facts, wanted=wanted)
        case AllOf(all_of=parts):
            return _join([decide(part, facts, wanted=wanted) for part in parts], decisive="no")
        case AnyOf(any_of=parts):
            return _join([decide(part, facts, wanted=wanted) for part in parts], decisive="yes")
        case Not(not_of=part):
            inner = decide(part, facts, wanted=not wanted)
            return Outcome(_OPPOSITE[inner.truth], inner.unknown, inner.reasons)
        case _:
            return _YES


def leaves(condition: Condition) -> tuple[Leaf, ...]:
    """Every question that the condition puts to a fact, left to right."""
    match condition:
        case Is() | Between():
            return (condition,)
        case AllOf(all_of=parts) | AnyOf(any_of=parts):
            return tuple(leaf for part in parts for leaf in leaves(part))
        case Not(not_of=part):
            return leaves(part)
        case _:
            return ()


def comparable(end: str) -> bool:
    """Whether the text is a number or a month, and so has a place in an order."""
    return _COMPARABLE.match(end) is not None


def order(end: str) -> tuple[Decimal, ...]:
    """What an end sorts by: a number by its value, a month by year and month."""
    year, hyphen, month = end[1:].partition("-")
    return (Decimal(end[0] + year), Decimal(month)) if hyphen else (Decimal(end),)


def _leaf(leaf: Leaf, facts: Mapping[str, str], *, wanted: bool) -> Outcome:
    value = facts.get(leaf.fact)
    truth = (
        "unknown" if value is None else _is(leaf, value) if isinstance(leaf, Is) else _between(leaf, value)
    )
    missing = frozenset({leaf.fact}) if truth == "unknown" else frozenset[str]()
    return Outcome(truth, missing, (Reason(leaf, value, truth, wanted),))


def _is(leaf: Is, value: str) -> Truth:
    if value in leaf.values:
        return "yes"
    low, high = ends(value)
    if low == high or not all(comparable(end) for end in (low, high) if end):
        text = low if low == high else value  # "XH..6A" is a name, "5..5" is five
        return "yes" if text.casefold() in {known.casefold() for known in leaf.values} else "no"
    inside = any(comparable(known) and _overlap((known, known), (low, high)) for known in leaf.values)
    return "unknown" if inside else "no"


def _between(leaf: Between, value: str) -> Truth:
    known, wanted = ends(value), (leaf.low or "", leaf.high or "")
    if value == OTHER:
        return "no"
    if not all(comparable(end) for end in known if end):
        return "unknown"
    if not _overlap(known, wanted):
        return "no"
    return "yes" if _within(known, wanted) else "unknown"


def _overlap(one: tuple[str, str], two: tuple[str, str]) -> bool:
    return _not_after(one[0], two[1]) and _not_after(two[0], one[1])


def _within(inner: tuple[str, str], outer: tuple[str, str]) -> bool:
    above = not outer[0] or (bool(inner[0]) and _not_after(outer[0], inner[0]))
    below = not outer[1] or (bool(inner[1]) and _not_after(inner[1], outer[1]))
    return above and below


def _not_after(low: str, high: str) -> bool:
    return not low or not high or order(low) <= order(high)


def _join(parts: list[Outcome], *, decisive: Truth) -> Outcome:
    """Kleene's conjunction (a `no` decides) or disjunction (a `yes` decides)."""
    truths = {part.truth for part in parts}
    truth: Truth = (
        decisive if decisive in truths else "unknown" if "unknown" in truths else _OPPOSITE[decisive]
    )
    by = [part for part in parts if part.truth == truth]
    if truth == decisive:
        by = by[:1]  # one is reason enough, and the shortest thing to say
    unknown = (
        frozenset[str]().union(*(part.unknown for part in by)) if truth == "unknown" else frozenset[str]()
    )
    return Outcome(truth, unknown, tuple(reason for part in by for reason in part.reasons))
