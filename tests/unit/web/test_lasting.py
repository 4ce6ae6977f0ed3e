"""What runs as long as the process outlives every failure."""

import asyncio
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest

from assist import tables, tail
from assist.guidance import timers
from assist.guidance.log.states import States
from web.adapters import tasks
from web.socket.door import Knobs
from web.socket.frames import Frame
from web.socket.hub import Hub
from web.socket.live import Live
from web.worker import Worker


class Bug(Exception):
    """Something that nobody thought of."""


class Broken:
    """A database that fails as no database does, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.listeners: list[object] = []

    def reading(self) -> NoReturn:
        self.asked += 1
        raise Bug

    transaction = reading


class Connected:
    """A connection of the session `s`, which keeps why it was asked to end."""

    visitor = SimpleNamespace(session="s")

    def __init__(self) -> None:
        self.ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def heard(self, frame: Frame) -> NoReturn:
        raise AssertionError(frame)

    def end(self, why: str) -> None:
        if not self.ended.done():
            self.ended.set_result(why)


def hub(database: Any) -> Awaitable[None]:
    made = Hub(database, {"job": tables.log}, audience=SimpleNamespace(), poll_s=0.01)
    made.join("job:1", Connected())
    return made.run()


def ticking(database: Any) -> Awaitable[None]:
    worker: Any = SimpleNamespace(deps=SimpleNamespace(database=database, now=lambda: 0))
    worker._expire = lambda: Worker._expire(worker)
    return Worker._tick(worker)


LASTING: dict[str, Callable[[Any], Awaitable[None]]] = {
    "timers": lambda database: timers.run(database, clock=lambda: 0, memory=States()),
    "hub": hub,
    "tail": lambda database: tail.watch(database, (), ()),
    "deadlines": ticking,
    "tasks": lambda database: tasks.work(database, {}, wake=asyncio.Event(), now=lambda: 0),
}


@pytest.mark.parametrize("name", LASTING)
async def test_a_failure_of_any_kind_is_tried_again(name: str) -> None:
    """An error that nobody thought of is logged, and the task looks again."""
    database = Broken()
    running = asyncio.ensure_future(LASTING[name](database))
    async with asyncio.timeout(5):
        while database.asked < 2:
            assert not running.done(), running
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.wait({running})
    assert running.cancelled()


async def test_a_failing_look_for_ended_sessions_is_tried_again() -> None:
    """Revoked sessions are closed though an earlier look for them failed."""
    looks = iter((None, frozenset({"s"}), frozenset({"s"})))

    async def which(_: frozenset[str]) -> frozenset[str]:
        found = next(looks)
        if found is None:
            raise Bug
        return found

    door: Any = SimpleNamespace(database=Broken(), knobs=Knobs(revoked_s=0.01), ended=which)
    live = Live(door)
    one: Any = Connected()
    live._connections.add(one)
    looking = asyncio.create_task(live._end_sessions())
    assert await asyncio.wait_for(one.ended, 5) == "session_ended"
    looking.cancel()
    await asyncio.wait({looking})
