"""What a job looks like to the person who holds it; also the snapshot of a resume.

A view for the holder contains a step's text only after its hazards were acknowledged by that holder since the
last claim (invariant 1). Everybody else gets the view without the step's text.
"""

from typing import Annotated, Literal

from pydantic import Field

from assist.messages.arguments import OverrideReason
from assist.messages.model import Box, Message, Micros, Text

Truth = Literal[
    "pending",
    "claimed",
    "measured",
    "photo_checked",
    "human_verified",
    "skipped",
    "overridden",
    "not_applicable",
    "contradicted",
]
Phase = Literal["unclaimed", "hazards", "step", "finished"]
GateStatus = Literal["closed", "awaiting_bytes", "checking", "opened", "overridden"]
GateKind = Literal["photo", "measure", "timer", "witness"]
HazardLevel = Literal["danger", "warning", "caution", "notice"]


class HazardView(Message):
    """One hazard: signal word, what can happen, what to do, symbol."""

    hash: str
    level: HazardLevel
    symbol: str
    consequence: Text
    action: Text


class ValueView(Message):
    """An approved number, as an exact span of the approved version."""

    name: Text
    value: str
    unit: str
    tolerance: str = ""
    source: str
    demonstration: bool


class SlotView(Message):
    """A part that the step needs, and what has been ordered for it."""

    id: str
    name: Text
    quantity: int
    order: str | None = None
    order_status: str | None = None


class VerdictView(Message):
    """What the camera said of a photo, with the cause and what to do better."""

    evidence: str
    sha256: str
    outcome: Literal["pass", "fail", "unsure", "retake"]
    cause: str = ""
    message: Text
    score: float | None = None
    heat: Box | None = None
    detector: str


class GateView(Message):
    """What a step demands, and how far that is."""

    id: str
    kind: GateKind
    status: GateStatus
    prompt: Text
    overridable: bool = False
    override_reasons: tuple[OverrideReason, ...] = ()
    unit: str = ""
    low: str = ""
    high: str = ""
    value: str = ""
    seconds: int = 0
    due_at: Micros | None = None
    fired_at: Micros | None = None
    witness: str = ""
    verdict: VerdictView | None = None
    ghost: str | None = None
    scenes: Annotated[tuple[str, ...], Field(description="demonstration scenes; empty elsewhere")] = ()


class StepView(Message):
    """The open step, in full."""

    id: str
    number: int
    title: Text
    text: Text
    picture: str | None = None
    spot: Box | None = None
    values: tuple[ValueView, ...] = ()
    tools: tuple[Text, ...] = ()
    consumables: tuple[Text, ...] = ()
    slots: tuple[SlotView, ...] = ()
    gates: tuple[GateView, ...] = ()
    skippable: bool = False


class StepMark(Message):
    """One line of the overview; the title only once it may be shown."""

    id: str
    number: int
    truth: Truth
    title: Text | None = None
    hazards: int = 0
    gates: int = 0


class ReworkView(Message):
    """A photo that QA sent back, at its spot; or an override of a gate that has none."""

    step: str
    number: int
    gate: str
    evidence: str
    sha256: str | None
    kind: Literal["reject", "rework"]
    reason: str
    note: str
    box: Box | None = None
    by: str
    at: Micros


class VehicleLine(Message):
    """The car in one line."""

    vin: str
    plate: str
    title: Text


class JobView(Message):
    """One job at one position of its log."""

    job: str
    rev: int
    fence: int
    phase: Phase
    holder: str | None
    holder_name: str = ""
    mine: bool
    order: str
    order_number: str
    vehicle: VehicleLine
    procedure: str
    version: str
    version_number: str
    title: Text
    demonstration: bool
    started_at: Micros
    finished_at: Micros | None = None
    current: str | None = None
    current_number: int
    hazards: tuple[HazardView, ...] = ()
    finishable: Annotated[bool, Field(description="every step is settled and nothing is sent back")] = False
    band: Annotated[tuple[HazardView, ...], Field(description="acknowledged hazards of the open step")] = ()
    step: StepView | None = None
    steps: tuple[StepMark, ...]
    reworks: tuple[ReworkView, ...] = ()
