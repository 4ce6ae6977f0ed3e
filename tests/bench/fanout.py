"""From the commit of an event to its frame at the client, beside the bare `websockets` library.

Both servers run in a process of their own on the same event loop and read the system-wide monotonic clock:
ours when the transaction has committed, the peer when it begins to send. One client process holds 100
connections to each. `AT_ONCE` technicians act at the same moment, again and again, until each of the 100 has
had several turns: ten in a hundred, for people mostly work between two taps. The same bytes then travel to
the same connections at the same moments, each frame acknowledged by the same client; only our server is asked
for them by commands and has something to decide.
"""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from itertools import chain
from pathlib import Path

import httpx
import websockets

from tests.bench.bare_server import STAMP
from tests.bench.figure import Figure, at_most, plain, quantile
from tests.bench.ports import free_port
from tests.wire import Device, Frame, Person, acknowledge, demo_password

JOBS = 100
ROUNDS = 6
AT_ONCE = 10
RATIO = 3
PROCEDURE = "cabin-filter"

Burst = tuple[int, int, list[str]]
"""Monotonic nanoseconds of a commit, number of the connection, the commit's frames in their order."""


@contextlib.contextmanager
def server(module: str, *words: str, var: Path, port: int) -> Iterator[None]:
    """A server process of the bench."""
    environment = os.environ | {"SHIFU_VAR": str(var), "SHIFU_PORT": str(port), "SHIFU_DEMO": "true"}
    process = subprocess.Popen([sys.executable, "-m", module, *words], env=environment)
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def load_demonstration(var: Path) -> None:
    """Everything that the supervisor prepares before it serves."""
    for words in (("web", "migrate"), ("web.models",), ("web", "demo")):
        subprocess.run(
            [sys.executable, "-m", *words],
            env=os.environ | {"SHIFU_VAR": str(var), "SHIFU_DEMO": "true"},
            check=True,
            stdout=subprocess.DEVNULL,
        )


async def ready(url: str) -> None:
    """Wait until the server answers."""
    async with asyncio.timeout(60), httpx.AsyncClient() as http:
        while True:
            with contextlib.suppress(httpx.HTTPError):
                await http.get(f"{url}/api/health")
                return
            await asyncio.sleep(0.05)


@contextlib.asynccontextmanager
async def crowd(person: Person, orders: list[str]) -> AsyncIterator[list[tuple[Device, str]]]:
    """One device a job, each claimed and followed."""
    async with contextlib.AsyncExitStack() as stack:
        held = []
        for order in orders:
            device = await stack.enter_async_context(Device(person))
            job = await person.start(order, PROCEDURE)
            await device.follow(job)
            await device.say("job.claim", {}, job=job)
            held.append((device, job))
        yield held


async def move(device: Device, job: str) -> None:
    """Whatever moves this job a little; a step with a gate is only looked at again."""
    view = device.views[job]
    if view["phase"] == "hazards":
        await acknowledge(device, job)
    elif view["phase"] == "step" and not view["step"]["gates"]:
        await device.do("step.complete", job, {"step": view["current"], "means": "tap"})
    else:
        await device.do("step.show", job, {"step": view["current"]})


def stamped(stamps: Path) -> dict[tuple[str, int], int]:
    """Monotonic nanoseconds of each commit, by channel and position."""
    rows: list[Frame] = [json.loads(line) for line in stamps.read_text().splitlines()]
    return {(row["ch"], row["seq"]): row["ns"] for row in rows}


def arrivals(
    pushed: list[list[Frame]], committed: dict[tuple[str, int], int]
) -> tuple[list[Burst], list[int]]:
    """What each commit sent, in the order of the commits; and nanoseconds from commit to arrival by frame."""
    bursts: dict[tuple[int, int], list[str]] = {}
    took = []
    for number, frames in enumerate(pushed):
        for frame in frames:
            begun = committed[(frame["ch"], frame["seq"])]
            took.append(frame["received_ns"] - begun)
            text = json.dumps({k: v for k, v in frame.items() if k != "received_ns"}, separators=(",", ":"))
            bursts.setdefault((begun, number), []).append(text)
    return [(*key, bursts[key]) for key in sorted(bursts)], took


