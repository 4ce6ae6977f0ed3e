"""Who listens to which channel, and how committed events reach them.

Events of one's own commits arrive straight from memory. Those of other processes are found by looking at the
heads of the channels that somebody listens to, at short intervals or on a hint. Either way a channel is
delivered without gaps: an event that is not the next one waits until those before it were read.
"""

import asyncio
import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, cast

import structlog
from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncSession

from assist import store
from assist.guidance.facts import Event
from web.database import Committed, Database
from web.socket.frames import Frame, Logged, frame_of, queue_frame

QUEUE = "queue"
"""`review:queue` is every channel of its kind taken together: it moves whenever one of them does."""
SOME = 100
"""Events of a queue that one look reads; only where it ends is told."""

_log = structlog.get_logger(__name__)


class Listener(Protocol):
    """One connection, as the hub sees it; nothing here may block."""

    def heard(self, frame: Frame) -> None:
        """The next event of a channel; one that it was told before is passed over."""
        ...


class Audience(Protocol):
    """Who is told of everything that was committed, after the listeners."""

    def seen(self, events: Sequence[Logged], moved: frozenset[str]) -> None:
        """These were committed, by this process or by another; some may be told twice.

        Args:
            events: In the order of their commits.
            moved: Channels whose listeners were told something new.
        """
        ...


@dataclass
class Topic:
    """A channel that somebody listens to. `head` is unknown until it was read once.

    Attributes:
        whole: Whether it is a queue, whose positions are those of the whole table.
    """

    source: Table
    whole: bool = False
    epoch: str = ""
    head: int | None = None
    listeners: set[Listener] = field(default_factory=set)


class Hub:
    """Delivers events to listeners by channel.

    Args:
        database: Where other processes' events are read.
        sources: Event table by the prefix of the channel, such as `job`.
        audience: Told of every commit.
        poll_s: Between two looks.
    """

    def __init__(
        self, database: Database, sources: dict[str, Table], *, audience: Audience, poll_s: float
    ) -> None:
        self._database = database
        self._sources = sources
        self._audience = audience
        self._poll_s = poll_s
        self._topics: dict[str, Topic] = {}
        self._wake = asyncio.Event()

    def heads(self, channels: Iterable[str]) -> dict[str, int]:
        """Where each channel stands, as far as it was read."""
        topics = ((ch, self._topics.get(ch)) for ch in channels)
        return {ch: topic.head for ch, topic in topics if topic is not None and topic.head is not None}

    def listeners(self, ch: str) -> tuple[Listener, ...]:
        """Who listens to a channel."""
        topic = self._topics.get(ch)
        return tuple(topic.listeners) if topic is not None else ()

    def join(self, ch: str, listener: Listener) -> None:
        """Deliver a channel's events to a listener from now on."""
        prefix, _, name = ch.partition(":")
        topic = self._topics.setdefault(ch, Topic(self._sources[prefix], whole=name == QUEUE))
        topic.listeners.add(listener)

    def settle(self, ch: str, epoch: str, head: int) -> None:
        """A listener has read the channel up to `head`; the first one sets where it begins."""
        topic = self._topics.get(ch)
        if topic is not None and topic.head is None:
            topic.epoch, topic.head = epoch, head
            self.wake()

    def leave(self, ch: str, listener: Listener) -> None:
        """Stop delivering."""
        topic = self._topics.get(ch)
        if topic is None:
            return
        topic.listeners.discard(listener)
        if not topic.listeners:
            del self._topics[ch]

    def wake(self) -> None:
        """Somebody else has committed something: look now."""
        self._wake.set()

    def committed(self, events: Sequence[Committed]) -> None:
        """Deliver what this process has just committed."""
        logged = cast("Sequence[Logged]", events)
        moved = frozenset(event.channel for event in logged if self._deliver(event))
        self._audience.seen(logged, moved)

    async def run(self) -> None:
        """Find other processes' events until cancelled; whatever fails is logged and tried again."""
        while True:
            try:
                await self.look()
            except Exception:  # noqa: BLE001 - what lives as long as the process is tried again, whatever failed
                _log.exception("hub.look_failed")
            self._wake.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._poll_s):
                    await self._wake.wait()

    async def look(self) -> None:
        """Read what is new in the channels that somebody listens to, and deliver it."""
        if not self._topics:
            return
        async with self._database.reading() as session:
            fresh = await self._fresh(session)
            moved = await self._moved(session)
        self.committed(fresh)
        for topic, frame in moved:
            topic.head = frame.seq
            for listener in tuple(topic.listeners):
                listener.heard(frame)

    async def _fresh(self, session: AsyncSession) -> list[Event]:
        single = [(ch, topic.source) for ch, topic in self._topics.items() if not topic.whole]
        fresh: list[Event] = []
        for source in {source for _, source in single}:
            mine = [ch for ch, its in single if its is source]
            for ch, head in (await store.heads(session, source, mine)).items():
                topic = self._topics.get(ch)
                if topic is not None and topic.head is not None and head > topic.head:
                    fresh += await store.of_channel(session, source, ch, after=topic.head)
        return fresh

    async def _moved(self, session: AsyncSession) -> list[tuple[Topic, Frame]]:
        moved = []
        for ch, topic in list(self._topics.items()):
            if topic.whole and topic.head is not None:
                found = await store.after(session, topic.source, topic.head, limit=SOME)
                if found:
                    moved.append((topic, queue_frame(ch, found[-1].pos, at=found[-1].at_us)))
        return moved

    def _deliver(self, event: Logged) -> bool:
        topic = self._topics.get(event.channel)
        if topic is None or topic.head is None:
            return False
        if event.seq != topic.head + 1 or event.epoch != topic.epoch:
            if event.seq > topic.head:
                self.wake()
            return False
        topic.head = event.seq
        frame = frame_of(event)
        for listener in tuple(topic.listeners):
            listener.heard(frame)
        return True
