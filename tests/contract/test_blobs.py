"""What every blob store promises."""

import hashlib
import os
import resource
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.blobs import MemoryBlobs
from web.adapters.blobs import ABANDONED_S, BlobMissing, BlobStore, FolderBlobs
from web.errors import BodyTooLarge, DiskFull, HashMismatch, PhotoEmpty

MOST = 3_000_000


@pytest.fixture(params=["folder", "memory"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    return FolderBlobs(tmp_path / "photos") if request.param == "folder" else MemoryBlobs()


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def files(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


async def pieces(*data: bytes) -> AsyncIterator[bytes]:
    for piece in data:
        yield piece


async def test_bytes_come_back_as_they_were(blobs: BlobStore) -> None:
    """Bytes that came in pieces, some of them empty, come back whole."""
    data = bytes(range(256)) * 8_000
    size = await blobs.put(sha(data), pieces(data[:10], b"", data[10:]), most_bytes=MOST)
    assert size == len(data)
    assert await blobs.get(sha(data)) == data


async def test_the_same_again_is_fine(blobs: BlobStore) -> None:
    """Storing the same bytes twice leaves them as they are."""
    for _ in range(2):
        assert await blobs.put(sha(b"x"), pieces(b"x"), most_bytes=MOST) == 1
    assert await blobs.get(sha(b"x")) == b"x"


async def test_bytes_that_are_not_the_name_are_not_kept(blobs: BlobStore) -> None:
    """A wrong hash is refused with both hashes, and leaves nothing under either."""
    with pytest.raises(HashMismatch) as refused:
        await blobs.put(sha(b"x"), pieces(b"y"), most_bytes=MOST)
    assert refused.value.values() == {"expected": sha(b"x"), "got": sha(b"y")}
    for data in (b"x", b"y"):
        with pytest.raises(BlobMissing):
            await blobs.get(sha(data))


async def test_a_wrong_upload_leaves_the_right_one(blobs: BlobStore) -> None:
    """A failing upload under a name that is stored changes nothing of it."""
    await blobs.put(sha(b"x"), pieces(b"x"), most_bytes=MOST)
    with pytest.raises(HashMismatch):
        await blobs.put(sha(b"x"), pieces(b"y"), most_bytes=MOST)
    assert await blobs.get(sha(b"x")) == b"x"


async def test_limits_are_held(blobs: BlobStore) -> None:
    """Too many bytes and none at all are refused; exactly the limit is not."""
    with pytest.raises(PhotoEmpty):
        await blobs.put(sha(b""), pieces(), most_bytes=MOST)
    with pytest.raises(BodyTooLarge):
        await blobs.put(sha(b"xxxx"), pieces(b"xx", b"xx"), most_bytes=3)
    assert await blobs.put(sha(b"xxx"), pieces(b"xx", b"x"), most_bytes=3) == 3


async def test_what_is_not_there_is_said(blobs: BlobStore) -> None:
    """Asking for unknown bytes raises."""
    with pytest.raises(BlobMissing):
        await blobs.get(sha(b"nobody"))


async def test_an_interrupted_upload_leaves_no_file(tmp_path: Path) -> None:
    """A client that goes away in the middle leaves nothing behind."""
    blobs = FolderBlobs(tmp_path)

    async def broken() -> AsyncIterator[bytes]:
        yield b"x" * 2_000_000
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await blobs.put(sha(b"x"), broken(), most_bytes=MOST)
    assert files(tmp_path) == []


async def test_a_write_that_the_system_refuses_is_a_full_disk(tmp_path: Path) -> None:
    """When the operating system itself has no room for more, the photo is refused and nothing of it stays."""
    blobs = FolderBlobs(tmp_path)
    await blobs.put(sha(b"before"), pieces(b"before"), most_bytes=MOST)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(DiskFull):
            await blobs.put(sha(b"x" * 200_000), pieces(b"x" * 200_000), most_bytes=MOST)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert files(tmp_path) == [sha(b"before")]
    assert await blobs.get(sha(b"before")) == b"before"


def test_what_a_killed_upload_left_is_swept_after_a_day(tmp_path: Path) -> None:
    """A part of a killed process goes at a later start; one of today may still be written."""
    killed, running = tmp_path / ".a.part", tmp_path / ".b.part"
    killed.write_bytes(b"x")
    running.write_bytes(b"x")
    os.utime(killed, (0, time.time() - ABANDONED_S - 60))
    FolderBlobs(tmp_path)
    assert (killed.exists(), running.exists()) == (False, True)
