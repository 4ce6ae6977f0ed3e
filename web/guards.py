"""Wraps the application: headers that browsers obey, and a limit on what is sent in."""

from collections.abc import Mapping
from typing import Any, Protocol

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web import faults
from web.errors import BodyTooLarge, RequestInvalid

BODY_MOST_BYTES = 256 * 1024
"""Every body but a photo is a small JSON."""

_SOURCES: Mapping[str, str] = {
    "default-src": "'self'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' blob: data:",
    "media-src": "'self' blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
CONTENT_SECURITY_POLICY = "; ".join(f"{kind} {source}" for kind, source in _SOURCES.items())

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), xr-spatial-tracking=(self), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Refuse(Protocol):
    """Answers an error."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send, *, error: Exception) -> None:
        """Send the answer."""


class Guards:
    """An ASGI application around another one."""

    def __init__(self, app: ASGIApp, *, refuse: Refuse) -> None:
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; sockets have limits of their own."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        guarded = _with_headers(send)
        if "\x00" in scope["path"] or b"%00" in scope["query_string"]:
            error: Exception = RequestInvalid(field="address", problem=faults.UNSTORABLE)
            await self._refuse(scope, receive, guarded, error=error)
            return
        limited = scope["path"].startswith("/api/") and not scope["path"].startswith("/api/photos/")
        announced = Headers(scope=scope).get("content-length", "0")
        if limited and (not announced.isdecimal() or int(announced) > BODY_MOST_BYTES):
            error = BodyTooLarge(most_bytes=BODY_MOST_BYTES)
            await self._refuse(scope, receive, guarded, error=error)
            return
        await self._app(scope, _counted(receive) if limited else receive, guarded)


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return guarded


def _counted(receive: Receive) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message: dict[str, Any] = dict(await receive())
        seen += len(message.get("body", b""))
        if seen > BODY_MOST_BYTES:
            raise BodyTooLarge(most_bytes=BODY_MOST_BYTES)
        return message

    return counted
