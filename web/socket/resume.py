"""Answers `sub.open`: events that were missed in pages, or the present state; read in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from assist import seeing, store, tables
from assist.caller import Ports
from assist.errors import ChannelUnknown
from assist.files import file_of
from assist.guidance.facts import Event
from assist.messages.arguments import SubOpenData
from assist.messages.envelopes import Push
from assist.messages.pushes import LANES
from assist.messages.resume import SubOpened
from assist.once import Kept


@dataclass(frozen=True)
class Reader:
    """Who reads a channel, and of which shop; None for every shop."""

    user: str
    shop: str | None


async def open_job(
    session: AsyncSession, asked: SubOpenData, *, reader: Reader, ports: Ports, page: int
) -> SubOpened:
    """One page of a job's channel.

    Raises:
        JobUnknown: there is no such job in this shop.
    """
    job = asked.ch.partition(":")[2]
    await file_of(session, job, reader.shop, ports.memory)
    position = await store.head(session, tables.log, asked.ch)
    if position is None:
        raise ChannelUnknown(ch=asked.ch)
    after = _after(asked, position.epoch, position.head)
    events: Sequence[Event] = ()
    if after is not None:
        events = await store.of_channel(session, tables.log, asked.ch, after=after, limit=page + 1)
    if len(events) > page:
        some = pushes(events[:page], after or 0)
        return SubOpened(ch=asked.ch, epoch=position.epoch, head=events[page - 1].seq, events=some, more=True)
    view = await seeing.job_view(session, job, viewer=reader.user, shop=reader.shop, ports=ports)
    return SubOpened(
        ch=asked.ch,
        epoch=position.epoch,
        head=position.head,
        events=pushes(events, after or 0),
        view=view,
    )


def pushes(events: Sequence[Event], after: int) -> tuple[Push, ...]:
    """Events as pushes, each behind the one before."""
    seqs = [after, *(event.seq for event in events)]
    return tuple(
        Push(
            ch=event.channel,
            epoch=event.epoch,
            seq=event.seq,
            prev=prev,
            lane=LANES.get(event.type, "safety"),
            type=event.type,
            rev=event.seq,
            at=event.at_us,
            data=Kept(**event.data),
        )
        for prev, event in zip(seqs, events, strict=False)
    )


def _after(asked: SubOpenData, epoch: str, head: int) -> int | None:
    """From where to tell events; None where the client's history is another one, or it asked for none."""
    if asked.after is None or asked.epoch not in {None, epoch} or asked.after > head:
        return None
    return asked.after
