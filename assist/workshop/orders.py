"""Repair orders: opened by VIN, listed for a shop, and what may be done on the car."""

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from assist import store, tables
from assist.caller import Caller, Ports
from assist.errors import (
    FieldTooLong,
    MileageRefused,
    ProcedureNotOffered,
    RepairOrderBusy,
    RepairOrderUnknown,
)
from assist.messages.model import MAX_TEXT, Text
from assist.messages.workshop import (
    JobLine,
    ProcedureOffer,
    ProcedureOffers,
    ProcedureRefused,
    RepairOrderLine,
    RepairOrderView,
)
from assist.seeing import job_line
from assist.workshop.vehicle import fact_views, identified, question_view, warning_views, words
from knowledge.procedures import applicability, revisions
from knowledge.vehicles.facts import check_answer
from knowledge.vehicles.identify import identify
from knowledge.vehicles.vehicle import Vehicle, title
from knowledge.vehicles.vin import Vin, parse

LISTED_MOST = 100
"""Orders of the list; a shop that has more open ones at once has not closed those that are done."""
PLATE_MOST = 32
MILEAGE_MOST_KM = 5_000_000


@dataclass(frozen=True)
class NewOrder:
    """What is typed at the counter."""

    vin: str
    plate: str = ""
    mileage_km: int | None = None
    complaint: str = ""


@dataclass(frozen=True)
class Offered:
    """A repair order, and the approved version that may be performed on it."""

    id: str
    number: str
    plate: str
    vin: str
    title: Text


@dataclass(frozen=True)
class OfferedProcedure:
    """A procedure that applies."""

    id: str
    version: str


async def open_order(
    session: AsyncSession, new: NewOrder, *, by: Caller, now: int, ports: Ports
) -> RepairOrderView:
    """A new repair order for the caller's shop.

    Raises:
        knowledge.vehicles.vin.InvalidVin: 17 characters without I, O and Q are needed.
        FieldTooLong, MileageRefused: something typed does not fit.
    """
    vin = parse(new.vin)
    _check(new)
    order = uuid.uuid4().hex
    values: dict[str, object] = {
        "id": order,
        "shop": by.shop,
        "plate": new.plate.strip(),
        "vin": vin,
        "mileage_km": new.mileage_km,
        "complaint": new.complaint.strip(),
        "known": {},
        "status": "waiting",
        "created_by": by.user,
        "created_at": now,
    }
    while not await store.insert_once(
        session, tables.repair_order, {**values, "number": await _number(session, now)}
    ):
        continue  # somebody took the number at the same moment
    return await order_view(session, order, by=by, ports=ports)


async def orders(
    session: AsyncSession, *, by: Caller, ports: Ports, closed: bool = False
) -> tuple[Sequence[RepairOrderLine], bool]:
    """The newest repair orders of the caller's shop, either closed or not, and whether there are more."""
    rows = await store.orders_of(session, by.shop, closed=closed, limit=LISTED_MOST + 1)
    listed = rows[:LISTED_MOST]
    begun = await store.jobs_by_order(session, (row.id for row in listed))
    decoders = await ports.decoders(session)
    lines = [
        RepairOrderLine(
            id=row.id,
            number=row.number,
            plate=row.plate,
            vin=row.vin,
            title=_title(identify(Vin(row.vin), decoders, row.known)),
            complaint=row.complaint,
            jobs=begun.get(row.id, 0),
        )
        for row in listed
    ]
    return lines, len(rows) > LISTED_MOST


async def close_order(session: AsyncSession, order: str, *, by: Caller, ports: Ports) -> RepairOrderView:
    """Take a repair order off the lists; its page, its jobs and their records stay.

    Raises:
        RepairOrderUnknown: there is no such order in this shop.
        RepairOrderBusy: a job of it is under way.
    """
    row = await _row(session, order, by, lock=True)
    if await store.rows(session, tables.job, repair_order=order, finished=False):
        raise RepairOrderBusy(number=row.number)
    await store.change(session, tables.repair_order, {"id": order}, {"status": "closed"})
    return await order_view(session, order, by=by, ports=ports)


async def reopen_order(session: AsyncSession, order: str, *, by: Caller, ports: Ports) -> RepairOrderView:
    """Put a closed repair order back on the lists; nothing if it is there.

    Raises:
        RepairOrderUnknown: there is no such order in this shop.
    """
    row = await _row(session, order, by, lock=True)
    begun = await store.jobs_by_order(session, (order,))
    status = "working" if begun else "waiting"
    if row.status == "closed":
        await store.change(session, tables.repair_order, {"id": order}, {"status": status})
    return await order_view(session, order, by=by, ports=ports)


async def order_view(session: AsyncSession, order: str, *, by: Caller, ports: Ports) -> RepairOrderView:
    """One repair order with its vehicle and jobs.

    Raises:
        RepairOrderUnknown: there is no such order in this shop.
    """
    return await _view(session, await _row(session, order, by), by=by, ports=ports)


