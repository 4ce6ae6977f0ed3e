"""Three-valued conditions against brute force over all completions of what is not known."""

from collections.abc import Mapping
from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.vehicles.conditions import (
    CONDITION,
    AllOf,
    Always,
    AnyOf,
    Between,
    Condition,
    Is,
    Not,
    decide,
    leaves,
)
from knowledge.vehicles.facts import BETWEEN
from knowledge.vehicles.questions import answers, question
from knowledge.vehicles.vehicle import Vehicle
from knowledge.vehicles.vin import Vin

FACTS = ("a", "b", "c")
DOMAIN = ("1", "2", "3", "4")
NUMBER = st.sampled_from(DOMAIN)


def listed(fact: str) -> st.SearchStrategy[Condition]:
    """Leaves that ask for one of some values."""
    return st.lists(NUMBER, min_size=1, max_size=3, unique=True).map(
        lambda found: Is(fact=fact, values=tuple(found))
    )


def within(fact: str) -> st.SearchStrategy[Condition]:
    """Leaves that ask for an interval, open at one end or at neither."""
    return st.one_of(
        NUMBER.map(lambda low: Between(fact=fact, low=low)),
        NUMBER.map(lambda high: Between(fact=fact, high=high)),
        st.tuples(NUMBER, NUMBER).map(lambda ends: Between(fact=fact, low=min(ends), high=max(ends))),
    )


def leaf(fact: str) -> st.SearchStrategy[Condition]:
    return st.one_of(listed(fact), within(fact), st.just(Always()))


def wholes(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        several.map(lambda found: AllOf(all_of=found)),
        several.map(lambda found: AnyOf(any_of=found)),
        parts.map(lambda found: Not(not_of=found)),
    )


CONDITIONS = st.recursive(st.sampled_from(FACTS).flatmap(leaf), wholes, max_leaves=8)
VALUES = st.one_of(
    NUMBER,
    st.tuples(NUMBER, NUMBER).map(lambda ends: f"{min(ends)}{BETWEEN}{max(ends)}"),
    NUMBER.map(lambda end: f"{end}{BETWEEN}"),
    NUMBER.map(lambda end: f"{BETWEEN}{end}"),
)
KNOWN = st.dictionaries(st.sampled_from(FACTS), VALUES)


def possible(value: str | None) -> tuple[str, ...]:
    """What a fact may turn out to be."""
    if value is None:
        return DOMAIN
    low, between, high = value.partition(BETWEEN)
    return tuple(one for one in DOMAIN if (low or "1") <= one <= (high or "4")) if between else (value,)


def completions(known: Mapping[str, str]) -> list[dict[str, str]]:
    """Every vehicle that this one may turn out to be."""
    ways = product(*(possible(known.get(fact)) for fact in FACTS))
    return [dict(zip(FACTS, way, strict=True)) for way in ways]


@example(Is(fact="a", values=("1",)), {"a": "1..1"})
@given(CONDITIONS, KNOWN)
def test_a_decided_condition_holds_in_every_completion(condition: Condition, known: dict[str, str]) -> None:
    """Yes and no are never taken back by what is learnt later: unknown fails closed, known is certain."""
    truth = decide(condition, known).truth
    if truth != "unknown":
        assert {decide(condition, whole).truth for whole in completions(known)} == {truth}


@given(CONDITIONS, st.dictionaries(st.sampled_from(FACTS), NUMBER))
def test_an_undecided_condition_could_go_either_way(condition: Condition, known: dict[str, str]) -> None:
    """Where each fact is asked for once, unknown is said only if completions really differ."""
    asked = [found.fact for found in leaves(condition)]
    if len(asked) == len(set(asked)) and decide(condition, known).truth == "unknown":
        open_leaves = [found for found in leaves(condition) if found.fact not in known]
        can_differ = all(
            len({decide(found, whole).truth for whole in completions(known)}) == 2 for found in open_leaves
        )
        if can_differ:
            assert {decide(condition, whole).truth for whole in completions(known)} == {"yes", "no"}


@given(CONDITIONS, st.fixed_dictionaries(dict.fromkeys(FACTS, NUMBER)))
def test_with_all_facts_known_nothing_is_unknown(condition: Condition, known: dict[str, str]) -> None:
    """A complete vehicle gets an answer, and no fact is missing."""
    outcome = decide(condition, known)
    assert outcome.truth in {"yes", "no"}
    assert not outcome.unknown


@given(CONDITIONS, KNOWN)
def test_unknown_names_facts_and_decided_names_none(condition: Condition, known: dict[str, str]) -> None:
    """The missing facts are among those asked for, there is one exactly if the condition is undecided."""
    outcome = decide(condition, known)
    assert outcome.unknown <= {found.fact for found in leaves(condition)}
    assert bool(outcome.unknown) == (outcome.truth == "unknown")


@given(CONDITIONS, KNOWN)
def test_de_morgan(condition: Condition, known: dict[str, str]) -> None:
    """Not all is the same as any not, also with what is unknown."""
    parts = (condition, Is(fact="a", values=("1",)))
    one = Not(not_of=AllOf(all_of=parts))
    two = AnyOf(any_of=tuple(Not(not_of=part) for part in parts))
    assert decide(one, known).truth == decide(two, known).truth


@given(CONDITIONS)
def test_a_condition_survives_json(condition: Condition) -> None:
    """Text and back is the same condition."""
    assert CONDITION.validate_json(CONDITION.dump_json(condition)) == condition


@given(st.lists(CONDITIONS, max_size=4), KNOWN)
def test_a_question_is_asked_exactly_if_something_is_open(
    conditions: list[Condition], known: dict[str, str]
) -> None:
    """And it asks for a fact that can settle it, with at least two answers or one that narrows."""
    asked = question(conditions, Vehicle(Vin("1" * 17), known, {}))
    undecided = [found for found in conditions if decide(found, known).truth == "unknown"]
    assert (asked is not None) == bool(undecided)
    if asked is not None:
        assert any(asked.fact in decide(found, known).unknown for found in undecided)
        assert asked.options


@given(st.lists(st.sampled_from(FACTS).flatmap(leaf), min_size=1, max_size=4))
def test_answers_cover_every_value(conditions: list[Condition]) -> None:
    """Whatever the fact is, one of the answers says so, or says none of these."""
    for fact in {found.fact for condition in conditions for found in leaves(condition)}:
        offered = answers(fact, conditions, {})
        for value in DOMAIN:
            truths = [decide(condition, {fact: value}).truth for condition in conditions]
            told = [
                [decide(condition, {fact: answer}).truth for condition in conditions] for answer in offered
            ]
            assert truths in told
