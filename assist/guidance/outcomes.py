"""What the world says to a job: the camera, the clock, QA and arriving bytes; each as facts, pure."""

from dataclasses import dataclass, replace
from typing import Literal

from assist.guidance.case import position
from assist.guidance.causes import same_step
from assist.guidance.effects import enter
from assist.guidance.facts import Fact, Refusal
from assist.guidance.state import GateState, JobState, Outcome
from assist.guidance.truth import step_truth
from assist.messages import pushes
from assist.messages.model import Box
from knowledge.procedures.models import Procedure

Facts = tuple[Fact, ...]


@dataclass(frozen=True)
class Spot:
    """Where a photo belongs: the evidence with its step and gate.

    An override of a gate without a photo has its own name as evidence, and no SHA-256.
    """

    evidence: str
    sha256: str
    step: str
    gate: str


@dataclass(frozen=True)
class Seen:
    """What the camera's judge said of a photo; `heat` is in fractions of the upright photo."""

    outcome: Outcome
    cause: str
    score: float | None
    heat: Box | None
    detector: str


@dataclass(frozen=True)
class Judgement:
    """What QA said of a photo."""

    verdict: Literal["accept", "reject", "rework"]
    reason: str
    note: str
    box: Box | None
    reviewer: str


@dataclass(frozen=True)
class Before:
    """The same bytes, handed in earlier as another photo than this.

    Attributes:
        number: Of the step, where it was in this job; else None.
        told: Whether the technician may know of it: of another shop's work nobody learns anything.
    """

    number: int | None = None
    told: bool = True


def once(seen: Seen, before: Before | None) -> Seen:
    """What is said of a photo whose bytes may prove something already: they open no second gate."""
    if before is None or seen.outcome not in {"pass", "unsure"}:
        return seen
    if not before.told:
        return replace(seen, outcome="unsure", cause=seen.cause or "anomaly")
    cause = "same_job" if before.number is None else same_step(before.number)
    return replace(seen, outcome="unsure", cause=cause)


def inspected(state: JobState, spot: Spot, seen: Seen) -> Facts:
    """The camera's verdict, and what it does to the gate if that still looks at this photo."""
    gate = _gate(state, spot)
    current = counts(state, spot)
    if current and gate.photo is not None and gate.photo.outcome is not None:
        return ()
    said = pushes.Inspected(
        step=spot.step,
        gate=spot.gate,
        evidence=spot.evidence,
        sha256=spot.sha256,
        outcome=seen.outcome,
        cause=seen.cause,
        score=seen.score,
        heat=seen.heat,
        detector=seen.detector,
    )
    result = Fact("inspect.result", said)
    if not current or gate.status != "checking":
        return (result,)
    if seen.outcome == "pass":
        return (result, _opened(spot.step, spot.gate, "photo"))
    cause = seen.cause if seen.outcome == "retake" else seen.outcome
    return (result, Fact("gate.blocked", pushes.GateBlocked(step=spot.step, gate=spot.gate, cause=cause)))


def arrived(state: JobState, spot: Spot) -> Facts:
    """The bytes of a photo that had been named before: the same commitment again, complete."""
    photo = _gate(state, spot).photo
    if photo is None or photo.evidence != spot.evidence or not photo.awaiting_bytes:
        return ()
    whole = pushes.EvidenceCommitted(
        step=spot.step,
        gate=spot.gate,
        evidence=spot.evidence,
        sha256=spot.sha256,
        user=photo.by,
        awaiting_bytes=False,
    )
    return (Fact("evidence.commit", whole),)


def fired(state: JobState, step: str, gate: str, *, due_at: int, now: int) -> Facts:
    """A timer that has run out opens its gate, unless it was set back since."""
    at = state.step(step).gate(gate)
    if at.due_at != due_at or at.fired_at is not None:
        return ()
    late_ms = max(0, (now - due_at) // 1_000)
    rang = Fact("timer.fired", pushes.TimerFired(step=step, gate=gate, late_ms=late_ms))
    return (rang, _opened(step, gate, "timer"))


def counts(state: JobState, spot: Spot) -> bool:
    """Whether this is still what its gate goes by: a newer photo, a reading or a rework takes its place."""
    gate = _gate(state, spot)
    if gate.photo is not None:
        return gate.photo.evidence == spot.evidence
    return gate.status == "overridden" and gate.override == spot.evidence


def judged(state: JobState, procedure: Procedure, spot: Spot, judgement: Judgement) -> Facts | Refusal:
    """What QA's verdict does: accept makes human-verified, reject and rework send the step back.

    A verdict on what counts no longer changes nothing, whatever it says.
    """
    if not counts(state, spot):
        return Refusal("evidence_superseded", {"evidence": spot.evidence})
    if judgement.verdict == "accept":
        return _accepted(state, procedure, spot, judgement)
    sent = pushes.QaRework(
        step=spot.step,
        gate=spot.gate,
        evidence=spot.evidence,
        sha256=spot.sha256 or None,
        kind=judgement.verdict,
        reason=judgement.reason,
        note=judgement.note,
        box=judgement.box,
        reviewer=judgement.reviewer,
    )
    again = pushes.JobReopened(evidence=spot.evidence, reviewer=judgement.reviewer)
    reopened = () if state.finished_at is None else (Fact("job.reopen", again),)
    return (*reopened, Fact("qa.rework", sent), *_faced(state, procedure, spot, judgement))


def _faced(state: JobState, procedure: Procedure, spot: Spot, judgement: Judgement) -> Facts:
    """What the holder faces now: hazards anew where the step is open, the step itself where none is."""
    if state.holder is None or state.current not in {None, spot.step}:
        return ()
    step = procedure.steps[position(procedure, spot.step)]
    at = state.step(spot.step)
    faced = enter(step, replace(at, acked=frozenset()) if judgement.verdict == "rework" else at)
    return faced if state.current is None or faced[0].type == "hazard.show" else ()


def _accepted(state: JobState, procedure: Procedure, spot: Spot, judgement: Judgement) -> Facts:
    at = state.step(spot.step)
    opens = at.truth == "pending" and _gate(state, spot).status == "closed"
    verified = pushes.QaJudged(
        step=spot.step,
        gate=spot.gate,
        evidence=spot.evidence,
        verdict="accept",
        reviewer=judgement.reviewer,
        truth=_verified(state, procedure, spot) if at.truth == "photo_checked" else None,
    )
    facts = (Fact("qa.verdict", verified),)
    return (*facts, _opened(spot.step, spot.gate, "review")) if opens else facts


def _verified(state: JobState, procedure: Procedure, spot: Spot) -> Literal["human_verified"] | None:
    """Whether this acceptance was the last that the step lacked."""
    step = procedure.steps[position(procedure, spot.step)]
    at = state.step(spot.step)
    others = [at.gate(gate.id) for gate in step.gates if gate.id != spot.gate]
    proven = step_truth((*others, GateState(status="opened", how="review")))
    return "human_verified" if proven == "human_verified" else None


def _gate(state: JobState, spot: Spot) -> GateState:
    return state.step(spot.step).gate(spot.gate)


def _opened(step: str, gate: str, how: Literal["photo", "timer", "review"]) -> Fact:
    return Fact("gate.opened", pushes.GateOpened(step=step, gate=gate, how=how))
