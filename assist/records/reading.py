"""Reads a job's log and makes its record."""

from sqlalchemy.ext.asyncio import AsyncSession

from assist import store, tables
from assist.caller import Ports
from assist.errors import JobUnknown
from assist.files import file_of, version_of
from assist.guidance.log.store import channel_of
from assist.messages.record import Record
from assist.records.build import record
from commerce.ids import ShopId
from commerce.ordering.orders import of_shop


async def job_record(session: AsyncSession, job: str, *, shop: str | None, ports: Ports) -> Record:
    """The record of a job, finished or not.

    Raises:
        JobUnknown: there is no such job in this shop; None is every shop.
    """
    file = await file_of(session, job, shop, ports.memory)
    events = await store.of_channel(session, tables.log, channel_of(job), after=0)
    if not events:
        raise JobUnknown(job=job)
    procedure = await version_of(session, str(events[0].data["version"]), ports.memory)
    people = frozenset(str(who) for event in events for who in (event.by, event.data.get("witness")) if who)
    return record(
        events,
        procedure,
        order_number=file.order_number,
        vehicle=file.vehicle,
        names=await ports.names(session, people),
        orders=await of_shop(session, ShopId(file.shop), job=job),
    )
