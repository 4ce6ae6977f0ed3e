"""Frames as text: an event is written once, and each connection only adds its own `prev`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from assist.messages.envelopes import Lane
from assist.messages.handshake import ENDINGS, CloseReason, Ended
from assist.messages.pushes import LANES
from assist.messages.resume import SubOpened
from assist.messages.views import JobView

CLOSE_REASON_MOST = 123
"""Bytes of a close frame's reason. Source: RFC 6455, 5.5."""


class Logged(Protocol):
    """Any package's event."""

    @property
    def channel(self) -> str:
        """Where it happened."""
        ...

    @property
    def epoch(self) -> str:
        """Which history that is."""
        ...

    @property
    def seq(self) -> int:
        """Its position, without gap."""
        ...

    @property
    def type(self) -> str:
        """What happened."""
        ...

    @property
    def data(self) -> Mapping[str, object]:
        """The fact."""
        ...

    @property
    def at_us(self) -> int:
        """When, UTC microseconds."""
        ...


@dataclass(frozen=True)
class Frame:
    """A logged push in two halves, between which `prev` is written."""

    ch: str
    seq: int
    lane: Lane
    head: str
    rest: str

    def text(self, prev: int) -> str:
        """The whole frame for a connection that was last sent `prev` of this channel."""
        return f"{self.head}{prev}{self.rest}"


def frame_of(event: Logged) -> Frame:
    """The push of a logged event; facts that no table names travel as `safety`."""
    return logged_frame(event, event.type, event.data, lane=LANES.get(event.type, "safety"))


def logged_frame(event: Logged, kind: str, data: Mapping[str, object], *, lane: Lane) -> Frame:
    """A push at an event's position that says it in other words."""
    head = f'{{"ch":{_json(event.channel)},"epoch":{_json(event.epoch)},"seq":{event.seq},"prev":'
    rest = (
        f',"lane":"{lane}","type":{_json(kind)},"rev":{event.seq},"at":{event.at_us},"data":{_json(data)}}}'
    )
    return Frame(event.channel, event.seq, lane, head, rest)


def queue_frame(ch: str, pos: int, *, at: int) -> Frame:
    """The push that says that a queue is another one now; it is read where its pages are."""
    head = f'{{"ch":{_json(ch)},"epoch":"","seq":{pos},"prev":'
    return Frame(
        ch, pos, "state", head, f',"lane":"state","type":"qa.queue","rev":{pos},"at":{at},"data":{{}}}}'
    )


def view_text(ch: str, epoch: str, view: JobView, *, at: int) -> str:
    """The unlogged push of a job's view."""
    return (
        f'{{"ch":{_json(ch)},"epoch":{_json(epoch)},"lane":"state","type":"job.state",'
        f'"rev":{view.rev},"at":{at},"data":{view.model_dump_json()}}}'
    )


def order_text(ch: str, at_head: SubOpened, *, at: int) -> str:
    """The push of an order's state; unlogged, for the state itself is the whole truth."""
    data = at_head.order.model_dump_json() if at_head.order is not None else "null"
    return (
        f'{{"ch":{_json(ch)},"epoch":{_json(at_head.epoch)},"lane":"state","type":"parts.status",'
        f'"rev":{at_head.head},"at":{at},"data":{data}}}'
    )


def close_reason(ended: Ended, after_ms: int = 0) -> str:
    """The reason of a close frame."""
    _, reconnect = ENDINGS[ended]
    return CloseReason(reconnect=reconnect, after_ms=after_ms, code=ended).model_dump_json()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
