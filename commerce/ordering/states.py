"""The states of an order, and what may happen in each, as data. Pure.

The state says only what is known: `confirmed` means that the supplier's word is yes and nobody took the order
back; as soon as words contradict each other the state says that instead of choosing one.
"""

from collections.abc import Mapping
from typing import Literal

Status = Literal[
    "placed",  # written down; its supplier has not been reached yet
    "unasked",  # the supplier could not be reached: they know nothing of it
    "asked",  # it was sent to the supplier's system, which has it or, without a receipt, may have it
    "reserved",  # pieces of our own stock are held for it
    "confirmed",  # the supplier said yes
    "refused",  # the supplier said no
    "unanswered",  # asked, and no word came in time
    "contradicted",  # the supplier said yes and no
    "overtaken",  # the supplier said yes after we had cancelled
    "cancelled",  # taken back, and nothing heard against it
]
Happening = Literal[
    "reserved", "asked", "unreachable", "yes", "no", "deadline", "asked_again", "cancelled", "kept"
]

TRANSITIONS: Mapping[tuple[Status, Happening], Status] = {
    ("placed", "reserved"): "reserved",
    ("placed", "asked"): "asked",
    ("placed", "unreachable"): "unasked",
    ("placed", "yes"): "confirmed",
    ("placed", "no"): "refused",
    ("placed", "deadline"): "unasked",
    ("placed", "cancelled"): "cancelled",
    ("unasked", "asked"): "asked",
    ("unasked", "yes"): "confirmed",
    ("unasked", "no"): "refused",
    ("unasked", "asked_again"): "placed",
    ("unasked", "cancelled"): "cancelled",
    ("asked", "unreachable"): "unanswered",
    ("asked", "yes"): "confirmed",
    ("asked", "no"): "refused",
    ("asked", "deadline"): "unanswered",
    ("asked", "cancelled"): "cancelled",
    ("reserved", "cancelled"): "cancelled",
    ("unanswered", "asked"): "asked",
    ("unanswered", "yes"): "confirmed",
    ("unanswered", "no"): "refused",
    ("unanswered", "asked_again"): "asked",
    ("unanswered", "cancelled"): "cancelled",
    ("confirmed", "no"): "contradicted",
    ("refused", "yes"): "contradicted",
    ("contradicted", "kept"): "confirmed",
    ("contradicted", "cancelled"): "cancelled",
    ("cancelled", "yes"): "overtaken",
    ("overtaken", "no"): "cancelled",
    ("overtaken", "kept"): "confirmed",
    ("overtaken", "cancelled"): "cancelled",
}
"""Where each happening leads. What is absent changes nothing: facts are recorded, wishes are refused."""

CHOICES: Mapping[Status, tuple[str, ...]] = {
    "unasked": ("again", "other", "cancel"),
    "unanswered": ("again", "other", "cancel"),
    "contradicted": ("keep", "cancel"),
    "overtaken": ("keep", "cancel"),
    "refused": ("other",),
}
"""What a person may do next where waiting will not help."""

WAITING: frozenset[Status] = frozenset({"placed", "asked"})
"""States that the deadline ends."""


def after(status: Status, happening: Happening) -> Status:
    """The state after something happened; the same state where it changes nothing."""
    return TRANSITIONS.get((status, happening), status)


def may(status: Status, happening: Happening) -> bool:
    """Whether a person's wish is possible in this state."""
    return (status, happening) in TRANSITIONS


def cancellable(status: Status) -> bool:
    """Whether the order can still be taken back: until a supplier has confirmed."""
    return may(status, "cancelled")
