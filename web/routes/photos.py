"""Takes photos in by their SHA-256, and shows them to those who may see them.

Whether somebody else has sent the same bytes before changes nothing in what is answered.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from assist.evidence import bytes_arrived
from assist.sight import may_see_photo
from vision import publishing
from web.adapters import store
from web.adapters.blobs import BlobMissing
from web.errors import NotFound
from web.identity.models import Person
from web.routes.doors import DepsDep, PersonDep, ReadDep
from web.routes.shapes import PhotoStored
from web.socket.policies import scope

router = APIRouter()
Sha = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
_FOR_EVER = "private, max-age=31536000, immutable"


@router.put("/photos/{sha256}", status_code=201)
async def put(sha256: Sha, request: Request, person: PersonDep, deps: DepsDep) -> PhotoStored:
    """Store the bytes; answered only when they have reached the disk. Gates that wait for them go on.

    They are looked for twice: what is being committed meanwhile sees the upload, or is seen then.
    """
    size = await deps.blobs.put(sha256, request.stream(), most_bytes=deps.settings.photo_max_bytes)
    for _ in range(2):
        async with deps.database.transaction() as session:
            await store.insert_upload(session, person.id, sha256, size, now=deps.now())
            await bytes_arrived(session, sha256, by=person.id, now=deps.now(), ports=deps.ports)
    return PhotoStored(sha256=sha256, size=size)


@router.head("/photos/{sha256}", status_code=204)
async def have(sha256: Sha, session: ReadDep, person: PersonDep) -> Response:
    """Whether this person need not send the bytes again; others' photos do not count."""
    if not await store.uploaded(session, person.id, sha256):
        raise NotFound
    return Response(status_code=204)


@router.get("/photos/{sha256}")
async def get(sha256: Sha, session: ReadDep, person: PersonDep, deps: DepsDep) -> Response:
    """The bytes, to those who sent them, to their shop, and to reviewers."""
    if not await _may_see(session, sha256, person):
        raise NotFound
    try:
        data = await deps.blobs.get(sha256)
    except BlobMissing:
        raise NotFound from None
    return Response(data, media_type=kind(data), headers={"Cache-Control": _FOR_EVER})


def kind(data: bytes) -> str:
    """The media type by the first bytes, of the kinds that are taken in; else plain bytes, never a page."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return "application/octet-stream"


async def _may_see(session: AsyncSession, sha256: str, person: Person) -> bool:
    if await store.uploaded(session, person.id, sha256):
        return True
    if await may_see_photo(session, sha256, shop=scope(person.shop, frozenset(person.roles))):
        return True
    return "qa_reviewer" in person.roles and await publishing.is_example(session, sha256)
