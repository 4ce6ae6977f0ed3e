"""Photos in and out over HTTP."""

import errno
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO

import pytest

from tests.fakes.chain import Chain, running
from web.adapters.blobs import BlobMissing, FolderBlobs
from web.database import Database

JPEG = b"\xff\xd8\xff\xe0" + b"photo" * 100


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def url(data: bytes) -> str:
    return f"/api/photos/{sha(data)}"


async def test_a_photo_is_stored_under_its_hash(chain: Chain) -> None:
    """What was put can be got back by who put it, byte by byte, as a picture."""
    headers = await chain.login("tech1", "technician")
    answer = await chain.client.put(url(JPEG), content=JPEG, headers=headers)
    assert answer.status_code == 201
    assert answer.json() == {"sha256": sha(JPEG), "size": len(JPEG)}
    got = await chain.client.get(url(JPEG), headers=headers)
    assert got.content == JPEG
    assert got.headers["content-type"] == "image/jpeg"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert (await chain.client.head(url(JPEG), headers=headers)).status_code == 204


async def test_a_page_named_photo_is_never_served_as_a_page(chain: Chain) -> None:
    """Bytes that are no picture come back as plain bytes that no browser runs."""
    page = b"<html><script>alert(1)</script></html>"
    headers = await chain.login("tech1", "technician")
    await chain.client.put(url(page), content=page, headers=headers)
    got = await chain.client.get(url(page), headers=headers)
    assert got.headers["content-type"] == "application/octet-stream"
    assert "script-src 'self'" in got.headers["content-security-policy"]


async def test_nobody_learns_whether_others_sent_it(chain: Chain) -> None:
    """To another shop a stored photo and one that nobody has look the same, and both may be sent."""
    first = await chain.login("tech1", "technician", shop="North")
    await chain.client.put(url(JPEG), content=JPEG, headers=first)
    other = await chain.login("tech9", "technician", shop="South")
    for path in (url(JPEG), url(b"nobody has this")):
        assert (await chain.client.head(path, headers=other)).status_code == 404
        got = await chain.client.get(path, headers=other)
        assert got.status_code == 404
        assert got.json()["code"] == "not_found"
    async with chain.deps.database.reading() as session:
        assert await chain.deps.ports.sent(session, chain.people["tech1"].id, sha(JPEG))
        assert not await chain.deps.ports.sent(session, chain.people["tech9"].id, sha(JPEG))
    again = await chain.client.put(url(JPEG), content=JPEG, headers=other)
    assert again.status_code == 201
    assert (await chain.client.get(url(JPEG), headers=other)).content == JPEG


async def test_bytes_that_are_not_the_name_are_refused(chain: Chain) -> None:
    """A photo that changed on its way is refused, and nothing of it is kept."""
    headers = await chain.login("tech1", "technician")
    answer = await chain.client.put(url(JPEG), content=JPEG + b"x", headers=headers)
    assert answer.status_code == 422
    assert answer.json()["code"] == "photo_hash_mismatch"
    with pytest.raises(BlobMissing):
        await chain.deps.blobs.get(sha(JPEG))


async def test_an_empty_photo_is_refused(chain: Chain) -> None:
    """Not one byte is no photo."""
    headers = await chain.login("tech1", "technician")
    answer = await chain.client.put(url(b""), content=b"", headers=headers)
    assert answer.json()["code"] == "photo_empty"


@pytest.mark.parametrize("name", ["x", "A" * 64, "0" * 63, "..%2f..%2fetc%2fpasswd", "0" * 64 + "%00"])
async def test_only_a_hash_is_a_name(chain: Chain, name: str) -> None:
    """A name that is no SHA-256 in small letters reaches no folder."""
    headers = await chain.login("tech1", "technician")
    answer = await chain.client.put(f"/api/photos/{name}", content=b"x", headers=headers)
    assert answer.status_code in {404, 422}


async def test_too_large_a_photo_is_cut_off(database: Database, tmp_path: Path) -> None:
    """Beyond the limit the upload is refused while it runs, and leaves no file."""
    blobs = FolderBlobs(tmp_path / "photos")
    async with running(database, tmp_path / "var", blobs=blobs) as chain:
        headers = await chain.login("tech1", "technician")

        async def endless() -> AsyncIterator[bytes]:
            for _ in range(400):
                yield b"x" * 100_000

        answer = await chain.client.put(url(JPEG), content=endless(), headers=headers)
    assert answer.status_code == 413
    assert list((tmp_path / "photos").rglob("*.part")) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
async def test_a_full_disk_is_said_and_loses_nothing(database: Database, tmp_path: Path, number: int) -> None:
    """On a full disk the photo is refused with 507, no piece of it stays, and what was stored is whole."""
    room = len(JPEG)

    def write(file: IO[bytes], piece: bytes) -> None:
        nonlocal room
        if len(piece) > room:
            raise OSError(number, "No space left on device")
        room -= len(piece)
        file.write(piece)

    blobs = FolderBlobs(tmp_path / "photos", write=write)
    async with running(database, tmp_path / "var", blobs=blobs) as chain:
        headers = await chain.login("tech1", "technician")
        assert (await chain.client.put(url(JPEG), content=JPEG, headers=headers)).status_code == 201
        more = JPEG + b"more"
        answer = await chain.client.put(url(more), content=more, headers=headers)
        assert answer.status_code == 507
        assert "administrator" in answer.json()["detail"]
        assert (await chain.client.head(url(more), headers=headers)).status_code == 404
        assert (await chain.client.get(url(JPEG), headers=headers)).content == JPEG
    assert [path for path in (tmp_path / "photos").rglob("*") if path.is_file()] == [
        tmp_path / "photos" / sha(JPEG)[:2] / sha(JPEG)
    ]


async def test_a_parts_clerk_sends_no_photos(chain: Chain) -> None:
    """Only who works at the car sends photos."""
    headers = await chain.login("parts", "parts_clerk")
    answer = await chain.client.put(url(JPEG), content=JPEG, headers=headers)
    assert answer.status_code == 403
    assert "technician" in answer.json()["values"]["roles"]
