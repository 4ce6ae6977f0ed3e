"""What every encoder keeps: the same suite over each of them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoders.choice import open_encoder
from knowledge.encoders.exported import ExportedEncoder
from knowledge.encoders.paired import PairedEncoder
from knowledge.encoders.port import Encoder
from knowledge.encoders.universal import UniversalEncoder

TEXTS = [
    "放油螺塞拧紧力矩 50 N·m",
    "How tight is the drain plug?",
    "检查油位",
    "Pump the brake pedal until it is hard.",
    "ATF 多少度检查油位",
]
LONG_ZH = "把放油螺塞用手带入，再用扭力扳手拧紧。" * 120
LONG_EN = "Start the drain plug by hand, then tighten it with the torque wrench. " * 60


@pytest.fixture(scope="module")
def made(exported_model: Path) -> dict[str, Encoder]:
    """One of each, opened once."""
    universal, exported = UniversalEncoder(), ExportedEncoder(exported_model)
    return {"universal": universal, "minilm": exported, "paired": PairedEncoder(universal, exported)}


@pytest.fixture(params=["universal", "minilm", "paired"])
def encoder(request: pytest.FixtureRequest, made: dict[str, Encoder]) -> Encoder:
    """Each encoder in turn."""
    return made[request.param]


def test_rows_have_length_one(encoder: Encoder) -> None:
    """Each text becomes one float32 row of the stated dimension and of length one."""
    rows = encoder.encode(TEXTS)
    assert rows.shape == (len(TEXTS), encoder.dimension)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_same_text_same_row(encoder: Encoder) -> None:
    """Encoding twice gives the same rows, to the last bit."""
    np.testing.assert_array_equal(encoder.encode(TEXTS), encoder.encode(TEXTS))


def test_neighbours_change_nothing(encoder: Encoder) -> None:
    """A text's row does not depend on what is encoded beside it, nor on their order."""
    together = encoder.encode(TEXTS)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_array_equal(together, alone)
    np.testing.assert_array_equal(encoder.encode(TEXTS[::-1])[::-1], together)


def test_nothing_gives_no_rows(encoder: Encoder) -> None:
    """No text gives an array of no rows and the full width."""
    assert encoder.encode([]).shape == (0, encoder.dimension)


@pytest.mark.parametrize("text", ["", " ", "\n", "，。！", "🙂", "\x00", "a" * 5_000, LONG_ZH, LONG_EN])
def test_odd_texts_have_finite_rows(encoder: Encoder, text: str) -> None:
    """The empty text, marks, control characters and very long texts all have a row of length one."""
    row = encoder.encode([text])[0]
    assert np.isfinite(row).all()
    assert np.linalg.norm(row) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("long", [LONG_ZH, LONG_EN])
def test_the_end_of_a_long_text_counts(encoder: Encoder, long: str) -> None:
    """A long text is read to its end: another ending gives another row."""
    another = long[: len(long) // 2] + "Brake fluid burns skin. 制动液会伤皮肤。" * 60
    one, other = encoder.encode([long, another])
    assert float(one @ other) < 0.999


def test_like_is_nearer_than_unlike(encoder: Encoder) -> None:
    """A question is nearer to the sentence that answers it than to one about something else."""
    asked, answer, other = encoder.encode(
        [
            "how tight is the drain plug",
            "Tighten the drain plug with the torque wrench.",
            "Empty the glovebox.",
        ]
    )
    assert asked @ answer > asked @ other


@pytest.mark.parametrize("which", ["universal", "paired"])
def test_the_bridge_joins_the_languages(made: dict[str, Encoder], which: str) -> None:
    """A Chinese sentence is nearer to its English counterpart than to another English sentence."""
    asked, same, other = made[which].encode(
        ["检查刹车油液位", "check the brake fluid level", "open the window"]
    )
    assert asked @ same > asked @ other


def test_names_tell_encoders_apart(made: dict[str, Encoder]) -> None:
    """No two encoders have one name, and a name does not change between openings."""
    names = [encoder.name for encoder in made.values()]
    assert len(set(names)) == len(names)
    assert UniversalEncoder().name == made["universal"].name


def test_threads_change_no_row(exported_model: Path) -> None:
    """The exported model gives the same rows on one thread and on two, within rounding."""
    one, two = (ExportedEncoder(exported_model, threads).encode(TEXTS) for threads in (1, 2))
    np.testing.assert_allclose(one, two, atol=1e-5)


def test_the_choice_opens_each_by_name(models_folder: Path) -> None:
    """Each name of the settings opens an encoder that encodes."""
    opened: list[Callable[[], Encoder]] = [
        lambda: open_encoder("universal", models_folder),
        lambda: open_encoder("minilm", models_folder),
        lambda: open_encoder("paired", models_folder),
    ]
    assert [open_one().encode(["油"]).shape[0] for open_one in opened] == [1, 1, 1]
