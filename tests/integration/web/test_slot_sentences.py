"""What the buttons of a step's parts say is understood as that part, in the number that the step needs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import knowledge.library
from assist.dialogue.memory import Memory, Slot
from assist.dialogue.moves import LookUp
from assist.dialogue.policy import next_move
from assist.dialogue.turn import Lang
from assist.dialogue.understanding import understand
from tests.processes import ROOT

VIN = "LXHA1B2C3D4E56789"


def steps() -> Iterator[list[dict[str, Any]]]:
    """The part slots of every step of the library that has some."""
    for folder in map(Path, knowledge.library.__path__):
        for file in sorted(folder.glob("*.yaml")):
            for step in yaml.safe_load(file.read_text(encoding="utf-8"))["steps"]:
                if step.get("slots"):
                    yield step["slots"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_slot_is_asked_for_by_its_own_button(lang: Lang) -> None:
    """Family, slot and number are those of the step, whatever size stands in the part's name."""
    sentence = json.loads((ROOT / "web/locales" / lang / "parts.json").read_text())["parts.this_slot"]
    asked = 0
    for slots in steps():
        memory = Memory(vin=VIN, slots=tuple(Slot(s["id"], s["family"], s["quantity"]) for s in slots))
        for slot in slots:
            names = slot["name"]
            text = sentence.format(name=names[lang], count=slot["quantity"])
            move = next_move(understand(text, lang, memory), memory)
            assert isinstance(move, LookUp), text
            found = (move.family, move.slot, move.quantity, move.litres)
            assert found == (slot["family"], slot["id"], slot["quantity"], False), text
            asked += 1
    assert asked > 5
