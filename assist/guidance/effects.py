"""What a command that may be done does: the facts to write down, pure."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import cast

from assist.guidance.case import Case, following, hashes, position
from assist.guidance.facts import Fact
from assist.guidance.state import JobState, StepState
from assist.guidance.truth import step_truth
from assist.messages import arguments, pushes
from knowledge.procedures.models import MeasureGate, Procedure, Step, TimerGate

Facts = tuple[Fact, ...]
_SECOND = 1_000_000


def enter(step: Step, at: StepState) -> Facts:
    """Open a step: its hazards alone, unless this holder has acknowledged all of them."""
    wanted = hashes(step)
    if not set(wanted) <= at.acked:
        return (Fact("hazard.show", pushes.HazardShown(step=step.id, hazards=wanted)),)
    return (Fact("step.show", pushes.StepShown(step=step.id)),)


def arrive(state: JobState, procedure: Procedure) -> Facts:
    """What a new holder is shown: the open step, else the first that is to do; its hazards anew."""
    place = position(procedure, state.current) if state.current is not None else -1
    step = procedure.steps[place] if place >= 0 else following(state, procedure, "")
    return enter(step, StepState()) if step is not None else ()


def _claim(case: Case) -> Facts:
    state, moment = case.state, case.moment
    if (state.holder, state.device) == (moment.by, moment.device):
        return ()
    other = state.holder if state.holder != moment.by else None
    seized = other is not None and moment.lease_until > moment.now
    claimed = pushes.JobClaimed(user=moment.by, device=moment.device, fence=state.fence + 1, taken_from=other)
    fact = Fact("job.takeover" if seized else "job.claim", claimed)
    return (fact,) if state.holder == moment.by else (fact, *arrive(state, case.procedure))


def _displayed(case: Case) -> Facts:
    data = cast(arguments.HazardsData, case.command.data)
    seen = pushes.HazardSeen(step=data.step, hazards=data.hazards, device=case.moment.device)
    return (Fact("hazard.displayed", seen),)


def _acknowledge(case: Case) -> Facts:
    data = cast(arguments.HazardAckData, case.command.data)
    acked = pushes.HazardAcked(step=data.step, hazards=data.hazards, user=case.moment.by, means=data.means)
    wanted, before = set(hashes(case.step)), case.at_step.acked
    complete = wanted <= before | set(data.hazards)
    shown = (Fact("step.show", pushes.StepShown(step=data.step)),)
    return (Fact("hazard.ack", acked), *(shown if complete and not wanted <= before else ()))


def _show(case: Case) -> Facts:
    return enter(case.step, case.at_step)


def _back(case: Case) -> Facts:
    current = case.state.current
    place = len(case.procedure.steps) if current is None else position(case.procedure, current)
    step = case.procedure.steps[place - 1]
    return enter(step, case.state.step(step.id))


def _onward(case: Case) -> Facts:
    step = following(case.state, case.procedure, case.step_id)
    return enter(step, case.state.step(step.id)) if step is not None else ()


def _complete(case: Case) -> Facts:
    truth = step_truth(case.at_step.gate(gate.id) for gate in case.step.gates)
    done = pushes.StepCompleted(step=case.step_id, truth=truth, user=case.moment.by)
    return (Fact("step.complete", done), *_onward(case))


def _skip(case: Case) -> Facts:
    data = cast(arguments.SkipData, case.command.data)
    skipped = pushes.StepSkipped(step=data.step, reason=data.reason, user=case.moment.by)
    return (Fact("step.skip", skipped), *_onward(case))


def within(gate: MeasureGate, value: Decimal) -> bool:
    """Whether a value lies in the gate's window; both ends belong to it, a missing end is open."""
    return (gate.low is None or gate.low <= value) and (gate.high is None or value <= gate.high)


def _measure(case: Case) -> Facts:
    data = cast(arguments.MeasureData, case.command.data)
    value = data.value.replace(",", ".")
    inside = within(cast(MeasureGate, case.gate), Decimal(value))
    measured = pushes.Measured(
        step=data.step, gate=data.gate, value=value, unit=data.unit, within=inside, user=case.moment.by
    )
    return (
        Fact("measure.record", measured),
        _opened(case, "measure") if inside else _blocked(case, "window"),
    )


def _start_timer(case: Case) -> Facts:
    gate = cast(TimerGate, case.gate)
    due_at = case.moment.now + gate.seconds * _SECOND
    return (Fact("timer.start", pushes.TimerStarted(step=case.step_id, gate=gate.id, due_at=due_at)),)


def _commit(case: Case) -> Facts:
    data = cast(arguments.EvidenceData, case.command.data)
    photo = case.at_gate.photo
    if photo is not None and photo.sha256 == data.sha256 and (photo.outcome is None or case.at_gate.open):
        return ()
    committed = pushes.EvidenceCommitted(
        step=data.step,
        gate=data.gate,
        evidence=case.moment.evidence,
        sha256=data.sha256,
        user=case.moment.by,
        awaiting_bytes=not case.moment.bytes_here,
    )
    waits = () if case.moment.bytes_here else (_blocked(case, "awaiting_bytes"),)
    return (Fact("evidence.commit", committed), *waits)


def _sign(case: Case) -> Facts:
    signed = pushes.Witnessed(
        step=case.step_id,
        gate=case.gate_id,
        witness=case.moment.witness or "",
        performer=case.moment.by,
    )
    return (Fact("witness.sign", signed), _opened(case, "witness"))


def _override(case: Case) -> Facts:
    data = cast(arguments.OverrideData, case.command.data)
    overridden = pushes.GateOverridden(
        step=data.step, gate=data.gate, reason=data.reason, note=data.note, user=case.moment.by
    )
    return (Fact("gate.override", overridden), _opened(case, "override"))


def _finish(case: Case) -> Facts:
    return (Fact("job.finish", pushes.JobFinished(user=case.moment.by)),)


def _opened(case: Case, how: str) -> Fact:
    opened = pushes.GateOpened.model_validate({"step": case.step_id, "gate": case.gate_id, "how": how})
    return Fact("gate.opened", opened)


def _blocked(case: Case, cause: str) -> Fact:
    return Fact("gate.blocked", pushes.GateBlocked(step=case.step_id, gate=case.gate_id, cause=cause))


EFFECTS: Mapping[str, Callable[[Case], Facts]] = {
    "job.claim": _claim,
    "job.takeover": _claim,
    "job.finish": _finish,
    "hazard.displayed": _displayed,
    "hazard.ack": _acknowledge,
    "step.show": _show,
    "step.back": _back,
    "step.complete": _complete,
    "step.skip": _skip,
    "measure.record": _measure,
    "timer.start": _start_timer,
    "evidence.commit": _commit,
    "witness.sign": _sign,
    "gate.override": _override,
}
