"""Banks: what a check has learnt from good photos, with its lines, stored under the hash of its content.

A bank is made whole, written aside and renamed; a stored bank never changes.
"""

import hashlib
import io
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from vision.checks import CHECK, Check
from vision.detectors.port import Detector, Learnt
from vision.errors import BankBroken, BankPhotoUnfit, BankTooFewPhotos, BankUnknown
from vision.ghost import ghost
from vision.images import Rgb, crop, decode
from vision.judge import Thresholds, thresholds
from vision.measuring import measure
from vision.quality import QualityLimits, limits_for, reasons

LEAST_PHOTOS = 5
"""Fewer say nothing of how good photos differ from each other."""
TEACH_LONG_SIDE_PX = 800
"""As large as an inspected photo, so that both are measured alike."""

_META, _LEARNT, _GHOST = "bank.json", "learnt.npz", "ghost.png"


@dataclass(frozen=True)
class Bank:
    """What a check has learnt.

    Attributes:
        detector: Name of the detector that taught it and alone can read it.
        photos: SHA-256 of the good photos, in order.
        limits: What a photo must keep to be judged, seen from the good photos.
        ghost: PNG with transparency, the outline of the good photos.
        version: SHA-256 of everything else.
    """

    check: Check
    detector: str
    photos: tuple[str, ...]
    thresholds: Thresholds
    limits: QualityLimits
    learnt: Learnt
    ghost: bytes
    version: str


def teach(photos: Sequence[bytes], check: Check, detector: Detector) -> Bank:
    """A bank learnt from good photos; the same photos give the same version.

    Args:
        photos: At least `LEAST_PHOTOS` different files; a file that comes twice counts once.
        check: What they are good for.
        detector: Who learns.

    Raises:
        BankTooFewPhotos: fewer different ones.
        BankPhotoUnfit: one of them is blurred, dark, overexposed or glaring.
        PhotoError: one of them is no photo.
    """
    files = {hashlib.sha256(data).hexdigest(): data for data in photos}
    if len(files) < LEAST_PHOTOS:
        raise BankTooFewPhotos(count=str(len(files)), least=str(LEAST_PHOTOS))
    whole = [decode(data, long_side_px=TEACH_LONG_SIDE_PX) for data in files.values()]
    parts = [crop(photo, check.region) for photo in whole]
    limits = _limits(parts)
    lesson = detector.teach(parts)
    lines = thresholds(
        [each.anomaly for each in lesson.held_back], [each.similarity for each in lesson.held_back]
    )
    drawn = ghost(whole, check.region)
    meta = _meta(check, detector.name, tuple(files), lines, limits=limits)
    version = _version(meta, lesson.learnt, drawn)
    return Bank(check, detector.name, tuple(files), lines, limits, lesson.learnt, drawn, version)


def _limits(photos: Sequence[Rgb]) -> QualityLimits:
    measured = [measure(photo) for photo in photos]
    for number, quality in enumerate(measured, 1):
        unfit = reasons(quality)
        if unfit:
            raise BankPhotoUnfit(number=str(number), cause=unfit[0])
    return limits_for(measured)


def _meta(
    check: Check, detector: str, photos: tuple[str, ...], lines: Thresholds, *, limits: QualityLimits
) -> bytes:
    content = {
        "check": check.model_dump(mode="json"),
        "detector": detector,
        "photos": photos,
        "thresholds": asdict(lines),
        "limits": asdict(limits),
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def _version(meta: bytes, learnt: Learnt, drawn: bytes) -> str:
    digest = hashlib.sha256(meta)
    for name in sorted(learnt):
        values = np.ascontiguousarray(learnt[name])
        digest.update(f"\n{name} {values.dtype.str} {values.shape}\n".encode())
        digest.update(values.tobytes())
    digest.update(drawn)
    return digest.hexdigest()


def save(bank: Bank, folder: Path) -> Path:
    """Store a bank below `folder` and return its own folder; whole or not at all."""
    final = folder / bank.version
    if final.is_dir():
        return final
    folder.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".aside-", dir=folder))
    try:
        packed = io.BytesIO()
        np.savez(packed, **bank.learnt)  # type: ignore[arg-type]  # stubs read ** as the option allow_pickle
        meta = _meta(bank.check, bank.detector, bank.photos, bank.thresholds, limits=bank.limits)
        for name, data in ((_META, meta), (_LEARNT, packed.getvalue()), (_GHOST, bank.ghost)):
            _write(aside / name, data)
        aside.chmod(0o755)
        aside.rename(final)
    except OSError:
        if not final.is_dir():  # a twin may have stored the same bank meanwhile
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return final


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def open_bank(folder: Path, version: str) -> Bank:
    """The stored bank of a version.

    Raises:
        BankUnknown: there is none below `folder`.
        BankBroken: what is stored there is not what the version says.
    """
    there = folder / version
    if not there.is_dir():
        raise BankUnknown(version=version[:64])
    try:
        meta = (there / _META).read_bytes()
        held = io.BytesIO((there / _LEARNT).read_bytes())  # numpy leaves a file open that is none of its own
        with np.load(held, allow_pickle=False) as packed:
            learnt = {name: packed[name] for name in packed.files}
        drawn = (there / _GHOST).read_bytes()
    except (OSError, ValueError, EOFError, zipfile.BadZipFile):
        raise BankBroken(version=version) from None
    if _version(meta, learnt, drawn) != version:
        raise BankBroken(version=version)
    content = json.loads(meta)
    return Bank(
        check=CHECK.validate_python(content["check"]),
        detector=content["detector"],
        photos=tuple(content["photos"]),
        thresholds=Thresholds(**content["thresholds"]),
        limits=QualityLimits(**content["limits"]),
        learnt=learnt,
        ghost=drawn,
        version=version,
    )
