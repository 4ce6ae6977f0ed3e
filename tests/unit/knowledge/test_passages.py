"""Passages carry everything that a citation needs, hazards before all."""

import pytest

from knowledge.passages import PIECE_CHARACTERS, passages, pieces, sentences
from knowledge.procedures.files import library
from tests.fakes.manual import manual


def test_each_step_has_a_passage_in_each_language() -> None:
    """A procedure of three steps gives six passages, Chinese before English, numbered from 1."""
    found = passages(manual())
    assert [(p.step_number, p.lang) for p in found] == [
        (1, "zh"), (1, "en"), (2, "zh"), (2, "en"), (3, "zh"), (3, "en")
    ]  # fmt: skip


def test_a_passage_cites_procedure_version_and_step() -> None:
    """A passage names its procedure, the version's hash and number, and its step."""
    procedure = manual()
    passage = passages(procedure)[0]
    assert (passage.procedure, passage.version, passage.number) == ("gearbox-oil", procedure.version, "1.0")
    assert (passage.step, passage.title) == ("raise", "举升车辆")


def test_hazards_go_with_the_passage() -> None:
    """The step's hazards are in the passage, whole, and stand first in what is searched."""
    zh, en = passages(manual())[:2]
    assert zh.hazards == en.hazards == manual().steps[0].hazards
    assert zh.whole.startswith("车辆滑落会把人压死。 落下安全锁。")
    assert en.whole.startswith("A car that slips kills. Drop the locks.")


def test_values_are_in_the_passage() -> None:
    """An approved number stands with its unit and fastener as one line."""
    assert "Drain plug 50 N·m (M10 8.8)" in passages(manual())[3].details


@pytest.mark.parametrize("procedure", library(), ids=lambda procedure: procedure.id)
def test_pieces_hold_the_whole_passage(procedure: object) -> None:
    """Every sentence of the built-in procedures is in a piece, and no piece is longer than it may be."""
    for passage in (p for own in library() if own is not None for p in passages(own)):
        cut = pieces(passage)
        told = "".join("".join(cut).split())
        for sentence in (*sentences(passage.text), *passage.details, *passage.warnings):
            assert "".join(sentence.split()) in told
        room = PIECE_CHARACTERS[passage.lang] + len(passage.title) + 2
        assert all(len(piece) <= max(room, len(passage.heading)) for piece in cut)


def test_a_sentence_without_an_end_is_split_and_kept() -> None:
    """A text of one endless sentence becomes several pieces that together hold every character."""
    step = manual().steps[2]
    endless = step.model_copy(update={"text": step.text.model_copy(update={"zh": "箭" * 500})})
    passage = passages(manual().model_copy(update={"steps": (endless,)}))[0]
    assert "".join(pieces(passage)).count("箭") >= 500


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("一句。", ("一句。",)),
        ("一句。二句！三句？", ("一句。", "二句！", "三句？")),
        ("One. Two! 3.5 mm is left.", ("One.", "Two!", "3.5 mm is left.")),
        ("Line\n\nline", ("Line", "line")),
    ],
)
def test_sentences(text: str, parts: tuple[str, ...]) -> None:
    """Sentences end at their marks, in both languages; a decimal point ends none."""
    assert sentences(text) == parts
