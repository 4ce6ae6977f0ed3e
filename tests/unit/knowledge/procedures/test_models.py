"""Procedures as data: versions, hashes, numbers."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from knowledge.procedures.models import Hazard, MeasureGate, Procedure, Quantity, canonical
from knowledge.vehicles.text import Text, same

HAZARD = Hazard(level="warning", symbol="hot_fluid", consequence=same("burns"), action=same("gloves"))


def procedure(**changed: object) -> Procedure:
    step = {"id": "one", "title": {"zh": "一", "en": "One"}, "text": {"zh": "做", "en": "Do it"}}
    whole = {
        "id": "work",
        "number": "1.0",
        "kind": "repair",
        "title": {"zh": "作业", "en": "Work"},
        "applies": {"always": True},
        "demonstration": True,
        "steps": [step],
    }
    return Procedure.model_validate({**whole, **changed})


def test_a_version_is_the_hash_of_its_content() -> None:
    """Equal content has one version, any change another, and JSON and back changes nothing."""
    one, again = procedure(), procedure()
    assert one.version == again.version
    assert len(one.version) == 64
    assert Procedure.model_validate_json(canonical(one.model_dump(mode="json"))).version == one.version
    others = [procedure(number="1.1"), procedure(kind="inspection"), procedure(demonstration=False)]
    assert len({one.version, *(other.version for other in others)}) == 4


def test_a_hazards_hash_is_of_everything_it_says() -> None:
    """Whoever acknowledged one wording has not acknowledged another."""
    changes: list[dict[str, object]] = [
        {"level": "danger"},
        {"symbol": "gloves"},
        {"consequence": same("scalds")},
        {"action": Text(zh="gloves", en="wear gloves")},
    ]
    hashes = {HAZARD.hash, *(HAZARD.model_copy(update=change).hash for change in changes)}
    assert len(hashes) == 1 + len(changes)


def test_equal_hazards_of_two_steps_have_one_hash() -> None:
    """The hash is of the content, not of the place."""
    assert Hazard.model_validate_json(HAZARD.model_dump_json()).hash == HAZARD.hash


def test_nothing_of_a_procedure_can_be_changed() -> None:
    """A version that was read is the version that was approved."""
    with pytest.raises(ValidationError):
        setattr(procedure(), "number", "2.0")  # noqa: B010 - the type checker refuses it too
    with pytest.raises(ValidationError):
        setattr(HAZARD, "level", "notice")  # noqa: B010 - same


def test_a_step_is_found_by_its_id() -> None:
    """And an id that is not there is an error."""
    assert procedure().step("one").title.en == "One"
    assert procedure().positions == {"one": 0}
    with pytest.raises(KeyError):
        procedure().step("two")


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ({"value": "125"}, "125"),
        ({"value": "0.50"}, "0.50"),
        ({"low": "35", "high": "45"}, "35–45"),
        ({"low": "3"}, "≥ 3"),
        ({"high": "0.05"}, "≤ 0.05"),
    ],
)
def test_a_number_is_printed_as_it_was_approved(given: dict[str, str], number: str) -> None:
    """No digit is added or lost."""
    made = Quantity.model_validate(
        {"name": same("x"), "unit": "mm", "source": "s", "demonstration": True, **given}
    )
    assert made.number == number


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"low": "2", "high": "1"},
        {"value": "1", "tolerance": "0"},
        {"value": "1", "unit": "inch"},
        {"value": "1", "source": ""},
        {"value": "Infinity"},
        {"value": "1", "fastener": "M12"},
    ],
)
def test_a_number_without_meaning_is_refused(given: dict[str, str]) -> None:
    """No value, an empty window, no tolerance, no known unit, no source."""
    with pytest.raises(ValidationError):
        Quantity.model_validate(
            {"name": same("x"), "unit": "mm", "source": "s", "demonstration": True, **given}
        )


def test_a_measurement_keeps_its_exact_window() -> None:
    """Limits are decimals, not floats."""
    gate = MeasureGate(id="a", name=same("a"), unit="mm", high=Decimal("0.05"), prompt=same("p"))
    assert gate.high == Decimal("0.05")
    assert gate.low is None


def test_a_procedure_without_steps_is_none() -> None:
    """There is at least one thing to do, and at most four hundred."""
    with pytest.raises(ValidationError):
        procedure(steps=[])
    step = procedure().steps[0].model_dump()
    with pytest.raises(ValidationError):
        procedure(steps=[step] * 401)