async def answer_fact(
    session: AsyncSession, order: str, fact: str, value: str, *, by: Caller, ports: Ports
) -> RepairOrderView:
    """Keep what a person says of the car; it wins over what the VIN says.

    Raises:
        RepairOrderUnknown: there is no such order in this shop.
        knowledge.vehicles.errors.UnknownFact, FactValue: no such fact, or no such value of it.
    """
    row = await _row(session, order, by, lock=True)
    answers = {**row.known, fact: check_answer(fact, value)}
    await store.change(session, tables.repair_order, {"id": order}, {"known": answers})
    return await order_view(session, order, by=by, ports=ports)


async def forget_fact(
    session: AsyncSession, order: str, fact: str, *, by: Caller, ports: Ports
) -> RepairOrderView:
    """Take back what a person said of the car, so that it is asked again; nothing if nobody said it.

    Raises:
        RepairOrderUnknown: there is no such order in this shop.
    """
    row = await _row(session, order, by, lock=True)
    answers = {name: value for name, value in row.known.items() if name != fact}
    await store.change(session, tables.repair_order, {"id": order}, {"known": answers})
    return await order_view(session, order, by=by, ports=ports)


async def offers(session: AsyncSession, order: str, *, by: Caller, ports: Ports) -> ProcedureOffers:
    """Approved procedures that apply to this car, with the reason; or the one question that settles it.

    Raises:
        RepairOrderUnknown: there is no such order in this shop.
    """
    row = await _row(session, order, by)
    vehicle = await identified(session, row.vin, row.known, ports)
    found = applicability.offers(await revisions.approved(session), vehicle)
    return ProcedureOffers(
        offers=tuple(
            ProcedureOffer(
                procedure=offer.procedure.id,
                version=offer.procedure.version,
                number=offer.procedure.number,
                title=words(offer.procedure.title),
                kind=offer.procedure.kind,
                steps=len(offer.procedure.steps),
                demonstration=offer.procedure.demonstration,
                reason=words(offer.reason),
            )
            for offer in found.offered
        ),
        question=question_view(found.question),
        not_covered=not found.covered,
        refused=tuple(
            ProcedureRefused(title=words(each.procedure.title), reason=words(each.reason))
            for each in found.refused
        ),
    )


async def offered(
    session: AsyncSession, order: str, procedure: str, *, by: Caller, ports: Ports
) -> tuple[Offered, OfferedProcedure]:
    """A repair order and a procedure that may be performed on it.

    Raises:
        RepairOrderUnknown: there is no such order in this shop.
        ProcedureNotOffered: the procedure does not apply, or is not approved.
    """
    row = await _row(session, order, by)
    vehicle = await identified(session, row.vin, row.known, ports)
    found = applicability.offers(await revisions.approved(session), vehicle)
    offer = next((each.procedure for each in found.offered if each.procedure.id == procedure), None)
    if offer is None:
        raise ProcedureNotOffered(procedure=procedure)
    known = Offered(row.id, row.number, row.plate, row.vin, _title(vehicle))
    return known, OfferedProcedure(offer.id, offer.version)


async def _row(session: AsyncSession, order: str, by: Caller, *, lock: bool = False) -> Row[Any]:
    row = await store.row(session, tables.repair_order, lock=lock, id=order)
    if row is None or row.shop != by.shop:
        raise RepairOrderUnknown(repair_order=order)
    return row


async def _view(session: AsyncSession, row: Row[Any], *, by: Caller, ports: Ports) -> RepairOrderView:
    vehicle = await identified(session, row.vin, row.known, ports)
    return RepairOrderView(
        id=row.id,
        number=row.number,
        plate=row.plate,
        vin=row.vin,
        title=_title(vehicle),
        warnings=warning_views(vehicle),
        facts=fact_views(vehicle),
        complaint=row.complaint,
        mileage_km=row.mileage_km,
        status=row.status,
        created_at=row.created_at,
        jobs=await _jobs(session, row.id, by=by, ports=ports),
    )


async def _jobs(session: AsyncSession, order: str, *, by: Caller, ports: Ports) -> tuple[JobLine, ...]:
    rows = await store.rows(session, tables.job, order="started_at", repair_order=order)
    return tuple([await job_line(session, row.id, viewer=by.user, ports=ports) for row in rows])


def _title(vehicle: Vehicle) -> Text:
    return words(title(vehicle))


def _check(new: NewOrder) -> None:
    for field, value, most in (("plate", new.plate, PLATE_MOST), ("complaint", new.complaint, MAX_TEXT)):
        if len(value.strip()) > most:
            raise FieldTooLong(field=field, most=most)
    if new.mileage_km is not None and not 0 <= new.mileage_km <= MILEAGE_MOST_KM:
        given, limit = f"{new.mileage_km:,}", f"{MILEAGE_MOST_KM:,}"
        raise MileageRefused(field="mileage_km", mileage_km=given, most=limit)


async def _number(session: AsyncSession, now: int) -> str:
    """The next number of the server's day, such as `20260301-007`; unique over the chain."""
    prefix = time.strftime("%Y%m%d-", time.localtime(now // 1_000_000))
    return f"{prefix}{await store.count_orders(session, prefix) + 1:03d}"
