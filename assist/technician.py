"""What a technician does with a job: start it, follow it, and say what was done.

Use cases take the session and may flush; the edge commits. Slow work (`prepare`) is done before a session
is opened. Checks come in this order: authenticate (the edge), authorise, idem, dseq, fence, rev, rule.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from assist import store, tables
from assist.caller import Caller, Ports
from assist.errors import JobUnknown
from assist.files import file_of, version_of
from assist.guidance.case import Moment
from assist.guidance.facts import Event, Fact, Refusal
from assist.guidance.fold import apply
from assist.guidance.log import states
from assist.guidance.log.store import append, channel_of, open_stream
from assist.guidance.rules import decide, standing
from assist.guidance.state import JobState
from assist.messages import commands, pushes
from assist.messages.commands import Command, JobCommand
from assist.messages.resume import JobDone
from assist.once import Answer, once
from assist.seeing import view_of
from assist.workshop.orders import offered

LEASE_US = 90_000_000
"""How long a claim holds without a sign of life. Source: PROTOCOL, concurrency."""
RENEW_UNDER_US = 60_000_000
"""A holder's own command prolongs a lease that has less than this left."""

WITNESSES = frozenset({"technician", "foreman"})
"""Roles that know the work well enough to confirm it."""


@dataclass(frozen=True)
class Prepared:
    """What was found out before the session was opened."""

    witness: Caller | None = None


async def prepare(command: Command, ports: Ports, *, by: Caller) -> Prepared:
    """Check a witness's password; nothing for other commands."""
    if isinstance(command, commands.WitnessSign):
        return Prepared(witness=await ports.verify(command.data.login, command.data.password, by))
    return Prepared()


async def handle(
    session: AsyncSession, command: JobCommand, *, by: Caller, now: int, ports: Ports, prepared: Prepared
) -> Answer:
    """Do one command of a job exactly once.

    Raises:
        JobUnknown: there is no such job in this person's shop.
        IdemConflict, DseqGap, OutboxForeign: see `once`.
    """
    await file_of(session, command.job, by.shop, ports.memory)

    async def run() -> Answer:
        return await _do(session, command, by=by, now=now, ports=ports, prepared=prepared)

    return await once(session, command, by=by, now=now, run=run)


async def start_job(
    session: AsyncSession, repair_order: str, procedure: str, *, by: Caller, now: int, ports: Ports
) -> str:
    """The id of a new job on the approved version of a procedure that applies to this vehicle.

    Raises:
        RepairOrderUnknown: there is no such order in this person's shop.
        ProcedureNotOffered: the procedure does not apply, or is not approved.
    """
    order, offer = await offered(session, repair_order, procedure, by=by, ports=ports)
    job = uuid.uuid4().hex
    values = {
        "id": job,
        "repair_order": order.id,
        "shop": by.shop,
        "procedure": offer.id,
        "version": offer.version,
        "order_number": order.number,
        "plate": order.plate,
        "vin": order.vin,
        "vehicle": order.title.model_dump(),
        "finished": False,
        "started_at": now,
    }
    await store.put(session, tables.job, values)
    await store.change(session, tables.repair_order, {"id": order.id}, {"status": "working"})
    await open_stream(session, channel_of(job), uuid.uuid4().hex)
    started = pushes.JobStarted(order=order.id, procedure=offer.id, version=offer.version)
    fact = Fact("job.start", started)
    await append(session, channel_of(job), (fact,), by=by.user, device=by.device, now=now)
    return job


async def hold(session: AsyncSession, job: str, *, by: Caller, now: int, ports: Ports) -> None:
    """Claim a job for the person who has just started it, on the device where they go on with it."""
    claim = commands.JobClaim(type="job.claim", id=1, idem=job, at=now, job=job)
    await _do(session, claim, by=by, now=now, ports=ports, prepared=Prepared())


async def alive(session: AsyncSession, *, by: Caller, now: int) -> None:
    """A sign of life from a device: what its person holds on it stays theirs."""
    await store.renew(session, by.user, by.device, until=now + LEASE_US)


