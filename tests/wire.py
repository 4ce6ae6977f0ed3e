"""A client of `assist.v1` without a screen: speaks the wire as a device would, and can play a whole job.

Used by the end-to-end tests and benches; it knows the protocol only, nothing of the server's insides.
"""

import asyncio
import contextlib
import hashlib
import json
import time
import uuid
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import httpx
import websockets

Frame = dict[str, Any]


class Refused(AssertionError):
    """The server answered a command with an error."""

    def __init__(self, frame: Frame) -> None:
        """Keep the whole reply."""
        super().__init__(json.dumps(frame.get("error"), ensure_ascii=False))
        self.code: str = frame["error"]["code"]


async def demo_password(url: str, login: str) -> str:
    """The password of a demonstration login."""
    async with httpx.AsyncClient(base_url=url) as http:
        logins = (await http.get("/api/demo")).raise_for_status().json()["logins"]
    return str(next(each["password"] for each in logins if each["login"] == login))


class Person:
    """Somebody who has logged in over HTTP."""

    def __init__(self, url: str, login: str, password: str) -> None:
        """Log in at `url` (scheme, host, port)."""
        self.url = url
        self.http = httpx.AsyncClient(base_url=url, timeout=30, headers={"Accept-Language": "en"})
        self.login, self.password, self.token = login, password, ""

    async def __aenter__(self) -> Self:
        answer = await self.http.post("/api/login", json={"login": self.login, "password": self.password})
        answer.raise_for_status()
        self.token = answer.json()["token"]
        self.http.headers["Authorization"] = f"Bearer {self.token}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.aclose()

    async def get(self, path: str) -> Frame:
        """The JSON at `path`."""
        answer = await self.http.get(path)
        answer.raise_for_status()
        return answer.json()

    async def post(self, path: str, body: Frame) -> Frame:
        """The JSON answer to a write with a fresh idempotency key."""
        answer = await self.http.post(path, json=body, headers={"Idempotency-Key": uuid.uuid4().hex})
        answer.raise_for_status()
        return answer.json()

    async def upload(self, photo: bytes) -> str:
        """Store a photo; its SHA-256."""
        name = hashlib.sha256(photo).hexdigest()
        answer = await self.http.put(f"/api/photos/{name}", content=photo)
        answer.raise_for_status()
        return name

    async def start(self, order: str, procedure: str) -> str:
        """The id of a fresh job on a repair order."""
        return (await self.post("/api/jobs", {"repair_order": order, "procedure": procedure}))["job"]


