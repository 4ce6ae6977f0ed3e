"""Tells other nodes what this one committed, and wakes this one when another did."""

import asyncio
from collections.abc import Callable, Sequence

from web.adapters.bus import Bus, Hint
from web.database import Committed, Database

OWN_MOST = 10_000
"""Hints of our own that are awaited back; while the bus is down they do not come."""


class Hints:
    """Between the database's commits and the bus."""

    def __init__(self, bus: Bus, database: Database, wake: Callable[[], None]) -> None:
        self._bus = bus
        self._database = database
        self._wake = wake
        self._own: set[tuple[str, int]] = set()
        self._sending: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Begin to tell and to hear."""
        await self._bus.start()
        self._bus.listen(self._heard)
        self._database.listeners.append(self._committed)

    async def stop(self) -> None:
        """End, after what was committed was told."""
        self._database.listeners.remove(self._committed)
        await asyncio.gather(*self._sending, return_exceptions=True)
        await self._bus.stop()

    def _committed(self, events: Sequence[Committed]) -> None:
        heads = {event.channel: event for event in events}
        if len(self._own) > OWN_MOST:
            self._own.clear()
        for event in heads.values():
            self._own.add((event.channel, event.seq))
            task = asyncio.create_task(self._bus.send(Hint(event.channel, event.epoch, event.seq)))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    def _heard(self, hint: Hint) -> None:
        if (hint.ch, hint.head) in self._own:
            self._own.discard((hint.ch, hint.head))
        else:
            self._wake()
