"""Carries what one package wrote to where it matters: photos to QA, verdicts to the job, orders to the step.

Each handler is called by the tail, at least once by event, and does its work once.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from assist import evidence, store, tables
from assist.caller import Ports
from assist.files import file_of, version_of
from assist.guidance import outcomes
from assist.guidance.case import position
from assist.guidance.facts import SYSTEM, Event, Fact, Refusal
from assist.guidance.log import states
from assist.guidance.log.store import append, channel_of
from assist.guidance.outcomes import Before, Judgement, Spot
from assist.guidance.state import JobState, Photo, override_id
from assist.messages import pushes
from assist.messages.model import Box
from assist.tail import Consumer, Transactions
from commerce import tables as commerce_tables
from vision import reviews, verdicts
from vision import tables as vision_tables
from vision.boxes import Box as VisionBox
from vision.outcomes import Outcome
from vision.risk import RiskInput

_log = structlog.get_logger(__name__)

Level = Literal["danger", "warning", "caution", "notice"]
_GRAVEST_FIRST: tuple[Level, ...] = ("danger", "warning", "caution", "notice")


@dataclass(frozen=True)
class Relay:
    """What the handlers need.

    Attributes:
        queue: Puts the evidence's id on the task queue; twice is harmless.
        clock: UTC microseconds.
    """

    database: Transactions
    ports: Ports
    queue: Callable[[str], Awaitable[None]]
    clock: Callable[[], int]


def consumers(relay: Relay) -> tuple[Consumer, ...]:
    """Everybody in assist who acts on events."""
    photos, queue = frozenset({"evidence.commit"}), frozenset({"inspect.result", "gate.override"}) | RENEWING
    orders = commerce_tables.metadata.tables["co_event"]
    judged = vision_tables.metadata.tables["vi_event"]

    def bound(handle: Callable[[Relay, Event], Awaitable[None]]) -> Callable[[Event], Awaitable[None]]:
        return lambda event: handle(relay, event)

    return (
        Consumer("inspect", tables.log, photos, bound(to_camera)),
        Consumer("review", tables.log, queue, bound(to_review)),
        Consumer("rework", judged, frozenset({"review.judged"}), bound(to_job)),
        Consumer("orders", orders, ORDER_EVENTS, bound(to_step)),
    )


ORDER_EVENTS = frozenset(
    f"order.{what}"
    for what in (
        "placed", "reserved", "asked", "asked_again", "answered", "answer_repeated", "unanswered",
        "unasked", "unreachable", "cancelled", "kept",
    )
)  # fmt: skip
"""Facts of an order that may change what the step shows of it."""


RENEWING = frozenset({"evidence.commit", "measure.record", "timer.start", "qa.rework"})
"""Facts after which something that waits for QA may count no longer."""


async def to_camera(relay: Relay, event: Event) -> None:
    """A committed photo goes to the worker, as soon as whoever committed it has sent its bytes."""
    fact = cast(pushes.EvidenceCommitted, event.fact)
    if not fact.awaiting_bytes:
        await relay.queue(fact.evidence)
        return
    sha256, by, ports = fact.sha256, fact.user, relay.ports
    async with relay.database.transaction() as session:
        if await ports.sent(session, by, sha256):
            await evidence.bytes_arrived(session, sha256, by=by, now=relay.clock(), ports=ports)


async def to_review(relay: Relay, event: Event) -> None:
    """A judged photo and an overridden gate join QA's queue; a photo that has to be taken again does not.

    What was replaced, or sent back with its step, leaves the queue.
    """
    async with relay.database.transaction() as session:
        if not await _first(session, "review", event):
            return
        state = await _state_at(session, relay, event)
        fact = event.fact
        if isinstance(fact, pushes.Inspected) and fact.outcome in {"pass", "unsure"}:
            await _enqueue(session, relay, state, spot=_spot(fact), override=None)
        elif isinstance(fact, pushes.GateOverridden):
            await _enqueue_override(session, relay, state, event=event, fact=fact)
        elif event.type in RENEWING:
            await evidence.leave_queue(session, state, str(event.data["step"]), now=relay.clock())


async def to_job(relay: Relay, event: Event) -> None:
    """QA's verdict reaches the job; a verdict that changes nothing any more is logged and passed."""
    verdict = event.data["verdict"]
    if verdict not in {"accept", "reject", "rework"}:
        return
    async with relay.database.transaction() as session:
        if not await _first(session, "rework", event):
            return
        job = str(event.data["job"])
        state = await states.load(session, relay.ports.memory.states, job, lock=True)
        if state is None:
            return
        procedure = await version_of(session, state.version, relay.ports.memory)
        facts = outcomes.judged(state, procedure, _spot_of(event.data), _judgement(event))
        if isinstance(facts, Refusal):
            _log.info("rework.passed", code=facts.code, job=job, evidence=event.data["evidence"])
            return
        await append(session, channel_of(job), facts, by=event.by, device="", now=relay.clock())
        if any(fact.type == "job.reopen" for fact in facts):
            await store.change(session, tables.job, {"id": job}, {"finished": False})
            await store.change(session, tables.repair_order, {"id": state.order}, {"status": "working"})


