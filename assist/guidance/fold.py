"""A job's state from the facts of its log: a pure fold, so that replay equals live.

Nothing here decides: a fact that was written down happened. `rules` decides what may be written.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from assist.guidance.facts import SYSTEM, Event
from assist.guidance.state import JobState, Photo, Rework, StepState, Touch, override_id
from assist.messages import pushes
from assist.messages.model import Message
from assist.messages.views import GateStatus


def apply(state: JobState, event: Event) -> JobState:
    """The job after one more event.

    A type that this version does not know moves the position and nothing else.

    Raises:
        ValueError: the event is not the next of this job's log.
    """
    if event.seq != state.rev + 1:
        raise ValueError((state.job, state.rev, event.seq))
    state = replace(state, rev=event.seq)
    fold = _FOLDS.get(event.type)
    fact = event.fact
    return state if fold is None or fact is None else _touch(fold(state, fact, event), fact, event)


def _touch(state: JobState, fact: Message, event: Event) -> JobState:
    step = getattr(fact, "step", None)
    if step is None or event.type not in _TOUCHING:
        return state
    key = (step, getattr(fact, "gate", ""))
    touch = Touch(seq=event.seq, by=event.by, device=event.device)
    state = replace(state, touched={**state.touched, key: touch})
    if event.type not in _PERFORMING or event.by == SYSTEM:
        return state
    return _at_step(state, step, performers=state.step(step).performers | {event.by})


_PERFORMING = frozenset(
    {
        "step.complete", "step.skip", "measure.record", "timer.start", "evidence.commit", "gate.override",
        "witness.sign",
    }
)  # fmt: skip
"""Facts by which a person worked at a step or gate; what only shows or follows from them is none."""
_TOUCHING = _PERFORMING | {"qa.rework"}
"""Facts by which a person changed a step or gate."""


def _at_step(state: JobState, step: str, **changes: Any) -> JobState:
    return replace(state, steps={**state.steps, step: replace(state.step(step), **changes)})


def _at_gate(state: JobState, step: str, gate: str, **changes: Any) -> JobState:
    now = state.step(step)
    gates = {**now.gates, gate: replace(now.gate(gate), **changes)}
    return _at_step(state, step, gates=gates)


def _started(state: JobState, fact: pushes.JobStarted, event: Event) -> JobState:
    return replace(
        state, order=fact.order, procedure=fact.procedure, version=fact.version, started_at=event.at_us
    )


def _held(state: JobState, fact: pushes.JobClaimed, _: Event) -> JobState:
    same = fact.user == state.holder
    steps = state.steps if same else {k: _taken_over(s, fact.user) for k, s in state.steps.items()}
    return replace(
        state,
        holder=fact.user,
        device=fact.device,
        fence=fact.fence,
        tenure=state.tenure if same else fact.fence,
        steps=steps,
    )


def _taken_over(step: StepState, holder: str) -> StepState:
    return replace(_unsigned(step, holder), acked=frozenset())


def _unsigned(step: StepState, holder: str | None) -> StepState:
    """A step to do without what its holder signed as witness: who performs it confirms none of it."""
    signed = {name for name, gate in step.gates.items() if gate.witness and gate.witness == holder}
    if step.truth != "pending" or not signed:
        return step
    return replace(step, gates={name: gate for name, gate in step.gates.items() if name not in signed})


def _finished(state: JobState, fact: pushes.JobFinished, event: Event) -> JobState:
    steps = {name: replace(step, acked=frozenset()) for name, step in state.steps.items()}
    return replace(
        state, finished_at=event.at_us, finished_by=fact.user, holder=None, current=None, steps=steps
    )


def _reopened(state: JobState, _: pushes.JobReopened, __: Event) -> JobState:
    return replace(state, finished_at=None)


def _hazards_shown(state: JobState, fact: pushes.HazardShown, _: Event) -> JobState:
    return replace(state, current=fact.step)


def _acked(state: JobState, fact: pushes.HazardAcked, _: Event) -> JobState:
    if fact.user != state.holder:
        return state
    return _at_step(state, fact.step, acked=state.step(fact.step).acked | set(fact.hazards))


def _shown(state: JobState, fact: pushes.StepShown, _: Event) -> JobState:
    state = replace(state, current=fact.step)
    if state.holder is None:
        return state
    return _at_step(state, fact.step, shown_to=state.step(fact.step).shown_to | {state.holder})


def _completed(state: JobState, fact: pushes.StepCompleted, _: Event) -> JobState:
    return _left(_at_step(state, fact.step, truth=fact.truth), fact.step)


def _skipped(state: JobState, fact: pushes.StepSkipped, _: Event) -> JobState:
    return _left(_at_step(state, fact.step, truth="skipped"), fact.step)


def _left(state: JobState, step: str) -> JobState:
    reworks = tuple(rework for rework in state.reworks if rework.fact.step != step)
    return replace(state, current=None, reworks=reworks)


def _measured(state: JobState, fact: pushes.Measured, _: Event) -> JobState:
    return _at_gate(state, fact.step, fact.gate, value=fact.value, status="closed", how="", cause="")


def _timer_started(state: JobState, fact: pushes.TimerStarted, _: Event) -> JobState:
    return _at_gate(state, fact.step, fact.gate, due_at=fact.due_at, fired_at=None, status="closed", how="")


def _timer_fired(state: JobState, fact: pushes.TimerFired, event: Event) -> JobState:
    return _at_gate(state, fact.step, fact.gate, fired_at=event.at_us)


def _committed(state: JobState, fact: pushes.EvidenceCommitted, _: Event) -> JobState:
    photo = Photo(fact.evidence, fact.sha256, by=fact.user, awaiting_bytes=fact.awaiting_bytes)
    status: GateStatus = "awaiting_bytes" if fact.awaiting_bytes else "checking"
    return _at_gate(state, fact.step, fact.gate, photo=photo, status=status, how="", cause="")


def _inspected(state: JobState, fact: pushes.Inspected, _: Event) -> JobState:
    photo = state.step(fact.step).gate(fact.gate).photo
    if photo is None or photo.evidence != fact.evidence:
        return state
    seen = replace(
        photo,
        outcome=fact.outcome,
        cause=fact.cause,
        score=fact.score,
        heat=fact.heat,
        detector=fact.detector,
    )
    return _at_gate(state, fact.step, fact.gate, photo=seen)


def _blocked(state: JobState, fact: pushes.GateBlocked, _: Event) -> JobState:
    waiting = state.step(fact.step).gate(fact.gate).status == "awaiting_bytes"
    status: GateStatus = "awaiting_bytes" if waiting else "closed"
    return _at_gate(state, fact.step, fact.gate, status=status, how="", cause=fact.cause)


def _opened(state: JobState, fact: pushes.GateOpened, _: Event) -> JobState:
    status: GateStatus = "overridden" if fact.how == "override" else "opened"
    return _at_gate(state, fact.step, fact.gate, status=status, how=fact.how, cause="")


def _overridden(state: JobState, fact: pushes.GateOverridden, event: Event) -> JobState:
    """The gate goes by its override; a photo whose bytes have not come is none that anybody could look at."""
    photo = state.step(fact.step).gate(fact.gate).photo
    there = None if photo is not None and photo.awaiting_bytes else photo
    return _at_gate(state, fact.step, fact.gate, override=override_id(state.job, event.seq), photo=there)


def _witnessed(state: JobState, fact: pushes.Witnessed, _: Event) -> JobState:
    return _at_gate(state, fact.step, fact.gate, witness=fact.witness)


def _accepted(state: JobState, fact: pushes.QaJudged, _: Event) -> JobState:
    photo = state.step(fact.step).gate(fact.gate).photo
    if photo is not None and photo.evidence == fact.evidence:
        state = _at_gate(state, fact.step, fact.gate, photo=replace(photo, accepted=True))
    return state if fact.truth is None else _at_step(state, fact.step, truth=fact.truth)


def _sent_back(state: JobState, fact: pushes.QaRework, event: Event) -> JobState:
    step = replace(state.step(fact.step), truth="pending")
    if fact.kind == "rework":
        step = replace(step, acked=frozenset(), gates={}, performers=frozenset())
    else:
        step = replace(step, gates={name: gate for name, gate in step.gates.items() if name != fact.gate})
    step = _unsigned(step, state.holder)
    kept = tuple(r for r in state.reworks if (r.fact.step, r.fact.gate) != (fact.step, fact.gate))
    return replace(
        state,
        steps={**state.steps, fact.step: step},
        reworks=(*kept, Rework(fact, event.at_us)),
        sent_back=state.sent_back | _photos_lost(fact, state.step(fact.step), step),
    )


def _photos_lost(fact: pushes.QaRework, before: StepState, after: StepState) -> set[str]:
    """The photo that was judged, and those of gates that have to be proven anew."""
    gates = (gate for name, gate in before.gates.items() if name not in after.gates)
    lost = {gate.photo.sha256 for gate in gates if gate.photo is not None}
    return lost | {fact.sha256} if fact.sha256 is not None else lost


def _ordered(state: JobState, fact: pushes.PartsOrdered, _: Event) -> JobState:
    state = _at_step(state, fact.step, orders={**state.step(fact.step).orders, fact.slot: fact.order})
    return replace(state, order_status={**state.order_status, fact.order: "placed"})


def _order_moved(state: JobState, fact: pushes.PartsStatus, _: Event) -> JobState:
    return replace(state, order_status={**state.order_status, fact.order: fact.status})


_FOLDS: Mapping[str, Callable[[JobState, Any, Event], JobState]] = {
    "job.start": _started,
    "job.claim": _held,
    "job.takeover": _held,
    "job.finish": _finished,
    "job.reopen": _reopened,
    "hazard.show": _hazards_shown,
    "hazard.ack": _acked,
    "step.show": _shown,
    "step.complete": _completed,
    "step.skip": _skipped,
    "measure.record": _measured,
    "timer.start": _timer_started,
    "timer.fired": _timer_fired,
    "evidence.commit": _committed,
    "inspect.result": _inspected,
    "gate.blocked": _blocked,
    "gate.opened": _opened,
    "gate.override": _overridden,
    "witness.sign": _witnessed,
    "qa.verdict": _accepted,
    "qa.rework": _sent_back,
    "parts.order": _ordered,
    "parts.status": _order_moved,
}
"""What each fact changes; `hazard.displayed` is kept in the log and changes nothing."""
