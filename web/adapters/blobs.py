"""Keeps photos by the SHA-256 of their bytes. What was acknowledged has reached the disk."""

import asyncio
import contextlib
import hashlib
import os
import time
import uuid
from collections.abc import AsyncIterable, Iterator
from pathlib import Path
from typing import IO, Protocol

from web.errors import BodyTooLarge, DiskFull, HashMismatch, PhotoEmpty
from web.outages import is_full

_HOP_BYTES = 1 << 20
"""Bytes gathered before they go to the disk's thread: a hop costs more than a small write."""
ABANDONED_S = 86_400
"""An upload that is older than this has no process any more."""


class BlobMissing(KeyError):
    """No such bytes are stored."""


class BlobStore(Protocol):
    """Where photos lie."""

    async def put(self, sha256: str, chunks: AsyncIterable[bytes], *, most_bytes: int) -> int:
        """Store bytes that arrive piece by piece; how many there were.

        Raises:
            BodyTooLarge: there are more than `most_bytes`.
            HashMismatch: they are not those that the name says.
            PhotoEmpty: there is not one.
            DiskFull: there is no room; nothing of them is kept.
        """

    async def get(self, sha256: str) -> bytes:
        """The bytes.

        Raises:
            BlobMissing: they are not stored.
        """


class FolderBlobs:
    """A folder of files named by their hash; a file is whole or not there.

    Args:
        folder: Made if it is not there.
        write: Writes a piece; another one in tests, to fail as a full disk does.
    """

    def __init__(self, folder: Path, *, write: "Write | None" = None) -> None:
        self._folder = folder
        self._write = write or _write
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)

    async def put(self, sha256: str, chunks: AsyncIterable[bytes], *, most_bytes: int) -> int:
        """Write beside, flush, rename: a crash leaves at most a nameless file."""
        beside = self._folder / f".{uuid.uuid4().hex}.part"
        try:
            with _full_disk_said():
                size, got = await self._receive(beside, chunks, most_bytes)
            if size == 0:
                raise PhotoEmpty
            if got != sha256:
                raise HashMismatch(expected=sha256, got=got)
            with _full_disk_said():
                await asyncio.to_thread(_settle, beside, self._path(sha256))
        finally:
            beside.unlink(missing_ok=True)
        return size

    async def get(self, sha256: str) -> bytes:
        """Read the file."""
        try:
            return await asyncio.to_thread(self._path(sha256).read_bytes)
        except FileNotFoundError:
            raise BlobMissing(sha256) from None

    async def _receive(self, beside: Path, chunks: AsyncIterable[bytes], most: int) -> tuple[int, str]:
        digest = hashlib.sha256()
        size = 0
        held = bytearray()
        file = await asyncio.to_thread(beside.open, "wb")
        try:
            async for chunk in chunks:
                size += len(chunk)
                if size > most:
                    raise BodyTooLarge(most_bytes=most)
                digest.update(chunk)
                held += chunk
                if len(held) >= _HOP_BYTES:
                    await asyncio.to_thread(self._write, file, bytes(held))
                    held.clear()
            await asyncio.to_thread(self._write, file, bytes(held))
            await asyncio.to_thread(_flush, file)
        finally:
            # What the buffer still holds may not fit either; the error that counts is on its way already.
            with contextlib.suppress(OSError):
                file.close()
        return size, digest.hexdigest()

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


class Write(Protocol):
    """Writes a piece of a file."""

    def __call__(self, file: IO[bytes], piece: bytes) -> None:
        """Write it, or raise OSError."""


def _write(file: IO[bytes], piece: bytes) -> None:
    file.write(piece)


def _flush(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sweep(folder: Path) -> None:
    """Take away what uploads left whose process was killed; none that still runs is that old."""
    for part in folder.glob(".*.part"):
        with contextlib.suppress(OSError):
            if time.time() - part.stat().st_mtime > ABANDONED_S:
                part.unlink()


def _settle(beside: Path, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    beside.replace(path)
    for folder in (path.parent, path.parent.parent):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)  # else the name itself may be lost
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _full_disk_said() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise DiskFull from error
        raise