async def to_step(relay: Relay, event: Event) -> None:
    """An order that was born in a step shows its state there."""
    job, step = event.data.get("job"), event.data.get("step")
    if not job or not step:
        return
    async with relay.database.transaction() as session:
        if not await _first(session, "orders", event):
            return
        state = await states.load(session, relay.ports.memory.states, str(job), lock=True)
        if state is None:
            return
        facts = [fact for fact in _order_facts(event, str(step)) if not _known(state, fact)]
        await append(session, channel_of(str(job)), facts, by=event.by, device="", now=relay.clock())


def _order_facts(event: Event, step: str) -> tuple[Fact, ...]:
    data, order = event.data, str(event.data["order"])
    if event.type == "order.placed":
        lines = cast("list[Mapping[str, object]]", data["lines"])
        return tuple(
            Fact(
                "parts.order",
                pushes.PartsOrdered(
                    order=order,
                    step=step,
                    slot=str(data.get("slot") or ""),
                    part=str(line["number"]),
                    quantity=cast(int, line["quantity"]),
                    user=event.by,
                ),
            )
            for line in lines
        )
    moved = pushes.PartsStatus(
        order=order, status=str(data["status"]), supplier=str(data.get("supplier") or "")
    )
    return (Fact("parts.status", moved),)


def _known(state: JobState, fact: Fact) -> bool:
    moved = fact.data
    return isinstance(moved, pushes.PartsStatus) and state.order_status.get(moved.order) == moved.status


async def _first(session: AsyncSession, consumer: str, event: Event) -> bool:
    """Whether this consumer sees the event for the first time; kept in the transaction of its work."""
    key = {"user": SYSTEM, "outbox": consumer, "idem": f"{event.channel}:{event.seq}"[-64:]}
    return await store.insert_once(
        session, tables.idempotency, {**key, "body_hash": event.type, "at_us": event.at_us}
    )


async def _state_at(session: AsyncSession, relay: Relay, event: Event) -> JobState:
    job = event.channel.removeprefix("job:")
    state = await states.load(session, relay.ports.memory.states, job)
    if state is None:
        raise LookupError(event.channel)
    return state


