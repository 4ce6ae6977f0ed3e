"""Invariants over wire transcripts: a job that is cut at every frame, and what a socket ever showed."""

import contextlib
import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import websockets
from sqlalchemy import event

from assist.guidance import timers
from assist.records.reading import job_record
from tests.databases import sqlite_copy
from tests.fakes.live import Serving, serving
from tests.fakes.shop import PASSWORDS, Shop
from web.database import Database, open_database
from web.socket.door import Knobs

CALM = Knobs(ping_s=30)


class Cut(Exception):
    """The network went away."""


@dataclass
class Phone:
    """A device that keeps one unanswered command, survives cuts, and knows a position to resume from."""

    served: Serving
    job: str
    cut_at: int | None = None
    frames: int = 0
    sent: int = 0
    view: dict[str, Any] = field(default_factory=dict)
    epoch: str | None = None
    after: int = 0
    told: list[int] = field(default_factory=list)
    transcript: list[dict[str, Any]] = field(default_factory=list)
    pending: tuple[str, dict[str, Any]] | None = None

    async def play(self) -> None:
        """Perform the job to its end, whatever the network does."""
        while self.view.get("phase") != "finished":
            with contextlib.suppress(Cut):
                await self._session()

    async def _session(self) -> None:
        address = self.served.url.replace("http", "ws", 1) + "/ws"
        self.ids = 0
        self.socket = await websockets.connect(
            address, subprotocols=["assist.v1"], compression=None, max_size=None
        )
        try:
            await self._converse()
        finally:
            self.socket.transport.abort()

    async def _converse(self) -> None:
        await self._receive()
        auth = {"type": "auth", "token": "ann", "device": "phone", "outbox": "ann-phone"}
        await self.socket.send(json.dumps(auth))
        await self._receive()
        await self._resume()
        while self.view["phase"] != "finished":
            if self.pending is None:
                await self._surroundings()
                self.pending = self._next()
                self.sent += 1
            await self._command(*self.pending)
            self.pending = None

    async def _resume(self) -> None:
        asked: dict[str, Any] = {"ch": f"job:{self.job}", "after": self.after}
        page = (
            await self._ask(
                "sub.open",
                asked | ({"epoch": self.epoch} if self.epoch else {}),
                f"{self.job}-s{self.frames}",
            )
        )["data"]
        for missed in page["events"]:
            self._told(missed)
        self.epoch, self.after, self.view = page["epoch"], page["head"], page["view"]

    async def _command(self, kind: str, data: dict[str, Any]) -> None:
        """Send it under its own key, however often, until it is answered and seen."""
        reply = await self._ask(kind, data, f"{self.job}-{self.sent}", job=self.job, fence=self.view["fence"])
        assert reply["ok"], reply
        while self.view["rev"] < reply["rev"]:
            await self._receive()

    async def _ask(self, kind: str, data: dict[str, Any], idem: str, **more: Any) -> dict[str, Any]:
        self.ids += 1
        command = {"id": self.ids, "type": kind, "idem": idem, "at": 1, "data": data, **more}
        await self.socket.send(json.dumps(command))
        while (frame := await self._receive()).get("re") != self.ids:
            pass
        return frame

    async def _receive(self) -> dict[str, Any]:
        frame: dict[str, Any] = json.loads(await self.socket.recv())
        self.frames += 1
        if self.frames == self.cut_at:
            raise Cut
        self.transcript.append(frame)
        if "seq" in frame and frame["seq"] > self.after:
            self._told(frame)
        if frame.get("type") == "job.state":
            self.view = frame["data"]
        return frame

    def _told(self, event: dict[str, Any]) -> None:
        assert event["prev"] == self.after
        self.after = event["seq"]
        self.told.append(event["seq"])

    async def _surroundings(self) -> None:
        """The camera and the clock, which no network cut stops."""
        shop = self.served.shop
        step = self.view["step"] or {"gates": ()}
        for gate in step["gates"]:
            if gate["status"] == "checking":
                await shop.look(await shop.latest_photo())
            elif gate["kind"] == "timer" and gate["due_at"] and gate["status"] == "closed":
                shop.now = max(shop.now, gate["due_at"])
                await timers.fire_due(shop.database, now=shop.now, memory=shop.ports.memory.states)
            else:
                continue
            now = shop.ports.memory.states.get(f"job:{self.job}")
            while now is not None and self.view["rev"] < now.rev:
                await self._receive()

    def _next(self) -> tuple[str, dict[str, Any]]:
        view = self.view
        if view["holder"] is None:
            return "job.claim", {}
        if view["current"] is None:
            return "job.finish", {}
        if view["phase"] == "hazards":
            hashes = [hazard["hash"] for hazard in view["hazards"]]
            return "hazard.ack", {"step": view["current"], "hazards": hashes, "means": "tap"}
        closed = [gate for gate in view["step"]["gates"] if gate["status"] != "opened"]
        if not closed:
            return "step.complete", {"step": view["current"]}
        return self._gate(closed[0], {"step": view["current"], "gate": closed[0]["id"]})

    def _gate(self, gate: dict[str, Any], where: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        if gate["kind"] == "photo":
            sha256 = hashlib.sha256(f"{self.job} {where}".encode()).hexdigest()
            self.served.shop.send(sha256)
            return "evidence.commit", {**where, "sha256": sha256}
        if gate["kind"] == "measure":
            return "measure.record", {**where, "value": "5", "unit": gate["unit"]}
        if gate["kind"] == "timer":
            return "timer.start", where
        return "witness.sign", {**where, "login": "bo", "password": PASSWORDS["bo"]}


async def plain_record(shop: Shop, job: str) -> dict[str, Any]:
    """The record of a job without what no two runs share: ids, photos, times and the digest over them."""
    async with shop.database.reading() as session:
        made = (await job_record(session, job, shop="north", ports=shop.ports)).model_dump(mode="json")
    return _without(made, {"job", "evidence", "digest", "at", "started_at", "finished_at", "witnessed_at",
                           "timer_due_at", "timer_fired_at", "late_ms", "sha256"})  # fmt: skip


def _without(value: Any, names: set[str]) -> Any:
    if isinstance(value, dict):
        return {name: _without(each, names) for name, each in value.items() if name not in names}
    return [_without(each, names) for each in value] if isinstance(value, list) else value


async def run(served: Serving, cut_at: int | None) -> Phone:
    """One job on a phone whose network is cut at one frame."""
    shop = served.shop
    shop.job = await shop.start()
    phone = Phone(served, shop.job, cut_at)
    await phone.play()
    return phone


@pytest.fixture
async def quick(sqlite_file: Path, tmp_path: Path) -> Any:
    """A database that need not survive a power cut, so that hundreds of jobs fit into a test."""
    with sqlite_copy(sqlite_file, tmp_path) as url:
        database = open_database(url)
        event.listen(database.engine.sync_engine, "connect", _careless)
        yield database
        await database.close()


def _careless(connection: Any, _: object) -> None:
    connection.cursor().execute("PRAGMA synchronous = OFF")


@pytest.mark.timeout(500)
async def test_exactly_once_however_it_is_cut(quick: Database) -> None:
    """Cut at every frame of a job, the record equals that of the whole run, and no event is told twice."""
    shop = await Shop(quick).open()
    async with serving(shop, replace(CALM, poll_s=0.02)) as served:
        whole = await run(served, None)
        expected = await plain_record(shop, whole.job)
        assert whole.told == list(range(1, whole.after + 1))
        for cut_at in range(1, whole.frames + 1):
            phone = await run(served, cut_at)
            assert await plain_record(shop, phone.job) == expected, cut_at
            assert phone.told == list(range(1, phone.after + 1)), cut_at


async def test_no_transcript_shows_a_step_before_its_hazards(database: Database) -> None:
    """On the wire, no frame holds a step's text before the frame that tells of its acknowledgement."""
    shop = await Shop(database).open()
    async with serving(shop, CALM) as served:
        phone = await run(served, None)
    acked: set[str] = set()
    needed = {step.id: {hazard.hash for hazard in step.hazards} for step in shop.procedure.steps}
    for frame in phone.transcript:
        if frame.get("type") == "hazard.ack":
            acked |= {f"{frame['data']['step']}/{each}" for each in frame["data"]["hazards"]}
        for step, hashes in needed.items():
            if f"INSTRUCTION of {step}" in json.dumps(frame):
                assert {f"{step}/{each}" for each in hashes} <= acked
    assert any("INSTRUCTION of tighten" in json.dumps(frame) for frame in phone.transcript)
