"""The bounded writer: order, lanes, windows, and its end."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from assist.guidance.facts import Event
from web.socket.door import Knobs
from web.socket.frames import Frame, frame_of, logged_frame
from web.socket.writer import Writer

KNOBS = Knobs(undelivered=4, infos=2, window=3)


def event(seq: int, ch: str = "job:1", kind: str = "hazard.show") -> Event:
    return Event(seq, ch, "e", seq, kind, {"step": "a"}, "ann", "d", 7)


def frame(seq: int, ch: str = "job:1") -> Frame:
    return frame_of(event(seq, ch))


class Client:
    """A client that reads only while `open` is set."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.open = asyncio.Event()
        self.open.set()
        self.slow = 0

    async def send(self, text: str) -> None:
        await self.open.wait()
        self.got.append(json.loads(text))

    def gave_up(self) -> None:
        self.slow += 1


@asynccontextmanager
async def writing(knobs: Knobs = KNOBS, *, reading: bool = True) -> AsyncIterator[tuple[Writer, Client]]:
    client = Client()
    if not reading:
        client.open.clear()
    writer = Writer(client.send, knobs, slow=client.gave_up)
    task = asyncio.create_task(writer.run())
    await settle()
    yield writer, client
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def settle() -> None:
    for _ in range(50):
        await asyncio.sleep(0)


def seqs(client: Client) -> list[int]:
    return [got["seq"] for got in client.got if "seq" in got]


async def test_frames_leave_in_order_with_prev() -> None:
    """Each logged push names the one sent before it on the same channel."""
    async with writing() as (writer, client):
        writer.begin("job:1", 4)
        for pushed in (frame(5), frame(1, "job:2"), frame(6)):
            writer.event(pushed)
        await settle()
    assert [(got["ch"], got["prev"], got["seq"]) for got in client.got] == [
        ("job:1", 4, 5),
        ("job:2", 0, 1),
        ("job:1", 5, 6),
    ]


async def test_an_event_reads_as_a_push() -> None:
    """A frame holds everything that the protocol names of a push."""
    async with writing() as (writer, client):
        writer.event(frame(1))
        await settle()
    assert client.got == [
        {
            "ch": "job:1",
            "epoch": "e",
            "seq": 1,
            "prev": 0,
            "lane": "safety",
            "type": "hazard.show",
            "rev": 1,
            "at": 7,
            "data": {"step": "a"},
        }
    ]


async def test_safety_is_never_dropped_and_ends_a_slow_client() -> None:
    """Safety waits up to its limit; one more gives the client up, once, and nothing waiting is lost."""
    async with writing(reading=False) as (writer, client):
        for seq in range(1, 5):
            writer.event(frame(seq))
        assert client.slow == 0
        for seq in range(5, 50):
            writer.event(frame(seq))
        assert client.slow == 1
        assert writer.waiting == 4


async def test_the_newest_state_of_a_channel_stays_behind_its_events() -> None:
    """A state that still waits is replaced, and the newer one never overtakes an event given before it."""
    async with writing(reading=False) as (writer, client):
        writer.event(frame(1))
        await settle()
        writer.state("job:1", '{"ch":"job:1","state":1}')
        writer.event(frame(2))
        writer.state("job:1", '{"ch":"job:1","state":2}')
        writer.state("job:2", '{"ch":"job:2","state":9}')
        client.open.set()
        await settle()
    assert [got.get("seq") or f"{got['ch']}={got['state']}" for got in client.got] == [
        1,
        2,
        "job:1=2",
        "job:2=9",
    ]


async def test_states_do_not_pile_up() -> None:
    """A thousand states for a client that does not read are one."""
    async with writing(reading=False) as (writer, client):
        writer.state("job:1", '{"state":0}')
        await settle()
        for number in range(1_000):
            writer.state("job:1", json.dumps({"state": number}))
        assert writer.waiting == 1
        client.open.set()
        await settle()
    assert client.got[-1] == {"state": 999}


async def test_a_logged_state_widens_prev() -> None:
    """Of logged pushes of the state lane the newest is sent, and its `prev` says what was sent before."""
    async with writing(reading=False) as (writer, client):
        writer.begin("order:1", 3)
        writer.state("job:1", "{}")
        await settle()
        for seq in (4, 5, 6):
            writer.event(logged_frame(event(seq, "order:1"), "parts.status", {}, lane="state"))
        client.open.set()
        await settle()
    assert [(got["prev"], got["seq"]) for got in client.got if "seq" in got] == [(3, 6)]


