"""Makes the record of a job from its log: pure. What is not in the log is not in the record."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from assist.guidance.facts import Event
from assist.guidance.fold import apply
from assist.guidance.state import GateState, JobState, override_id
from assist.guidance.truth import gate_truth
from assist.guidance.views import value_view, words
from assist.messages import pushes
from assist.messages.model import Text
from assist.messages.record import (
    Record,
    RecordEvent,
    RecordGate,
    RecordHazard,
    RecordMeasure,
    RecordOverride,
    RecordPart,
    RecordPerson,
    RecordPhoto,
    RecordStep,
    RecordSupplier,
)
from assist.messages.views import VehicleLine
from commerce.ordering.shapes import Order
from knowledge.procedures.models import Gate, Procedure, Step, canonical

Entry = tuple[Event, object]
"""An event with its fact as a model."""

PartNames = Mapping[tuple[str, str], Text]
"""How parts are called, by their order and number."""


def record(
    events: Sequence[Event],
    procedure: Procedure,
    *,
    order_number: str,
    vehicle: VehicleLine,
    names: Mapping[str, str],
    orders: Sequence[Order] = (),
) -> Record:
    """The record of a job.

    Args:
        events: The whole log of the job's channel, oldest first.
        procedure: The version that the job was pinned to.
        order_number: Of the repair order.
        vehicle: The car.
        names: Display names by person; whoever is missing is no person: the clock, a supplier.
        orders: The orders of parts that were born in this job.
    """
    state = JobState(job=events[0].channel.partition(":")[2], epoch=events[0].epoch)
    for event in events:
        state = apply(state, event)
    entries = [(event, event.fact) for event in events]
    named: PartNames = {
        (order.id, line.number): words(line.name) for order in orders for line in order.quote.lines
    }
    return Record(
        job=state.job,
        order_number=order_number,
        vehicle=vehicle,
        procedure=procedure.id,
        version=state.version,
        version_number=procedure.number,
        title=words(procedure.title),
        demonstration=procedure.demonstration,
        started_at=state.started_at,
        finished_at=state.finished_at,
        finished_by=state.finished_by if state.finished_at is not None else "",
        rev=state.rev,
        digest=digest(events),
        people=_people(events, entries, names),
        suppliers=tuple(_suppliers(orders)),
        steps=tuple(
            _step(step, place, state, entries, named=named) for place, step in enumerate(procedure.steps, 1)
        ),
        log=tuple(
            RecordEvent(seq=e.seq, type=e.type, by=e.by, at=e.at_us, step=str(e.data.get("step", "")))
            for e in events
        ),
    )


def digest(events: Iterable[Event]) -> str:
    """SHA-256 over the canonical form of every event, in order: any change of any of them changes it."""
    sha = hashlib.sha256()
    for event in events:
        row = [event.seq, event.type, event.by, event.device, event.at_us, dict(event.data)]
        sha.update(canonical(row).encode() + b"\n")
    return sha.hexdigest()


def _people(
    events: Sequence[Event], entries: Sequence[Entry], names: Mapping[str, str]
) -> tuple[RecordPerson, ...]:
    witnesses = {fact.witness for _, fact in entries if isinstance(fact, pushes.Witnessed)}
    named = {event.by for event in events} | witnesses
    return tuple(RecordPerson(id=each, name=names[each]) for each in sorted(named & names.keys()))


def _suppliers(orders: Sequence[Order]) -> Iterable[RecordSupplier]:
    known = {order.supplier: order.quote.source_name for order in orders if order.supplier is not None}
    return (RecordSupplier(id=each, name=words(name)) for each, name in sorted(known.items()))


def _step(
    step: Step, number: int, state: JobState, entries: Sequence[Entry], *, named: PartNames
) -> RecordStep:
    mine = [entry for entry in entries if getattr(entry[1], "step", None) == step.id]
    done = [event for event, fact in mine if isinstance(fact, pushes.StepCompleted | pushes.StepSkipped)]
    skips = [fact.reason for _, fact in mine if isinstance(fact, pushes.StepSkipped)]
    at = state.step(step.id)
    shown = at.truth != "pending" or bool(at.shown_to)
    settled = done[-1] if done and at.truth != "pending" else None
    return RecordStep(
        id=step.id,
        number=number,
        hazards=tuple(_hazards(step, mine)),
        title=words(step.title) if shown else None,
        truth=at.truth,
        by=settled.by if settled is not None else "",
        at=settled.at_us if settled is not None else None,
        skip_reason=skips[-1] if skips and at.truth == "skipped" else "",
        times_completed=sum(event.type == "step.complete" for event in done),
        values=tuple(value_view(value) for value in step.values) if shown else (),
        gates=tuple(_gate(gate, at.gate(gate.id), mine) for gate in step.gates) if shown else (),
        parts=tuple(_parts(state, mine, entries, named)),
    )


def _hazards(step: Step, mine: Sequence[Entry]) -> Iterable[RecordHazard]:
    known = {hazard.hash: hazard for hazard in step.hazards}
    for event, fact in mine:
        if isinstance(fact, pushes.HazardAcked):
            said = [known[each] for each in fact.hazards if each in known]
            yield RecordHazard(
                hazards=fact.hazards,
                levels=tuple(hazard.level for hazard in said),
                texts=tuple(words(hazard.consequence) for hazard in said),
                by=fact.user,
                at=event.at_us,
                means=fact.means,
            )


def _gate(gate: Gate, at: GateState, mine: Sequence[Entry]) -> RecordGate:
    here = [entry for entry in mine if getattr(entry[1], "gate", None) == gate.id]
    fired = [fact for _, fact in here if isinstance(fact, pushes.TimerFired)]
    signed = [(event, fact) for event, fact in here if isinstance(fact, pushes.Witnessed)]
    return RecordGate(
        id=gate.id,
        kind=gate.kind,
        prompt=words(gate.prompt),
        status=at.status,
        truth=gate_truth(at) or "claimed",
        photos=tuple(_photos(here)),
        measures=tuple(
            RecordMeasure(
                value=fact.value,
                unit=fact.unit,
                within=fact.within,
                source=fact.source,
                by=fact.user,
                at=event.at_us,
            )
            for event, fact in here
            if isinstance(fact, pushes.Measured)
        ),
        overrides=tuple(_overrides(here)),
        timer_due_at=at.due_at,
        timer_fired_at=at.fired_at,
        late_ms=fired[-1].late_ms if fired else None,
        witness=signed[-1][1].witness if signed else "",
        witnessed_at=signed[-1][0].at_us if signed else None,
    )


def _overrides(here: Sequence[Entry]) -> Iterable[RecordOverride]:
    said = {
        fact.evidence: _qa(fact, event.at_us)
        for event, fact in here
        if isinstance(fact, pushes.QaJudged | pushes.QaRework)
    }
    for event, fact in here:
        if isinstance(fact, pushes.GateOverridden):
            plain = RecordOverride(reason=fact.reason, note=fact.note, by=fact.user, at=event.at_us)
            name = override_id(event.channel.removeprefix("job:"), event.seq)
            yield plain.model_copy(update=said.get(name, {}))


def _photos(here: Sequence[Entry]) -> Iterable[RecordPhoto]:
    photos: dict[str, RecordPhoto] = {}
    for event, fact in here:
        if isinstance(fact, pushes.EvidenceCommitted) and fact.evidence not in photos:
            photos[fact.evidence] = RecordPhoto(
                evidence=fact.evidence, sha256=fact.sha256, by=fact.user, at=event.at_us
            )
        elif isinstance(fact, pushes.Inspected) and fact.evidence in photos:
            seen = {name: getattr(fact, name) for name in ("outcome", "cause", "score", "detector")}
            photos[fact.evidence] = photos[fact.evidence].model_copy(update=seen)
        elif isinstance(fact, pushes.QaJudged | pushes.QaRework) and fact.evidence in photos:
            photos[fact.evidence] = photos[fact.evidence].model_copy(update=_qa(fact, event.at_us))
    return photos.values()


def _qa(fact: pushes.QaJudged | pushes.QaRework, at: int) -> dict[str, object]:
    if isinstance(fact, pushes.QaJudged):
        return {"qa": "accept", "qa_by": fact.reviewer, "qa_at": at}
    return {
        "qa": fact.kind,
        "qa_by": fact.reviewer,
        "qa_at": at,
        "qa_reason": fact.reason,
        "qa_note": fact.note,
        "box": fact.box,
    }


def _parts(
    state: JobState, mine: Sequence[Entry], entries: Sequence[Entry], named: PartNames
) -> Iterable[RecordPart]:
    suppliers = {fact.order: fact.supplier for _, fact in entries if isinstance(fact, pushes.PartsStatus)}
    for event, fact in mine:
        if isinstance(fact, pushes.PartsOrdered):
            yield RecordPart(
                order=fact.order,
                slot=fact.slot,
                part=fact.part,
                name=named.get((fact.order, fact.part)),
                quantity=fact.quantity,
                status=state.order_status.get(fact.order, ""),
                supplier=suppliers.get(fact.order, ""),
                by=fact.user,
                at=event.at_us,
            )
