"""Procedure files: what is read, and how each fault is named."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.procedures.errors import Fault, ProcedureFileError
from knowledge.procedures.files import parse, read
from knowledge.procedures.models import MeasureGate, PhotoGate, TimerGate, WitnessGate

LOCALES = Path(__file__).parents[4] / "web" / "locales"
WHOLE = """\
id: drain-plug
number: "1.0"
kind: maintenance
title: {zh: 拧紧螺塞, en: Tighten the plug}
demonstration: true
applies: {fact: make, values: [Xinghe]}
define:
  tools:
    wrench: {zh: 扭力扳手, en: Torque wrench}
  hazards:
    hot:
      level: warning
      symbol: hot_fluid
      consequence: {zh: 会烫伤。, en: It burns.}
      action: {zh: 戴手套。, en: Wear gloves.}
steps:
  - id: tighten
    title: {zh: 拧紧, en: Tighten}
    text: {zh: 用扳手拧紧。, en: Tighten it.}
    hazards: [hot]
    tools: [wrench]
    values:
      - name: {zh: 力矩, en: Torque}
        value: 50
        unit: N·m
        source: torque formula M10 8.8
    slots:
      - {id: washer, name: {zh: 垫片, en: Washer}, family: drain_washer}
    gates:
      - {kind: photo, id: photo, check: atf_washer, prompt: {zh: 拍照, en: Take a photo}}
      - {kind: measure, id: m, name: {zh: 位, en: L}, prompt: {zh: 填, en: E}, unit: mm, low: 1, high: 2.50}
      - {kind: timer, id: wait, seconds: 20, prompt: {zh: 等, en: Wait}}
      - {kind: witness, id: second, prompt: {zh: 同事, en: Second person}}
