"""The built-in procedures: what they promise to the rest of the house."""

import re
from collections import Counter
from collections.abc import Iterable

import pytest

from knowledge.procedures.checks import check
from knowledge.procedures.files import LIBRARY, library
from knowledge.procedures.models import MeasureGate, PhotoGate, Procedure, Step, TimerGate, WitnessGate
from knowledge.procedures.torque import torque_nm

PROCEDURES = {procedure.id: procedure for procedure in library()}
PICTURES = {path.stem for path in (LIBRARY / "pictures").glob("*.svg")}
BOTH = pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=PROCEDURES.keys())


def photo_checks(procedure: Procedure) -> set[str]:
    return photos(procedure.steps)


def torques(steps: Iterable[Step]) -> set[tuple[str, object]]:
    return {(value.fastener, value.value) for step in steps for value in step.values if value.fastener}


def photos(steps: Iterable[Step]) -> set[str]:
    return {gate.check for step in steps for gate in step.gates if isinstance(gate, PhotoGate)}


def readings(steps: Iterable[Step]) -> list[tuple[object, ...]]:
    return [
        (gate.unit, gate.low, gate.high)
        for step in steps
        for gate in step.gates
        if isinstance(gate, MeasureGate)
    ]


def test_three_procedures_are_there() -> None:
    """A fluid change, front brakes and a first job."""
    assert set(PROCEDURES) == {"atf-change", "front-brakes", "cabin-filter"}
    assert [len(PROCEDURES[name].steps) for name in ("atf-change", "front-brakes", "cabin-filter")] == [
        23,
        26,
        8,
    ]


@BOTH
def test_an_author_would_find_nothing_to_mend(procedure: Procedure) -> None:
    """Every static check passes: lengths, languages, numbers, pictures, torques, order of hazards."""
    assert check(procedure, pictures=PICTURES) == []


@BOTH
def test_every_number_is_labelled_and_every_torque_follows_the_formula(procedure: Procedure) -> None:
    """Invented numbers say so; torques equal the repository's own formula."""
    assert procedure.demonstration
    for step in procedure.steps:
        for value in step.values:
            assert value.demonstration
            if value.unit == "N·m":
                assert value.fastener
                assert value.value == torque_nm(value.fastener)
                assert value.fastener in value.source


@BOTH
def test_every_step_has_a_drawing_and_every_photo_a_check(procedure: Procedure) -> None:
    """Nobody looks at an empty frame."""
    assert all(step.picture in PICTURES for step in procedure.steps)


@BOTH
def test_what_a_tool_or_a_gate_says_fits_a_headset(procedure: Procedure) -> None:
    """Prompts, tools and hazards in lines that can be read at a glance."""
    for step in procedure.steps:
        for hazard in step.hazards:
            assert max(len(hazard.consequence.zh), len(hazard.action.zh)) <= 32
            assert max(len(hazard.consequence.en), len(hazard.action.en)) <= 96
        for gate in step.gates:
            assert (len(gate.prompt.zh), len(gate.prompt.en)) <= (32, 64)


def test_photo_checks_are_those_that_the_camera_knows() -> None:
    """The names are shared with the rendered scenes."""
    assert photo_checks(PROCEDURES["atf-change"]) == {"atf_fluid_label", "atf_washer", "atf_leak"}
    assert photo_checks(PROCEDURES["front-brakes"]) == {
        "brake_pad_thickness",
        "brake_paint_mark",
        "brake_hose",
    }
    assert photo_checks(PROCEDURES["cabin-filter"]) == {"cabin_filter_seat"}


def test_part_slots_are_of_the_catalogues_families() -> None:
    """Eight families, each with a place in a step."""
    families = {
        slot.family for procedure in PROCEDURES.values() for step in procedure.steps for slot in step.slots
    }
    assert families == {
        "atf_fluid",
        "drain_washer",
        "drain_plug",
        "front_brake_pad",
        "front_brake_disc",
        "guide_pin_bolt",
        "brake_fluid",
        "cabin_filter",
    }


def test_the_filler_is_opened_before_the_fluid_is_drained() -> None:
    """Who drains first and finds the filler seized has a car that cannot leave."""
    places = PROCEDURES["atf-change"].positions
    assert places["open-filler"] < places["drain"] < places["measure-drained"] < places["refill"]
    assert places["reach-window"] < places["check-level"] < places["leak-photo"]


def test_the_pedal_is_pumped_before_the_car_moves() -> None:
    """A second person confirms it, and the danger is named again before the drive."""
    brakes = PROCEDURES["front-brakes"]
    assert brakes.positions["pump-pedal"] < brakes.positions["test-drive"]
    assert any(isinstance(gate, WitnessGate) for gate in brakes.step("pump-pedal").gates)
    assert [hazard.level for hazard in brakes.step("test-drive").hazards] == ["danger"]


def test_the_right_side_is_held_to_what_the_left_is() -> None:
    """Every torque, reading and photo of the left side is demanded again on the right, under its danger."""
    brakes = PROCEDURES["front-brakes"]
    right = [brakes.step(name) for name in ("other-side", "right-bolts", "right-marks")]
    left = [step for step in brakes.steps if step.id not in {each.id for each in right} | {"fit-wheels"}]
    assert torques(right) == torques(left) == {("M12 10.9", 125), ("M8 8.8", 25)}
    assert photos(right) | photos([brakes.step("check-hose")]) == photos(left)
    assert [gate.prompt.en.count("right") for gate in brakes.step("check-hose").gates] == [0, 1]
    assert readings(right) == readings(left)
    assert all(step.hazards[0].level == "danger" for step in right if step.id != "other-side")
    assert isinstance(brakes.step("right-marks").gates[-1], WitnessGate)


def test_all_levels_of_hazard_appear() -> None:
    """Danger, warning, caution and notice each have their place."""
    levels = Counter(hazard.level for procedure in PROCEDURES.values() for hazard in procedure.hazards())
    assert set(levels) == {"danger", "warning", "caution", "notice"}


def test_no_wait_makes_the_demonstration_long() -> None:
    """Timers are seconds, not the minutes of a real shop."""
    for procedure in PROCEDURES.values():
        seconds = [
            gate.seconds for step in procedure.steps for gate in step.gates if isinstance(gate, TimerGate)
        ]
        assert sum(seconds) <= 60


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_drawing_takes_the_pages_colour(name: str) -> None:
    """A line drawing of ours: one frame, the page's own ink, a title, nothing that runs or loads."""
    svg = (LIBRARY / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 400 240"' in svg
    assert 'stroke="currentColor"' in svg
    assert "<title>" in svg
    assert not re.search(r"#[0-9a-fA-F]{3,6}\b|<script|<image|href|url\(|on\w+=", svg)
    assert len(svg) < 12_000


def test_no_drawing_lies_idle() -> None:
    """Every picture belongs to a step."""
    used = {step.picture for procedure in PROCEDURES.values() for step in procedure.steps}
    assert used == PICTURES