async def _enqueue(
    session: AsyncSession, relay: Relay, state: JobState, *, spot: Spot, override: reviews.Override | None
) -> None:
    row = await store.row(session, tables.photo, evidence=spot.evidence)
    photo = state.step(spot.step).gate(spot.gate).photo
    if row is None or photo is None or not outcomes.counts(state, spot):
        return  # it was replaced meanwhile: QA looks at the one that counts
    check = await evidence.check_of(session, state, spot, relay.ports)
    retakes = await store.rows(session, tables.photo, job=state.job, step=spot.step, gate=spot.gate)
    before = await evidence.before(session, row, state, relay.ports)
    risk = await _risk(session, relay, state, spot=spot, photo=photo, retakes=len(retakes) - 1)
    await verdicts.enqueue(
        session,
        review=reviews.ReviewId(spot.evidence),
        sha256=spot.sha256,
        subject=reviews.Subject(state.job, spot.step, spot.gate, spot.evidence, row.shop, check),
        taken_by=row.taken_by,
        taken_at=row.taken_at,
        risk=replace(risk, same=_same(before)),
        seen=reviews.Seen(photo.cause, _vision_box(photo.heat), override),
        now=relay.clock(),
    )


async def _enqueue_override(
    session: AsyncSession, relay: Relay, state: JobState, *, event: Event, fact: pushes.GateOverridden
) -> None:
    """The photo with the reason; or, where the gate has none, its reading with the reason."""
    gate = state.step(fact.step).gate(fact.gate)
    why = reviews.Override(fact.reason, fact.note, reading=gate.value, by=fact.user)
    if gate.photo is not None:
        spot = Spot(gate.photo.evidence, gate.photo.sha256, fact.step, fact.gate)
        return await _enqueue(session, relay, state, spot=spot, override=why)
    spot = Spot(override_id(state.job, event.seq), "", fact.step, fact.gate)
    if not outcomes.counts(state, spot):
        return None  # the gate was proven or sent back meanwhile
    file = await file_of(session, state.job, None, relay.ports.memory)
    check = await evidence.check_of(session, state, spot, relay.ports)
    await verdicts.enqueue(
        session,
        review=reviews.ReviewId(spot.evidence),
        sha256=spot.sha256,
        subject=reviews.Subject(state.job, spot.step, spot.gate, spot.evidence, file.shop, check),
        taken_by=event.by,
        taken_at=event.at_us,
        risk=await _risk(session, relay, state, spot=spot, photo=None, retakes=0),
        seen=reviews.Seen(override=why),
        now=relay.clock(),
    )
    return None


async def _risk(
    session: AsyncSession, relay: Relay, state: JobState, *, spot: Spot, photo: Photo | None, retakes: int
) -> RiskInput:
    procedure = await version_of(session, state.version, relay.ports.memory)
    levels = {hazard.level for hazard in procedure.steps[position(procedure, spot.step)].hazards}
    gate = state.step(spot.step).gate(spot.gate)
    return RiskInput(
        outcome=Outcome(photo.outcome) if photo is not None and photo.outcome is not None else None,
        untaught=photo is not None and photo.cause == "untaught",
        score=photo.score if photo is not None else None,
        overridden=gate.status == "overridden",
        hazard=next((level for level in _GRAVEST_FIRST if level in levels), None),
        retakes=retakes,
    )


def _same(before: Before | None) -> Literal["job", "elsewhere"] | None:
    if before is None:
        return None
    return "elsewhere" if before.number is None else "job"


def _spot(fact: pushes.Inspected) -> Spot:
    return Spot(fact.evidence, fact.sha256, fact.step, fact.gate)


def _spot_of(data: Mapping[str, object]) -> Spot:
    return Spot(*(str(data[name]) for name in ("evidence", "sha256", "step", "gate")))


def _judgement(event: Event) -> Judgement:
    data = event.data
    return Judgement(
        verdict=cast(Literal["accept", "reject", "rework"], data["verdict"]),
        reason=str(data["reason"]),
        note=str(data["note"]),
        box=Box.model_validate(data["box"]) if data["box"] is not None else None,
        reviewer=event.by,
    )


def _vision_box(box: Box | None) -> VisionBox | None:
    return VisionBox(x=box.x, y=box.y, w=box.w, h=box.h) if box is not None else None
