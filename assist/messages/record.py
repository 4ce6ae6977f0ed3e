"""The record of a job: what was done, when, by whom, on which version, with which photo and which part."""

from typing import Literal

from assist.messages.model import Box, Message, Micros, Text
from assist.messages.views import HazardLevel, Truth, ValueView, VehicleLine


class RecordPerson(Message):
    """Somebody named in the record."""

    id: str
    name: str


class RecordSupplier(Message):
    """A supplier of the record's parts, as people call it."""

    id: str
    name: Text


class RecordHazard(Message):
    """One acknowledgement of hazards, by the person who then performed the step."""

    hazards: tuple[str, ...]
    levels: tuple[HazardLevel, ...] = ()
    texts: tuple[Text, ...]
    by: str
    at: Micros
    means: str


class RecordJudged(Message):
    """What QA may have said of it, and where."""

    qa: Literal["accept", "reject", "rework"] | None = None
    qa_by: str = ""
    qa_at: Micros | None = None
    qa_reason: str = ""
    qa_note: str = ""
    box: Box | None = None


class RecordPhoto(RecordJudged):
    """One photo, and everything that was said of it."""

    evidence: str
    sha256: str
    by: str
    at: Micros
    outcome: Literal["pass", "fail", "unsure", "retake"] | None = None
    cause: str = ""
    score: float | None = None
    detector: str = ""


class RecordMeasure(Message):
    """One value that was entered."""

    value: str
    unit: str
    within: bool
    source: str
    by: str
    at: Micros


class RecordOverride(RecordJudged):
    """A gate opened without what it demands; QA's word on it stands at its photo, if there is one."""

    reason: str
    note: str
    by: str
    at: Micros


class RecordGate(Message):
    """What one gate demanded, and all that was given to it."""

    id: str
    kind: Literal["photo", "measure", "timer", "witness"]
    prompt: Text
    status: str
    truth: Truth
    photos: tuple[RecordPhoto, ...] = ()
    measures: tuple[RecordMeasure, ...] = ()
    overrides: tuple[RecordOverride, ...] = ()
    timer_due_at: Micros | None = None
    timer_fired_at: Micros | None = None
    late_ms: int | None = None
    witness: str = ""
    witnessed_at: Micros | None = None


class RecordPart(Message):
    """One part ordered for a step; `supplier` is the id of one of the record's, empty for our own stock."""

    order: str
    slot: str
    part: str
    name: Text | None = None
    quantity: int
    status: str
    supplier: str = ""
    by: str
    at: Micros


class RecordStep(Message):
    """One step, and how true it is that it was done.

    Its hazards stand before everything that quotes it. Of a step that was never shown to anybody, whose
    hazards nobody has acknowledged, neither title nor values nor gates are told.
    """

    id: str
    number: int
    hazards: tuple[RecordHazard, ...] = ()
    title: Text | None = None
    truth: Truth
    by: str = ""
    at: Micros | None = None
    skip_reason: str = ""
    times_completed: int = 0
    values: tuple[ValueView, ...] = ()
    gates: tuple[RecordGate, ...] = ()
    parts: tuple[RecordPart, ...] = ()


class RecordEvent(Message):
    """One line of the log."""

    seq: int
    type: str
    by: str
    at: Micros
    step: str = ""


class Record(Message):
    """One job, complete. `digest` is the SHA-256 of the canonical log that it was made from."""

    job: str
    order_number: str
    vehicle: VehicleLine
    procedure: str
    version: str
    version_number: str
    title: Text
    demonstration: bool
    started_at: Micros
    finished_at: Micros | None
    finished_by: str = ""
    rev: int
    digest: str
    people: tuple[RecordPerson, ...]
    suppliers: tuple[RecordSupplier, ...] = ()
    steps: tuple[RecordStep, ...]
    log: tuple[RecordEvent, ...]