async def ours(url: str) -> list[list[Frame]]:
    """Play our server; the logged pushes of each connection."""
    await ready(url)
    async with Person(url, "tech1", await demo_password(url, "tech1")) as person:
        vin = await covered_vin(person)
        orders = [(await person.post("/api/repair-orders", {"vin": vin}))["id"] for _ in range(JOBS)]
        async with crowd(person, orders) as held:
            await asyncio.sleep(0.5)
            for device, _ in held:
                device.frames.clear()
            for _ in range(ROUNDS):
                for first in range(0, JOBS, AT_ONCE):
                    await asyncio.gather(*(move(*each) for each in held[first : first + AT_ONCE]))
            await asyncio.sleep(0.5)
            return [[frame for frame in device.frames if "seq" in frame] for device, _ in held]


async def covered_vin(person: Person) -> str:
    """A demonstration car that the bench's procedure covers."""
    for order in (await person.get("/api/repair-orders"))["items"]:
        offers = (await person.get(f"/api/repair-orders/{order['id']}/procedures"))["offers"]
        if PROCEDURE in [offer["procedure"] for offer in offers]:
            return str(order["vin"])
    raise LookupError(PROCEDURE)


async def peer(url: str, bursts: list[Burst]) -> list[int]:
    """Let the bare library send the same bytes at the same moments; nanoseconds to arrival by frame."""
    async with contextlib.AsyncExitStack() as stack, asyncio.timeout(120):
        sockets = [await stack.enter_async_context(await connected(url)) for _ in range(JOBS)]
        for number, socket in enumerate(sockets):
            await socket.send(json.dumps(number))
        wanted = Counter(number for _, number, texts in bursts for _ in texts)
        hearing = [asyncio.create_task(hear(sockets[number], most)) for number, most in wanted.items()]
        ahead_ns = time.monotonic_ns() - bursts[0][0]
        for begun, number, texts in bursts:
            await asyncio.sleep((begun + ahead_ns - time.monotonic_ns()) / 1e9)
            await sockets[0].send(json.dumps([number, texts]))
        return list(chain.from_iterable(await asyncio.gather(*hearing)))


async def connected(url: str) -> websockets.ClientConnection:
    """A connection, as soon as the server listens."""
    while True:
        with contextlib.suppress(OSError):
            return await websockets.connect(url, compression=None)
        await asyncio.sleep(0.05)


async def hear(socket: websockets.ClientConnection, most: int) -> list[int]:
    """Take and acknowledge so many frames; nanoseconds from send to arrival of each."""
    took = []
    for _ in range(most):
        text = await socket.recv()
        took.append(time.monotonic_ns() - int(text[:STAMP]))
        frame = json.loads(text[STAMP:])
        await socket.send(json.dumps({"type": "ack", "data": {"ch": frame["ch"], "seq": frame["seq"]}}))
    return took


def figures(data: Path | None) -> Iterable[Figure]:
    """Both servers, one after the other."""
    del data
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder) / "var"
        load_demonstration(var)
        port = free_port()
        with server("tests.bench.live_server", var=var, port=port):
            pushed = asyncio.run(ours(f"http://localhost:{port}"))
        bursts, mine = arrivals(pushed, stamped(var / "stamps.jsonl"))
        port = free_port()
        with server("tests.bench.bare_server", str(port), var=var, port=port):
            bare = asyncio.run(peer(f"ws://localhost:{port}", bursts))
    yield plain("events_pushed_to_100_live_jobs", len(mine), "frames")
    for name, q in (("p50", 0.5), ("p95", 0.95)):
        yield plain(f"commit_to_frame_{name}", quantile(mine, q) / 1e6, "ms")
        yield plain(f"bare_websockets_same_bytes_{name}", quantile(bare, q) / 1e6, "ms")
    ratio = quantile(mine, 0.95) / quantile(bare, 0.95)
    yield at_most("commit_to_frame_p95_over_bare_websockets", ratio, "ratio", RATIO)
