"""What is pushed: facts of a job, unlogged views and chat.

A fact never carries a step's instruction text, so any subscriber may see it.
"""

from typing import Literal

from assist.messages.envelopes import Lane
from assist.messages.model import Box, Message, Micros, Sha256, Text
from assist.messages.views import Truth


class JobStarted(Message):
    order: str
    procedure: str
    version: str


class JobClaimed(Message):
    user: str
    device: str
    fence: int
    taken_from: str | None = None


class JobFinished(Message):
    user: str


class JobReopened(Message):
    """A photo was sent back after the job had been finished."""

    evidence: str
    reviewer: str


class HazardShown(Message):
    step: str
    hazards: tuple[str, ...]


class HazardSeen(Message):
    """`hazard.displayed`: the device drew it; nobody has acknowledged anything yet."""

    step: str
    hazards: tuple[str, ...]
    device: str


class HazardAcked(Message):
    step: str
    hazards: tuple[str, ...]
    user: str
    means: str


class StepShown(Message):
    step: str


class StepCompleted(Message):
    step: str
    truth: Truth
    user: str


class StepSkipped(Message):
    step: str
    reason: str
    user: str


class Measured(Message):
    step: str
    gate: str
    value: str
    unit: str
    within: bool
    source: Literal["typed"] = "typed"
    user: str


class TimerStarted(Message):
    step: str
    gate: str
    due_at: Micros


class TimerFired(Message):
    step: str
    gate: str
    late_ms: int


class EvidenceCommitted(Message):
    step: str
    gate: str
    evidence: str
    sha256: Sha256
    user: str
    awaiting_bytes: bool


class Inspected(Message):
    """`inspect.result`: the camera's verdict on one photo."""

    step: str
    gate: str
    evidence: str
    sha256: Sha256
    outcome: Literal["pass", "fail", "unsure", "retake"]
    cause: str
    score: float | None
    heat: Box | None
    detector: str


class GateBlocked(Message):
    step: str
    gate: str
    cause: str


class GateOpened(Message):
    step: str
    gate: str
    how: Literal["photo", "measure", "timer", "witness", "override", "review"]


class GateOverridden(Message):
    step: str
    gate: str
    reason: str
    note: str
    user: str


class Witnessed(Message):
    step: str
    gate: str
    witness: str
    performer: str


class QaJudged(Message):
    """QA accepted a photo; `truth` is the step's from now on, where that changes."""

    step: str
    gate: str
    evidence: str
    verdict: Literal["accept"]
    reviewer: str
    truth: Truth | None = None


class QaRework(Message):
    """QA sent a photo back: `reject` wants a new photo, `rework` reopens the step with all its gates."""

    step: str
    gate: str
    evidence: str
    sha256: Sha256
    kind: Literal["reject", "rework"]
    reason: str
    note: str
    box: Box | None
    reviewer: str


class PartsOrdered(Message):
    order: str
    step: str
    slot: str
    part: str
    quantity: int
    user: str


class PartsStatus(Message):
    order: str
    status: str
    supplier: str


class ChatFinal(Message):
    """The whole answer to a turn; `assist.messages.chat` has the cards."""

    chat: str
    text: Text


LANES: dict[str, Lane] = {
    "hazard.show": "safety",
    "hazard.ack": "safety",
    "job.claim": "safety",
    "job.takeover": "safety",
    "gate.blocked": "safety",
    "timer.fired": "safety",
    "inspect.result": "safety",
    "qa.rework": "safety",
    "job.state": "state",
    "inspect.progress": "info",
}
"""Lane by push type; what is not named travels as `safety` if logged, else as `info`."""

FACTS: dict[str, type[Message]] = {
    "job.start": JobStarted,
    "job.claim": JobClaimed,
    "job.takeover": JobClaimed,
    "job.finish": JobFinished,
    "job.reopen": JobReopened,
    "hazard.show": HazardShown,
    "hazard.displayed": HazardSeen,
    "hazard.ack": HazardAcked,
    "step.show": StepShown,
    "step.complete": StepCompleted,
    "step.skip": StepSkipped,
    "measure.record": Measured,
    "timer.start": TimerStarted,
    "timer.fired": TimerFired,
    "evidence.commit": EvidenceCommitted,
    "inspect.result": Inspected,
    "gate.blocked": GateBlocked,
    "gate.opened": GateOpened,
    "gate.override": GateOverridden,
    "witness.sign": Witnessed,
    "qa.verdict": QaJudged,
    "qa.rework": QaRework,
    "parts.order": PartsOrdered,
    "parts.status": PartsStatus,
}
"""Every logged event of a `job:*` channel, by type."""
