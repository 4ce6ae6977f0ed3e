"""Serves the built client: hashed files for ever, pages always fresh, compressed where that was prepared."""

import mimetypes
from collections.abc import Mapping
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketClose

from web.errors import ClientMissing, MethodRefused, NotFound, sentence
from web.settings import Lang
from web.texts import Texts, preferred

DIST = Path(__file__).parent / "client" / "dist"
_FOR_EVER = "public, max-age=31536000, immutable"
_METHODS = ("GET", "HEAD")
_ALWAYS_FRESH = "no-cache"
_ENCODINGS: Mapping[str, str] = {"br": ".br", "gzip": ".gz"}


class Pages:
    """An ASGI application over the folder of the built client.

    An address that is no file is a page of the client, which reads the address itself.
    """

    def __init__(self, folder: Path, texts: Texts, lang: Lang) -> None:
        self._folder = folder
        self._texts = texts
        self._lang = lang
        self._files = StaticFiles(directory=folder, check_dir=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer GET and HEAD of what nothing else has answered.

        Raises:
            NotFound: nothing of the pages is meant.
            MethodRefused: a page is asked to do something.
        """
        if scope["type"] == "websocket":
            await WebSocketClose()(scope, receive, send)
            return
        if f"{scope['path']}/".startswith("/api/"):
            raise NotFound
        if scope["method"] not in _METHODS:
            raise MethodRefused(allow=", ".join(_METHODS))
        response = self._response(scope)
        await response(scope, receive, send)

    def _response(self, scope: Scope) -> Response:
        headers = Headers(scope=scope)
        path = str(scope["path"]).lstrip("/")
        try:
            found, _ = self._files.lookup_path(path) if path else ("", None)
        except OSError:  # no file and no page has so long a name
            return PlainTextResponse("404", status_code=404)
        if not found or not Path(found).is_file():
            if path.startswith("assets/") or "." in path.rsplit("/", 1)[-1]:
                return PlainTextResponse("404", status_code=404)
            path, found = "index.html", str(self._folder / "index.html")
        if not Path(found).is_file():
            lang = preferred(headers.get("accept-language"), self._lang)
            return PlainTextResponse(sentence(self._texts, ClientMissing.code, {}, lang), status_code=503)
        return _file(Path(found), path, headers)


def _file(found: Path, path: str, headers: Headers) -> Response:
    media_type = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    answer = {"Cache-Control": _FOR_EVER if path.startswith("assets/") else _ALWAYS_FRESH}
    accepted = headers.get("accept-encoding", "")
    for encoding, ending in _ENCODINGS.items():
        small = found.with_name(found.name + ending)
        if encoding in accepted and small.is_file():
            answer |= {"Content-Encoding": encoding, "Vary": "Accept-Encoding"}
            return FileResponse(small, media_type=media_type, headers=answer)
    return FileResponse(found, media_type=media_type, headers={**answer, "Vary": "Accept-Encoding"})
