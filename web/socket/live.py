"""Everything of the socket that lives as long as the process: connections, hub, pings, ended sessions."""

import asyncio
import random
from collections.abc import Coroutine, Sequence
from urllib.parse import urlsplit

import structlog
from sqlalchemy.exc import SQLAlchemyError
from starlette.websockets import WebSocket, WebSocketDisconnect

from assist import seeing, tables, technician
from assist.errors import AssistError
from assist.guidance.facts import Event
from assist.messages.arguments import SubOpenData
from assist.messages.handshake import PROTOCOL, Ping
from commerce.errors import CommerceError
from commerce.tables import event_log
from vision.tables import log as review_log
from web.socket import dispatch, parts
from web.socket.connection import Connection, Ending
from web.socket.door import Door
from web.socket.frames import Logged, order_text, view_text
from web.socket.hub import Hub

RENEW_US = 25_000_000
"""A pong prolongs the leases of its device at most this often: each is a durable write."""
PATIENCE = 8
"""Pings that may stay unanswered before the client counts as gone."""
CONNECTIONS_MOST = 128
"""Connections of one person; more is a page that reconnects without end."""

_log = structlog.get_logger(__name__)


class Live:
    """The running part of the socket. Start it in the application's lifespan."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._connections: set[Connection] = set()
        self._seen: list[Logged] = []
        self._moved: set[str] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._work: set[asyncio.Task[None]] = set()
        self._restarting = False
        self.hub = Hub(
            door.database,
            {"job": tables.log, "order": event_log, "review": review_log},
            audience=self,
            poll_s=door.knobs.poll_s,
        )

    async def start(self) -> None:
        """Hear commits, look for other processes' events, and for ended sessions."""
        self._door.database.listeners.append(self.hub.committed)
        self._tasks = [asyncio.create_task(self.hub.run()), asyncio.create_task(self._end_sessions())]

    async def stop(self) -> None:
        """Close what is still open, and end."""
        self.restarting()
        self._door.database.listeners.remove(self.hub.committed)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, *self._work, return_exceptions=True)

    def restarting(self) -> None:
        """Close every connection with 4500; clients come back, spread over a second."""
        self._restarting = True
        for connection in tuple(self._connections):
            connection.end("restarting", after_ms=random.randint(200, 1_200))  # noqa: S311 - spread, not secrecy

    def wake(self) -> None:
        """A hint came that another process has committed something."""
        self.hub.wake()

    async def endpoint(self, socket: WebSocket) -> None:
        """Serve one connection from its request to its close."""
        if not self._welcome(socket):
            await socket.close()
            return
        await socket.accept(subprotocol=PROTOCOL)
        connection = Connection(self._door, self.hub, socket)
        try:
            await self._serve(connection)
        except Ending as ending:
            await connection.close(ending)
        except (WebSocketDisconnect, OSError):
            return

    def seen(self, events: Sequence[Logged], moved: frozenset[str]) -> None:
        """Fold events and push new views once the events themselves have gone; see `hub.Audience`."""
        if not self._seen and not self._moved:
            asyncio.get_running_loop().call_soon(self._follow_up)
        self._seen += events
        self._moved |= moved

    def _welcome(self, socket: WebSocket) -> bool:
        origin = socket.headers.get("origin")
        known = origin is None or _origin(origin) in self._door.origins
        return known and PROTOCOL in socket.scope["subprotocols"] and not self._restarting

    async def _serve(self, connection: Connection) -> None:
        await connection.handshake()
        self._admit(connection)
        try:
            await self._talk(connection)
        finally:
            self._connections.discard(connection)
            connection.leave()
            connection.writer.stop()

    def _admit(self, connection: Connection) -> None:
        mine = [other for other in self._connections if other.caller.user == connection.caller.user]
        for other in mine:
            if other.caller.outbox == connection.caller.outbox:
                other.end("taken_over")
        if len(mine) >= CONNECTIONS_MOST:
            raise Ending("too_many_connections", after_ms=5_000)
        if self._restarting:
            raise Ending("restarting", after_ms=1_000)
        self._connections.add(connection)

    async def _talk(self, connection: Connection) -> None:
        asked: asyncio.Queue[dict[str, object]] = asyncio.Queue(maxsize=32)

        async def read() -> None:
            while True:
                await self._take(connection, await connection.receive(), asked)

        async def work() -> None:
            while True:
                frame = await asked.get()
                await asyncio.shield(self._spawn(dispatch.answer(connection, frame)))

        await connection.serve(read, work, lambda: self._ping(connection))

    async def _take(
        self, connection: Connection, frame: dict[str, object], asked: asyncio.Queue[dict[str, object]]
    ) -> None:
        kind = frame.get("type")
        if not isinstance(kind, str):
            raise Ending("frame_malformed")
        if kind == "pong":
            await self._pong(connection)
        elif kind == "ack":
            _ack(connection, frame)
        elif kind == "auth.refresh":
            await connection.refresh(frame)
        elif not connection.bucket.take(asyncio.get_running_loop().time()):
            raise Ending("too_many_commands", after_ms=5_000)
        else:
            await asked.put(frame)

    async def _ping(self, connection: Connection) -> None:
        while True:
            await asyncio.sleep(self._door.knobs.ping_s)
            now = self._door.now()
            if now >= connection.visitor.expires_at:
                raise Ending("token_expired")
            if connection.unanswered >= PATIENCE:
                raise Ending("silent", after_ms=1_000)
            connection.unanswered += 1
            heads = self.hub.heads(connection.following)
            connection.writer.ping(Ping(server_time=now, heads=heads).model_dump_json())

    async def _pong(self, connection: Connection) -> None:
        connection.unanswered = 0
        connection.writer.pong()
        now = self._door.now()
        if connection.holds and now - connection.renewed_us >= RENEW_US:
            connection.renewed_us = now
            async with self._door.database.transaction() as session:
                await technician.alive(session, by=connection.caller, now=now)

    def _spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Work that is finished even if its connection ends meanwhile: no transaction is cut in two."""
        task = asyncio.create_task(work)
        self._work.add(task)
        task.add_done_callback(self._work.discard)
        return task

    def _follow_up(self) -> None:
        events, self._seen = self._seen, []
        channels, self._moved = self._moved, set()
        self._door.ports.memory.states.advance(event for event in events if isinstance(event, Event))
        for ch in channels:
            listeners = [each for each in self.hub.listeners(ch) if isinstance(each, Connection)]
            if ch.startswith("order:"):
                self._spawn(self._push_order(ch, listeners))
                continue
            state = self._door.ports.memory.states.get(ch)
            if state is None or not self._push_from_memory(ch, state.epoch, listeners):
                self._spawn(self._push_from_log(ch, listeners))

    def _push_from_memory(self, ch: str, epoch: str, listeners: Sequence[Connection]) -> bool:
        texts: dict[str, str] = {}
        for viewer in {each.visitor.user for each in listeners}:
            view = seeing.view_now(ch.partition(":")[2], viewer, self._door.ports)
            if view is None or view.rev < self.hub.heads((ch,)).get(ch, 0):
                return False
            texts[viewer] = view_text(ch, epoch, view, at=self._door.now())
        for each in listeners:
            each.show(ch, texts[each.visitor.user])
        return True

    async def _push_from_log(self, ch: str, listeners: Sequence[Connection]) -> None:
        ports, job = self._door.ports, ch.partition(":")[2]
        try:
            for each in listeners:
                async with self._door.database.reading() as session:
                    view = await seeing.job_view(
                        session, job, viewer=each.visitor.user, shop=None, ports=ports
                    )
                state = ports.memory.states.get(ch)
                each.show(ch, view_text(ch, state.epoch if state else "", view, at=self._door.now()))
        except (SQLAlchemyError, OSError, AssistError):
            _log.exception("live.view_failed", channel=ch)

    async def _push_order(self, ch: str, listeners: Sequence[Connection]) -> None:
        try:
            for each in listeners:
                page = await parts.open_order(each, SubOpenData(ch=ch))
                each.show(ch, order_text(ch, page, at=self._door.now()))
        except (SQLAlchemyError, OSError, AssistError, CommerceError):
            _log.exception("live.order_failed", channel=ch)

    async def _end_sessions(self) -> None:
        while True:
            await asyncio.sleep(self._door.knobs.revoked_s)
            sessions = frozenset(each.visitor.session for each in self._connections)
            if not sessions:
                continue
            try:
                ended = await self._door.ended(sessions)
            except Exception:  # noqa: BLE001 - what lives as long as the process is tried again, whatever failed
                _log.exception("live.sessions_failed")
                continue
            for each in tuple(self._connections):
                if each.visitor.session in ended:
                    each.end("session_ended")


def _ack(connection: Connection, frame: dict[str, object]) -> None:
    data = frame.get("data")
    ch, seq = (data.get("ch"), data.get("seq")) if isinstance(data, dict) else (None, None)
    if not isinstance(ch, str) or not isinstance(seq, int):
        raise Ending("frame_malformed")
    connection.writer.ack(ch, seq)


def _origin(header: str) -> str:
    parts = urlsplit(header)
    return f"{parts.scheme}://{parts.netloc}".lower()
