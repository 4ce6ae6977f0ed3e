"""What happened, and what was refused: the words in which the rules speak."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assist.messages.model import Message
from assist.messages.pushes import FACTS

SYSTEM = "system"
"""Author of what no person did: timers, the camera's verdict, orders' news."""


@dataclass(frozen=True)
class Fact:
    """Something that happened to a job, not yet written down; `data` is the model of its `type`."""

    type: str
    data: Message


@dataclass(frozen=True)
class Event:
    """A fact as it stands in the log. `seq` has no gap in its channel; `pos` rises over all channels."""

    pos: int
    channel: str
    epoch: str
    seq: int
    type: str
    data: Mapping[str, object]
    by: str
    device: str
    at_us: int

    @property
    def fact(self) -> Message | None:
        """The data as its model; nothing where a newer version wrote a type that this one does not know."""
        model = FACTS.get(self.type)
        return model.model_validate(self.data) if model else None


@dataclass(frozen=True)
class Refusal:
    """An expected "no": its stable code, and the values that its text names."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    temporary: bool = False
