"""A shop in a database: an approved procedure, a order, people, and a job that is moved by commands."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from assist import evidence, technician
from assist.caller import Caller, Ports, UserId
from assist.guidance import timers
from assist.guidance.log.states import load
from assist.guidance.outcomes import Seen
from assist.messages.commands import COMMANDS
from assist.messages.views import JobView
from assist.once import Answer
from assist.seeing import job_view
from assist.workshop.orders import NewOrder, open_order
from knowledge.procedures import revisions
from knowledge.procedures.models import Procedure
from tests.fakes.jobs import PROCEDURE
from web.database import Database

VIN = "LSVAU2180N2183294"
PASSWORDS = {"bo": "second pair of eyes"}


@dataclass
class Shop:
    """What a test needs of a shop; time stands until it is moved."""

    database: Database
    procedure: Procedure = PROCEDURE
    now: int = 1_767_268_800_000_000
    sent: set[tuple[str, str]] = field(default_factory=set)
    verified: list[str] = field(default_factory=list)
    colleagues: dict[str, Caller] = field(default_factory=dict)
    ports: Ports = field(init=False)
    job: str = ""
    order: str = ""

    def __post_init__(self) -> None:
        self._ids = itertools.count(1)
        self.ports = Ports(verify=self._verify, sent=self._sent, names=self._names, decoders=self._decoders)

    @property
    def ann(self) -> Caller:
        """The technician who mostly works here."""
        return Caller(UserId("ann"), "north", frozenset({"technician"}), "phone", "ann-phone")

    @property
    def bo(self) -> Caller:
        """A colleague."""
        return Caller(UserId("bo"), "north", frozenset({"technician"}), "phone-b", "bo-phone")

    async def open(self) -> "Shop":
        """Approve the procedure, open a repair order, start a job."""
        async with self.database.transaction() as session:
            version = await revisions.draft(session, self.procedure, by="author", now=self.now)
            await revisions.approve(session, version, by="approver", now=self.now)
            new = NewOrder(vin=VIN, plate="沪A12345", mileage_km=60_000, complaint="noise")
            order = await open_order(session, new, by=self.ann, now=self.now, ports=self.ports)
        self.order = order.id
        self.job = await self.start()
        return self

    async def start(self) -> str:
        """One more job on the order."""
        async with self.database.transaction() as session:
            return await technician.start_job(
                session, self.order, "sample", by=self.ann, now=self.now, ports=self.ports
            )

    async def ask(self, kind: str, data: Mapping[str, Any] | None = None, **more: Any) -> Answer:
        """The answer to a command; `by` and the envelope's fields may be given."""
        by: Caller = more.pop("by", self.ann)
        number = next(self._ids)
        self.now += 1_000_000
        frame = {
            "id": number,
            "type": kind,
            "idem": f"i{number}",
            "at": 1,
            "job": self.job,
            "data": data or {},
            **more,
        }
        command: Any = COMMANDS.validate_python(frame)
        prepared = await technician.prepare(command, self.ports, by=by)
        async with self.database.transaction() as session:
            return await technician.handle(
                session, command, by=by, now=self.now, ports=self.ports, prepared=prepared
            )

    async def do(self, kind: str, data: Mapping[str, Any] | None = None, **more: Any) -> Answer:
        """The same, and it has to work."""
        answer = await self.ask(kind, data, **more)
        assert answer.ok, answer.refusal
        return answer

    async def view(self, viewer: str = "ann") -> JobView:
        """The job as somebody sees it."""
        async with self.database.reading() as session:
            return await job_view(session, self.job, viewer=viewer, shop="north", ports=self.ports)

    def send(self, sha256: str, by: Caller | None = None) -> None:
        """Let somebody have sent a photo's bytes."""
        self.sent.add(((by or self.ann).user, sha256))

    async def look(self, photo: str, outcome: str = "pass", cause: str = "") -> None:
        """Let the camera say something."""
        seen: Any = Seen(outcome, cause, 0.2, None, "taught")  # type: ignore[arg-type]
        async with self.database.transaction() as session:
            await evidence.inspected(session, photo, seen, now=self.now, ports=self.ports)

    async def play(self, until: str | None = None, by: Caller | None = None) -> JobView:
        """Claim and perform the job honestly up to a step, or to the end."""
        who = by or self.ann
        view = await self.view(who.user)
        if view.holder is None:
            await self.do("job.claim", by=who)
        while (view := await self.view(who.user)).current not in {None, until}:
            await self.perform(view, who)
        return view

    async def perform(self, view: JobView, who: Caller) -> None:
        """Do what the view asks for next: acknowledge, satisfy a gate, or complete."""
        step = view.current
        if view.phase == "hazards":
            hazards = [hazard.hash for hazard in view.hazards]
            await self.do("hazard.ack", {"step": step, "hazards": hazards, "means": "tap"}, by=who)
            return
        assert view.step is not None
        closed = [gate for gate in view.step.gates if gate.status not in {"opened", "overridden"}]
        for gate in closed:
            await self._satisfy(gate, {"step": step, "gate": gate.id}, who)
        await self.do("step.complete", {"step": step}, by=who)

    async def _satisfy(self, gate: Any, where: dict[str, Any], who: Caller) -> None:
        if gate.kind == "photo":
            sha256 = f"{next(self._ids):064x}"
            self.send(sha256, who)
            await self.do("evidence.commit", {**where, "sha256": sha256}, by=who)
            await self.look(await self.latest_photo())
        elif gate.kind == "measure":
            await self.do("measure.record", {**where, "value": "5", "unit": gate.unit}, by=who)
        elif gate.kind == "timer":
            await self.do("timer.start", where, by=who)
            self.now += gate.seconds * 1_000_000
            await timers.fire_due(self.database, now=self.now, memory=self.ports.memory.states)
        else:
            other = "bo" if who.user != "bo" else "ann"
            await self.do(
                "witness.sign", {**where, "login": other, "password": PASSWORDS.get(other, "x")}, by=who
            )

    async def latest_photo(self) -> str:
        """The evidence that was committed last."""
        state = self.ports.memory.states

        async with self.database.reading() as session:
            job = await load(session, state, self.job)
        assert job is not None
        photos = [g.photo for s in job.steps.values() for g in s.gates.values() if g.photo is not None]
        return next(photo.evidence for photo in reversed(photos) if photo.outcome is None)

    def elsewhere(self) -> "Shop":
        """The same shop as another process sees it: nothing in memory."""
        other = replace(self)
        other._ids = self._ids
        other.sent, other.job, other.order = self.sent, self.job, self.order
        return other

    async def _verify(self, login: str, password: str, _by: Caller) -> Caller | None:
        self.verified.append(login)
        if PASSWORDS.get(login) != password and password != "x":
            return None
        return self.colleagues.get(login, Caller(UserId(login), "north", frozenset({"technician"})))

    async def _sent(self, _session: AsyncSession, person: str, sha256: str) -> bool:
        return (person, sha256) in self.sent

    async def _names(self, _session: AsyncSession, ids: frozenset[str]) -> Mapping[str, str]:
        return {person: person.title() for person in ids}

    async def _decoders(self, _session: AsyncSession) -> tuple[()]:
        return ()


async def eventually(holds: Callable[[], Awaitable[object]], *, within_s: float = 10) -> None:
    """Wait until something holds; what runs in the background tells nobody when it is done."""
    async with asyncio.timeout(within_s):
        while not await holds():  # noqa: ASYNC110
            await asyncio.sleep(0.02)
