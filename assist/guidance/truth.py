"""How true it is that a step was done. The weakest of what its gates say; overrides outweigh all."""

from collections.abc import Iterable

from assist.guidance.state import GateState
from assist.messages.views import Truth

_WEAKEST_FIRST: tuple[Truth, ...] = ("overridden", "claimed", "measured", "photo_checked", "human_verified")


def gate_truth(gate: GateState) -> Truth | None:
    """What an open gate proves; nothing for a timer, which proves only that time has passed.

    A number typed in is `claimed`: `measured` is kept for instruments and displays that are read.
    """
    if not gate.open:
        return "pending"
    if gate.photo is not None and gate.photo.accepted and gate.how == "photo":
        return "human_verified"
    truths: dict[str, Truth] = {
        "override": "overridden",
        "photo": "photo_checked",
        "review": "human_verified",
        "witness": "human_verified",
        "measure": "claimed",
    }
    return truths.get(gate.how)


def step_truth(gates: Iterable[GateState]) -> Truth:
    """What all open gates of a step prove together; without any, the person's word."""
    truths = {truth for gate in gates if (truth := gate_truth(gate)) is not None}
    return next((truth for truth in _WEAKEST_FIRST if truth in truths), "claimed")
