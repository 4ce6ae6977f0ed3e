"""The answer to `sub.open`: what was missed, or the present state with its position."""

from typing import Annotated

from pydantic import Field

from assist.messages.chat import OrderView
from assist.messages.envelopes import Push
from assist.messages.model import Message
from assist.messages.views import JobView


class SubOpened(Message):
    """One page of a channel.

    With `more`, ask again with `after` set to the last event's `seq`; the channel is live only once a page
    without `more` came. That page carries the present view of a job or an order, at `head`. An `epoch`
    other than the one asked for means that the history was replaced: forget what was known.
    """

    ch: str
    epoch: str
    head: Annotated[int, Field(ge=0, description="the position of this page: its last event, or the view's")]
    events: tuple[Push, ...] = ()
    more: bool = False
    view: JobView | None = None
    order: OrderView | None = None


class JobDone(Message):
    """What a command did: the events it made, from `first` to the reply's `rev`; 0 where it made none."""

    job: str
    fence: int
    first: int = 0
