"""How the edge listens, and who may look into its folder."""

from pathlib import Path

import httpx
import pytest

from web.identity.tokens import KEY_FILE
from web.serving import configured
from web.settings import Settings
from web.wiring import make_folder


@pytest.mark.parametrize(("trusted", "seen"), [("", "127.0.0.1"), ("127.0.0.1", "203.0.113.9")])
async def test_a_forwarded_address_is_believed_of_named_proxies_only(trusted: str, seen: str) -> None:
    """Without the setting a caller cannot choose the address that its wrong passwords are counted under."""

    async def app(scope: dict, _receive: object, send) -> None:  # type: ignore[type-arg,no-untyped-def]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": scope["client"][0].encode()})

    config = configured(Settings(trusted_proxy=trusted))
    config.app = app
    config.load()
    transport = httpx.ASGITransport(config.loaded_app, client=("127.0.0.1", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://edge") as client:
        answer = await client.get("/", headers={"X-Forwarded-For": "203.0.113.9"})
    assert answer.text == seen


def test_nobody_else_looks_into_the_folder(tmp_path: Path) -> None:
    """A new folder and one of ours are shut to others; a folder of another making is left as it is."""
    fresh, ours, theirs = tmp_path / "fresh", tmp_path / "ours", tmp_path / "theirs"
    for folder in (ours, theirs):
        folder.mkdir()
        folder.chmod(0o755)
    (ours / KEY_FILE).write_bytes(b"")
    for folder in (fresh, ours, theirs):
        make_folder(folder)
    assert [folder.stat().st_mode & 0o777 for folder in (fresh, ours, theirs)] == [0o700, 0o700, 0o755]
