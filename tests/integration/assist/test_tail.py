"""The tail: every event at least once, in order, and further only when it was handled."""

import asyncio

import pytest

from assist import store, tables
from assist.guidance.facts import Event, Fact
from assist.guidance.log.store import append, channel_of, open_stream
from assist.messages.pushes import JobFinished
from assist.tail import Consumer, follow, relay, run
from tests.fakes.shop import Shop, eventually


class Listener:
    """Keeps what it is given; fails at some event as often as it is told."""

    def __init__(self, *, fails_at: str = "", times: int = 0) -> None:
        self.got: list[Event] = []
        self.fails_at, self.times = fails_at, times

    async def handle(self, event: Event) -> None:
        if event.type == self.fails_at and self.times:
            self.times -= 1
            raise RuntimeError(event.type)
        self.got.append(event)

    def consumer(self, *types: str, name: str = "test") -> Consumer:
        return Consumer(name, tables.log, frozenset(types), self.handle)


async def _both(*listeners: Listener) -> bool:
    return all(listener.got for listener in listeners)


async def cursor(shop: Shop, name: str = "test") -> int:
    async with shop.database.reading() as session:
        return await store.cursor(session, name, "as_event")


async def test_events_come_in_order_and_once(shop: Shop) -> None:
    """A consumer gets each event of its types in order, and none again after its cursor has moved."""
    await shop.play(until="washer")
    listener = Listener()
    consumer = listener.consumer("step.complete", "job.start")
    passed = await relay(shop.database, consumer)
    assert [event.type for event in listener.got] == ["job.start", "step.complete", "step.complete"]
    assert passed > 3
    assert await relay(shop.database, consumer) == 0
    assert len(listener.got) == 3


async def test_a_small_batch_goes_on_where_it_stopped(shop: Shop) -> None:
    """However small the batches are, nothing is left out."""
    await shop.play(until="washer")
    listener = Listener()
    consumer = listener.consumer("job.start", "job.claim", "step.show", "step.complete", "hazard.ack")
    while await relay(shop.database, consumer, limit=2):
        pass
    whole = Listener()
    await relay(shop.database, whole.consumer(*consumer.types, name="whole"))
    assert listener.got == whole.got


async def test_a_failure_is_tried_again_from_its_event(shop: Shop) -> None:
    """What was handled before a failure counts; the failed event comes again."""
    await shop.play(until="drain")
    listener = Listener(fails_at="step.complete", times=1)
    consumer = listener.consumer("job.start", "step.complete")
    with pytest.raises(RuntimeError):
        await relay(shop.database, consumer)
    assert await cursor(shop) > 0
    await relay(shop.database, consumer)
    assert [event.type for event in listener.got] == ["job.start", "step.complete"]


async def test_consumers_do_not_wait_for_each_other(shop: Shop) -> None:
    """Each consumer has its own cursor."""
    first, second = Listener(), Listener()
    await relay(shop.database, first.consumer("job.start", name="one"))
    assert await cursor(shop, "two") == 0
    await relay(shop.database, second.consumer("job.start", name="two"))
    assert len(first.got) == len(second.got) == 1


async def test_a_cursor_never_goes_back(shop: Shop) -> None:
    """Two relays of one consumer at once leave the cursor at the further place."""
    async with shop.database.transaction() as session:
        await store.advance(session, "test", "as_event", 7)
        await store.advance(session, "test", "as_event", 3)
    assert await cursor(shop) == 7


async def test_an_open_transaction_hides_what_came_after_it(shop: Shop) -> None:
    """Rows that a slow commit could still overtake are not read, so that none is passed over."""
    if shop.database.is_sqlite:
        pytest.skip("SQLite has one writer: nothing can be overtaken")
    listener = Listener()
    consumer = listener.consumer("job.finish", "job.claim")
    async with shop.database.transaction() as slow:
        await open_stream(slow, channel_of("slow"), "e")
        fact = Fact("job.finish", JobFinished(user="ann"))
        await append(slow, channel_of("slow"), (fact,), by="ann", device="", now=1)
        await shop.do("job.claim")
        await relay(shop.database, consumer)
        assert listener.got == []
    await relay(shop.database, consumer)
    assert [event.type for event in listener.got] == ["job.finish", "job.claim"]


async def test_a_failing_consumer_is_tried_for_ever_and_stops_nobody(shop: Shop) -> None:
    """While one consumer fails again and again, another goes on, and the first comes through in the end."""
    bad, good = Listener(fails_at="job.start", times=2), Listener()
    tail = asyncio.create_task(
        run(shop.database, [bad.consumer("job.start", name="bad"), good.consumer("job.start", name="good")])
    )
    await eventually(lambda: _both(bad, good))
    tail.cancel()
    await asyncio.gather(tail, return_exceptions=True)
    assert len(good.got) == len(bad.got) == 1


async def test_a_hint_wakes_the_tail(shop: Shop) -> None:
    """A consumer that is woken looks at once."""
    listener, wake = Listener(), asyncio.Event()
    task = asyncio.create_task(follow(shop.database, listener.consumer("job.claim"), wake=wake))
    await shop.do("job.claim")
    wake.set()
    await eventually(lambda: _both(listener))
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_consumer_that_is_told_to_stop_stops(shop: Shop) -> None:
    """A cancelled consumer ends, also where the database would not take its cursor any more."""
    await shop.play(until="drain")
    waiting = asyncio.Event()

    class Slow(Listener):
        async def handle(self, event: Event) -> None:
            await super().handle(event)
            if len(self.got) == 2:
                waiting.set()
                await asyncio.Event().wait()

    class Away:
        reading = shop.database.reading

        def transaction(self) -> None:
            raise OSError

    slow = Slow().consumer("job.start", "job.claim", "step.show")
    following = asyncio.create_task(follow(Away(), slow, wake=asyncio.Event()))
    await asyncio.wait_for(waiting.wait(), 5)
    following.cancel()
    await asyncio.wait({following}, timeout=2)
    assert following.cancelled()
