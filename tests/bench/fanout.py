"""From the commit of an event to its frame at the client, beside the bare `websockets` library.

Both servers run in a process of their own and stamp each message with the system-wide monotonic clock: ours
when the transaction has committed, the peer's when it calls `send`. One client process holds 100 connections
to each, and the same bytes travel to the same connections one after the other.
"""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path

import httpx
import websockets

from tests.bench.figure import Figure, at_most, plain
from tests.bench.ports import free_port
from tests.wire import Device, Frame, Person, acknowledge, demo_password

JOBS = 100
ROUNDS = 6
RATIO = 3
PROCEDURE = "cabin-filter"

Sent = tuple[int, str, int]
"""Number of the connection, the frame's text, nanoseconds from commit to arrival."""


def p95(values: Iterable[float]) -> float:
    """Nearest-rank 95th percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


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


def arrivals(held: list[tuple[Device, str]], committed: dict[tuple[str, int], int]) -> list[Sent]:
    """Every logged push that was stamped at its commit."""
    return [
        (
            number,
            json.dumps({k: v for k, v in frame.items() if k != "received_ns"}),
            frame["received_ns"] - begun,
        )
        for number, (device, _) in enumerate(held)
        for frame in device.frames
        if "seq" in frame and (begun := committed.get((frame["ch"], frame["seq"])))
    ]


def commits(stamps: Path) -> dict[tuple[str, int], int]:
    """Monotonic nanoseconds of each commit, by channel and position."""
    rows: list[Frame] = [json.loads(line) for line in stamps.read_text().splitlines()]
    return {(row["ch"], row["seq"]): row["ns"] for row in rows}


async def ours(url: str, stamps: Path) -> list[Sent]:
    """Play our server, which notes commits in `stamps`; what arrived, and how long after its commit."""
    await ready(url)
    async with Person(url, "tech1", await demo_password(url, "tech1")) as person:
        vin = await covered_vin(person)
        orders = [(await person.post("/api/repair-orders", {"vin": vin}))["id"] for _ in range(JOBS)]
        async with crowd(person, orders) as held:
            await asyncio.sleep(0.5)
            for device, _ in held:
                device.frames.clear()
            for _ in range(ROUNDS):
                for device, job in held:
                    await move(device, job)
            await asyncio.sleep(0.5)
            return arrivals(held, await asyncio.to_thread(commits, stamps))


async def covered_vin(person: Person) -> str:
    """A demonstration car that the bench's procedure covers."""
    for order in (await person.get("/api/repair-orders"))["items"]:
        offers = (await person.get(f"/api/repair-orders/{order['id']}/procedures"))["offers"]
        if PROCEDURE in [offer["procedure"] for offer in offers]:
            return str(order["vin"])
    raise LookupError(PROCEDURE)


async def peer(url: str, sent: list[Sent]) -> list[int]:
    """Let the bare library send the same bytes; nanoseconds from send to arrival."""
    async with contextlib.AsyncExitStack() as stack, asyncio.timeout(120):
        sockets = []
        for number in range(JOBS):
            while True:
                with contextlib.suppress(OSError):
                    sockets.append(await stack.enter_async_context(websockets.connect(url, compression=None)))
                    break
                await asyncio.sleep(0.05)
            await sockets[number].send(str(number))
        took = []
        for number, text, _ in sent:
            await sockets[0].send(json.dumps([number, text]))
            stamped = await sockets[number].recv()
            took.append(time.monotonic_ns() - int(stamped[:20]))
        return took


def figures(data: Path | None) -> Iterable[Figure]:
    """Both servers, one after the other."""
    del data
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder) / "var"
        load_demonstration(var)
        port = free_port()
        with server("tests.bench.live_server", var=var, port=port):
            sent = asyncio.run(ours(f"http://localhost:{port}", var / "stamps.jsonl"))
        port = free_port()
        with server("tests.bench.bare_server", str(port), var=var, port=port):
            bare = asyncio.run(peer(f"ws://localhost:{port}", sent))
    mine, theirs = p95(ns for _, _, ns in sent) / 1e6, p95(bare) / 1e6
    yield plain("events pushed to 100 live jobs", len(sent), "frames")
    yield plain("commit to frame p95", mine, "ms")
    yield plain("bare websockets, same bytes, send to frame p95", theirs, "ms")
    yield at_most("commit to frame p95 over bare websockets", mine / theirs, "ratio", RATIO)
