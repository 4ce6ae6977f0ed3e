"""When the search index is built."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from tests.fakes.chain import settings
from web import indexing
from web.indexing import Indexing, IndexingFailed, build_aside


class Builds:
    """Counts builds; the first ones fail."""

    def __init__(self, fails: int = 0) -> None:
        self.count = 0
        self.fails = fails
        self.going_on = asyncio.Event()
        self.going_on.set()

    async def __call__(self) -> None:
        self.count += 1
        await self.going_on.wait()
        if self.count <= self.fails:
            raise IndexingFailed(1)

    async def reached(self, count: int) -> None:
        async with asyncio.timeout(5):
            while self.count < count:  # noqa: ASYNC110
                await asyncio.sleep(0.005)


@asynccontextmanager
async def kept(builds: Builds) -> AsyncIterator[Indexing]:
    made = Indexing(builds, at_start_s=0)
    keeping = asyncio.create_task(made.keep())
    yield made
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)


APPROVAL: Any = None


async def test_the_index_is_looked_at_when_the_worker_starts() -> None:
    """Without any approval the index is built once, if another encoder or a crash left it behind."""
    builds = Builds()
    async with kept(builds):
        await builds.reached(1)
        await asyncio.sleep(0.05)
    assert builds.count == 1


async def test_many_approvals_are_one_build() -> None:
    """What is approved while an index is being built is in the next one, once for all of it."""
    builds = Builds()
    builds.going_on.clear()
    async with kept(builds) as made:
        await builds.reached(1)
        for _ in range(20):
            await made.want(APPROVAL)
        builds.going_on.set()
        await builds.reached(2)
        await asyncio.sleep(0.05)
    assert builds.count == 2


async def test_a_build_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed build is tried again by itself, and at once when something more is approved."""
    monkeypatch.setattr(indexing, "AGAIN_S", 0.02)
    builds = Builds(fails=2)
    async with kept(builds):
        await builds.reached(3)
        await asyncio.sleep(0.1)
    assert builds.count == 3


async def test_a_child_that_fails_is_said(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build whose process ends with a code is a failure that names it."""
    monkeypatch.delenv("SHIFU_DATABASE_URL", raising=False)
    with pytest.raises(IndexingFailed) as failed:
        await build_aside(settings(tmp_path))
    assert failed.value.args == (3,)  # there is no database yet
