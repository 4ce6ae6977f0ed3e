"""The database goes and comes back while the product runs."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path

import httpx
import pytest
import websockets
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from structlog.testing import capture_logs

from assist.guidance.facts import Event
from assist.tables import log as job_log
from assist.tail import Consumer, run
from tests.databases import Postgres, sqlite_copy
from tests.fakes.chain import PASSWORD, Chain, Clock, parts, running
from tests.fakes.doorway import Doorway
from tests.fakes.live import Serving, serving
from tests.fakes.shop import Shop
from tests.wire import Device
from vision.detectors.port import Detector
from vision.errors import PhotoTooLarge
from web.camera import Camera
from web.database import Database, open_database
from web.indexing import Indexing
from web.worker import Worker

BACK_WITHIN_S = 2.5


@pytest.fixture
def behind(postgres: Postgres) -> Iterator[str]:
    with postgres.copy() as url:
        yield url


@pytest.fixture
async def doorway(behind: str) -> AsyncIterator[Doorway]:
    made = Doorway(behind)
    await made.open()
    yield made
    await made.shut()


@pytest.fixture
async def database(doorway: Doorway) -> AsyncIterator[Database]:
    opened = open_database(doorway.url, pool_size=2)
    yield opened
    await opened.close()


@pytest.fixture
async def chain(database: Database, tmp_path: Path) -> AsyncIterator[Chain]:
    async with running(database, tmp_path / "var") as opened:
        yield opened


async def test_a_request_says_that_the_database_is_away_and_when_to_ask_again(
    chain: Chain, doorway: Doorway
) -> None:
    """503 with Retry-After and a sentence for people; a line in the log as it goes and as it is back."""
    headers = await chain.login("tech", "technician")
    ask = {"login": "tech", "password": "x"}
    with capture_logs() as told:
        await doorway.shut()
        for _ in range(2):
            for answer in (
                await chain.client.get("/api/repair-orders", headers=headers),
                await chain.client.post("/api/login", json=ask, headers=headers),
            ):
                assert (answer.status_code, answer.json()["code"]) == (503, "database_unreachable")
                assert answer.headers["retry-after"] == "1"
                assert "127.0.0.1" not in answer.text
        await doorway.open()
        assert (await chain.client.get("/api/repair-orders", headers=headers)).status_code == 200
    assert [line["event"] for line in told] == ["database.gone", "database.back"]


async def test_a_command_says_so_too_and_is_done_afterwards(database: Database, doorway: Doorway) -> None:
    """A command is refused as temporary and done later, and whoever connects is told to come back."""
    shop = await Shop(database).open()
    async with serving(shop) as served, Device(served.person("ann")) as ann:  # type: ignore[arg-type]
        await doorway.shut()
        error = (await ann.ask("job.claim", job=shop.job))["error"]
        assert (error["code"], error["temporary"]) == ("database_unreachable", True)
        assert await _end_of_a_newcomer(served) == (4500, True)
        await doorway.open()
        assert (await ann.ask("job.claim", job=shop.job))["ok"]


async def _end_of_a_newcomer(served: Serving) -> tuple[int, bool]:
    address = served.url.replace("http", "ws", 1) + "/ws"
    async with websockets.connect(address, subprotocols=["assist.v1"], origin=served.url) as socket:  # type: ignore[list-item, arg-type]
        await socket.recv()
        await socket.send(json.dumps({"type": "auth", "token": "bo", "device": "d", "outbox": "o"}))
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await socket.recv()
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code, json.loads(closed.value.rcvd.reason)["reconnect"]


async def test_the_worker_waits_for_the_database(
    database: Database, doorway: Doorway, tmp_path: Path
) -> None:
    """The worker outlives an outage, and acts on what happens after it within two seconds of its end."""

    def no_detector() -> Detector:
        raise PhotoTooLarge

    async def no_index() -> None:
        raise AssertionError

    deps = parts(database, tmp_path, Clock())
    worker = Worker(deps, Camera(deps, no_detector), Indexing(no_index))
    followed = asyncio.Event()

    async def follow(_: Event) -> None:
        followed.set()

    working = asyncio.create_task(worker.work())
    following = asyncio.create_task(
        run(database, [Consumer("test", job_log, frozenset({"job.start"}), follow)])
    )
    with capture_logs() as told:
        await asyncio.sleep(0.5)
        await doorway.shut()
        await asyncio.sleep(4)
        assert not working.done()
        await doorway.open()
        await Shop(database).open()
        async with asyncio.timeout(BACK_WITHIN_S):
            await followed.wait()
    for task in (working, following):
        assert not task.done()
        task.cancel()
    await asyncio.gather(working, following, return_exceptions=True)
    assert [line["event"] for line in told if line["event"].startswith("database.")] == [
        "database.gone",
        "database.back",
    ]


def _leave_no_room(connection: DBAPIConnection, *_: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA max_page_count = 1")  # SQLite takes it for as many pages as there are
    cursor.close()


async def test_a_full_disk_is_said_of_what_is_no_photo(sqlite_file: Path, tmp_path: Path) -> None:
    """Where a row finds no room, 507 says that this was not stored, and speaks of no photo."""
    with sqlite_copy(sqlite_file, tmp_path) as url:
        full = open_database(url)
        async with running(full, tmp_path / "var") as chain:
            headers = await chain.login("tech", "technician")
            event.listen(full.engine.sync_engine, "checkout", _leave_no_room)
            order = {"vin": "1HGCM82633A004352", "complaint": "x" * 2_000}
            for path, body in (
                ("/api/repair-orders", order),
                ("/api/login", {"login": "tech", "password": PASSWORD}),
            ):
                refused = await _until_refused(chain, path, body, headers)
                assert (refused.status_code, refused.json()["code"]) == (507, "database_full")
                assert "photo" not in refused.json()["detail"]
        await full.close()


async def _until_refused(
    chain: Chain, path: str, body: Mapping[str, str], headers: Mapping[str, str]
) -> httpx.Response:
    for number in range(200):
        answer = await chain.client.post(path, json=body, headers={**headers, "Idempotency-Key": str(number)})
        if answer.is_error:
            return answer
    raise AssertionError(path)
