"""What one person may see of a job: pure.

Invariant 1 lives here: a step's text leaves only for the holder, and only when that holder has acknowledged
every hazard of the step, by content, in this tenure. Titles leave once the step was shown to the holder or
is settled.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assist.guidance.case import following, hashes, position
from assist.guidance.causes import message
from assist.guidance.state import GateState, JobState, Rework, StepState
from assist.guidance.table import OVERRIDE_REASONS
from assist.messages import views
from assist.messages.model import Box, Text
from knowledge.procedures import models
from knowledge.vehicles import text as known


@dataclass(frozen=True)
class Card:
    """What a view names besides the job: its order, its car, people, and demonstration scenes by check."""

    order_number: str
    vehicle: views.VehicleLine
    names: Mapping[str, str] = field(default_factory=dict)
    scenes: Callable[[str], tuple[str, ...]] = lambda _check: ()


def view(state: JobState, procedure: models.Procedure, card: Card, viewer: str) -> views.JobView:
    """The job as `viewer` may see it."""
    step = _current(state, procedure)
    phase = phase_of(state, procedure)
    mine = state.holder == viewer
    hazards = tuple(hazard_view(hazard) for hazard in step.hazards) if step is not None else ()
    shown = step if mine and phase == "step" else None
    return views.JobView(
        job=state.job,
        rev=state.rev,
        fence=state.fence,
        phase=phase,
        holder=state.holder,
        holder_name=card.names.get(state.holder or "", ""),
        mine=mine,
        order=state.order,
        order_number=card.order_number,
        vehicle=card.vehicle,
        procedure=procedure.id,
        version=state.version,
        version_number=procedure.number,
        title=words(procedure.title),
        demonstration=procedure.demonstration,
        started_at=state.started_at,
        finished_at=state.finished_at,
        current=state.current,
        current_number=number_of(state, procedure),
        hazards=hazards if phase == "hazards" else (),
        finishable=_finishable(state, procedure),
        band=hazards if phase == "step" else (),
        step=_step(shown, state, procedure, card) if shown is not None else None,
        steps=tuple(_mark(each, place, state) for place, each in enumerate(procedure.steps, 1)),
        reworks=tuple(_rework(each, procedure, card) for each in state.reworks),
    )


def phase_of(state: JobState, procedure: models.Procedure) -> views.Phase:
    """What the holder faces now."""
    step = _current(state, procedure)
    return state.phase(frozenset(hashes(step)) if step is not None else frozenset())


def words(text: known.Text) -> Text:
    """A text of a procedure as a text of the wire."""
    return Text(zh=text.zh, en=text.en)


def hazard_view(hazard: models.Hazard) -> views.HazardView:
    """A hazard as the wire says it."""
    return views.HazardView(
        hash=hazard.hash,
        level=hazard.level,
        symbol=hazard.symbol,
        consequence=words(hazard.consequence),
        action=words(hazard.action),
    )


def value_view(value: models.Quantity) -> views.ValueView:
    """An approved number as the wire says it."""
    return views.ValueView(
        name=words(value.name),
        value=value.number,
        unit=value.unit,
        tolerance="" if value.tolerance is None else f"± {value.tolerance}",
        source=value.source,
        demonstration=value.demonstration,
    )


def _current(state: JobState, procedure: models.Procedure) -> models.Step | None:
    place = position(procedure, state.current) if state.current is not None else -1
    return procedure.steps[place] if place >= 0 else None


def number_of(state: JobState, procedure: models.Procedure) -> int:
    """The open step's number; between steps that of the next to do; at the end the last."""
    if state.current is not None:
        return position(procedure, state.current) + 1
    step = following(state, procedure, "")
    return position(procedure, step.id) + 1 if step is not None else len(procedure.steps)


def _finishable(state: JobState, procedure: models.Procedure) -> bool:
    settled = all(state.step(step.id).truth != "pending" for step in procedure.steps)
    return settled and not state.reworks and state.finished_at is None


def _mark(step: models.Step, number: int, state: JobState) -> views.StepMark:
    at = state.step(step.id)
    known = at.truth != "pending" or (state.holder is not None and state.holder in at.shown_to)
    return views.StepMark(
        id=step.id,
        number=number,
        truth=at.truth,
        title=words(step.title) if known else None,
        hazards=len(step.hazards),
        gates=len(step.gates),
    )


def _step(step: models.Step, state: JobState, procedure: models.Procedure, card: Card) -> views.StepView:
    at = state.step(step.id)
    return views.StepView(
        id=step.id,
        number=position(procedure, step.id) + 1,
        title=words(step.title),
        text=words(step.text),
        picture=None if step.picture is None else f"/api/pictures/{step.picture}.svg",
        spot=_box(step.spot),
        values=tuple(value_view(value) for value in step.values),
        tools=tuple(words(tool) for tool in step.tools),
        consumables=tuple(words(each) for each in step.consumables),
        slots=tuple(_slot(slot, at, state) for slot in step.slots),
        gates=tuple(_gate(gate, at.gate(gate.id), card) for gate in step.gates),
        skippable=step.skippable,
    )


def _box(box: models.Box | None) -> Box | None:
    return Box(x=box.x, y=box.y, w=box.w, h=box.h) if box is not None else None


def _slot(slot: models.PartSlot, at: StepState, state: JobState) -> views.SlotView:
    order = at.orders.get(slot.id)
    return views.SlotView(
        id=slot.id,
        name=words(slot.name),
        quantity=slot.quantity,
        order=order,
        order_status=state.order_status.get(order) if order is not None else None,
    )


def _gate(gate: models.Gate, at: GateState, card: Card) -> views.GateView:
    overridable = getattr(gate, "overridable", False)
    common = views.GateView(
        id=gate.id,
        kind=gate.kind,
        status=at.status,
        prompt=words(gate.prompt),
        overridable=overridable,
        override_reasons=OVERRIDE_REASONS[gate.kind] if overridable else (),
        value=at.value,
        due_at=at.due_at,
        fired_at=at.fired_at,
        witness=card.names.get(at.witness, at.witness),
        verdict=_verdict(at),
    )
    return common.model_copy(update=_particular(gate, card))


def _particular(gate: models.Gate, card: Card) -> dict[str, object]:
    if isinstance(gate, models.PhotoGate):
        return {"ghost": f"/api/ghosts/{gate.check}.png", "scenes": card.scenes(gate.check)}
    if isinstance(gate, models.MeasureGate):
        low, high = ("" if end is None else f"{end}" for end in (gate.low, gate.high))
        return {"unit": gate.unit, "low": low, "high": high}
    return {"seconds": gate.seconds} if isinstance(gate, models.TimerGate) else {}


def _verdict(at: GateState) -> views.VerdictView | None:
    photo = at.photo
    if photo is None or photo.outcome is None:
        return None
    return views.VerdictView(
        evidence=photo.evidence,
        sha256=photo.sha256,
        outcome=photo.outcome,
        cause=photo.cause,
        message=message(photo.outcome, photo.cause),
        score=photo.score,
        heat=photo.heat,
        detector=photo.detector,
    )


def _rework(rework: Rework, procedure: models.Procedure, card: Card) -> views.ReworkView:
    fact = rework.fact
    return views.ReworkView(
        step=fact.step,
        number=position(procedure, fact.step) + 1,
        gate=fact.gate,
        evidence=fact.evidence,
        sha256=fact.sha256,
        kind=fact.kind,
        reason=fact.reason,
        note=fact.note,
        box=fact.box,
        by=card.names.get(fact.reviewer, fact.reviewer),
        at=rework.at,
    )
