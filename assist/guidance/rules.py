"""Decides what a command does to a job: pure, by the transition table.

`decide` is asked last, after the checks of `standing`: whether the command still speaks for the holder
(fence) and of the step as it is (rev).
"""

from collections.abc import Sequence

from assist.guidance.case import Case, Moment
from assist.guidance.effects import EFFECTS
from assist.guidance.facts import SYSTEM, Fact, Refusal
from assist.guidance.guards import GUARDS
from assist.guidance.state import JobState
from assist.guidance.table import REFUSALS, TABLE
from assist.messages.commands import JobCommand
from knowledge.procedures.models import Procedure

_NO_FENCE = frozenset({"job.claim", "job.takeover"})
_NO_REV = frozenset({"step.show"})
"""Looking changes nothing, so nothing can have made it out of date."""


def standing(state: JobState, command: JobCommand, moment: Moment) -> Refusal | None:
    """Whether a command is out of date: an old fence, or a step that somebody else has touched since `rev`.

    A fence of the holder's own unbroken tenure is good, so that what one device of theirs kept while cut off
    still counts after they went on with another.
    """
    stale = command.fence is not None and command.fence < state.fence
    own = state.holder == moment.by and (command.fence or 0) >= state.tenure
    if stale and not own and command.type not in _NO_FENCE:
        return Refusal("stale_fence", {"fence": str(state.fence), "holder": state.holder or ""})
    if command.rev is not None and command.type not in _NO_REV and _touched_since(state, command, moment):
        return Refusal("stale_revision", {"rev": str(state.rev)})
    return None


def decide(
    state: JobState, procedure: Procedure, command: JobCommand, moment: Moment
) -> Sequence[Fact] | Refusal:
    """The facts that a command makes, or why it makes none."""
    case = Case(state, procedure, command, moment)
    for guard in TABLE[command.type].guards:
        values = GUARDS[guard](case)
        if values is not None:
            return Refusal(REFUSALS[guard], values)
    return EFFECTS[command.type](case)


def _touched_since(state: JobState, command: JobCommand, moment: Moment) -> bool:
    step, gate = getattr(command.data, "step", ""), getattr(command.data, "gate", "")
    since = command.rev or 0
    return any(
        touch.seq > since
        and touch.by != SYSTEM
        and (touch.by, touch.device) != (moment.by, moment.device)
        and touched_step == step
        and (not gate or touched_gate in {"", gate})
        for (touched_step, touched_gate), touch in state.touched.items()
    )
