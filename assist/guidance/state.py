"""What is known of a job at one position of its log; `fold` makes it from the facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assist.messages import pushes
from assist.messages.model import Box
from assist.messages.views import GateStatus, Phase, Truth

Outcome = Literal["pass", "fail", "unsure", "retake"]


@dataclass(frozen=True)
class Photo:
    """The photo that a gate looks at now."""

    evidence: str
    sha256: str
    by: str
    awaiting_bytes: bool = False
    outcome: Outcome | None = None
    cause: str = ""
    score: float | None = None
    heat: Box | None = None
    detector: str = ""
    accepted: bool = False


@dataclass(frozen=True)
class GateState:
    """How far one gate is; `how` says what opened it, `override` which override was its last."""

    status: GateStatus = "closed"
    how: str = ""
    cause: str = ""
    value: str = ""
    due_at: int | None = None
    fired_at: int | None = None
    witness: str = ""
    override: str = ""
    photo: Photo | None = None

    @property
    def open(self) -> bool:
        """Whether the step may be completed as far as this gate goes."""
        return self.status in {"opened", "overridden"}


def override_id(job: str, seq: int) -> str:
    """The name of an override, which stands where a photo's evidence would: by its place in the log."""
    return f"{job}:{seq}"


@dataclass(frozen=True)
class StepState:
    """How far one step is.

    Attributes:
        acked: Hashes acknowledged by the holder in this tenure.
        performers: Everybody who worked at the step since it was last opened anew; none of them confirms it.
    """

    truth: Truth = "pending"
    acked: frozenset[str] = frozenset()
    shown_to: frozenset[str] = frozenset()
    performers: frozenset[str] = frozenset()
    gates: Mapping[str, GateState] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)

    def gate(self, gate: str) -> GateState:
        """The gate's state; closed until something happened to it."""
        return self.gates.get(gate, GateState())


@dataclass(frozen=True)
class Rework:
    """A photo that QA sent back, until its step is completed again."""

    fact: pushes.QaRework
    at: int


@dataclass(frozen=True)
class Touch:
    """Who last changed a step or gate, and at which position."""

    seq: int
    by: str
    device: str


@dataclass(frozen=True)
class JobState:
    """A job at `rev`.

    Attributes:
        finished_by: Who ended it, also when QA has opened it again since: it goes back to them.
        tenure: The fence at which the present holder's unbroken time began.
        sent_back: SHA-256 of every photo that QA has sent back, for good: none of them is proof again.
    """

    job: str
    epoch: str = ""
    rev: int = 0
    order: str = ""
    procedure: str = ""
    version: str = ""
    started_at: int = 0
    finished_at: int | None = None
    finished_by: str = ""
    holder: str | None = None
    device: str = ""
    fence: int = 0
    tenure: int = 0
    current: str | None = None
    steps: Mapping[str, StepState] = field(default_factory=dict)
    reworks: tuple[Rework, ...] = ()
    sent_back: frozenset[str] = frozenset()
    order_status: Mapping[str, str] = field(default_factory=dict)
    touched: Mapping[tuple[str, str], Touch] = field(default_factory=dict)

    def step(self, step: str) -> StepState:
        """The step's state; pending until something happened to it."""
        return self.steps.get(step, StepState())

    def phase(self, hazards: frozenset[str]) -> Phase:
        """What the holder faces now, given the hashes of the open step's hazards."""
        if self.finished_at is not None:
            return "finished"
        if self.holder is None:
            return "unclaimed"
        if self.current is not None and not hazards <= self.step(self.current).acked:
            return "hazards"
        return "step"
