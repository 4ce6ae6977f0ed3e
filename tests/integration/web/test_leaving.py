"""A client whose network goes in the middle of a request."""

import hashlib
from collections.abc import MutableMapping
from typing import Any

import httpx
import pytest

from tests.fakes.chain import Chain
from web.adapters.blobs import BlobMissing

Message = MutableMapping[str, Any]


async def test_a_phone_that_goes_in_the_middle_of_a_photo_is_no_fault(chain: Chain) -> None:
    """A cut upload ends quietly, leaves nothing, and may come again whole."""
    photo = b"\xff\xd8\xff\xe0" + b"photo" * 100
    sha256 = hashlib.sha256(photo).hexdigest()
    headers = await chain.login("tech1", "technician")
    request = chain.client.build_request("PUT", f"/api/photos/{sha256}", headers=headers)
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "PUT", "scheme": "http",
        "path": request.url.path, "raw_path": request.url.raw_path, "query_string": b"", "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "client": ("127.0.0.1", 1), "server": ("test", 80),
    }  # fmt: skip
    heard: list[Message] = [
        {"type": "http.request", "body": photo[:100], "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> Message:
        return heard.pop(0)

    said: list[Message] = []

    async def send(message: Message) -> None:
        said.append(message)

    transport = chain.client._transport
    assert isinstance(transport, httpx.ASGITransport)
    await transport.app(scope, receive, send)
    with pytest.raises(BlobMissing):
        await chain.deps.blobs.get(sha256)
    again = await chain.client.put(f"/api/photos/{sha256}", content=photo, headers=headers)
    assert again.status_code == 201
