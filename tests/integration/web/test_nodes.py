"""Two edges of one chain, as processes: what one commits reaches the clients of the other."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import nats
import pytest
import websockets
from nats.aio.msg import Msg

from tests.bench.ports import free_port
from tests.databases import Postgres
from tests.fakes.nats_server import Nats
from tests.processes import ADMINISTRATOR, PASSWORD, Home, serving
from tests.wire import Device, Person, acknowledge
from web.adapters.bus import SUBJECT
from web.database import open_database
from web.demo.load_knowledge import load_knowledge, waiting_cars
from web.identity.people import login_of


@dataclass(frozen=True)
class Chain:
    """A chain with two technicians of one shop, and its two edges."""

    home: Home
    urls: tuple[str, str]
    bus: Nats

    def person(self, node: int, login: str) -> Person:
        return Person(self.urls[node], login_of(login), PASSWORD)


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Home]:
    """A chain of this test on one of the databases."""
    if request.param == "sqlite":
        yield _begun(Home(tmp_path))
        return
    server: Postgres = request.getfixturevalue("postgres")
    with server.empty() as url:
        yield _begun(Home(tmp_path, {"DATABASE_URL": url}))


def _begun(home: Home) -> Home:
    home.call("init", "--login", ADMINISTRATOR)
    asyncio.run(_taught(home))
    shop = json.loads(home.call("--json", "shop", "add", "北店", "North"))["id"]
    for login in ("ann", "bo"):
        given = ("--role", "technician", "--shop", shop, "--password", PASSWORD)
        home.call("person", "add", login, login, *given)
    return home


async def _taught(home: Home) -> None:
    database = open_database(home.settings.get("DATABASE_URL", f"sqlite:///{home.var / 'shifu.sqlite'}"))
    async with database.transaction() as session:
        await load_knowledge(session, now=time.time_ns() // 1000)
    await database.close()


@pytest.fixture
async def chain(home: Home) -> AsyncIterator[Chain]:
    """Both edges, over a real NATS server."""
    bus, other = Nats(), free_port()
    home.settings["NATS_URL"] = bus.url
    async with AsyncExitStack() as stack:
        stack.callback(bus.stop)
        for port in (home.port, other):
            await stack.enter_async_context(serving(home, port=port))
        yield Chain(home, (home.url, f"http://localhost:{other}"), bus)


async def started(ann: Person) -> str:
    """A job on a car that the manual covers."""
    car = waiting_cars()[0]
    order = await ann.post("/api/repair-orders", {"vin": car.vin, "plate": car.plate, "mileage_km": 1})
    offers = (await ann.get(f"/api/repair-orders/{order['id']}/procedures"))["offers"]
    return await ann.start(order["id"], offers[0]["procedure"])


@asynccontextmanager
async def hinted(bus: Nats) -> AsyncIterator[list[str]]:
    """The channels that edges tell each other of."""
    channels: list[str] = []
    listener = await nats.connect(bus.url)

    async def heard(message: Msg) -> None:
        channels.append(json.loads(message.data)["ch"])

    await listener.subscribe(SUBJECT, cb=heard)
    yield channels
    await listener.close()


async def test_a_commit_of_one_edge_reaches_the_client_of_the_other(chain: Chain) -> None:
    """What is done at one edge is on the screen of the other at once; a hint is sent, and none is needed."""
    async with chain.person(0, "ann") as ann, chain.person(1, "bo") as bo:
        job = await started(ann)
        async with Device(ann) as here, Device(bo) as there:
            await here.follow(job)
            await there.follow(job)
            async with hinted(chain.bus) as channels:
                await reaches(job, here, there)
                await there.until(lambda _: f"job:{job}" in channels)
            chain.bus.stop()
            await reaches(job, here, there)


async def reaches(job: str, here: Device, there: Device) -> None:
    """Move the job at one edge; within two seconds the other shows it."""
    view = here.views[job]
    if not view["mine"]:
        view = await here.do("job.claim", job)
    elif view["phase"] == "hazards":
        view = await acknowledge(here, job)
    else:
        view = await here.do("step.complete", job, {"step": view["current"]})
    await there.until(lambda device: device.views[job]["rev"] >= view["rev"], within_s=2)


async def test_a_session_that_ends_at_one_edge_ends_its_socket_at_the_other(chain: Chain) -> None:
    """A password that was reset, and a person who signed out, close the sockets of all edges with 4401."""
    async with chain.person(0, ADMINISTRATOR) as boss, chain.person(1, "bo") as bo:
        people = (await boss.get("/api/people"))["items"]
        person = next(each["id"] for each in people if each["login"] == "bo")
        async with Device(bo) as device:
            answer = await boss.http.post(
                f"/api/people/{person}/password", json={"password": f"{PASSWORD} 2"}
            )
            assert answer.is_success
            assert await ending(device) == 4401
    async with chain.person(0, "ann") as ann:
        elsewhere = chain.person(1, "ann")
        elsewhere.token = ann.token
        async with Device(elsewhere) as device:
            assert (await ann.http.post("/api/logout")).is_success
            assert await ending(device) == 4401
        await elsewhere.http.aclose()


async def ending(device: Device) -> int:
    """The code with which the server closes a socket, within two seconds."""
    async with asyncio.timeout(2):
        await device.socket.wait_closed()
    closed = device.socket.protocol.close_rcvd
    assert isinstance(closed, websockets.frames.Close)
    return closed.code
