"""What every bus promises, the NATS one over a real server."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

import nats
import pytest

from tests.fakes.nats_server import Nats
from web.adapters.bus import SUBJECT, Bus, Hint, LocalBus, NatsBus
from web.errors import BusUnreachable


@pytest.fixture(scope="module")
def server() -> Iterator[Nats]:
    running = Nats()
    yield running
    running.stop()


@pytest.fixture(params=["local", "nats"])
async def bus(request: pytest.FixtureRequest) -> AsyncIterator[Bus]:
    made: Bus = LocalBus() if request.param == "local" else NatsBus(request.getfixturevalue("server").url)
    await made.start()
    yield made
    await made.stop()


async def heard(into: list[Hint], count: int) -> None:
    until = time.monotonic() + 5
    while len(into) < count and time.monotonic() < until:  # noqa: ASYNC110 - it also ends
        await asyncio.sleep(0.01)


async def test_a_hint_reaches_every_listener(bus: Bus) -> None:
    """Everybody who listens hears each hint, in the order in which it was sent."""
    first: list[Hint] = []
    second: list[Hint] = []
    bus.listen(first.append)
    bus.listen(second.append)
    hints = [Hint("job:1", "e", number) for number in range(1, 21)]
    for hint in hints:
        await bus.send(hint)
    await heard(second, 20)
    assert first == second == hints


async def test_a_late_listener_hears_from_then_on(bus: Bus) -> None:
    """Hints are not kept: who listens later hears only what is sent later."""
    await bus.send(Hint("job:1", "e", 1))
    await asyncio.sleep(0.05)
    late: list[Hint] = []
    bus.listen(late.append)
    await bus.send(Hint("job:1", "e", 2))
    await heard(late, 1)
    assert late == [Hint("job:1", "e", 2)]


async def test_nodes_hear_each_other(server: Nats) -> None:
    """Two processes on one NATS server tell each other of commits."""
    one, two = NatsBus(server.url), NatsBus(server.url)
    await one.start()
    await two.start()
    far: list[Hint] = []
    two.listen(far.append)
    await asyncio.sleep(0.05)
    await one.send(Hint("order:7", "e", 3))
    await heard(far, 1)
    await one.stop()
    await two.stop()
    assert far == [Hint("order:7", "e", 3)]


@pytest.mark.parametrize(
    "payload", [b"", b"{", b"[]", b'{"ch": 1}', b'{"ch":"a","epoch":"b","head":1,"more":2}', b"\xff"]
)
async def test_nonsense_on_the_wire_is_passed_over(server: Nats, payload: bytes) -> None:
    """A message that is no hint is ignored, and the next one is heard."""
    bus = NatsBus(server.url)
    await bus.start()
    far: list[Hint] = []
    bus.listen(far.append)
    stranger = await nats.connect(server.url)
    await stranger.publish(SUBJECT, payload)
    await stranger.flush()
    await bus.send(Hint("job:1", "e", 1))
    await heard(far, 1)
    await stranger.close()
    await bus.stop()
    assert far == [Hint("job:1", "e", 1)]


async def test_an_outage_loses_hints_and_nothing_else() -> None:
    """While the server is away sending fails silently; when it is back hints flow again."""
    server = Nats()
    bus = NatsBus(server.url)
    await bus.start()
    far: list[Hint] = []
    bus.listen(far.append)
    server.stop()
    await asyncio.sleep(0.2)
    await asyncio.wait_for(bus.send(Hint("job:1", "e", 1)), 1)
    server.start()
    until = time.monotonic() + 15
    while not far and time.monotonic() < until:
        await bus.send(Hint("job:1", "e", 2))
        await asyncio.sleep(0.1)
    await bus.stop()
    server.stop()
    assert far[-1] == Hint("job:1", "e", 2)


async def test_no_server_at_the_start_is_said() -> None:
    """A url where nothing answers is an error at the start, within seconds."""
    with pytest.raises(BusUnreachable):
        await asyncio.wait_for(NatsBus("nats://user:secret@127.0.0.1:1").start(), 5)
