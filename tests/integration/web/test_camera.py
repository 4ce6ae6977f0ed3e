"""The camera of the worker: from a committed photo to the verdict in the job, whatever happens on the way."""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from assist.messages.views import JobView
from tests.fakes.blobs import MemoryBlobs
from tests.fakes.chain import Clock, parts
from tests.fakes.pictures import encoded, plate
from tests.fakes.shop import Shop, eventually
from vision import banks, publishing, verdicts
from vision.banks import Bank
from vision.boxes import Box
from vision.checks import Anomaly
from vision.detectors.anomaly import AnomalyDetector
from vision.detectors.patches import HandMade
from vision.detectors.port import Detector
from vision.errors import ModelMissing
from web.adapters import tables
from web.adapters.store import Task
from web.adapters.tasks import TRIES
from web.camera import BANKS, KIND, Camera
from web.database import Database
from web.indexing import Indexing
from web.wiring import Deps
from web.worker import Worker

CHECK = Anomaly(id="atf_washer", region=Box(x=0, y=0, w=1, h=0.95))
SIZE = (960, 720)
Open = Callable[[], Detector]


def hand_made() -> Detector:
    return AnomalyDetector(HandMade())


def no_weights() -> Detector:
    raise ModelMissing(package="torch")


def photo(seed: int, *, faulty: bool = False) -> bytes:
    return encoded(plate(seed, faulty=faulty, size=SIZE))


@pytest.fixture(scope="module")
def bank() -> Bank:
    """What seven good plates teach."""
    return banks.teach([photo(seed) for seed in range(7)], CHECK, hand_made())


@dataclass(frozen=True)
class Bench:
    """A shop whose photos lie in memory, and the camera that looks at them."""

    shop: Shop
    deps: Deps
    camera: Camera
    blobs: MemoryBlobs

    async def hand_in(self, data: bytes) -> str:
        """Commit a photo at the washer; its evidence."""
        view = await self.shop.view()
        if view.current != "washer":
            view = await self.shop.play(until="washer")
        if view.phase == "hazards":
            await self.shop.perform(view, self.shop.ann)
        sha256 = hashlib.sha256(data).hexdigest()
        self.blobs.kept[sha256] = data
        self.shop.send(sha256)
        await self.shop.do("evidence.commit", {"step": "washer", "gate": "photo", "sha256": sha256})
        return await self.shop.latest_photo()

    async def seen(self, data: bytes) -> Any:
        """What the job shows of a photo that was handed in and looked at."""
        evidence = await self.hand_in(data)
        await self.camera.look(task(evidence))
        return await self.gate()

    async def gate(self) -> Any:
        """The photo gate as the technician sees it."""
        view: JobView = await self.shop.view()
        assert view.step is not None
        return view.step.gates[0]


def task(evidence: str, tries: int = 1) -> Task:
    return Task(f"{KIND}:{evidence}", KIND, {"evidence": evidence}, tries)


@pytest.fixture
async def bench(database: Database, tmp_path: Path, bank: Bank) -> Bench:
    """A shop with a taught check and a job."""
    shop = await Shop(database).open()
    made = parts(database, tmp_path, Clock())
    blobs = MemoryBlobs()
    deps = replace(made, ports=shop.ports, now=lambda: shop.now, blobs=blobs)
    banks.save(bank, tmp_path / BANKS)
    async with database.transaction() as session:
        await publishing.publish(
            session, CHECK.id, bank.version, detector=bank.detector, photos=bank.photos, by="x", now=1
        )
    return Bench(shop, deps, Camera(deps, hand_made), blobs)


async def test_good_work_opens_the_gate(bench: Bench) -> None:
    """A good photo passes, and the gate opens."""
    gate = await bench.seen(photo(50))
    assert (gate.status, gate.verdict.outcome, gate.verdict.cause) == ("opened", "pass", "")


async def test_faulty_work_shows_where(bench: Bench) -> None:
    """A missing bolt fails, with the spot that differs; the gate says to do it again."""
    gate = await bench.seen(photo(51, faulty=True))
    assert (gate.status, gate.verdict.outcome, gate.verdict.cause) == ("closed", "fail", "anomaly")
    heat = gate.verdict.heat
    assert heat.x < 262 / 384 < heat.x + heat.w
    assert heat.y < 150 / 288 < heat.y + heat.h


async def test_a_photo_that_cannot_be_judged_is_taken_again(bench: Bench) -> None:
    """A dark photo asks for another one, and the next one counts."""
    dark = encoded((plate(52, size=SIZE) * 0.04).astype("uint8"))
    gate = await bench.seen(dark)
    assert (gate.status, gate.verdict.outcome, gate.verdict.cause) == ("closed", "retake", "dark")
    gate = await bench.seen(photo(53))
    assert (gate.status, gate.verdict.outcome) == ("opened", "pass")


