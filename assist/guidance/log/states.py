"""Jobs folded from their logs, kept in memory so that a command reads only what is new."""

from collections import OrderedDict
from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from assist.guidance.facts import Event
from assist.guidance.fold import apply
from assist.guidance.log.store import channel_of
from assist.guidance.state import JobState
from assist.store import head, of_channel
from assist.tables import log

MOST = 2_000
"""Jobs kept; the one that was not asked for longest goes first. A job takes about 20 kB."""


class States:
    """Folded jobs of one process by channel. A cache: losing it loses nothing."""

    def __init__(self) -> None:
        self._states: OrderedDict[str, JobState] = OrderedDict()

    def get(self, channel: str) -> JobState | None:
        """The last state kept of a channel."""
        state = self._states.get(channel)
        if state is not None:
            self._states.move_to_end(channel)
        return state

    def keep(self, channel: str, state: JobState) -> None:
        """Keep a state that was folded from committed events only."""
        self._states[channel] = state
        self._states.move_to_end(channel)
        if len(self._states) > MOST:
            self._states.popitem(last=False)

    def advance(self, events: Iterable[Event]) -> None:
        """Fold committed events into what is kept; a gap is left for the next read."""
        for event in events:
            state = self._states.get(event.channel)
            if state is not None and state.epoch == event.epoch and state.rev + 1 == event.seq:
                self._states[event.channel] = apply(state, event)


async def load(session: AsyncSession, states: States, job: str, *, lock: bool = False) -> JobState | None:
    """The job at its head; with `lock`, nobody else moves it until this transaction ends.

    Everything that is read was committed before, so it may be kept, unless this transaction itself wrote.
    """
    channel = channel_of(job)
    position = await head(session, log, channel, lock=lock)
    if position is None:
        return None
    state = states.get(channel)
    if state is None or state.epoch != position.epoch or state.rev > position.head:
        state = JobState(job=job, epoch=position.epoch)
    if state.rev < position.head:
        for event in await of_channel(session, log, channel, after=state.rev):
            state = apply(state, event)
        if "events" not in session.info:
            states.keep(channel, state)
    return state
