"""One fact in the history of a procedure or of a vehicle table."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """A logged fact. `seq` has no gap within its channel; `pos` rises over all channels of knowledge."""

    pos: int
    channel: str
    epoch: str
    seq: int
    type: str
    data: Mapping[str, object]
    by: str
    device: str
    at_us: int
