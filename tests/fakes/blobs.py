"""Photos kept in memory."""

import hashlib
from collections.abc import AsyncIterable

from web.adapters.blobs import BlobMissing
from web.errors import BodyTooLarge, HashMismatch, PhotoEmpty


class MemoryBlobs:
    """Keeps every promise of a blob store but that of outliving the process."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    async def put(self, sha256: str, chunks: AsyncIterable[bytes], *, most_bytes: int) -> int:
        data = bytearray()
        async for chunk in chunks:
            data += chunk
            if len(data) > most_bytes:
                raise BodyTooLarge(most_bytes=most_bytes)
        if not data:
            raise PhotoEmpty
        got = hashlib.sha256(data).hexdigest()
        if got != sha256:
            raise HashMismatch(expected=sha256, got=got)
        self.kept[sha256] = bytes(data)
        return len(data)

    async def get(self, sha256: str) -> bytes:
        try:
            return self.kept[sha256]
        except KeyError:
            raise BlobMissing(sha256) from None
