"""Tells other nodes that a channel has something new. Hints only: the truth is the log in the database.

A hint may be lost, doubled or late; nodes also poll the log.
"""

import asyncio
import contextlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Protocol
from urllib.parse import urlsplit

import nats
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg

from web.errors import BusUnreachable

SUBJECT = "shifu.hints"
CONNECT_WITHIN_S = 3.0
_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Hint:
    """A channel's head after a commit."""

    ch: str
    epoch: str
    head: int


Heard = Callable[[Hint], None]


class Bus(Protocol):
    """Carries hints to every node, the sender's own included."""

    async def start(self) -> None:
        """Begin to carry."""

    async def stop(self) -> None:
        """Carry nothing any more, after what was sent has left."""

    async def send(self, hint: Hint) -> None:
        """Tell everybody; while the bus is down the hint is lost, and nothing fails."""

    def listen(self, heard: Heard) -> None:
        """Call `heard` with every hint from now on; it must not block."""


class LocalBus:
    """Carries hints inside one process."""

    def __init__(self) -> None:
        self._listeners: list[Heard] = []

    async def start(self) -> None:
        """Nothing to begin."""

    async def stop(self) -> None:
        """Nothing to end."""
        self._listeners.clear()

    async def send(self, hint: Hint) -> None:
        """Call every listener."""
        for heard in self._listeners:
            heard(hint)

    def listen(self, heard: Heard) -> None:
        """Add a listener."""
        self._listeners.append(heard)


class NatsBus:
    """Carries hints over a NATS server; reconnects for ever by itself."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client: Client | None = None
        self._listeners: list[Heard] = []

    async def start(self) -> None:
        """Connect and subscribe.

        Raises:
            BusUnreachable: no server answers at the url; later outages are waited out instead.
        """
        await _answers(self._url)
        self._client = await nats.connect(
            self._url, max_reconnect_attempts=-1, allow_reconnect=True, error_cb=_said, connect_timeout=2
        )
        await self._client.subscribe(SUBJECT, cb=self._arrived)

    async def stop(self) -> None:
        """Send what waits, then close."""
        if self._client is not None and self._client.is_connected:
            await self._client.drain()
        elif self._client is not None:
            await self._client.close()

    async def send(self, hint: Hint) -> None:
        """Publish."""
        if self._client is not None and self._client.is_connected:
            await self._client.publish(SUBJECT, json.dumps(asdict(hint)).encode())

    def listen(self, heard: Heard) -> None:
        """Add a listener."""
        self._listeners.append(heard)

    async def _arrived(self, message: Msg) -> None:
        try:
            hint = Hint(**json.loads(message.data))
        except (ValueError, TypeError):
            _log.warning("bus.hint_unreadable", size=len(message.data))
            return
        for heard in self._listeners:
            heard(hint)


async def _answers(url: str) -> None:
    """Return if something listens: the client itself would try for ever."""
    parsed = urlsplit(url)
    try:
        async with asyncio.timeout(CONNECT_WITHIN_S):
            _, writer = await asyncio.open_connection(parsed.hostname, parsed.port or 4222)
    except OSError as error:
        raise BusUnreachable(url=f"{parsed.scheme}://{parsed.hostname}:{parsed.port or 4222}") from error
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


async def _said(error: Exception) -> None:
    _log.warning("bus.error", error=repr(error))
