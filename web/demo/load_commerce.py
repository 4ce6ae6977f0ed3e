"""Loads what the demonstration chain can buy: parts, stock, suppliers and their secrets."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from commerce.catalog.files import CatalogFile, PlaceEntry, read
from commerce.catalog.imports import Connection, bring_in
from commerce.catalog.store import has_parts
from commerce.ids import ShopId
from commerce.suppliers import store as supplier_store
from knowledge.vehicles.text import Text
from web.identity.models import Shop

CATALOG = Path(__file__).with_name("catalog.yaml")
SUPPLIERS_URL = "http://127.0.0.1:8010"
"""Where the demonstration's supplier process listens, if no other port was set."""


async def load_commerce(
    session: AsyncSession,
    *,
    now: int,
    secrets: Mapping[str, str],
    shops: Sequence[Shop],
    suppliers_url: str = SUPPLIERS_URL,
) -> int:
    """Bring the demonstration's catalogue into an empty one; a second time changes nothing.

    Args:
        session: written to, not committed.
        now: UTC microseconds.
        secrets: what each supplier signs with, by the supplier's id.
        shops: the first of them get the stock of the catalogue's shops, in order; those without stock can
            still transfer and order.
        suppliers_url: where the supplier process listens, without a slash at the end.

    Returns:
        The number of parts that were added.
    """
    if await has_parts(session):
        return 0
    file = catalog()
    keys = [place.id for place in file.places if place.kind == "shop"]
    given = dict(zip(keys, shops, strict=False))
    connections = {
        supplier.id: Connection(f"{suppliers_url}/{supplier.id}", secrets[supplier.id])
        for supplier in file.suppliers
    }
    ids = {key: ShopId(shop.id) for key, shop in given.items()}
    return await bring_in(session, _named(file, given), shops=ids, connections=connections, now=now)


async def settle(session: AsyncSession, *, secrets: Mapping[str, str], suppliers_url: str) -> None:
    """Let the demonstration's suppliers be asked where their process listens now, at each start.

    Port and secrets are of this start and this folder; the rows may be of an earlier one.
    """
    for row in await supplier_store.suppliers(session):
        if row.demonstration and row.id in secrets:
            endpoint, secret = f"{suppliers_url}/{row.id}", secrets[row.id]
            await supplier_store.reconnect(session, row.id, endpoint=endpoint, secret=secret)


def catalog() -> CatalogFile:
    """The demonstration's catalogue.

    Raises:
        CatalogFileError: the file has a fault; values say where.
    """
    return read(CATALOG.read_text(encoding="utf-8"))


def _named(file: CatalogFile, shops: Mapping[str, Shop]) -> CatalogFile:
    """The catalogue with its shops called as the chain calls them."""
    return file.model_copy(update={"places": tuple(_place(place, shops) for place in file.places)})


def _place(place: PlaceEntry, shops: Mapping[str, Shop]) -> PlaceEntry:
    shop = shops.get(place.id)
    return place.model_copy(update={"name": Text(zh=shop.name_zh, en=shop.name_en)}) if shop else place
