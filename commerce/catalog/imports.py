"""Brings a catalogue into the database: parts, numbers, replacements, places, stock, suppliers."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from commerce.catalog import store
from commerce.catalog.files import CatalogFile, PartEntry
from commerce.catalog.numbers import normalise
from commerce.catalog.parts import Part
from commerce.catalog.supersession import Edge, newest
from commerce.ids import PartId, ShopId, SupplierId
from commerce.stock import store as stock_store
from commerce.stock.sources import DAY_US, Supply
from commerce.suppliers import store as supplier_store
from commerce.suppliers.store import SupplierRow

HOUR_US = 3_600_000_000


@dataclass(frozen=True)
class Connection:
    """How a supplier is reached, and the secret that signs their answers."""

    endpoint: str
    secret: str


async def bring_in(
    session: AsyncSession,
    file: CatalogFile,
    *,
    shops: Mapping[str, ShopId],
    connections: Mapping[str, Connection],
    now: int,
) -> int:
    """Write a catalogue into an empty one.

    Args:
        session: everything or nothing.
        file: read and checked by `files.read`.
        shops: the id of each place of the file that is a shop.
        connections: how each supplier of the file is reached.
        now: UTC microseconds; stock that has lain for days lies since before.

    Returns:
        The number of parts.

    Raises:
        SupersessionCircle: numbers that replace each other in a circle.
    """
    edges = _edges(file, now)
    for edge in edges:
        newest(edge.old, edges)
    parts = [(_part(entry, file), normalise(entry.number)) for entry in file.parts]
    await store.add(session, parts, edges)
    await _add_places(session, file, shops, now=now)
    await supplier_store.add(session, _suppliers(file, connections), _supplies(file))
    return len(parts)


async def _add_places(
    session: AsyncSession, file: CatalogFile, shops: Mapping[str, ShopId], *, now: int
) -> None:
    places = [
        {
            "id": shops.get(place.id, place.id),
            "kind": place.kind,
            "name": place.name.model_dump(),
            "transfer_us": place.transfer_hours * HOUR_US,
        }
        for place in file.places
    ]
    levels = [
        {
            "place": shops.get(place, place),
            "part": part.id,
            "on_hand": entry.pieces,
            "reserved": 0,
            "cost": part.cost,
            "received_us": now - entry.days * DAY_US,
        }
        for part in file.parts
        for place, entry in part.stock.items()
    ]
    await stock_store.add_places(session, places)
    await stock_store.add_levels(session, levels)
    for shop, net_90_days in file.volumes.items():
        await stock_store.add_volume(session, shops.get(shop, ShopId(shop)), net_90_days)


def _part(entry: PartEntry, file: CatalogFile) -> Part:
    return Part(
        id=PartId(entry.id),
        number=entry.number,
        maker=entry.maker,
        family=entry.family,
        tier=entry.tier,
        name=entry.name or file.families[entry.family],
        fitment=file.rules[entry.fits],
        demonstration=file.demonstration,
        pack_ml=entry.pack_ml,
    )


def _edges(file: CatalogFile, now: int) -> list[Edge]:
    replaced = [
        Edge(PartId(part.replaces), PartId(part.id), "supersedes", now, part.maker)
        for part in file.parts
        if part.replaces
    ]
    alike = [
        Edge(PartId(other), PartId(part.id), "interchange", now, part.maker)
        for part in file.parts
        for other in part.interchanges
    ]
    return replaced + alike


def _suppliers(file: CatalogFile, connections: Mapping[str, Connection]) -> list[SupplierRow]:
    return [
        SupplierRow(
            id=SupplierId(entry.id),
            name=entry.name,
            endpoint=connections[entry.id].endpoint,
            secret=connections[entry.id].secret,
            deadline_us=entry.deadline_s * 1_000_000,
            demonstration=file.demonstration,
        )
        for entry in file.suppliers
    ]


def _supplies(file: CatalogFile) -> list[Supply]:
    names = {entry.id: entry.name for entry in file.suppliers}
    return [
        Supply(
            supplier=SupplierId(supplier),
            name=names[supplier],
            part=PartId(part.id),
            cost=entry.cost,
            lead_us=entry.hours * HOUR_US,
            demonstration=file.demonstration,
        )
        for part in file.parts
        for supplier, entry in part.supplies.items()
    ]