async def test_the_oldest_info_goes_and_is_counted() -> None:
    """Of info the newest stay, and the next one tells how many were dropped."""
    async with writing(reading=False) as (writer, client):
        writer.info('{"info":0}')
        await settle()
        for number in range(1, 8):
            writer.info(json.dumps({"info": number}))
        client.open.set()
        await settle()
        writer.info('{"info":8}')
        await settle()
    assert client.got == [{"info": 0}, {"info": 6, "dropped": 5}, {"info": 7}, {"info": 8}]


async def test_the_window_holds_events_until_they_are_acknowledged() -> None:
    """With the window full the next event waits; an acknowledgement is cumulative."""
    async with writing() as (writer, client):
        for seq in range(1, 6):
            writer.event(frame(seq))
            await settle()
        assert seqs(client) == [1, 2, 3]
        writer.ack("job:2", 99)
        await settle()
        assert seqs(client) == [1, 2, 3]
        writer.ack("job:1", 2)
        await settle()
        assert seqs(client) == [1, 2, 3, 4, 5]


async def test_a_pong_acknowledges_what_was_sent_before_its_ping() -> None:
    """A client that answers pings needs no acknowledgement: the answer says what it has read."""
    async with writing() as (writer, client):
        for seq in range(1, 4):
            writer.event(frame(seq))
        writer.ping('{"type":"ping"}')
        await settle()
        writer.event(frame(4))
        await settle()
        assert seqs(client) == [1, 2, 3]
        writer.pong()
        writer.pong()
        await settle()
        assert seqs(client) == [1, 2, 3, 4]


async def test_a_late_pong_acknowledges_no_more_than_its_ping() -> None:
    """What was sent after a ping is not acknowledged by its pong."""
    async with writing(replace(KNOBS, window=2)) as (writer, client):
        writer.event(frame(1))
        writer.ping('{"type":"ping"}')
        writer.event(frame(2))
        await settle()
        writer.pong()
        writer.event(frame(3))
        writer.event(frame(4))
        await settle()
        assert seqs(client) == [1, 2, 3]


async def test_a_client_that_never_acknowledges_is_given_up() -> None:
    """Reading without acknowledging fills the window, then the queue, then ends."""
    async with writing() as (writer, client):
        for seq in range(1, 9):
            writer.event(frame(seq))
            await settle()
        assert (seqs(client), client.slow) == ([1, 2, 3], 1)


async def test_replies_make_a_greedy_client_wait() -> None:
    """Somebody who asks without reading waits for the next reply; memory does not grow."""
    async with writing(reading=False) as (writer, client):
        asking = asyncio.create_task(_ask(writer, 20))
        await settle()
        assert writer.waiting <= KNOBS.undelivered
        client.open.set()
        await asyncio.wait_for(asking, 1)
        await settle()
    assert [got["re"] for got in client.got] == list(range(20))


async def _ask(writer: Writer, times: int) -> None:
    for number in range(times):
        await writer.reply(json.dumps({"re": number}))


async def test_a_closed_channel_sends_nothing_more() -> None:
    """What waits of a channel that the client closed is dropped, other channels go on."""
    async with writing(reading=False) as (writer, client):
        writer.state("job:9", "{}")
        await settle()
        writer.event(frame(1))
        writer.state("job:1", '{"state":1}')
        writer.event(frame(1, "job:2"))
        writer.end("job:1")
        client.open.set()
        await settle()
        for seq in range(2, 5):
            writer.event(frame(seq, "job:2"))
        assert client.slow == 0
        await settle()
    assert [got.get("ch") for got in client.got] == [None, "job:2", "job:2", "job:2"]


async def test_a_stopped_writer_keeps_nobody_waiting() -> None:
    """After the end nothing is kept, and nobody who wanted to reply waits."""
    async with writing(reading=False) as (writer, _):
        asking = asyncio.create_task(_ask(writer, 20))
        await settle()
        writer.stop()
        await asyncio.wait_for(asking, 1)
        writer.event(frame(1))
        writer.state("job:1", "{}")
        assert writer.waiting == 0
