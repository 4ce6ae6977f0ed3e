"""What is pushed: facts of a job, unlogged views and chat.

A fact never carries a step's instruction text, so any subscriber may see it.
"""

from typing import Literal

from assist.messages.envelopes import Lane
from assist.messages.model import Box, Message, Micros, Sha256
from assist.messages.views import Truth


class JobStarted(Message):
    """A job was made on a repair order, pinned to one version."""

    order: str
    procedure: str
    version: str


class JobClaimed(Message):
    """Somebody holds the job from now on, under a new fence."""

    user: str
    device: str
    fence: int
    taken_from: str | None = None


class JobFinished(Message):
    """Every step is settled and the holder has ended the job."""

    user: str


class JobReopened(Message):
    """A photo was sent back after the job had been finished."""

    evidence: str
    reviewer: str


class HazardShown(Message):
    """A step was opened with its hazards alone."""

    step: str
    hazards: tuple[str, ...]


class HazardSeen(Message):
    """`hazard.displayed`: the device drew it; nobody has acknowledged anything yet."""

    step: str
    hazards: tuple[str, ...]
    device: str


class HazardAcked(Message):
    """A person's own acknowledgement."""

    step: str
    hazards: tuple[str, ...]
    user: str
    means: str


class StepShown(Message):
    """A step's text may be seen by its holder."""

    step: str


class StepCompleted(Message):
    """A step is done, and this is how true that is."""

    step: str
    truth: Truth
    user: str


class StepSkipped(Message):
    """A step was left out, where the procedure allows it."""

    step: str
    reason: str
    user: str


class Measured(Message):
    """A value was entered for a gate."""

    step: str
    gate: str
    value: str
    unit: str
    within: bool
    source: Literal["typed"] = "typed"
    user: str


class TimerStarted(Message):
    """A timer runs on the server."""

    step: str
    gate: str
    due_at: Micros


class TimerFired(Message):
    """A timer has run out, perhaps late."""

    step: str
    gate: str
    late_ms: int


class EvidenceCommitted(Message):
    """A photo was named for a gate; told again once its bytes are here."""

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
    """A gate stays closed, and why."""

    step: str
    gate: str
    cause: str


class GateOpened(Message):
    """A gate is open, and by what."""

    step: str
    gate: str
    how: Literal["photo", "measure", "timer", "witness", "override", "review"]


class GateOverridden(Message):
    """A gate was opened without what it demands."""

    step: str
    gate: str
    reason: str
    note: str
    user: str


class Witnessed(Message):
    """A second person has signed."""

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
    """QA sent a photo or an override back: `reject` wants a new photo, `rework` reopens the whole step.

    `sha256` is null where a gate without a photo was overridden.
    """

    step: str
    gate: str
    evidence: str
    sha256: Sha256 | None
    kind: Literal["reject", "rework"]
    reason: str
    note: str
    box: Box | None
    reviewer: str


class PartsOrdered(Message):
    """A part was ordered for a slot of the step."""

    order: str
    step: str
    slot: str
    part: str
    quantity: int
    user: str


class PartsStatus(Message):
    """An order's state has changed."""

    order: str
    status: str
    supplier: str


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
    "qa.queue": "state",
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
