"""One connection: handshake, what it follows, and its end. Commands are `dispatch`'s."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Never

import structlog
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from assist.caller import Caller, UserId
from assist.messages.handshake import AUTH, ENDINGS, AuthOk, AuthRefresh, Ended, Hello, Limits
from web.socket.bucket import Bucket
from web.socket.door import Door, Visitor
from web.socket.frames import Frame, close_reason
from web.socket.hub import Hub
from web.socket.writer import Writer

CLOSE_GRACE_S = 30.0
"""How long a close frame waits for a client that reads slowly, before the connection is just dropped."""
_log = structlog.get_logger(__name__)

BUFFERED = 1_000
"""Events that may arrive of a channel while its resume is being read."""


class Ending(Exception):
    """The connection ends, for this reason."""

    def __init__(self, ended: Ended, *, after_ms: int = 0) -> None:
        super().__init__(ended)
        self.code, _ = ENDINGS[ended]
        self.reason = close_reason(ended, after_ms)


@dataclass
class Following:
    """A channel that the client follows; `last` is what it was told of, unknown while that is being read."""

    last: int | None = None
    early: list[Frame] = field(default_factory=list)


class Connection:
    """What one socket knows. Created at its accept, useless after its end.

    Args:
        door: The rest of the edge.
        hub: Where channels are joined.
        socket: Accepted already.
    """

    def __init__(self, door: Door, hub: Hub, socket: WebSocket) -> None:
        self.door = door
        self.hub = hub
        self.following: dict[str, Following] = {}
        self.holds: set[str] = set()
        self.renewed_us = 0
        self.last_id = 0
        self.unanswered = 0
        self.bucket = Bucket(door.knobs.per_second, door.knobs.per_second * 4)
        self.writer = Writer(socket.send_text, door.knobs, slow=self._too_slow)
        self._socket = socket
        self._end: asyncio.Future[Ending] = asyncio.get_running_loop().create_future()
        self._visitor: Visitor | None = None
        self._caller: Caller | None = None
        self._lang = ""

    @property
    def visitor(self) -> Visitor:
        """Who is on the other side; asked only after the handshake."""
        assert self._visitor is not None  # noqa: S101 - the handshake comes first
        return self._visitor

    @property
    def caller(self) -> Caller:
        """The same, as assist knows them."""
        assert self._caller is not None  # noqa: S101 - the handshake comes first
        return self._caller

    @property
    def lang(self) -> str:
        """The language of the sentences that this connection gets."""
        return self._lang

    def end(self, ended: Ended, *, after_ms: int = 0) -> None:
        """Ask the connection to end; the first reason counts."""
        if not self._end.done():
            self._end.set_result(Ending(ended, after_ms=after_ms))

    async def handshake(self) -> None:
        """Say hello and hear who is there.

        Raises:
            Ending: the first frame came too late, was no `auth`, or its token is not good.
        """
        knobs = self.door.knobs
        limits = Limits(max_bytes=knobs.max_bytes, window=knobs.window, ping_ms=int(knobs.ping_s * 1000))
        hello = Hello(server=self.door.server, server_time=self.door.now(), limits=limits)
        await self._socket.send_text(hello.model_dump_json())
        try:
            async with asyncio.timeout(knobs.auth_s):
                frame = await self.receive()
        except TimeoutError:
            raise Ending("auth_late") from None
        try:
            auth = AUTH.validate_python(frame)
        except ValidationError:
            raise Ending("auth_expected") from None
        visitor = await self._known(auth.token)
        self._caller = Caller(UserId(visitor.user), visitor.shop, visitor.roles, auth.device, auth.outbox)
        self._lang = auth.lang or visitor.lang
        await self._welcome(visitor)

    async def refresh(self, frame: dict[str, Any]) -> None:
        """A fresh token for the same person.

        Raises:
            Ending: it is not good, or somebody else's.
        """
        try:
            token = AuthRefresh.model_validate(frame).token
        except ValidationError:
            raise Ending("frame_malformed") from None
        visitor = await self._known(token)
        if visitor.user != self.visitor.user:
            raise Ending("token_refused")
        await self._welcome(visitor)

    async def receive(self) -> dict[str, Any]:
        """The next frame as an object.

        Raises:
            Ending: it is binary, too long, or no JSON object.
            WebSocketDisconnect: the client has gone.
        """
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1005))
        text = message.get("text")
        if text is None:
            raise Ending("frame_binary")
        most = self.door.knobs.max_bytes
        if len(text) > most or (not text.isascii() and len(text.encode()) > most):
            raise Ending("frame_too_large")
        return _object(text)

    async def serve(self, *work: Callable[[], Any]) -> None:
        """Run the writer and the given work until one of them ends, or the connection is asked to."""
        tasks = [asyncio.ensure_future(each()) for each in (self.writer.run, *work)]
        try:
            await asyncio.wait([*tasks, self._end], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            results = await asyncio.gather(*tasks, return_exceptions=True)
        if self._end.done():
            raise self._end.result()
        for result in results:
            if isinstance(result, Ending):
                raise result
            if isinstance(result, Exception) and not isinstance(result, WebSocketDisconnect | OSError):
                _log.error("connection.failed", exc_info=result)
                raise Ending("failed", after_ms=1_000)

    async def close(self, ending: Ending) -> None:
        """Say why the connection ends, if the client can still hear it."""
        if self._socket.client_state is not WebSocketState.CONNECTED:
            return
        try:
            async with asyncio.timeout(CLOSE_GRACE_S):
                await self._socket.close(ending.code, ending.reason)
        except (TimeoutError, WebSocketDisconnect, RuntimeError, OSError):
            return

    def follow(self, ch: str) -> None:
        """Hear a channel from now on; what arrives is kept until `told`."""
        self.following[ch] = Following()
        self.hub.join(ch, self)

    def told(self, ch: str, epoch: str, head: int) -> None:
        """The client has been told of a channel up to `head`; go on from there."""
        following = self.following.get(ch)
        if following is None:
            return
        early, following.last, following.early = following.early, head, []
        self.writer.begin(ch, head)
        self.hub.settle(ch, epoch, head)
        for frame in early:
            self.heard(frame)

    def show(self, ch: str, text: str) -> None:
        """Push the state of a channel that the client follows; a newer one takes its place."""
        following = self.following.get(ch)
        if following is not None and following.last is not None:
            self.writer.state(ch, text)

    def unfollow(self, ch: str) -> None:
        """Hear a channel no more."""
        if self.following.pop(ch, None) is not None:
            self.hub.leave(ch, self)
            self.writer.end(ch)

    def leave(self) -> None:
        """Hear nothing more."""
        for ch in tuple(self.following):
            self.unfollow(ch)

    def heard(self, frame: Frame) -> None:
        """The next event of a channel, for the writer; see `hub.Listener`."""
        following = self.following.get(frame.ch)
        if following is None:
            return
        if following.last is None:
            following.early.append(frame)
            if len(following.early) > BUFFERED:
                self._too_slow()
        elif frame.seq > following.last:
            following.last = frame.seq
            if not frame.ch.startswith("order:"):  # of an order only its state is told
                self.writer.event(frame)

    async def _known(self, token: str) -> Visitor:
        try:
            visitor = await self.door.authenticate(token)
        except SQLAlchemyError:
            _log.exception("connection.unread")
            raise Ending("failed", after_ms=1_000) from None
        if visitor is None:
            raise Ending("token_refused")
        return visitor

    async def _welcome(self, visitor: Visitor) -> None:
        self._visitor = visitor
        welcome = AuthOk(
            session=visitor.session,
            user=visitor.user,
            name=visitor.name,
            roles=tuple(sorted(visitor.roles)),
            expires_at=visitor.expires_at,
        )
        await self.writer.reply(welcome.model_dump_json())

    def _too_slow(self) -> None:
        self.end("too_slow", after_ms=1_000)


def _no_number(word: str) -> Never:
    """Refuse NaN and Infinity, which Python reads and JSON does not have."""
    raise ValueError(word)


_JSON = json.JSONDecoder(parse_constant=_no_number)


def _object(text: str) -> dict[str, Any]:
    try:
        frame = _JSON.decode(text)
    except (ValueError, RecursionError):
        raise Ending("frame_not_json") from None
    if not isinstance(frame, dict):
        raise Ending("frame_not_json")
    return frame
