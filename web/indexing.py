"""Keeps the search index current beside the edge, built in a child process: the encoder is large.

An approval only says that the index is wanted, so that many at once are one build. None is lost by that: at
its start every worker looks whether the index is of what is approved.
"""

import asyncio
import contextlib
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog

from assist.guidance.facts import Event
from web.settings import Settings

AT_START_S = 8.0
"""The first pages and photos go before."""
AGAIN_S = 30.0
"""Before a build that failed is tried again."""

_log = structlog.get_logger(__name__)


class IndexingFailed(RuntimeError):
    """The child process ended with this code."""


@dataclass(frozen=True)
class Indexing:
    """The index of one worker.

    Attributes:
        build: Builds it if it is not current.
        at_start_s: Before the first look.
    """

    build: Callable[[], Awaitable[None]]
    at_start_s: float = AT_START_S
    _wanted: asyncio.Event = field(default_factory=asyncio.Event)

    async def want(self, _approval: Event) -> None:
        """Something was approved."""
        self._wanted.set()

    async def keep(self) -> None:
        """Build at the start, because the settings may name another encoder now, and after each approval."""
        await asyncio.sleep(self.at_start_s)
        while True:
            self._wanted.clear()
            again: float | None = None
            try:
                await self.build()
            except (IndexingFailed, OSError):
                _log.exception("index.failed")
                again = AGAIN_S
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(again):
                    await self._wanted.wait()


async def build_aside(settings: Settings) -> None:
    """Build the index in a child process, which ends when this one is told to stop.

    Raises:
        IndexingFailed: it said why.
    """
    environment = {**os.environ, "SHIFU_VAR": str(settings.var.resolve())}
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "web", "index", env=environment, stdin=asyncio.subprocess.DEVNULL
    )
    try:
        code = await child.wait()
    finally:
        if child.returncode is None:
            child.terminate()  # the index that stands is whole
    if code:
        raise IndexingFailed(code)
