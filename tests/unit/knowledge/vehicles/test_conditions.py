"""Conditions over a vehicle, and their three answers."""

import json

import pytest
import yaml
from pydantic import ValidationError

from knowledge.vehicles.conditions import (
    CONDITION,
    AllOf,
    Always,
    AnyOf,
    Between,
    Condition,
    Is,
    Not,
    Truth,
    decide,
    evaluate,
    leaves,
    load,
)
from knowledge.vehicles.vehicle import Vehicle
from knowledge.vehicles.vin import Vin

AUTOMATIC = Is(fact="gearbox", values=("automatic",))
EARLY = Between(fact="build_date", high="2021-06")
YES, NO = {"gearbox": "automatic"}, {"gearbox": "cvt"}
UNKNOWN: dict[str, str] = {}


@pytest.mark.parametrize(
    ("value", "truth"),
    [
        ("2021-06", "yes"),
        ("2021-07", "no"),
        ("..2021-06", "yes"),
        ("..2021-07", "unknown"),
        ("2021-07..", "no"),
        ("2020-01..2021-06", "yes"),
        ("2020-01..2021-09", "unknown"),
        ("2021-07..2021-12", "no"),
        ("..", "unknown"),
        ("other", "no"),
        ("no idea", "unknown"),
    ],
)
def test_a_date_may_be_known_as_an_interval(value: str, truth: Truth) -> None:
    """An interval settles a limit only if it lies on one side of it; an unreadable value settles nothing."""
    assert decide(EARLY, {"build_date": value}).truth == truth


@pytest.mark.parametrize(
    ("value", "truth"),
    [
        ("300", "yes"),
        ("300.0", "yes"),
        ("299.9", "no"),
        ("1000", "no"),
        ("320", "yes"),
        ("310..330", "unknown"),
    ],
)
def test_numbers_compare_as_numbers(value: str, truth: Truth) -> None:
    """1000 is more than 320, whatever the alphabet says."""
    assert (
        decide(Between(fact="brake_disc_mm", low="300", high="320"), {"brake_disc_mm": value}).truth == truth
    )


@pytest.mark.parametrize(
    ("value", "truth"),
    [("320", "yes"), ("300..320", "unknown"), ("..310", "no"), ("Honda", "no"), ("XH..6A", "no")],
)
def test_a_list_of_values_meets_an_interval(value: str, truth: Truth) -> None:
    """An interval that holds a listed value does not settle the list, one that holds none does."""
    assert decide(Is(fact="brake_disc_mm", values=("320", "330")), {"brake_disc_mm": value}).truth == truth


def test_a_make_is_compared_without_regard_to_capitals() -> None:
    """A register that shouts means the same make."""
    assert decide(Is(fact="make", values=("Honda",)), {"make": "HONDA"}).truth == "yes"


@pytest.mark.parametrize(
    ("parts", "all_truth", "any_truth"),
    [
        ((YES, YES), "yes", "yes"),
        ((YES, NO), "no", "yes"),
        ((NO, NO), "no", "no"),
        ((YES, UNKNOWN), "unknown", "yes"),
        ((NO, UNKNOWN), "no", "unknown"),
        ((UNKNOWN, UNKNOWN), "unknown", "unknown"),
    ],
)
def test_and_and_or_follow_kleene(
    parts: tuple[dict[str, str], ...], all_truth: Truth, any_truth: Truth
) -> None:
    """The truth table of three values."""
    conditions = tuple(Is(fact=f"fact_{place}", values=("automatic",)) for place in range(len(parts)))
    facts = {f"fact_{place}": part["gearbox"] for place, part in enumerate(parts) if part}
    assert decide(AllOf(all_of=conditions), facts).truth == all_truth
    assert decide(AnyOf(any_of=conditions), facts).truth == any_truth


@pytest.mark.parametrize(("facts", "truth"), [(YES, "no"), (NO, "yes"), (UNKNOWN, "unknown")])
def test_not_turns_yes_and_no_and_leaves_unknown(facts: dict[str, str], truth: Truth) -> None:
    """What is not known is not known to be otherwise either."""
    assert decide(Not(not_of=AUTOMATIC), facts).truth == truth


def test_only_facts_that_can_still_settle_it_are_unknown() -> None:
    """A missing fact in a part that is already decided is not asked for."""
    decided = AnyOf(any_of=(AUTOMATIC, EARLY))
    assert decide(decided, YES).unknown == frozenset()
    both = AllOf(all_of=(AnyOf(any_of=(AUTOMATIC, EARLY)), Is(fact="make", values=("Xinghe",))))
    assert decide(both, YES).unknown == {"make"}


def test_reasons_are_the_parts_that_made_it_so() -> None:
    """One failing part is reason enough; a holding whole gives every part."""
    whole = AllOf(all_of=(AUTOMATIC, EARLY))
    refused = evaluate(whole, Vehicle(Vin("1" * 17), {"gearbox": "cvt", "build_date": "2022-01"}, {}))
    assert [reason.leaf for reason in refused.reasons] == [AUTOMATIC]
    held = decide(whole, {"gearbox": "automatic", "build_date": "2020-01"})
    assert [reason.leaf for reason in held.reasons] == [AUTOMATIC, EARLY]


def test_always_holds_for_every_vehicle() -> None:
    """Also for one of which nothing is known."""
    assert decide(Always(), {}).truth == "yes"
    assert leaves(Not(not_of=Always())) == ()


WHOLE = {
    "all_of": [
        {"fact": "make", "values": ["Xinghe", "Yuanshan"]},
        {"any_of": [{"fact": "build_date", "low": "2019-01", "high": "2021-06"}, {"always": True}]},
        {"not_of": {"fact": "gearbox", "values": ["cvt"]}},
    ]
}


def test_a_condition_is_the_same_through_yaml_and_json() -> None:
    """What is written in a file comes back from a column of the database."""
    condition = load(yaml.safe_load(yaml.safe_dump(WHOLE)))
    assert CONDITION.validate_json(CONDITION.dump_json(condition)) == condition
    assert load(json.loads(json.dumps(WHOLE))) == condition
    assert [leaf.fact for leaf in leaves(condition)] == ["make", "build_date", "gearbox"]


@pytest.mark.parametrize(
    "data",
    [
        {},
        [],
        None,
        "always",
        {"always": False},
        {"fact": "make"},
        {"fact": "make", "values": []},
        {"fact": "make", "values": [""]},
        {"fact": "make", "values": ["Xinghe"], "otherwise": "yes"},
        {"fact": "Make; DROP TABLE", "values": ["Xinghe"]},
        {"fact": "build_date"},
        {"fact": "build_date", "high": "2021-13"},
        {"fact": "build_date", "high": "June 2021"},
        {"fact": "build_date", "low": "2021-06", "high": "2021-05"},
        {"fact": "brake_disc_mm", "low": "1e9"},
        {"all_of": []},
        {"any_of": [{"fact": "make"}]},
        {"not_of": []},
        {"all_of": [{"always": True}], "any_of": [{"always": True}]},
    ],
)
def test_a_misspelt_condition_is_refused(data: object) -> None:
    """Nothing is guessed into a condition that decides what a car gets."""
    with pytest.raises(ValidationError):
        load(data)


def test_conditions_are_built_in_code_as_in_files() -> None:
    """The classes and the data say the same."""
    built: Condition = AllOf(all_of=(Is(fact="make", values=("Xinghe",)), EARLY))
    data = {"all_of": [{"fact": "make", "values": ["Xinghe"]}, {"fact": "build_date", "high": "2021-06"}]}
    assert load(data) == built
