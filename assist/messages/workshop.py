"""Repair orders, the procedures offered for them, and lines of jobs, as HTTP answers them."""

from typing import Annotated

from pydantic import Field

from assist.messages.model import Message, Micros, Text
from assist.messages.views import Phase


class FactView(Message):
    """One thing known of a vehicle and its source; `text` and `origin` are the two as people read them."""

    name: str
    label: Text
    value: str
    text: Text
    source: str
    origin: Text


class OptionView(Message):
    """One possible answer."""

    value: str
    label: Text


class QuestionView(Message):
    """The one fact that has to be asked."""

    fact: str
    prompt: Text
    options: tuple[OptionView, ...]


class JobLine(Message):
    """One job in a list."""

    job: str
    repair_order: str
    order_number: str
    plate: str
    procedure: Annotated[str, Field(description="the id, stable through versions")]
    title: Text
    vehicle: Text
    phase: Phase
    current_number: int
    steps: int
    holder_name: str = ""
    mine: bool
    reworks: int = 0
    started_at: Micros
    finished_at: Micros | None = None


class RepairOrderView(Message):
    """One repair order with its vehicle and its jobs."""

    id: str
    number: str
    plate: str
    vin: str
    title: Text
    warnings: tuple[Text, ...] = ()
    facts: tuple[FactView, ...] = ()
    complaint: str
    mileage_km: int | None
    status: str
    created_at: Micros
    jobs: tuple[JobLine, ...] = ()


class RepairOrderLine(Message):
    """One repair order in a list; `jobs` counts those that were begun on it."""

    id: str
    number: str
    plate: str
    vin: str
    title: Text
    complaint: str
    jobs: int


class ProcedureOffer(Message):
    """An approved procedure that applies to this vehicle, and why."""

    procedure: str
    version: str
    number: str
    title: Text
    kind: str
    steps: int
    demonstration: bool
    reason: Text


class ProcedureRefused(Message):
    """A procedure that does not apply, and why."""

    title: Text
    reason: Text


class ProcedureOffers(Message):
    """What may be done on this vehicle; at most one question at a time."""

    offers: tuple[ProcedureOffer, ...] = ()
    question: QuestionView | None = None
    not_covered: bool = False
    refused: tuple[ProcedureRefused, ...] = ()
