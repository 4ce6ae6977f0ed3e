"""A connection of SQLite, which runs in a thread of its own; none of its statements is cut in two.

The driver would let a cancelled caller go while the thread is still at work. Whoever cleans up after it then
closes too early or never, and the file stays locked for everybody, or the thread ends after its event loop
and says so. Here a cancelled caller has its statement finished first, and is cancelled then.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import Any, TypeVar

import aiosqlite

T = TypeVar("T")

_CHUNK = 64
"""Rows that the driver hands over at once; its own default."""


class SqliteConnection(aiosqlite.Connection):
    """The driver's connection, whole in each of its steps.

    Args:
        path: Of the file.
        options: Of `sqlite3.connect`.
    """

    def __init__(self, path: str, **options: Any) -> None:
        super().__init__(partial(sqlite3.connect, path, **options), _CHUNK)
        self._thread.daemon = True
        self._stopped: asyncio.Future[Any] | None = None

    @property
    def thread(self) -> Thread:
        """Where it runs; ends a moment after `stop`."""
        return self._thread

    async def _execute(self, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        if not self._running or not self._connection:
            raise ValueError("Connection closed")  # as SQLAlchemy knows it
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._tx.put_nowait((future, partial(fn, *args, **kwargs)))
        return await to_its_end(future)

    async def close(self) -> None:
        """Close after all that was asked before, and end the thread."""
        stopped = self.stop()
        if stopped is not None:
            await to_its_end(stopped)

    def stop(self) -> "asyncio.Future[Any] | None":
        """Ask for the same without waiting; once, for nobody answers a second time."""
        if self._running or self._stopped is None:
            self._stopped = super().stop()
        return self._stopped


async def to_its_end(work: "asyncio.Future[T]") -> T:
    """What comes of work that nobody can call back; a caller who is cancelled meanwhile is so after it."""
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is None or work.cancelled():
            raise
        task.uncancel()
        try:
            return await to_its_end(work)
        finally:
            task.cancel()


async def cancelled_by_now() -> None:
    """Let a cancellation that waited come through."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        await asyncio.sleep(0)