async def _do(
    session: AsyncSession, command: JobCommand, *, by: Caller, now: int, ports: Ports, prepared: Prepared
) -> Answer:
    state = await states.load(session, ports.memory.states, command.job, lock=True)
    if state is None:
        raise JobUnknown(job=command.job)
    moment = await _moment(session, command, by=by, now=now, ports=ports, prepared=prepared)
    return await _judge(session, state, command, moment=moment, ports=ports)


async def _moment(
    session: AsyncSession, command: JobCommand, *, by: Caller, now: int, ports: Ports, prepared: Prepared
) -> Moment:
    lease = await store.row(session, tables.lease, job=command.job)
    photo = command.data.sha256 if isinstance(command, commands.EvidenceCommit) else None
    return Moment(
        by=by.user,
        device=by.device,
        now=now,
        lease_until=lease.expires_at if lease is not None else 0,
        bytes_here=photo is not None and await ports.sent(session, by.user, photo),
        witness=prepared.witness.user if prepared.witness else None,
        witness_fit=prepared.witness is not None and _may_confirm(prepared.witness, by),
        evidence=uuid.uuid4().hex,
    )


def _may_confirm(witness: Caller, performer: Caller) -> bool:
    """Whether a person knows the work and stands beside it."""
    return witness.shop == performer.shop and bool(witness.roles & WITNESSES)


async def _judge(
    session: AsyncSession, state: JobState, command: JobCommand, *, moment: Moment, ports: Ports
) -> Answer:
    procedure = await version_of(session, state.version, ports.memory)
    stale = standing(state, command, moment)
    if stale is not None:
        seen = await view_of(session, state, moment.by, ports)
        return Answer(ok=False, rev=state.rev, refusal=stale, data=seen)
    facts = decide(state, procedure, command, moment)
    if isinstance(facts, Refusal):
        return Answer(ok=False, rev=state.rev, refusal=facts)
    channel = channel_of(state.job)
    events = await append(session, channel, facts, by=moment.by, device=moment.device, now=moment.now)
    for event in events:
        state = apply(state, event)
    await _rows(session, state, events, moment=moment, command=command)
    done = JobDone(job=state.job, fence=state.fence, first=events[0].seq if events else 0)
    return Answer(ok=True, rev=state.rev, data=done)


async def _rows(
    session: AsyncSession,
    state: JobState,
    events: Sequence[Event],
    *,
    moment: Moment,
    command: JobCommand,
) -> None:
    """What has to be found without reading logs: timers, photos, finished jobs, leases."""
    for event in events:
        if isinstance(fact := event.fact, pushes.TimerStarted):
            await _keep_timer(session, state.job, fact, event.seq)
        elif isinstance(fact, pushes.EvidenceCommitted):
            await _keep_photo(session, state.job, fact, moment)
        elif isinstance(fact, pushes.JobFinished):
            await store.change(session, tables.job, {"id": state.job}, {"finished": True})
            await store.remove(session, tables.lease, job=state.job)
    if state.holder == moment.by:
        await _renew(session, state, moment, claims=command.type in {"job.claim", "job.takeover"})


async def _renew(session: AsyncSession, state: JobState, moment: Moment, *, claims: bool) -> None:
    if not claims and moment.lease_until - moment.now > RENEW_UNDER_US:
        return
    lease = {"job": state.job, "holder": moment.by, "device": moment.device}
    await store.put(session, tables.lease, {**lease, "expires_at": moment.now + LEASE_US})


async def _keep_timer(session: AsyncSession, job: str, fact: pushes.TimerStarted, seq: int) -> None:
    where = {"job": job, "step": fact.step, "gate": fact.gate}
    await store.put(
        session, tables.timer, {"id": f"{job}:{seq}", **where, "due_at": fact.due_at, "fired_at": None}
    )


async def _keep_photo(
    session: AsyncSession, job: str, fact: pushes.EvidenceCommitted, moment: Moment
) -> None:
    row = await store.row(session, tables.job, id=job)
    values = {
        "evidence": fact.evidence,
        "job": job,
        "step": fact.step,
        "gate": fact.gate,
        "sha256": fact.sha256,
        "shop": row.shop if row is not None else "",
        "taken_by": fact.user,
        "taken_at": moment.now,
        "bytes_here": not fact.awaiting_bytes,
        "inspected": False,
    }
    await store.put(session, tables.photo, values)
