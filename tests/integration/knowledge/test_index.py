"""The index on disk: whole or not there, and only for the encoder that made it."""

import json
import threading
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoders.port import Vectors
from knowledge.index import (
    CURRENT,
    MANIFEST,
    PASSAGES,
    VECTORS,
    Index,
    IndexDamaged,
    IndexDiffers,
    IndexMissing,
    build,
    is_current,
)
from knowledge.passages import passages
from knowledge.search import search
from tests.fakes.manual import Letters, manual

ENCODER = Letters()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of the small manual."""
    build(passages(manual()), ENCODER, tmp_path / "index")
    return tmp_path / "index"


def place(folder: Path) -> Path:
    """Where the current index's files lie."""
    return folder / (folder / CURRENT).read_text(encoding="utf-8")


def test_what_was_built_is_opened(folder: Path) -> None:
    """An opened index holds the passages that were given, and groups them by step."""
    index = Index.open(folder, ENCODER)
    assert list(index.passages) == passages(manual())
    assert [len(group) for group in index.steps] == [2, 2, 2]


def test_dense_is_the_cosine_of_the_nearest_piece(folder: Path) -> None:
    """A passage's own heading has cosine 1 with that passage, and less with those of other steps."""
    index = Index.open(folder, ENCODER)
    near = index.dense(ENCODER.encode([index.passages[2].heading])[0])
    assert near[2] == pytest.approx(1, abs=1e-5)
    assert near[[0, 1, 4, 5]].max() < 0.99


def test_a_missing_index_is_told(tmp_path: Path) -> None:
    """Where none was built the error says so."""
    with pytest.raises(IndexMissing) as caught:
        Index.open(tmp_path / "none", ENCODER)
    assert caught.value.code == "index_missing"


def test_another_encoder_is_refused(folder: Path) -> None:
    """An index opens only with the encoder that made it; the error names both."""
    with pytest.raises(IndexDiffers) as caught:
        Index.open(folder, Letters(name="letters-2"))
    assert caught.value.values() == {"built": "letters-1", "given": "letters-2"}


@pytest.mark.parametrize("name", [MANIFEST, PASSAGES, VECTORS])
@pytest.mark.parametrize("harm", ["gone", "cut", "empty", "noise"])
def test_a_damaged_file_is_told(folder: Path, name: str, harm: str) -> None:
    """A file that is missing, cut, empty or altered is an error with its name, never a crash."""
    path = place(folder) / name
    whole = path.read_bytes()
    path.unlink()
    if harm != "gone":
        path.write_bytes({"cut": whole[: len(whole) // 2], "empty": b"", "noise": b"\x00" * len(whole)}[harm])
    with pytest.raises(IndexDamaged) as caught:
        Index.open(folder, ENCODER)
    assert caught.value.values() == {"file": name}


def test_another_format_is_refused(folder: Path) -> None:
    """An index of a newer format is not read as if it were of this one."""
    path = place(folder) / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 99}), encoding="utf-8")
    with pytest.raises(IndexDamaged):
        Index.open(folder, ENCODER)


def test_is_current(folder: Path) -> None:
    """An index is current for its own passages and encoder, and for no others."""
    own = passages(manual())
    assert is_current(own, ENCODER, folder)
    assert not is_current(own[:-1], ENCODER, folder)
    assert not is_current(own, Letters(name="letters-2"), folder)
    assert not is_current(own, ENCODER, folder / "none")


def test_a_new_index_takes_the_place_of_the_old(folder: Path) -> None:
    """After a rebuild the new one is read; who opened the old one before still searches it."""
    old = Index.open(folder, ENCODER)
    build(passages(manual("brakes", "2.0")), ENCODER, folder)
    assert {p.procedure for p in Index.open(folder, ENCODER).passages} == {"brakes"}
    assert {p.procedure for p in old.passages} == {"gearbox-oil"}
    assert old.dense(ENCODER.encode(["油"])[0]).shape == (6,)


def test_old_indexes_are_cleared_away(folder: Path) -> None:
    """However often it is built, only the current index and the one before stay on disk."""
    for number in ("1.1", "1.2", "1.3", "1.4"):
        build(passages(manual(number=number)), ENCODER, folder)
    assert len(list(folder.glob("index-*"))) == 2
    assert not list(folder.glob(".current-*"))


def test_a_build_that_fails_changes_nothing(folder: Path) -> None:
    """When encoding fails midway the index that was there stays current, and nothing half made is left."""

    class Broken(Letters):
        def encode(self, texts: object) -> Vectors:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        build(passages(manual("brakes")), Broken(), folder)
    assert {p.procedure for p in Index.open(folder, ENCODER).passages} == {"gearbox-oil"}
    assert len(list(folder.glob("index-*"))) == 1


def test_readers_never_see_half_an_index(folder: Path) -> None:
    """While it is rebuilt again and again, every opening gives one whole index or the other."""
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            found = {p.procedure for p in Index.open(folder, ENCODER).passages}
            if len(found) != 1:
                wrong.append(found)

    reader = threading.Thread(target=read)
    reader.start()
    for name in ["brakes", "gearbox-oil"] * 5:
        build(passages(manual(name)), ENCODER, folder)
    done.set()
    reader.join()
    assert not wrong


def test_an_empty_manual_answers_nothing(tmp_path: Path) -> None:
    """An index of no passages can be built, opened and searched; nothing is in that manual."""
    build([], ENCODER, tmp_path)
    answer = search(Index.open(tmp_path, ENCODER), ENCODER, "油")
    assert (answer.status, answer.hits, answer.nearest) == ("not_in_manual", (), ())


def test_threads_may_share_an_index(folder: Path) -> None:
    """Searches from several threads at once give what one thread gives."""
    index = Index.open(folder, ENCODER)
    vector = ENCODER.encode(["拧紧放油螺塞"])[0]
    alone = index.dense(vector)
    found: list[Vectors] = []
    crowd = [threading.Thread(target=lambda: found.append(index.dense(vector))) for _ in range(8)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    assert len(found) == 8
    for row in found:
        np.testing.assert_array_equal(row, alone)