"""


def faults(text: str) -> tuple[Fault, ...]:
    """What is wrong with a text."""
    with pytest.raises(ProcedureFileError) as refused:
        parse(text, file="plug.yaml")
    return refused.value.faults


def changed(old: str, new: str) -> str:
    assert old in WHOLE
    return WHOLE.replace(old, new, 1)


def test_a_whole_file_is_read() -> None:
    """Names are spelt out, numbers are exact, and a value takes `demonstration` from its procedure."""
    procedure = parse(WHOLE, file="plug.yaml")
    (step,) = procedure.steps
    assert [hazard.level for hazard in step.hazards] == ["warning"]
    assert [tool.en for tool in step.tools] == ["Torque wrench"]
    assert step.values[0].demonstration
    assert [type(gate) for gate in step.gates] == [PhotoGate, MeasureGate, TimerGate, WitnessGate]
    assert step.gates[1].model_dump(mode="json")["high"] == "2.50"


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "field"),
    [
        ("        unit: N·m\n", "", "procedure_unit_missing", 23, "values.0.unit"),
        ("        unit: N·m\n", "        unit:\n", "procedure_unit_missing", 25, "values.0.unit"),
        ("unit: N·m", "unit: ft-lb", "procedure_unit_unknown", 25, "values.0.unit"),
        ("        source: torque formula M10 8.8\n", "", "procedure_source_missing", 23, "values.0.source"),
        ("        value: 50\n", "", "procedure_number_missing", 23, "values.0"),
        ("value: 50", "value: fifty", "procedure_value_wrong", 24, "values.0.value"),
        ("value: 50", "value: NaN", "procedure_value_wrong", 24, "values.0.value"),
        (
            "text: {zh: 用扳手拧紧。, en: Tighten it.}",
            "text: {zh: 用扳手拧紧。}",
            "procedure_language_missing",
            19,
            "text.en",
        ),
        (
            "text: {zh: 用扳手拧紧。, en: Tighten it.}",
            "text: {en: Tighten it.}",
            "procedure_language_missing",
            19,
            "text.zh",
        ),
        ("en: Tighten it.}", 'en: "  "}', "procedure_language_missing", 19, "text.en"),
        ("    title: {zh: 拧紧, en: Tighten}\n", "", "procedure_field_missing", 17, "title"),
        ("    hazards: [hot]", "    colour: red", "procedure_field_unknown", 20, "colour"),
        ("hazards: [hot]", "hazards: [cold]", "procedure_hazard_unknown", 20, "hazards.0"),
        ("tools: [wrench]", "tools: [hammer]", "procedure_tool_unknown", 21, "tools.0"),
        ("kind: photo", "kind: smell", "procedure_gate_kind", 30, "gates.0"),
        ("{kind: photo, id", "{id", "procedure_gate_kind", 30, "gates.0"),
        ("check: atf_washer, ", "", "procedure_field_missing", 30, "gates.0.check"),
        ("seconds: 20", "seconds: 0", "procedure_timer_range", 32, "gates.2.seconds"),
        ("seconds: 20", "seconds: 86401", "procedure_timer_range", 32, "gates.2.seconds"),
        ("seconds: 20", "seconds: soon", "procedure_timer_range", 32, "gates.2.seconds"),
        ("low: 1, high: 2.50", "low: 3, high: 2.50", "procedure_window_empty", 31, "gates.1"),
        (", low: 1, high: 2.50", "", "procedure_window_missing", 31, "gates.1"),
        ("id: wait", "id: photo", "procedure_gate_twice", 32, "gates.2.id"),
        ("hazards: [hot]", "hazards: [hot, hot]", "procedure_hazard_twice", 20, "hazards.1"),
        ("id: tighten", "id: Tighten it!", "procedure_value_wrong", 17, "id"),
        ("family: drain_washer", "family: ../../etc", "procedure_value_wrong", 28, "slots.0.family"),
        (
            "family: drain_washer",
            "family: drain_washer, quantity: 0",
            "procedure_value_wrong",
            28,
            "slots.0.quantity",
        ),
    ],
)
def test_a_fault_in_a_step_names_line_step_and_field(
    old: str, new: str, code: str, line: int, field: str
) -> None:
    """Each kind of fault has its own code, and its place."""
    (fault,) = faults(changed(old, new))
    assert (fault.code, fault.file, fault.line, fault.field) == (code, "plug.yaml", line, field)
    assert fault.step


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("id: drain-plug\n", "", "procedure_field_missing", 1),
        ('number: "1.0"', "number: one", "procedure_value_wrong", 2),
        ("kind: maintenance", "kind: magic", "procedure_value_wrong", 3),
        ("en: Tighten the plug", "en: ''", "procedure_language_missing", 4),
        ("demonstration: true", "demonstration: maybe", "procedure_value_wrong", 5),
        ("{fact: make, values: [Xinghe]}", "{fact: sunroof, values: [yes]}", "procedure_fact_unknown", 6),
        ("{fact: make, values: [Xinghe]}", "{fact: make}", "procedure_condition_wrong", 6),
        ("demonstration: true", "demonstration: true\ncolour: red", "procedure_field_unknown", 6),
        ("kind: maintenance", "kind: maintenance\nkind: repair", "procedure_key_twice", 4),
        (
            "wrench: {zh: 扭力扳手, en: Torque wrench}",
            "wrench: &w {zh: 扳手, en: W}\n    twin: *w",
            "procedure_alias",
            9,
        ),
    ],
)
def test_a_fault_of_the_whole_names_its_line(old: str, new: str, code: str, line: int) -> None:
    """Outside the steps there is no step to name."""
    found = faults(changed(old, new))
    assert (found[0].code, found[0].line, found[0].step) == (code, line, "")


def entries(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every key of a document."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        if isinstance(key, str):
            yield (*path, key)
        yield from entries(inner, (*path, key))


def without(value: object, path: tuple[str | int, ...]) -> Any:
    """A document without one of its keys."""
    if len(path) == 1:
        assert isinstance(value, dict)
        return {key: inner for key, inner in value.items() if key != path[0]}
    pairs = value.items() if isinstance(value, dict) else enumerate(value)  # type: ignore[arg-type]
    kept = {key: without(inner, path[1:]) if key == path[0] else inner for key, inner in pairs}
    return kept if isinstance(value, dict) else list(kept.values())


TREE = yaml.load(WHOLE, yaml.BaseLoader)
OPTIONAL = {
    ("steps", 0, "hazards"), ("steps", 0, "tools"),
    ("steps", 0, "values"), ("steps", 0, "slots"), ("steps", 0, "gates"),
    ("steps", 0, "gates", 1, "low"), ("steps", 0, "gates", 1, "high"),
}  # fmt: skip
SENTENCES = {lang: json.loads((LOCALES / lang / "errors.json").read_text("utf-8")) for lang in ("zh", "en")}


@pytest.mark.parametrize("path", sorted(entries(TREE), key=str), ids=lambda path: ".".join(map(str, path)))
def test_whatever_is_missing_is_named_where_it_belongs(path: tuple[str | int, ...]) -> None:
    """Take out any one key: the fault names file, line and step, and the sentence what to add."""
    text = yaml.safe_dump(without(TREE, path), allow_unicode=True, sort_keys=False)
    if path in OPTIONAL:
        assert parse(text, file="plug.yaml")
        return
    fault = faults(text)[0]
    in_step = path[0] == "define" or (path[0] == "steps" and len(path) > 1)
    assert (fault.file, bool(fault.step)) == ("plug.yaml", in_step)
    line = text.splitlines()[fault.line - 1]
    parent = next((str(key) for key in reversed(path[:-1]) if isinstance(key, str)), "")
    assert fault.line == 1 or parent in line or line.lstrip().startswith("- "), (fault, line)
    for lang in ("zh", "en"):
        said = SENTENCES[lang][f"errors.{fault.code}"].format(**fault.values())
        assert "plug.yaml" in said
        assert str(fault.line) in said
        named = {str(path[-1]), str(fault.given)} - {""}
        assert any(word in said for word in named) or fault.code == "procedure_gate_kind", said


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("        unit: N·m\n", "        unit: N·m\n        tolerance:\n", "values.0.tolerance"),
        ("        unit: N·m\n", "        unit: N·m\n        fastener: ~\n", "values.0.fastener"),
        ("    tools: [wrench]\n", "    tools:\n", "tools"),
        ("    hazards: [hot]\n", "    hazards:\n", "hazards"),
        ("low: 1, high: 2.50", "low: 1, high: ", "gates.1.high"),
    ],
)
def test_what_was_begun_has_to_be_finished(old: str, new: str, field: str) -> None:
    """A tolerance, a limit or a list of hazards that was left empty is no tolerance, limit or list."""
    (fault,) = faults(changed(old, new))
    assert (fault.code, fault.field, fault.step) == ("procedure_field_empty", field, "tighten")
    assert WHOLE.splitlines()[fault.line - 2 if "\n" in new[:-1] else fault.line - 1]


def test_a_defined_hazard_is_mended_where_it_is_defined() -> None:
    """The step is named that needs it, and the line where its action has to be written."""
    (fault,) = faults(changed("      action: {zh: 戴手套。, en: Wear gloves.}\n", ""))
    assert (fault.code, fault.step, fault.field) == ("procedure_field_missing", "tighten", "hazards.0.action")
    assert fault.line == 11
    (fault,) = faults(changed("en: Wear gloves.}", "en: ''}"))
    assert (fault.code, fault.line) == ("procedure_language_missing", 15)


def test_a_hazards_level_is_checked_where_it_is_used() -> None:
    """An unknown signal word is refused with what was given."""
    (fault,) = faults(changed("level: warning", "level: scary"))
    assert (fault.code, fault.given, fault.step) == ("procedure_hazard_level", "scary", "tighten")
    (fault,) = faults(changed("symbol: hot_fluid", "symbol: skull"))
    assert fault.code == "procedure_symbol_unknown"


def test_a_step_id_stands_once() -> None:
    """A second step of the same id is named at its own line."""
    again = "  - id: tighten\n    title: {zh: 再拧, en: Again}\n    text: {zh: 再拧, en: Again}\n"
    (fault,) = faults(WHOLE + again)
    assert (fault.code, fault.line, fault.step) == ("procedure_step_twice", 34, "tighten")


def test_a_slot_id_stands_once_in_the_procedure() -> None:
    """Also across steps: an order belongs to one slot."""
    again = "  - id: next\n    title: {zh: 再拧, en: Again}\n    text: {zh: 再拧, en: Again}\n"
    slot = "    slots: [{id: washer, name: {zh: 垫片, en: Washer}, family: drain_washer}]\n"
    (fault,) = faults(WHOLE + again + slot)
    assert (fault.code, fault.step) == ("procedure_slot_twice", "next")


def test_invented_numbers_need_a_procedure_that_says_so() -> None:
    """A demonstration value in a real procedure is refused."""
    (fault,) = faults(
        changed("demonstration: true", "demonstration: false").replace(
            "value: 50", "value: 50\n        demonstration: true"
        )
    )
    assert (fault.code, fault.given) == ("procedure_demonstration_value", "50")


def test_every_fault_is_told_at_once() -> None:
    """The author corrects the file once, not once per fault."""
    found = faults(
        changed("unit: N·m", "unit: stone")
        .replace("seconds: 20", "seconds: 0")
        .replace("check: atf_washer, ", "")
    )
    assert [fault.code for fault in found] == [
        "procedure_unit_unknown",
        "procedure_field_missing",
        "procedure_timer_range",
    ]


def test_a_step_without_an_id_is_named_by_its_number() -> None:
    """There is always something to look for."""
    found = faults(changed("  - id: tighten\n    title", "  - title"))
    assert (found[0].step, found[0].field) == ("1", "id")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "procedure_file_shape"),
        ("- a\n- b", "procedure_file_shape"),
        ("just words", "procedure_file_shape"),
        ("id: [", "procedure_file_syntax"),
        ("id: a\n\tkind: b", "procedure_file_syntax"),
        ("id: \x00", "procedure_file_syntax"),
        ("a: " + "[" * 5_000, "procedure_file_syntax"),
        ("x" * 1_000_001, "procedure_file_large"),
        ("steps: {a: 1}", "procedure_field_missing"),
        ("steps: [1, 2]", "procedure_field_missing"),
        ("!!python/object/apply:os.system [echo]", "procedure_file_shape"),
    ],
)
def test_what_is_no_procedure_is_refused(text: str, code: str) -> None:
    """Broken, empty, huge and hostile texts get an error of ours and nothing else."""
    assert faults(text)[0].code == code


def test_a_bomb_of_aliases_is_defused() -> None:
    """Nine levels of nine references are refused before they are multiplied."""
    bomb = "a: &a [x]\n" + "".join(
        f"{one}: &{one} [{', '.join([f'*{zero}'] * 9)}]\n"
        for zero, one in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert faults(bomb)[0].code == "procedure_alias"


def test_a_file_that_cannot_be_opened_is_a_fault_too(tmp_path: Path) -> None:
    """Missing, a folder, or not text: the error names the file."""
    (tmp_path / "zip.yaml").write_bytes(b"PK\x03\x04\xff\xfe")
    for path in (tmp_path / "none.yaml", tmp_path, tmp_path / "zip.yaml"):
        with pytest.raises(ProcedureFileError) as refused:
            read(path)
        assert refused.value.code == "procedure_file_unreadable"
        assert refused.value.values()["file"] == path.name


def test_an_errors_code_and_values_are_its_first_faults() -> None:
    """What is shown to people needs no knowledge of faults."""
    with pytest.raises(ProcedureFileError) as refused:
        parse(changed("        unit: N·m\n", ""), file="plug.yaml")
    assert refused.value.code == "procedure_unit_missing"
    assert refused.value.values() == {
        "file": "plug.yaml",
        "line": "23",
        "step": "tighten",
        "field": "values.0.unit",
        "given": "",
    }
