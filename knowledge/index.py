"""The search index on disk: passages, their vectors in a flat faiss index, and a manifest.

A new index is written aside and becomes current by one rename, so that a reader sees the old one or the new
one and never half of one. Vectors are memory-mapped: every process that reads them shares the same pages.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import faiss
import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from knowledge.encoders.port import Encoder, Vectors
from knowledge.errors import KnowledgeError
from knowledge.lexical import Lexical
from knowledge.passages import Passage, pieces

FORMAT = 1
"""Of the files in an index folder; a reader refuses any other."""

CURRENT, MANIFEST, PASSAGES, VECTORS = "current", "manifest.json", "passages.json", "vectors.faiss"
_PASSAGES = TypeAdapter(tuple[Passage, ...])


class IndexMissing(KnowledgeError):
    """No index was built yet. Values: folder."""

    code: ClassVar[str] = "index_missing"


class IndexDiffers(KnowledgeError):
    """The index was made by another encoder than the one that asks. Values: built, given."""

    code: ClassVar[str] = "index_encoder_differs"


class IndexDamaged(KnowledgeError):
    """A file of the index is missing, cut, or not what the manifest says. Values: file."""

    code: ClassVar[str] = "index_damaged"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index belongs to.

    Attributes:
        content: SHA-256 of the passages: two indexes of the same passages and encoder are interchangeable.
        owners: For each vector the position of its passage.
    """

    format: int
    encoder: str
    dimension: int
    content: str
    owners: tuple[int, ...]


class Index:
    """An open index: read only, safe to share between threads."""

    def __init__(self, manifest: Manifest, passages: tuple[Passage, ...], vectors: faiss.Index) -> None:
        self.manifest, self.passages, self._vectors = manifest, passages, vectors
        self.lexical = Lexical([passage.whole for passage in passages])
        self.steps = _by_step(passages)
        self._owners = np.array(manifest.owners, np.int64)
        self._in_steps = np.array([at for group in self.steps for at in group], np.int64)
        self._starts = np.cumsum([0, *(len(group) for group in self.steps[:-1])])

    @classmethod
    def open(cls, folder: Path, encoder: Encoder) -> "Index":
        """The current index of a folder.

        Raises:
            IndexMissing: none was built there.
            IndexDiffers: another encoder made it; build it anew.
            IndexDamaged: a file is not what the manifest says; build it anew.
        """
        pointed = _pointed(folder)
        try:
            return cls._read(folder / pointed, encoder)
        except IndexDamaged:
            if _pointed(folder) == pointed:
                raise
        return cls.open(folder, encoder)

    @classmethod
    def _read(cls, place: Path, encoder: Encoder) -> "Index":
        manifest = _manifest(place)
        if manifest.encoder != encoder.name or manifest.dimension != encoder.dimension:
            raise IndexDiffers(built=manifest.encoder, given=encoder.name)
        return cls(manifest, _read_passages(place, manifest), _read_vectors(place, manifest))

    def dense(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Cosine of each passage with a vector, shape (passages,): that of its nearest piece."""
        total = self._vectors.ntotal
        near, places = self._vectors.search(vector.reshape(1, -1), total)
        best = np.full(len(self.passages), -1.0, np.float32)
        np.maximum.at(best, self._owners[places[0]], near[0])
        return best

    def per_step(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """The best score of each step's passages, shape (steps,): a step counts once."""
        return np.asarray(np.maximum.reduceat(scores[self._in_steps], self._starts), np.float32)


def build(passages: Sequence[Passage], encoder: Encoder, folder: Path) -> Manifest:
    """Write the index of these passages and make it current; the one before stays for its readers."""
    cut = [pieces(passage) for passage in passages]
    owners = tuple(at for at, parts in enumerate(cut) for _ in parts)
    text = _PASSAGES.dump_json(tuple(passages))
    manifest = Manifest(FORMAT, encoder.name, encoder.dimension, hashlib.sha256(text).hexdigest(), owners)
    folder.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix="index-", dir=folder))
    aside.chmod(0o755)
    try:
        (aside / PASSAGES).write_bytes(text)
        _write_vectors(encoder.encode([part for parts in cut for part in parts]), encoder.dimension, aside)
        (aside / MANIFEST).write_text(json.dumps(vars_of(manifest)), encoding="utf-8")
        _make_current(aside, folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return manifest


def is_current(passages: Sequence[Passage], encoder: Encoder, folder: Path) -> bool:
    """Whether the folder's index was built of exactly these passages by this encoder."""
    try:
        manifest = _manifest(folder / _pointed(folder))
    except KnowledgeError:
        return False
    content = hashlib.sha256(_PASSAGES.dump_json(tuple(passages))).hexdigest()
    return (manifest.encoder, manifest.content) == (encoder.name, content)


def vars_of(manifest: Manifest) -> dict[str, object]:
    """The manifest as plain values."""
    return {name: getattr(manifest, name) for name in Manifest.__slots__}


def _by_step(passages: Sequence[Passage]) -> tuple[tuple[int, ...], ...]:
    """Positions of the passages of each step, so that a step counts once in whatever languages it stands."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for at, passage in enumerate(passages):
        groups.setdefault((passage.procedure, passage.version, passage.step), []).append(at)
    return tuple(tuple(group) for group in groups.values())


def _write_vectors(vectors: Vectors, dimension: int, place: Path) -> None:
    flat = faiss.IndexFlatIP(dimension)
    flat.add(vectors)
    faiss.write_index(flat, str(place / VECTORS))


def _make_current(aside: Path, folder: Path) -> None:
    """Point `current` at the new index and clear away all but the new one and the one before."""
    pointer = folder / CURRENT
    before = pointer.read_text(encoding="utf-8") if pointer.exists() else ""
    fresh = folder / f".{CURRENT}-{aside.name}"
    fresh.write_text(aside.name, encoding="utf-8")
    fresh.replace(pointer)
    for old in folder.glob("index-*"):
        if old.name not in {aside.name, before} and (old / MANIFEST).exists():
            shutil.rmtree(old, ignore_errors=True)


def _pointed(folder: Path) -> str:
    """The name of the current index; it may be replaced and cleared away while it is read."""
    try:
        return (folder / CURRENT).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissing(folder=folder.name) from error


def _manifest(place: Path) -> Manifest:
    try:
        plain = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(**{**plain, "owners": tuple(plain["owners"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(file=MANIFEST) from error
    if manifest.format != FORMAT:
        raise IndexDamaged(file=MANIFEST)
    return manifest


def _read_passages(place: Path, manifest: Manifest) -> tuple[Passage, ...]:
    try:
        text = (place / PASSAGES).read_bytes()
        if hashlib.sha256(text).hexdigest() != manifest.content:
            raise IndexDamaged(file=PASSAGES)
        return _PASSAGES.validate_json(text)
    except (OSError, ValidationError) as error:
        raise IndexDamaged(file=PASSAGES) from error


def _read_vectors(place: Path, manifest: Manifest) -> faiss.Index:
    try:
        vectors = faiss.read_index(str(place / VECTORS), faiss.IO_FLAG_MMAP_IFC)
    except RuntimeError as error:
        raise IndexDamaged(file=VECTORS) from error
    if vectors.ntotal != len(manifest.owners) or vectors.d != manifest.dimension:
        raise IndexDamaged(file=VECTORS)
    return vectors
