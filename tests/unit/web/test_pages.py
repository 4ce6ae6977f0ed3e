"""The built client as it is served."""

from pathlib import Path

import brotli
import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from web.errors import MethodRefused, WebError
from web.guards import BODY_MOST_BYTES, HEADERS, Guards
from web.pages import Pages
from web.precompress import compress
from web.texts import load

SCRIPT = b"console.log('shifu');" * 100


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>师傅</title>" + " " * 2000, encoding="utf-8")
    (tmp_path / "assets" / "app-1a2b.js").write_bytes(SCRIPT)
    (tmp_path / "icon.svg").write_text("<svg/>", encoding="utf-8")
    compress(tmp_path)
    return tmp_path


def client(dist: Path) -> httpx.AsyncClient:
    async def refuse(*_: object) -> None:
        raise AssertionError

    app = Guards(Starlette(routes=[Mount("/", Pages(dist, load(), "zh"))]), refuse=refuse)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=True)
    return httpx.AsyncClient(
        transport=transport, base_url="http://localhost", headers={"Accept-Encoding": ""}
    )


@pytest.mark.parametrize("path", ["/", "/technician", "/jobs/abc", "/review"])
async def test_every_page_is_the_client(dist: Path, path: str) -> None:
    """An address that is no file answers the client's page, always fresh."""
    async with client(dist) as http:
        answer = await http.get(path)
    assert answer.status_code == 200
    assert "师傅" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


async def test_hashed_files_are_kept_for_ever(dist: Path) -> None:
    """A file whose name holds its hash is cached for a year and never asked for again."""
    async with client(dist) as http:
        answer = await http.get("/assets/app-1a2b.js")
    assert answer.content == SCRIPT
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    ("accepted", "used"), [("br", "br"), ("gzip, br", "br"), ("gzip", "gzip"), ("zstd", None)]
)
async def test_files_are_served_compressed(dist: Path, accepted: str, used: str | None) -> None:
    """The smallest prepared form that the browser takes is sent, with its type unchanged."""
    async with client(dist) as http:
        answer = await http.get("/assets/app-1a2b.js", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("content-encoding") == used
    assert answer.content == SCRIPT
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/gone-1.js",
        "/favicon.ico",
        "/../pyproject.toml",
        "/%2e%2e/secret.txt",
        f"/{'x' * 300}",
        f"/assets/{'x' * 252}.js",
        "/x" * 3_000,
    ],
)
async def test_a_file_that_is_not_there_is_not_a_page(dist: Path, path: str) -> None:
    """A missing file is a 404, not the client's page, and nothing outside the folder is served."""
    async with client(dist) as http:
        answer = await http.get(path)
    assert answer.status_code == 404


async def test_the_api_is_never_a_page(dist: Path) -> None:
    """An unknown address of the API is refused, not answered with a page."""
    async with client(dist) as http:
        with pytest.raises(WebError):
            await http.get("/api/unknown")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_a_page_is_only_read(dist: Path, method: str) -> None:
    """Whoever asks a page to do something is told what it is for."""
    async with client(dist) as http:
        with pytest.raises(MethodRefused) as refused:
            await http.request(method, "/technician")
    assert refused.value.values() == {"allow": "GET, HEAD"}


async def test_pages_that_were_not_built_are_said(tmp_path: Path) -> None:
    """Without a built client the address says in the caller's language what to run."""
    async with client(tmp_path / "nothing") as http:
        answer = await http.get("/", headers={"Accept-Language": "en"})
    assert answer.status_code == 503
    assert "make client" in answer.text


async def test_every_answer_carries_the_headers(dist: Path) -> None:
    """Browsers are told to run nothing but our own files, to frame nothing, and to guess no types."""
    async with client(dist) as http:
        for path in ("/", "/assets/app-1a2b.js", "/favicon.ico"):
            headers = (await http.get(path)).headers
            assert {name: headers[name] for name in HEADERS} == HEADERS
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    assert "default-src 'self'" in policy


def test_compressing_is_lossless_and_leaves_small_files(dist: Path) -> None:
    """What was compressed can be read back; files that would not gain stay alone."""
    assert brotli.decompress((dist / "assets" / "app-1a2b.js.br").read_bytes()) == SCRIPT
    assert not (dist / "icon.svg.br").exists()
    assert BODY_MOST_BYTES < 2_000_000