async def test_bytes_that_are_no_photo_are_taken_again(bench: Bench) -> None:
    """A file that is no picture asks for one, by its own name of the fault."""
    gate = await bench.seen(b"GIF89a, perhaps")
    assert (gate.verdict.outcome, gate.verdict.cause) == ("retake", "photo_not_image")


async def test_a_second_look_changes_nothing(bench: Bench) -> None:
    """A photo that the camera has judged is not judged anew, however often it is asked."""
    evidence = await bench.hand_in(photo(54))
    await bench.camera.look(task(evidence))
    before = (await bench.shop.view()).rev
    await bench.camera.look(task(evidence))
    await bench.camera.give_up(task(evidence))
    assert (await bench.shop.view()).rev == before


async def test_a_check_that_learnt_nothing_asks_a_person(bench: Bench, database: Database) -> None:
    """Without a bank only the quality is judged, and QA decides."""
    async with database.transaction() as session:
        await publishing.publish(session, CHECK.id, "0" * 64, detector="none", photos=(), by="x", now=2)
    gate = await bench.seen(photo(55))
    assert (gate.verdict.outcome, gate.verdict.cause) == ("unsure", "camera_failed")


def _broken(bench: Bench, bank: Bank) -> Camera:
    (bench.deps.settings.var / BANKS / bank.version / "learnt.npz").write_bytes(b"\x00" * 100)
    return bench.camera


def _weightless(bench: Bench, _bank: Bank) -> Camera:
    return Camera(bench.deps, no_weights)


@pytest.mark.parametrize("faulty", [_broken, _weightless])
async def test_a_camera_that_fails_says_can_t_tell_and_qa_looks(
    bench: Bench, bank: Bank, faulty: Callable[[Bench, Bank], Camera]
) -> None:
    """A broken bank or missing weights never pass a photo, and hold up no technician."""
    camera = faulty(bench, bank)
    await camera.warm()
    gate = await replace(bench, camera=camera).seen(photo(56))
    assert (gate.verdict.outcome, gate.verdict.cause) == ("unsure", "camera_failed")
    async with working(bench, camera):
        await eventually(lambda: _queued(bench), within_s=30)


async def _queued(bench: Bench) -> bool:
    async with bench.deps.database.reading() as session:
        waiting = await verdicts.queue(session)
    return [review.seen.cause for review in waiting] == ["camera_failed"]


@asynccontextmanager
async def working(bench: Bench, *cameras: Camera) -> AsyncIterator[None]:
    """As many workers as cameras, until the block ends."""

    async def no_index() -> None:
        return

    deps = replace(bench.deps, settings=bench.deps.settings.model_copy(update={"demo": False}))
    workers = [Worker(deps, camera, Indexing(no_index)) for camera in cameras]
    running = [asyncio.create_task(worker.work()) for worker in workers]
    try:
        yield
    finally:
        for each in running:
            each.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*running)


async def test_two_workers_look_at_each_photo_once(bench: Bench) -> None:
    """Photos that are handed in while two workers run are each looked at by one of them."""
    looked: list[str] = []

    class Counting(Camera):
        async def look(self, task: Task) -> None:
            looked.append(task.payload["evidence"])
            await super().look(task)

    cameras = [Counting(bench.deps, hand_made) for _ in range(2)]
    async with working(bench, *cameras):
        evidence = []
        for seed in range(60, 64):
            evidence.append(await bench.hand_in(photo(seed, faulty=True)))
            await eventually(lambda: _judged(bench), within_s=30)
    assert looked == evidence


async def _judged(bench: Bench) -> bool:
    return (await bench.gate()).verdict is not None


async def test_a_photo_that_breaks_the_worker_is_given_up_and_seen(bench: Bench, database: Database) -> None:
    """A photo on which every look fails is given up after its last try, and QA gets it."""
    evidence = await bench.hand_in(photo(57))
    bench.blobs.kept.clear()  # its bytes are lost
    hurried = Clock(bench.shop.now)

    def now() -> int:
        hurried.pass_s(5)
        return hurried()

    async with working(replace(bench, deps=replace(bench.deps, now=now)), bench.camera):
        await eventually(lambda: _queued(bench), within_s=30)
        await eventually(lambda: _is_dead(database, evidence), within_s=30)
    gate = await bench.gate()
    assert (gate.verdict.outcome, gate.verdict.cause) == ("unsure", "camera_failed")


async def _is_dead(database: Database, evidence: str) -> bool:
    async with database.reading() as session:
        row = (await session.execute(select(tables.task))).one()
    return (row.id, row.state, row.tries) == (f"{KIND}:{evidence}", "dead", TRIES) and "Missing" in row.cause
