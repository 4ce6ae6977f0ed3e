"""One fact in the history of an order, as the tail and the screens read it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """A logged fact. `seq` has no gap within its channel; `pos` rises over all channels of commerce."""

    pos: int
    channel: str
    epoch: str
    seq: int
    type: str
    data: Mapping[str, object]
    by: str
    device: str
    at_us: int
