"""Photos on their way: named, stored, looked at. Each use case does its work once, however often called."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from assist import store, tables
from assist.caller import Ports
from assist.errors import EvidenceSuperseded, EvidenceUnknown, JobUnknown
from assist.files import version_of
from assist.guidance import outcomes
from assist.guidance.case import position
from assist.guidance.facts import SYSTEM, Event
from assist.guidance.log import states
from assist.guidance.log.store import append, channel_of
from assist.guidance.outcomes import Before, Seen, Spot
from assist.guidance.state import JobState
from assist.messages.model import Box
from knowledge.procedures.models import PhotoGate
from vision import verdicts
from vision.outcomes import Inspection
from vision.reviews import Opinion, Review, ReviewId


async def bytes_arrived(
    session: AsyncSession, sha256: str, *, by: str, now: int, ports: Ports
) -> Sequence[Event]:
    """Somebody sent a photo's bytes: their own gates that waited for them go on to the camera."""
    events: list[Event] = []
    waiting = {"sha256": sha256, "taken_by": by, "bytes_here": False}
    for row in await store.rows(session, tables.photo, order="evidence", **waiting):
        state = await _locked(session, row.job, ports)
        await store.change(session, tables.photo, {"evidence": row.evidence}, {"bytes_here": True})
        facts = outcomes.arrived(state, spot_of(row))
        events += await append(session, channel_of(row.job), facts, by=SYSTEM, device="", now=now)
    return events


async def inspected(
    session: AsyncSession, evidence: str, seen: Seen, *, now: int, ports: Ports
) -> Sequence[Event]:
    """The camera's verdict on a photo; a second one for the same evidence changes nothing.

    Raises:
        EvidenceUnknown: nobody committed this evidence.
    """
    row = await _photo(session, evidence)
    state = await _locked(session, row.job, ports)
    if not await store.change(
        session, tables.photo, {"evidence": evidence, "inspected": False}, {"inspected": True}
    ):
        return ()
    seen = outcomes.once(seen, await before(session, row, state, ports))
    facts = outcomes.inspected(state, spot_of(row), seen)
    return await append(session, channel_of(row.job), facts, by=SYSTEM, device="", now=now)


async def before(session: AsyncSession, row: Row[Any], state: JobState, ports: Ports) -> Before | None:
    """Where a photo's bytes were handed in earlier, if for another gate or job; nearest to this one first."""
    uses = await store.earlier_uses(session, row)
    procedure = await version_of(session, state.version, ports.memory)
    for use in uses:
        if use.job == row.job:
            return Before(number=position(procedure, use.step) + 1)
    return Before(told=any(use.shop == row.shop for use in uses)) if uses else None


def seen_of(inspection: Inspection) -> Seen:
    """What the camera said, in the words of the job."""
    heat = inspection.heat
    return Seen(
        outcome=inspection.outcome.value,
        cause=inspection.cause.value if inspection.cause is not None else "",
        score=inspection.score,
        heat=Box(x=heat.x, y=heat.y, w=heat.w, h=heat.h) if heat is not None else None,
        detector=inspection.detector,
    )


def unreadable(code: str) -> Seen:
    """The verdict on bytes that are no photo that can be looked at; `code` is the error's."""
    return Seen(outcome="retake", cause=code, score=None, heat=None, detector="")


def unlooked() -> Seen:
    """The verdict where the camera itself failed: it can't tell, and QA sees the photo."""
    return Seen(outcome="unsure", cause="camera_failed", score=None, heat=None, detector="")


async def to_inspect(session: AsyncSession, evidence: str, *, ports: Ports) -> tuple[str, str] | None:
    """The SHA-256 and the check of a photo that the camera has to look at; nothing when that was done.

    Raises:
        EvidenceUnknown: nobody committed this evidence.
    """
    row = await _photo(session, evidence)
    state = await states.load(session, ports.memory.states, row.job)
    if row.inspected or state is None:
        return None
    return row.sha256, await check_of(session, state, spot_of(row), ports)


async def check_of(session: AsyncSession, state: JobState, spot: Spot, ports: Ports) -> str:
    """The name of the check that a photo gate asks for."""
    procedure = await version_of(session, state.version, ports.memory)
    gate = next(gate for gate in procedure.step(spot.step).gates if gate.id == spot.gate)
    return gate.check if isinstance(gate, PhotoGate) else ""


async def judge(
    session: AsyncSession,
    review: ReviewId,
    opinion: Opinion,
    *,
    shop: str | None,
    by: str,
    now: int,
    ports: Ports,
) -> Review:
    """A reviewer's verdict on what still counts; the job is held meanwhile, so that nothing replaces it.

    Raises:
        EvidenceSuperseded: something newer counts in its place.
        vision.errors.ReviewError: see `vision.verdicts.judge`.
    """
    there = await verdicts.find(session, review, shop=shop)
    state = await _locked(session, there.subject.job, ports)
    if verdicts.is_open(there) and not outcomes.counts(state, spot_of_review(there)):
        raise EvidenceSuperseded(evidence=there.subject.evidence)
    return await verdicts.judge(session, review, opinion, shop=shop, by=by, now=now)


async def leave_queue(session: AsyncSession, state: JobState, step: str, *, now: int) -> None:
    """Close the open reviews of a step that are of what counts no longer."""
    for review in await verdicts.open_of_step(session, state.job, step):
        if not outcomes.counts(state, spot_of_review(review)):
            await verdicts.supersede(session, review, now=now)


def spot_of_review(review: Review) -> Spot:
    """What a review is of, in the words of the job."""
    subject = review.subject
    return Spot(subject.evidence, review.sha256, subject.step, subject.gate)


def spot_of(row: Row[Any]) -> Spot:
    """Where a photo belongs, from its row."""
    return Spot(evidence=row.evidence, sha256=row.sha256, step=row.step, gate=row.gate)


async def _photo(session: AsyncSession, evidence: str) -> Row[Any]:
    row = await store.row(session, tables.photo, evidence=evidence)
    if row is None:
        raise EvidenceUnknown(evidence=evidence)
    return row


async def _locked(session: AsyncSession, job: str, ports: Ports) -> JobState:
    state = await states.load(session, ports.memory.states, job, lock=True)
    if state is None:
        raise JobUnknown(job=job)
    return state
