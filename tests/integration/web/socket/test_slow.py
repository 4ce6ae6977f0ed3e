"""A client that does not read hurts nobody but itself, and safety reaches everybody else."""

import asyncio
import json
import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import websockets

from assist.guidance.facts import Event
from tests.databases import sqlite_copy
from tests.fakes.live import QUICK, serving
from tests.fakes.shop import Shop
from tests.wire import Device
from web.database import open_database

CALM = replace(QUICK, ping_s=30, poll_s=5)
BIG = "x" * 20_000


@pytest.fixture
async def shop(sqlite_file: Path, tmp_path: Path) -> Any:
    """A shop with a job."""
    with sqlite_copy(sqlite_file, tmp_path) as url:
        database = open_database(url)
        yield await Shop(database).open()
        await database.close()


async def deaf(url: str, job: str, number: int) -> Any:
    """A client that follows a job and then reads nothing more."""
    socket = await websockets.connect(
        url.replace("http", "ws", 1) + "/ws",
        subprotocols=["assist.v1"],
        compression=None,
        max_size=None,
        max_queue=1,
        ping_interval=None,
    )
    await socket.recv()
    await socket.send(
        json.dumps({"type": "auth", "token": "qa", "device": f"d{number}", "outbox": f"o{number}"})
    )
    await socket.recv()
    await socket.send(
        json.dumps({"id": 1, "type": "sub.open", "idem": "1", "at": 1, "data": {"ch": f"job:{job}"}})
    )
    await socket.recv()
    socket.transport.pause_reading()
    return socket


def shout(shop: Shop, seq: int) -> Event:
    """A big safety event, as the hub hears it after a commit."""
    epoch = shop.ports.memory.states.get(f"job:{shop.job}")
    assert epoch is not None
    return Event(seq, f"job:{shop.job}", epoch.epoch, seq, "x.alarm", {"note": BIG}, "system", "", 5)


async def test_slow_clients_are_closed_and_others_hear_everything(shop: Shop) -> None:
    """Of eight clients seven stop reading and are closed with 4508; the eighth gets every event."""
    async with serving(shop, CALM) as served, Device(served.person("ann")) as ann:  # type: ignore[arg-type]
        await ann.follow(shop.job)
        sockets = [await deaf(served.url, shop.job, number) for number in range(7)]
        for seq in range(2, 602):
            served.live.hub.committed([shout(shop, seq)])
            if seq % 20 == 0:
                await asyncio.sleep(0.01)
        got = await ann.until(
            lambda d: (seqs := [f["seq"] for f in d.frames if "seq" in f]) and seqs[-1] == 601 and seqs
        )
        assert got == list(range(2, 602))
        for socket in sockets:
            socket.transport.resume_reading()
            seen, code = await drain(socket)
            assert code == 4508
            assert seen == list(range(2, 2 + len(seen)))


async def drain(socket: Any) -> tuple[list[int], int]:
    """What a client finds when it reads again: the events in order, then the close."""
    seen = []
    async with asyncio.timeout(20):
        try:
            while True:
                frame = json.loads(await socket.recv())
                if "seq" in frame:
                    seen.append(frame["seq"])
        except websockets.ConnectionClosed as closed:
            return seen, closed.rcvd.code if closed.rcvd else 0


async def test_memory_stays_bounded(shop: Shop) -> None:
    """Ten times more shouting to clients that do not read takes no more memory."""
    async with serving(shop, CALM) as served:
        sockets = [await deaf(served.url, shop.job, number) for number in range(5)]
        held = []
        tracemalloc.start()
        for first, last in ((2, 200), (200, 2_000)):
            for seq in range(first, last):
                served.live.hub.committed([shout(shop, seq)])
                if seq % 20 == 0:
                    await asyncio.sleep(0)
            held.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
        assert held[1] < held[0] * 1.5 + 2_000_000
        for socket in sockets:
            socket.transport.abort()
