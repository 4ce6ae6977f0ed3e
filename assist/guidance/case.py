"""One command against one job at one moment, with the questions that guards and effects ask of it."""

from dataclasses import dataclass
from functools import cached_property

from assist.guidance.state import GateState, JobState, StepState
from assist.messages.commands import JobCommand
from knowledge.procedures.models import Gate, Procedure, Step


@dataclass(frozen=True)
class Moment:
    """What is true when the command is judged, besides the job itself.

    Attributes:
        by: Who asks; authenticated.
        device: On which device.
        now: UTC microseconds.
        lease_until: When the present holder's lease ends; 0 where nobody has one.
        bytes_here: Whether a committed photo's bytes are stored already.
        witness: The second person, if login and password were right.
        witness_fit: Whether that person may confirm this work.
        evidence: A fresh id for a photo.
    """

    by: str
    device: str
    now: int
    lease_until: int = 0
    bytes_here: bool = False
    witness: str | None = None
    witness_fit: bool = True
    evidence: str = ""


@dataclass(frozen=True)
class Case:
    """A command to be judged."""

    state: JobState
    procedure: Procedure
    command: JobCommand
    moment: Moment

    @cached_property
    def step_id(self) -> str:
        """The step that the command names; empty where it names none."""
        return getattr(self.command.data, "step", "")

    @cached_property
    def gate_id(self) -> str:
        """The gate that the command names; empty where it names none."""
        return getattr(self.command.data, "gate", "")

    @cached_property
    def step(self) -> Step:
        """The named step of the procedure; ask only after `step_known`."""
        return self.procedure.steps[position(self.procedure, self.step_id)]

    @cached_property
    def at_step(self) -> StepState:
        """How far the named step is."""
        return self.state.step(self.step_id)

    @cached_property
    def gate(self) -> Gate | None:
        """The named gate of the named step."""
        return next((gate for gate in self.step.gates if gate.id == self.gate_id), None)

    @cached_property
    def at_gate(self) -> GateState:
        """How far the named gate is."""
        return self.at_step.gate(self.gate_id)


def position(procedure: Procedure, step: str) -> int:
    """Where a step stands, from 0; -1 where the procedure has none by this id."""
    return procedure.positions.get(step, -1)


def hashes(step: Step) -> tuple[str, ...]:
    """The hazards of a step by content."""
    return tuple(hazard.hash for hazard in step.hazards)


def furthest(state: JobState, procedure: Procedure) -> int:
    """The last step that the job has come to, from 0.

    That is the last step that was shown or settled, or the one after it if it is settled: completing a step
    opens the next.
    """
    reached = 0
    for place, step in enumerate(procedure.steps):
        at = state.step(step.id)
        if at.truth != "pending":
            reached = max(reached, place + 1)
        elif at.shown_to:
            reached = max(reached, place)
    return min(reached, len(procedure.steps) - 1)


def following(state: JobState, procedure: Procedure, step: str) -> Step | None:
    """The next step that is still to do after `step`, else the first one before it, else nothing."""
    place = position(procedure, step)
    order = (*procedure.steps[place + 1 :], *procedure.steps[: max(place, 0)])
    return next((each for each in order if state.step(each.id).truth == "pending"), None)
