"""What the worker settles when it starts."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert

from commerce import tables
from commerce.suppliers import store
from tests.fakes.chain import NOON_US, Clock, parts, settings
from vision.detectors.port import Detector
from web.camera import Camera
from web.database import Database
from web.demo import supplier_secrets
from web.demo.load_commerce import load_commerce
from web.identity.models import Shop, ShopId
from web.indexing import Indexing
from web.worker import Worker

REAL = {
    "id": "acme",
    "name": {"zh": "ACME", "en": "ACME"},
    "endpoint": "https://acme.example",
    "secret": "theirs",
    "deadline_us": 1,
    "demonstration": False,
}


def worker(database: Database, var: Path, **changed: object) -> Worker:
    def no_detector() -> Detector:
        raise AssertionError

    async def no_index() -> None:
        raise AssertionError

    deps = replace(parts(database, var, Clock()), settings=settings(var, **changed))
    return Worker(deps, Camera(deps, no_detector), Indexing(no_index))


@pytest.fixture
async def loaded(database: Database, tmp_path: Path) -> Database:
    """A demonstration that an earlier start loaded, its suppliers at port 8010, and a real supplier."""
    async with database.transaction() as session:
        shop = Shop(ShopId("shop-a"), "甲店", "Shop A")
        secrets = supplier_secrets.settled(tmp_path)
        await load_commerce(session, now=NOON_US, secrets=secrets, shops=[shop])
        await session.execute(insert(tables.supplier).values(REAL))
    return database


async def connections(database: Database) -> dict[str, tuple[str, str]]:
    async with database.reading() as session:
        return {row.id: (row.endpoint, row.secret) for row in await store.suppliers(session)}


async def test_a_start_at_another_port_finds_its_suppliers_there(loaded: Database, tmp_path: Path) -> None:
    """The demonstration's suppliers are asked at the port of this start; a real supplier stays as it is."""
    assert (await connections(loaded))["prompt"][0] == "http://127.0.0.1:8010/prompt"
    await worker(loaded, tmp_path, supplier_port=8299).settle_suppliers()
    after = await connections(loaded)
    for name in supplier_secrets.SUPPLIERS:
        assert after[name][0] == f"http://127.0.0.1:8299/{name}"
    assert after["acme"] == (REAL["endpoint"], REAL["secret"])


async def test_fresh_secrets_are_the_ones_that_are_checked(loaded: Database, tmp_path: Path) -> None:
    """When the folder of run-time files was deleted, the suppliers' new secrets take the old ones' place."""
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    await worker(loaded, fresh).settle_suppliers()
    secrets = {name: secret for name, (_, secret) in (await connections(loaded)).items()}
    assert {**supplier_secrets.read(fresh), "acme": "theirs"} == secrets


async def test_a_chain_of_its_own_is_left_alone(loaded: Database, tmp_path: Path) -> None:
    """Without the demonstration nothing is settled."""
    before = await connections(loaded)
    await worker(loaded, tmp_path, demo=False, supplier_port=8299).settle_suppliers()
    assert await connections(loaded) == before
