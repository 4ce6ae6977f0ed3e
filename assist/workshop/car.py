"""The car of a repair order, for those who ask on its behalf."""

from sqlalchemy.ext.asyncio import AsyncSession

from assist import store, tables
from assist.caller import Caller, Ports
from assist.errors import RepairOrderUnknown
from assist.workshop.vehicle import identified
from knowledge.vehicles.vehicle import Vehicle


async def car_of(session: AsyncSession, order: str, *, by: Caller, ports: Ports) -> Vehicle:
    """The vehicle of a repair order with what people have answered.

    Raises:
        RepairOrderUnknown: there is no such order in this shop.
    """
    row = await store.row(session, tables.repair_order, id=order)
    if row is None or row.shop != by.shop:
        raise RepairOrderUnknown(repair_order=order)
    return await identified(session, row.vin, row.known, ports)
