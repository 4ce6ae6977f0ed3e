"""Every fault can be told to a person."""

import json
import re
from pathlib import Path

import pytest

from knowledge.procedures.errors import Fault
from knowledge.procedures.faults import CODES

LOCALES = Path(__file__).parents[4] / "web" / "locales"
FAULT = Fault("procedure_unit_missing", "plug.yaml", 0, "", "", "")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", [*CODES, "procedure_file"])
def test_a_fault_has_a_sentence_with_its_place(code: str, lang: str) -> None:
    """The sentence names file and line, and uses only what a fault knows."""
    sentences = json.loads((LOCALES / lang / "errors.json").read_text(encoding="utf-8"))
    sentence = sentences[f"errors.{code}"]
    assert {"file", "line"} <= set(re.findall(r"{(\w+)}", sentence)) <= set(FAULT.values())
    assert sentence.format(**FAULT.values())


def test_a_fault_outside_the_steps_names_no_step() -> None:
    """A dash stands where there is none."""
    assert FAULT.values()["step"] == "–"
