"""The transition table as data: for each command, what must hold, which code says no, and what may follow.

`rules` interprets it; `as_json` exports it, so that a device can interpret the same table.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from assist.messages.arguments import OverrideReason
from assist.messages.views import GateKind

Guard = Literal[
    "unfinished",
    "held_by_caller",
    "lease_free",
    "step_known",
    "step_reached",
    "step_current",
    "step_pending",
    "step_previous",
    "step_skippable",
    "step_not_sent_back",
    "hazards_of_step",
    "hazards_acknowledged",
    "gate_photo",
    "gate_measure",
    "gate_timer",
    "gate_witness",
    "gate_known",
    "gate_closed",
    "gate_overridable",
    "reason_fits",
    "gates_open",
    "unit_same",
    "timer_idle",
    "photo_not_rejected",
    "witness_known",
    "witness_other",
    "witness_fit",
    "steps_settled",
    "nothing_sent_back",
]

REFUSALS: Mapping[Guard, str] = {
    "unfinished": "job_finished",
    "held_by_caller": "not_holder",
    "lease_free": "job_held",
    "step_known": "step_unknown",
    "step_reached": "step_not_reached",
    "step_current": "step_not_open",
    "step_pending": "step_already_complete",
    "step_previous": "no_previous_step",
    "step_skippable": "step_not_skippable",
    "step_not_sent_back": "step_sent_back",
    "hazards_of_step": "hazard_unknown",
    "hazards_acknowledged": "hazards_not_acknowledged",
    "gate_photo": "gate_unknown",
    "gate_measure": "gate_unknown",
    "gate_timer": "gate_unknown",
    "gate_witness": "gate_unknown",
    "gate_known": "gate_unknown",
    "gate_closed": "gate_already_open",
    "gate_overridable": "gate_not_overridable",
    "reason_fits": "override_reason_unfit",
    "gates_open": "gates_closed",
    "unit_same": "measure_unit",
    "timer_idle": "timer_running",
    "photo_not_rejected": "photo_was_rejected",
    "witness_known": "witness_refused",
    "witness_other": "witness_is_performer",
    "witness_fit": "witness_not_qualified",
    "steps_settled": "steps_pending",
    "nothing_sent_back": "rework_open",
}
"""The code of the refusal when a guard does not hold."""


@dataclass(frozen=True)
class Transition:
    """One command: the first of `guards` that fails answers; `emits` is all that may follow."""

    command: str
    guards: tuple[Guard, ...]
    emits: tuple[str, ...]


_HELD: tuple[Guard, ...] = ("unfinished", "held_by_caller")
_AT_STEP: tuple[Guard, ...] = (*_HELD, "step_known", "step_current")
_OPEN_STEP: tuple[Guard, ...] = (*_AT_STEP, "hazards_acknowledged", "step_pending")
_ENTER = ("hazard.show", "step.show")

TABLE: Mapping[str, Transition] = {
    row.command: row
    for row in (
        Transition("job.claim", ("unfinished", "lease_free"), ("job.claim", *_ENTER)),
        Transition("job.takeover", ("unfinished",), ("job.claim", "job.takeover", *_ENTER)),
        Transition("hazard.displayed", (*_AT_STEP, "hazards_of_step"), ("hazard.displayed",)),
        Transition("hazard.ack", (*_AT_STEP, "hazards_of_step"), ("hazard.ack", "step.show")),
        Transition("step.show", (*_HELD, "step_known", "step_reached"), _ENTER),
        Transition("step.back", (*_HELD, "step_previous"), _ENTER),
        Transition("step.complete", (*_OPEN_STEP, "gates_open"), ("step.complete", *_ENTER)),
        Transition(
            "step.skip", (*_OPEN_STEP, "step_skippable", "step_not_sent_back"), ("step.skip", *_ENTER)
        ),
        Transition(
            "measure.record",
            (*_OPEN_STEP, "gate_measure", "unit_same"),
            ("measure.record", "gate.opened", "gate.blocked"),
        ),
        Transition("timer.start", (*_OPEN_STEP, "gate_timer", "timer_idle"), ("timer.start",)),
        Transition(
            "evidence.commit",
            (*_OPEN_STEP, "gate_photo", "photo_not_rejected"),
            ("evidence.commit", "gate.blocked"),
        ),
        Transition(
            "witness.sign",
            (*_OPEN_STEP, "gate_witness", "gate_closed", "witness_known", "witness_other", "witness_fit"),
            ("witness.sign", "gate.opened"),
        ),
        Transition(
            "gate.override",
            (*_OPEN_STEP, "gate_known", "gate_overridable", "reason_fits", "gate_closed"),
            ("gate.override", "gate.opened"),
        ),
        Transition("job.finish", (*_HELD, "nothing_sent_back", "steps_settled"), ("job.finish",)),
    )
}
"""Every command that moves a job."""


OVERRIDE_REASONS: Mapping[GateKind, tuple[OverrideReason, ...]] = {
    "photo": ("camera_broken", "no_access", "detector_wrong", "foreman_decision", "other"),
    "measure": ("tool_broken", "no_access", "foreman_decision", "other"),
    "timer": ("foreman_decision", "other"),
    "witness": ("foreman_decision", "other"),
}
"""Why a gate of each kind may be opened without what it demands, in the order in which it is asked."""


def as_json() -> str:
    """The table for other interpreters; the same text for the same table."""
    rows = [asdict(row) for row in TABLE.values()]
    told = {
        "refusals": dict(REFUSALS),
        "transitions": rows,
        "override_reasons": dict(OVERRIDE_REASONS),
    }
    return json.dumps(told, sort_keys=True, indent=1)