class Device:
    """One connection of one person."""

    def __init__(self, person: Person, *, device: str = "", outbox: str = "") -> None:
        """A device with an outbox of its own unless one is given."""
        self.person = person
        self.device = device or uuid.uuid4().hex
        self.outbox = outbox or uuid.uuid4().hex
        self.frames: list[Frame] = []
        self.sent_ns: dict[int, int] = {}
        self.views: dict[str, Frame] = {}
        self.used: set[tuple[str, str]] = set()
        self._ids = 0
        self._replies: dict[int, asyncio.Future[Frame]] = {}
        self._news = asyncio.Condition()

    async def __aenter__(self) -> Self:
        address = self.person.url.replace("http", "ws", 1) + "/ws"
        self.socket = await websockets.connect(
            address, subprotocols=["assist.v1"], origin=self.person.url, compression=None, max_size=None
        )
        self.hello = json.loads(await self.socket.recv())
        auth = {"type": "auth", "token": self.person.token, "device": self.device, "outbox": self.outbox}
        await self.socket.send(json.dumps(auth))
        self.welcome = json.loads(await self.socket.recv())
        assert self.welcome["type"] == "auth.ok", self.welcome
        self._reader = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._reader.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reader
        await self.socket.close()

    async def _read(self) -> None:
        with contextlib.suppress(websockets.ConnectionClosed):
            async for text in self.socket:
                arrived = time.monotonic_ns()
                await self._take({**json.loads(text), "received_ns": arrived})

    async def _take(self, frame: Frame) -> None:
        if frame.get("type") == "ping":
            await self.socket.send('{"type":"pong"}')
            return
        if frame.get("seq") is not None:
            ack = {"type": "ack", "data": {"ch": frame["ch"], "seq": frame["seq"]}}
            await self.socket.send(json.dumps(ack))
        async with self._news:
            self.frames.append(frame)
            if frame.get("type") == "job.state":
                self.views[frame["data"]["job"]] = frame["data"]
            if "re" in frame and frame["re"] in self._replies:
                self._replies.pop(frame["re"]).set_result(frame)
            self._news.notify_all()

    async def ask(self, kind: str, data: Frame | None = None, **envelope: Any) -> Frame:
        """Send one command and await its reply, whatever it is."""
        self._ids += 1
        command = {"id": self._ids, "type": kind, "idem": uuid.uuid4().hex, "at": time.time_ns() // 1000}
        future = self._replies[self._ids] = asyncio.get_running_loop().create_future()
        self.sent_ns[self._ids] = time.monotonic_ns()
        await self.socket.send(json.dumps({**command, **envelope, "data": data or {}}))
        async with asyncio.timeout(20):
            return await future

    async def say(self, kind: str, data: Frame | None = None, **envelope: Any) -> Frame:
        """Send one command; its data. Raises `Refused` on an error."""
        reply = await self.ask(kind, data, **envelope)
        if not reply["ok"]:
            raise Refused(reply)
        return reply.get("data") or {}

    async def until(self, found: Callable[[Self], Any], *, within_s: float = 20) -> Any:
        """Wait until `found(self)` is true; its value."""
        async with asyncio.timeout(within_s), self._news:
            while not (value := found(self)):
                await self._news.wait()
            return value

    async def follow(self, job: str) -> Frame:
        """Open a job's channel; its first view."""
        await self.say("sub.open", {"ch": f"job:{job}"})
        return await self.until(lambda d: d.views.get(job))

    async def settled(self, job: str, rev: int) -> Frame:
        """The first view of `job` at or after `rev`."""
        return await self.until(lambda d: (v := d.views.get(job)) and v["rev"] >= rev and v)

    async def do(self, kind: str, job: str, data: Frame | None = None) -> Frame:
        """A command of a job at its present fence; the view that follows it."""
        view = self.views[job]
        reply = await self.ask(kind, data, job=job, fence=view["fence"], rev=view["rev"])
        if not reply["ok"]:
            raise Refused(reply)
        return await self.settled(job, reply["rev"])


async def acknowledge(device: Device, job: str) -> Frame:
    """Read and acknowledge the hazards in view, as a person would."""
    view = device.views[job]
    hashes = [hazard["hash"] for hazard in view["hazards"]]
    await device.do("hazard.displayed", job, {"step": view["current"], "hazards": hashes})
    return await device.do("hazard.ack", job, {"step": view["current"], "hazards": hashes, "means": "tap"})


async def _photo(device: Device, job: str, step: str, gate: Frame) -> None:
    scenes = [url for url in gate["scenes"] if "good" in url and (job, url) not in device.used]
    device.used.add((job, scenes[0]))
    photo = (await device.person.http.get(scenes[0])).raise_for_status().content
    name = await device.person.upload(photo)
    await device.do("evidence.commit", job, {"step": step, "gate": gate["id"], "sha256": name})


async def satisfy(device: Device, job: str, gate: Frame, witness: tuple[str, str]) -> Frame:
    """Give a gate what it demands and wait until it opens; the view then."""
    step = device.views[job]["current"]
    where = {"step": step, "gate": gate["id"]}
    if gate["kind"] == "photo":
        await _photo(device, job, step, gate)
    elif gate["kind"] == "measure":
        low, high = (float(gate[end].replace(",", ".")) if gate[end] else None for end in ("low", "high"))
        middle = (low + high) / 2 if low is not None and high is not None else (low or high or 1.0)
        await device.do("measure.record", job, {**where, "value": f"{middle:g}", "unit": gate["unit"]})
    elif gate["kind"] == "timer":
        await device.do("timer.start", job, where)
    else:
        await device.do("witness.sign", job, {**where, "login": witness[0], "password": witness[1]})

    def opened(seen: Device) -> Frame | None:
        view = seen.views[job]
        now = next((g for g in (view["step"] or {"gates": ()})["gates"] if g["id"] == gate["id"]), None)
        return view if now and now["status"] in {"opened", "overridden"} else None

    return await device.until(opened, within_s=gate["seconds"] + 20)


async def play(device: Device, job: str, *, witness: tuple[str, str], steps: int | None = None) -> Frame:
    """Play a claimed job to its end, or for some `steps`; the last view."""
    done = 0
    while (view := device.views[job])["phase"] in {"hazards", "step"} and view["current"] is not None:
        if steps is not None and done >= steps:
            return view
        if view["phase"] == "hazards":
            await acknowledge(device, job)
            continue
        for gate in view["step"]["gates"]:
            if gate["status"] not in {"opened", "overridden"}:
                await satisfy(device, job, gate, witness)
        await device.do("step.complete", job, {"step": view["current"], "means": "tap"})
        done += 1
    return device.views[job]
