"""The whole product: start, memory, fan-out, VIN, search, photo and page weight.

Needs what `make run` needs (client built); everything else it makes in a folder of its own.
"""

import asyncio
import contextlib
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

import httpx
import psutil

from tests.bench import fanout, page
from tests.bench.figure import Figure, at_least, at_most, plain
from tests.bench.ports import free_port
from tests.wire import Device, Person, demo_password, play

START_S = 5
PSS_MB = 900
VERDICT_S = 1.5
ANSWERED_WITHIN_S = 30
VIN_A_SECOND = 10_000
SEARCH_MS = 25


@contextlib.contextmanager
def running(var: Path, port: int, supplier_port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`make run`'s supervisor on a folder and ports of its own."""
    settings = {"DEMO": "true", "VAR": str(var), "PORT": str(port), "SUPPLIER_PORT": str(supplier_port)}
    environment = os.environ | {f"SHIFU_{name}": value for name, value in settings.items()}
    with (var.parent / "run.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "web.supervisor"], env=environment, stdout=log, stderr=log
        )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def wait_for_page(url: str, *, within_s: float) -> float:
    """Seconds until the address answers: its headers and its body, without what a page loads after them."""
    begun = time.monotonic()
    while time.monotonic() - begun < within_s:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(url, timeout=2).status_code == 200:
                return time.monotonic() - begun
        time.sleep(0.02)
    raise TimeoutError(url)


def pss_mb(root: psutil.Process, *, without: str) -> float:
    """Summed proportional set size of a process and its children, less those that run `without`."""
    family = [root, *root.children(recursive=True)]
    kept = [process for process in family if not any(without in word for word in process.cmdline())]
    return sum(process.memory_full_info().pss for process in kept) / 1e6


async def journey(url: str) -> list[float]:
    """Play one job of each covered car, search, order a part in the chat, and judge a photo as QA.

    Returns:
        Seconds from the commit of each photo to its verdict.
    """
    password, witness = await demo_password(url, "tech1"), ("tech2", await demo_password(url, "tech2"))
    async with Person(url, "tech1", password) as person, Device(person) as device:
        orders = (await person.get("/api/repair-orders"))["items"]
        for order in orders:
            offers = (await person.get(f"/api/repair-orders/{order['id']}/procedures"))["offers"]
            for offer in offers[:1]:
                job = await person.start(order["id"], offer["procedure"])
                await device.follow(job)
                await device.say("job.claim", {}, job=job)
                await device.until(lambda d, job=job: d.views[job]["mine"])
                await play(device, job, witness=witness)
        for query in ("放油螺塞扭矩", "pump the brake pedal", "如何泡咖啡"):
            await person.get(f"/api/search?q={query}")
        await order_a_part(device, await fanout.covered_vin(person))
        seconds = verdict_seconds(device)
    async with Person(url, "qa", await demo_password(url, "qa")) as reviewer:
        await judge_a_photo(reviewer)
    return seconds


async def order_a_part(device: Device, vin: str) -> None:
    """Ask for a cabin filter, choose the first offer, order what is read back, and wait for the supplier."""
    chat = {"chat": uuid.uuid4().hex, "lang": "en"}
    asked = await device.say("chat.turn", {**chat, "text": f"cabin filter for {vin}"})
    read = await device.say("chat.turn", {**chat, "text": asked["offers"][0]["id"]})
    placed = await device.say("parts.order", {"chat": chat["chat"], "quote": read["readback"]["quote"]})
    ch = f"order:{placed['id']}"
    await device.say("sub.open", {"ch": ch})

    def answered(seen: Device) -> bool:
        states = [frame["data"]["status"] for frame in seen.frames if frame.get("ch") == ch]
        return bool(states) and states[-1] not in {"placed", "asked"}

    await device.until(answered, within_s=ANSWERED_WITHIN_S)


async def judge_a_photo(reviewer: Person) -> None:
    """Accept the photo that is first in QA's queue."""
    first = (await reviewer.get("/api/reviews"))["items"][0]
    verdict = {"verdict": "accept", "version": first["version"]}
    await reviewer.post(f"/api/reviews/{first['id']}/verdict", verdict)


def verdict_seconds(device: Device) -> list[float]:
    """Seconds from the sending of each `evidence.commit` to the arrival of its verdict's push."""
    sent = {
        (f"job:{done['job']}", done["first"]): device.sent_ns[frame["re"]]
        for frame in device.frames
        if "first" in (done := (frame.get("re") and frame.get("data")) or {})
    }
    begun = {
        frame["data"]["evidence"]: sent[frame["ch"], frame["seq"]]
        for frame in device.frames
        if frame.get("type") == "evidence.commit" and "seq" in frame
    }
    return [
        (frame["received_ns"] - begun[frame["data"]["evidence"]]) / 1e9
        for frame in device.frames
        if frame.get("type") == "inspect.result" and frame["data"]["evidence"] in begun
    ]


async def fresh_order(url: str) -> tuple[tuple[str, str], str]:
    """A technician's account, and a repair order of theirs that a procedure applies to."""
    account = "tech1", await demo_password(url, "tech1")
    async with Person(url, *account) as person:
        made = await person.post("/api/repair-orders", {"vin": await fanout.covered_vin(person)})
    return account, made["id"]


def product() -> Iterator[Figure]:
    """Start, memory after the journey, photo verdict."""
    with tempfile.TemporaryDirectory() as folder:
        var, port, supplier = Path(folder) / "var", free_port(), free_port()
        url = f"http://localhost:{port}"
        with running(var, port, supplier):
            yield plain("first_start_to_first_page", wait_for_page(url, within_s=600), "s")
            wait_for_page(f"{url}/api/health", within_s=60)
        with running(var, port, supplier) as process:
            yield at_most("second_start_to_first_page", wait_for_page(url, within_s=60), "s", START_S)
            seconds = asyncio.run(journey(url))
            to_the_list, to_a_step = page.weights_kb(url, *asyncio.run(fresh_order(url)))
            yield plain("technician_list_compressed_fonts_apart", to_the_list, "kB")
            yield at_most("technician_list_to_step_compressed_fonts_apart", to_a_step, "kB", page.LIMIT_KB)
            yield at_most("photo_verdict_commit_to_push_slowest", max(seconds), "s", VERDICT_S)
            yield plain("photo_verdict_median", statistics.median(seconds), "s")
            pss = pss_mb(psutil.Process(process.pid), without="web.demo.supplier")
            yield at_most("PSS_after_the_journey_without_supplier", pss, "MB", PSS_MB)


def vin() -> Iterator[Figure]:
    """Decodes through our API in one process; the best of three rounds."""
    from tests.bench.vins import decode_rate  # noqa: PLC0415  loads the decoder's tables

    yield at_least("VIN_decode_in_process_best_of_three", decode_rate(), "1/s", VIN_A_SECOND)


def search() -> Iterator[Figure]:
    """Search latency over all steps of the library."""
    from tests.bench.search import latency_p95_ms  # noqa: PLC0415  loads the encoder

    yield at_most("search_p95_over_all_steps", latency_p95_ms(), "ms", SEARCH_MS)


def figures(data: Path | None) -> Iterable[Figure]:
    """Every figure of the main journey; takes no outside data."""
    del data
    yield from vin()
    yield from search()
    yield from fanout.figures(None)
    yield from product()
