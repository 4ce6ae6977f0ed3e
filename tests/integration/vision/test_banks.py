import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.fakes.pictures import encoded, plate
from vision import banks
from vision.banks import Bank
from vision.boxes import Box
from vision.checks import Anomaly
from vision.detectors.anomaly import AnomalyDetector
from vision.detectors.patches import HandMade
from vision.errors import BankBroken, BankPhotoUnfit, BankTooFewPhotos, BankUnknown, PhotoTruncated
from vision.images import encode_jpeg
from vision.inspection import inspect
from vision.outcomes import Outcome

CHECK = Anomaly(id="plate", region=Box(x=0, y=0, w=1, h=0.95))
DETECTOR = AnomalyDetector(HandMade())
PHOTOS = [encoded(plate(seed, size=(960, 720))) for seed in range(7)]


@pytest.fixture(scope="module")
def bank() -> Bank:
    """A bank of seven good plates."""
    return banks.teach(PHOTOS, CHECK, DETECTOR)


def same(one: Bank, other: Bank) -> bool:
    plain = [replace(each, learnt={}) for each in (one, other)]
    alike = all((one.learnt[name] == other.learnt[name]).all() for name in one.learnt)
    return plain[0] == plain[1] and one.learnt.keys() == other.learnt.keys() and alike


def test_a_bank_comes_back_as_it_was(bank: Bank, tmp_path: Path) -> None:
    """What is opened is what was saved, array by array."""
    folder = banks.save(bank, tmp_path)
    assert folder == tmp_path / bank.version
    assert same(banks.open_bank(tmp_path, bank.version), bank)


def test_the_same_photos_make_the_same_version(bank: Bank) -> None:
    """A version is the hash of what was learnt and of nothing else."""
    assert banks.teach(PHOTOS, CHECK, DETECTOR).version == bank.version
    assert banks.teach(PHOTOS[1:], CHECK, DETECTOR).version != bank.version
    assert banks.teach(PHOTOS, Anomaly(id="other", region=CHECK.region), DETECTOR).version != bank.version


def test_a_bank_names_its_photos(bank: Bank) -> None:
    """The good photos are kept by their hashes, in order."""
    assert bank.photos == tuple(hashlib.sha256(data).hexdigest() for data in PHOTOS)


def test_a_bank_judges(bank: Bank, tmp_path: Path) -> None:
    """A stored bank passes good plates, and never a faulty one."""
    banks.save(bank, tmp_path)
    stored = banks.open_bank(tmp_path, bank.version)
    good = [inspect(encoded(plate(s, size=(960, 720))), CHECK, stored, DETECTOR) for s in range(50, 56)]
    faulty = [
        inspect(encoded(plate(s, faulty=True, size=(960, 720))), CHECK, stored, DETECTOR)
        for s in range(50, 56)
    ]
    assert sum(each.outcome is Outcome.PASS for each in good) >= 5
    assert all(each.outcome in (Outcome.FAIL, Outcome.UNSURE) for each in faulty)


def test_saving_twice_is_saving_once(bank: Bank, tmp_path: Path) -> None:
    """A version that is there stays untouched, and nothing is left aside."""
    first = banks.save(bank, tmp_path)
    before = (first / "learnt.npz").stat().st_mtime_ns
    assert banks.save(bank, tmp_path) == first
    assert (first / "learnt.npz").stat().st_mtime_ns == before
    assert [path.name for path in tmp_path.iterdir()] == [bank.version]


def test_a_bank_that_cannot_be_written_leaves_nothing(bank: Bank, tmp_path: Path) -> None:
    """Where writing fails, neither a part of a bank nor a folder aside stays behind."""
    (tmp_path / bank.version).write_text("a file where the folder should be")
    with pytest.raises(OSError, match=bank.version):
        banks.save(bank, tmp_path)
    broken = replace(bank, version="another", ghost="not bytes")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        banks.save(broken, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [bank.version]


@pytest.mark.parametrize("name", ["bank.json", "learnt.npz", "ghost.png"])
def test_a_changed_bank_is_not_opened(bank: Bank, tmp_path: Path, name: str) -> None:
    """One bit changed in any file, and the bank is refused."""
    folder = banks.save(bank, tmp_path)
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(bytes(data))
    with pytest.raises(BankBroken):
        banks.open_bank(tmp_path, bank.version)


@pytest.mark.parametrize("name", ["bank.json", "learnt.npz", "ghost.png"])
@pytest.mark.parametrize("left", [None, b"", b"PK\x03\x04"])
def test_a_part_of_a_bank_is_not_opened(bank: Bank, tmp_path: Path, name: str, left: bytes | None) -> None:
    """A file that is missing, empty or something else is a broken bank, not a fault of ours."""
    folder = banks.save(bank, tmp_path)
    (folder / name).unlink()
    if left is not None:
        (folder / name).write_bytes(left)
    with pytest.raises(BankBroken):
        banks.open_bank(tmp_path, bank.version)


def test_a_bank_holds_no_code(bank: Bank, tmp_path: Path) -> None:
    """Arrays that would run code when they are read are refused."""
    folder = banks.save(bank, tmp_path)
    np.savez(folder / "learnt.npz", reference=np.array([{"a": print}], dtype=object))
    with pytest.raises(BankBroken):
        banks.open_bank(tmp_path, bank.version)


@pytest.mark.parametrize("version", ["nothing", "../../etc", ""])
def test_an_unknown_version_is_refused(tmp_path: Path, version: str) -> None:
    """A version that was never saved is named."""
    (tmp_path / "banks").mkdir()
    with pytest.raises((BankUnknown, BankBroken)):
        banks.open_bank(tmp_path / "banks", version)


def test_five_photos_are_the_least() -> None:
    """Four photos, or one file five times, teach nothing."""
    for photos in (PHOTOS[:4], [PHOTOS[0]] * 5):
        with pytest.raises(BankTooFewPhotos) as refused:
            banks.teach(photos, CHECK, DETECTOR)
        assert refused.value.values()["least"] == "5"
    assert banks.teach(PHOTOS[:5], CHECK, DETECTOR).photos


def test_an_unfit_photo_teaches_nothing() -> None:
    """A dark photo among the good ones is named by its number and cause."""
    dark = encode_jpeg((plate(9, size=(960, 720)) * 0.05).astype(np.uint8))
    with pytest.raises(BankPhotoUnfit) as refused:
        banks.teach([*PHOTOS[:5], dark], CHECK, DETECTOR)
    assert refused.value.values() == {"number": "6", "cause": "dark"}


def test_a_broken_photo_teaches_nothing() -> None:
    """Every file must be a photo."""
    with pytest.raises(PhotoTruncated):
        banks.teach([*PHOTOS[:5], PHOTOS[5][:5000]], CHECK, DETECTOR)


def test_the_description_can_be_read_by_people(bank: Bank, tmp_path: Path) -> None:
    """What a bank is lies in it as JSON."""
    told = json.loads((banks.save(bank, tmp_path) / "bank.json").read_text())
    assert told["check"]["id"] == "plate"
    assert told["detector"] == DETECTOR.name
    assert told["thresholds"]["passes"] < told["thresholds"]["fails"]
