"""What must hold before a command may do anything: one small question each, pure."""

from collections.abc import Callable, Mapping
from typing import cast

from assist.guidance.case import Case, furthest, hashes, position
from assist.guidance.table import OVERRIDE_REASONS, Guard
from assist.messages import arguments
from knowledge.procedures import models

Values = Mapping[str, str]
No = Values | None
"""Nothing when the guard holds; else the values that the refusal's text names."""


def _says(holds: bool, **values: object) -> No:  # noqa: FBT001 - it reads as a sentence where it is called
    return None if holds else {name: str(value) for name, value in values.items()}


def _unfinished(case: Case) -> No:
    return _says(case.state.finished_at is None)


def _held_by_caller(case: Case) -> No:
    return _says(case.state.holder == case.moment.by, holder=case.state.holder or "")


def _lease_free(case: Case) -> No:
    holder, moment = case.state.holder, case.moment
    free = holder in {None, moment.by} or moment.lease_until <= moment.now
    seconds = max(0, (moment.lease_until - moment.now) // 1_000_000)
    return _says(free, holder=holder or "", seconds=seconds)


def _step_known(case: Case) -> No:
    return _says(position(case.procedure, case.step_id) >= 0, step=case.step_id)


def _step_reached(case: Case) -> No:
    place = position(case.procedure, case.step_id)
    return _says(place <= furthest(case.state, case.procedure), step=case.step_id, number=place + 1)


def _step_current(case: Case) -> No:
    return _says(case.state.current == case.step_id, step=case.step_id, current=case.state.current or "")


def _step_pending(case: Case) -> No:
    return _says(case.at_step.truth == "pending", step=case.step_id)


def _step_previous(case: Case) -> No:
    current = case.state.current
    return _says(current is None or position(case.procedure, current) > 0)


def _step_skippable(case: Case) -> No:
    return _says(case.step.skippable, step=case.step_id)


def _step_not_sent_back(case: Case) -> No:
    return _says(all(r.fact.step != case.step_id for r in case.state.reworks), step=case.step_id)


def _hazards_of_step(case: Case) -> No:
    data = cast(arguments.HazardsData, case.command.data)
    strange = set(data.hazards) - set(hashes(case.step))
    return _says(not strange, step=case.step_id, hazards=", ".join(sorted(strange)))


def _hazards_acknowledged(case: Case) -> No:
    missing = set(hashes(case.step)) - case.at_step.acked
    return _says(not missing, step=case.step_id, count=len(missing))


def _gate(*kinds: type) -> Callable[[Case], No]:
    def guard(case: Case) -> No:
        return _says(isinstance(case.gate, kinds), step=case.step_id, gate=case.gate_id)

    return guard


def _gate_closed(case: Case) -> No:
    return _says(not case.at_gate.open, step=case.step_id, gate=case.gate_id)


def _gate_overridable(case: Case) -> No:
    return _says(getattr(case.gate, "overridable", False), step=case.step_id, gate=case.gate_id)


def _reason_fits(case: Case) -> No:
    gate, data = cast(models.Gate, case.gate), cast(arguments.OverrideData, case.command.data)
    return _says(data.reason in OVERRIDE_REASONS[gate.kind], gate=case.gate_id, reason=data.reason)


def _gates_open(case: Case) -> No:
    closed = [gate.id for gate in case.step.gates if not case.at_step.gate(gate.id).open]
    return _says(not closed, step=case.step_id, gates=", ".join(closed), count=len(closed))


def _unit_same(case: Case) -> No:
    gate = cast(models.MeasureGate, case.gate)
    data = cast(arguments.MeasureData, case.command.data)
    return _says(data.unit == gate.unit, unit=data.unit, wanted=gate.unit)


def _timer_idle(case: Case) -> No:
    return _says(case.at_gate.due_at is None, gate=case.gate_id)


def _photo_not_rejected(case: Case) -> No:
    sha256 = cast(arguments.EvidenceData, case.command.data).sha256
    return _says(sha256 not in case.state.sent_back, gate=case.gate_id)


def _witness_known(case: Case) -> No:
    return _says(case.moment.witness is not None, login=getattr(case.command.data, "login", ""))


def _witness_other(case: Case) -> No:
    return _says(case.moment.witness not in {case.moment.by, *case.at_step.performers})


def _witness_fit(case: Case) -> No:
    return _says(case.moment.witness_fit, login=getattr(case.command.data, "login", ""))


def _steps_settled(case: Case) -> No:
    places = enumerate(case.procedure.steps, 1)
    pending = [str(number) for number, step in places if case.state.step(step.id).truth == "pending"]
    return _says(not pending, steps=", ".join(pending))


def _nothing_sent_back(case: Case) -> No:
    places = [position(case.procedure, r.fact.step) + 1 for r in case.state.reworks]
    return _says(not places, steps=", ".join(str(place) for place in sorted(set(places))))


GUARDS: Mapping[Guard, Callable[[Case], No]] = {
    "unfinished": _unfinished,
    "held_by_caller": _held_by_caller,
    "lease_free": _lease_free,
    "step_known": _step_known,
    "step_reached": _step_reached,
    "step_current": _step_current,
    "step_pending": _step_pending,
    "step_previous": _step_previous,
    "step_skippable": _step_skippable,
    "step_not_sent_back": _step_not_sent_back,
    "hazards_of_step": _hazards_of_step,
    "hazards_acknowledged": _hazards_acknowledged,
    "gate_photo": _gate(models.PhotoGate),
    "gate_measure": _gate(models.MeasureGate),
    "gate_timer": _gate(models.TimerGate),
    "gate_witness": _gate(models.WitnessGate),
    "gate_known": _gate(models.PhotoGate, models.MeasureGate, models.TimerGate, models.WitnessGate),
    "gate_closed": _gate_closed,
    "gate_overridable": _gate_overridable,
    "reason_fits": _reason_fits,
    "gates_open": _gates_open,
    "unit_same": _unit_same,
    "timer_idle": _timer_idle,
    "photo_not_rejected": _photo_not_rejected,
    "witness_known": _witness_known,
    "witness_other": _witness_other,
    "witness_fit": _witness_fit,
    "steps_settled": _steps_settled,
    "nothing_sent_back": _nothing_sent_back,
}
