"""The one bounded writer of a client: whoever pushes never waits for a socket, and memory has an end.

Everything leaves in the order in which it was given, so no lane reorders a channel. What may happen to a push
that waits depends on its lane: `safety` stays, and too many of them end the connection; of `state` the newest
of a channel stays, at the end of the queue; of `info` the oldest goes, and the count is told.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from web.socket.door import Knobs
from web.socket.frames import Frame

Kind = Literal["safety", "state", "info", "reply", "ping"]


@dataclass(frozen=True)
class _Waiting:
    kind: Kind
    text: str = ""
    frame: Frame | None = None


class Writer:
    """Sends what it is given, in order, one frame at a time.

    Args:
        send: Sends one text frame; waits while the client's buffers are full.
        knobs: Limits.
        slow: Called once when the client cannot be served any more.
    """

    def __init__(
        self, send: Callable[[str], Awaitable[None]], knobs: Knobs, *, slow: Callable[[], None]
    ) -> None:
        self._send = send
        self._knobs = knobs
        self._slow = slow
        self._queue: OrderedDict[tuple[str, object], _Waiting] = OrderedDict()
        self._count = dict.fromkeys(("safety", "info", "reply"), 0)
        self._next = 0
        self._news = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._sent: dict[str, int] = {}
        self._flying: deque[tuple[str, int]] = deque()
        self._launched = 0
        self._pings: deque[int] = deque()
        self._dropped = 0
        self._over = False
        self._stopped = False

    @property
    def waiting(self) -> int:
        """Frames that have not been handed to the socket."""
        return len(self._queue)

    @property
    def sent(self) -> dict[str, int]:
        """The last `seq` handed to the socket, by channel."""
        return dict(self._sent)

    def begin(self, ch: str, seq: int) -> None:
        """A resume has told the client everything of a channel up to `seq`."""
        self._sent[ch] = seq

    def end(self, ch: str) -> None:
        """The client has closed the channel: what waits of it is dropped."""
        self._sent.pop(ch, None)
        mine = [key for key, item in self._queue.items() if item.frame is not None and item.frame.ch == ch]
        for key in (*mine, ("state", ch)):
            if (item := self._queue.pop(key, None)) is not None and item.kind in self._count:
                self._count[item.kind] -= 1

    def event(self, frame: Frame) -> None:
        """Push a logged event."""
        if frame.lane == "state":
            self._newest(("state", frame.ch), _Waiting("state", frame=frame))
        elif self._count["safety"] >= self._knobs.undelivered:
            self._give_up()
        else:
            self._put(_Waiting("safety", frame=frame))

    def state(self, ch: str, text: str) -> None:
        """Push a channel's state; one that still waits is replaced, and takes its place at the end."""
        self._newest(("state", ch), _Waiting("state", text))

    def info(self, text: str) -> None:
        """Push something that may be lost."""
        if self._count["info"] >= self._knobs.infos:
            oldest = next(key for key, item in self._queue.items() if item.kind == "info")
            del self._queue[oldest]
            self._count["info"] -= 1
            self._dropped += 1
        self._put(_Waiting("info", text))

    def ping(self, text: str) -> None:
        """Send a ping; its pong acknowledges everything that was sent before it."""
        self._newest(("ping", ""), _Waiting("ping", text))

    async def reply(self, text: str) -> None:
        """Answer a command; waits while a client that asks a lot reads little."""
        while self._count["reply"] >= self._knobs.undelivered and not self._stopped:
            self._room.clear()
            await self._room.wait()
        self._put(_Waiting("reply", text))

    def ack(self, ch: str, seq: int) -> None:
        """The client has handled everything of a channel up to `seq`."""
        self._flying = deque(push for push in self._flying if push[0] != ch or push[1] > seq)
        self._news.set()

    def pong(self) -> None:
        """The client has read everything that was sent before the oldest open ping."""
        if not self._pings:
            return
        read = self._pings.popleft()
        while self._flying and self._launched - len(self._flying) < read:
            self._flying.popleft()
        self._news.set()

    def stop(self) -> None:
        """Nobody reads any more: keep nothing, and let nobody wait."""
        self._stopped = True
        self._queue.clear()
        self._room.set()

    async def run(self) -> None:
        """Send until cancelled, or until the socket fails."""
        while True:
            item = await self._take()
            await self._send(self._text(item))

    async def _take(self) -> _Waiting:
        while not self._queue or self._held():
            self._news.clear()
            await self._news.wait()
        _, item = self._queue.popitem(last=False)
        if item.kind in self._count:
            self._count[item.kind] -= 1
        self._room.set()
        return item

    def _held(self) -> bool:
        """Whether the next frame is an event that the client's window has no room for."""
        first = next(iter(self._queue.values()))
        return first.frame is not None and len(self._flying) >= self._knobs.window

    def _text(self, item: _Waiting) -> str:
        if item.kind == "ping":
            self._pings.append(self._launched)
        if item.kind == "info" and self._dropped:
            dropped, self._dropped = self._dropped, 0
            return f'{item.text[:-1]},"dropped":{dropped}}}'
        if item.frame is None:
            return item.text
        frame = item.frame
        prev, self._sent[frame.ch] = self._sent.get(frame.ch, 0), frame.seq
        self._flying.append((frame.ch, frame.seq))
        self._launched += 1
        return frame.text(prev)

    def _put(self, item: _Waiting) -> None:
        if self._stopped:
            return
        self._next += 1
        self._queue[("", self._next)] = item
        self._count[item.kind] += 1
        self._news.set()

    def _newest(self, key: tuple[str, str], item: _Waiting) -> None:
        if self._stopped:
            return
        self._queue[key] = item
        self._queue.move_to_end(key)
        self._news.set()

    def _give_up(self) -> None:
        if not self._over:
            self._over = True
            self._slow()
