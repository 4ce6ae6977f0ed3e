"""The one question worth asking: the unknown fact whose answer settles most."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from knowledge.vehicles.conditions import Between, Condition, Is, Leaf, comparable, decide, leaves, order
from knowledge.vehicles.decoders.chain import ChainDecoder
from knowledge.vehicles.facts import BETWEEN, OTHER, ends, facts, label, value_text
from knowledge.vehicles.text import Text
from knowledge.vehicles.vehicle import Vehicle

_NOT_OURS: Mapping[str, str] = MappingProxyType({"make": OTHER, "model": OTHER})


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: the value that is kept, and how it reads."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One fact to ask for."""

    fact: str
    prompt: Text
    options: tuple[Option, ...]


def question(conditions: Sequence[Condition], vehicle: Vehicle) -> Question | None:
    """The question that settles most of the undecided conditions; None if there is none worth asking.

    Answers that differ in effect weigh the same; among equals, what is easiest to find out comes first.
    """
    judged = [(found, decide(found, _as_asked(found, vehicle))) for found in conditions]
    undecided = [found for found, outcome in judged if outcome.truth == "unknown"]
    candidates = sorted({name for _, outcome in judged for name in outcome.unknown})
    if not candidates:
        return None
    choices = {name: answers(name, undecided, vehicle.facts) for name in candidates}
    best = min(
        candidates, key=lambda name: (-_settled(name, choices[name], undecided, vehicle.facts), _ease(name))
    )
    known = facts().get(best)
    prompt = known.prompt if known else label(best)
    return Question(best, prompt, tuple(Option(value, value_text(best, value)) for value in choices[best]))


def answers(name: str, conditions: Iterable[Condition], known: Mapping[str, str]) -> tuple[str, ...]:
    """The answers that differ for these conditions: choices, or the intervals between their boundaries."""
    asked = [leaf for condition in conditions for leaf in leaves(condition) if leaf.fact == name]
    vocabulary = facts().get(name)
    if vocabulary and vocabulary.kind == "choice":
        return tuple(vocabulary.values)
    if any(isinstance(leaf, Between) for leaf in asked):
        return _intervals(asked, known.get(name, BETWEEN))
    values = sorted({value for leaf in asked if isinstance(leaf, Is) for value in leaf.values}, key=_rank)
    return (*values, OTHER)


def _as_asked(condition: Condition, vehicle: Vehicle) -> Mapping[str, str]:
    """The facts by which to ask. Who made a car is read off its VIN: a make that no source names is not ours.

    Nobody is asked for it, nor for anything else of such a car, unless a table of the chain knows the VIN's
    code or the condition names the manufacturer, which may build several makes.
    """
    facts = vehicle.facts
    named = (leaf for leaf in leaves(condition) if leaf.fact == "maker")
    ours = ChainDecoder.name in vehicle.sources.values() or any(
        decide(leaf, facts).truth == "yes" for leaf in named
    )
    return facts if "make" in facts or ours else {**_NOT_OURS, **facts}


def _settled(
    name: str, choices: Sequence[str], conditions: Sequence[Condition], known: Mapping[str, str]
) -> float:
    """How many conditions one answer decides, on average over the answers that differ in effect."""
    effects = {
        tuple(decide(condition, {**known, name: choice}).truth for condition in conditions)
        for choice in choices
    }
    return sum(truth != "unknown" for effect in effects for truth in effect) / max(1, len(effects))


def _ease(name: str) -> tuple[int, str]:
    known = facts().get(name)
    return (known.ease if known else 9, name)


def _rank(value: str) -> tuple[object, ...]:
    return (0, order(value)) if comparable(value) else (1, value)


def _intervals(asked: Sequence[Leaf], known: str) -> tuple[str, ...]:
    """The pieces into which the boundaries cut what is still possible, lowest first."""
    cuts = sorted(
        {cut for leaf in asked for cut in _cuts(leaf)}, key=lambda cut: order(cut[1]) if cut[1] else ()
    )
    pieces, low = [], ""
    for high, following in cuts:
        pieces.append((low, high))
        low = following
    pieces.append((low, ""))
    first, last = ends(known)
    inside = (_clip(piece, first, last) for piece in pieces)
    return tuple(f"{a}{BETWEEN}{b}" if a != b or not a else a for a, b in inside if _exists(a, b))


def _cuts(leaf: Leaf) -> list[tuple[str, str]]:
    """Where the leaf changes its answer, as (last value below, first value above)."""
    if isinstance(leaf, Is):
        numbers = [value for value in leaf.values if comparable(value)]
        return [cut for value in numbers for cut in ((_before(value), value), (value, _after(value)))]
    below = [(_before(leaf.low), leaf.low)] if leaf.low else []
    above = [(leaf.high, _after(leaf.high))] if leaf.high else []
    return below + above


def _clip(piece: tuple[str, str], first: str, last: str) -> tuple[str, str]:
    low, high = piece
    low = max((end for end in (low, first) if end), key=order, default="")
    high = min((end for end in (high, last) if end), key=order, default="")
    return low, high


def _exists(low: str, high: str) -> bool:
    return not low or not high or order(low) <= order(high)


def _before(end: str) -> str:
    return _step(end, -1)


def _after(end: str) -> str:
    return _step(end, 1)


def _step(end: str, by: int) -> str:
    """The neighbouring month, or the number one unit of its last digit away."""
    *year, last = order(end)
    if year:
        months = int(year[0]) * 12 + int(last) - 1 + by
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    exponent = last.as_tuple().exponent
    return str(last + Decimal(by).scaleb(min(0, exponent) if isinstance(exponent, int) else 0))
