"""Timers: once, on any node, and late ones at start."""

import asyncio

from assist.guidance import timers
from assist.guidance.log.states import States
from assist.guidance.log.store import append, channel_of
from assist.records.reading import job_record
from tests.fakes.jobs import reworked
from tests.fakes.shop import Shop, eventually

SOAK = {"step": "wait", "gate": "soak"}


async def waiting(shop: Shop) -> int:
    """A job whose timer runs; when it is due."""
    await shop.play(until="wait")
    await shop.do("timer.start", SOAK)
    step = (await shop.view()).step
    assert step is not None
    assert step.gates[0].due_at is not None
    return step.gates[0].due_at


async def _open(shop: Shop) -> bool:
    step = (await shop.view()).step
    return step is not None and step.gates[0].status == "opened"


async def test_nothing_fires_before_its_time(shop: Shop) -> None:
    """A timer that still runs opens nothing."""
    due_at = await waiting(shop)
    assert await timers.fire_due(shop.database, now=due_at - 1, memory=States()) == 0
    assert (await shop.ask("step.complete", {"step": "wait"})).refusal is not None


async def test_a_timer_fires_and_opens_its_gate(shop: Shop) -> None:
    """At its time the timer fires, once, and the step may be completed."""
    due_at = await waiting(shop)
    assert await timers.fire_due(shop.database, now=due_at, memory=States()) == 1
    assert await timers.fire_due(shop.database, now=due_at + 9, memory=States()) == 0
    await shop.do("step.complete", {"step": "wait"})


async def test_many_nodes_fire_it_once(shop: Shop) -> None:
    """Of many nodes that look at the same moment one fires it."""
    due_at = await waiting(shop)
    fired = await asyncio.gather(
        *(timers.fire_due(shop.database, now=due_at, memory=States()) for _ in range(6))
    )
    assert sum(fired) == 1


async def test_an_overdue_timer_fires_at_start_and_says_how_late(shop: Shop) -> None:
    """A timer that ran out while nobody was there fires as soon as somebody is, with its lateness."""
    due_at = await waiting(shop)
    later = due_at + 3_600_000_000
    task = asyncio.create_task(timers.run(shop.database, clock=lambda: later, memory=States()))
    await eventually(lambda: _open(shop))
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with shop.database.reading() as session:
        record = await job_record(session, shop.job, shop="north", ports=shop.ports)
    assert record.steps[3].gates[0].late_ms == 3_600_000


async def test_a_timer_of_a_step_that_was_sent_back_is_spent(shop: Shop) -> None:
    """After a rework the old timer is taken and opens nothing."""
    due_at = await waiting(shop)
    async with shop.database.transaction() as session:
        facts = reworked("wait", "soak")
        await append(session, channel_of(shop.job), facts, by="qa", device="", now=shop.now)
    await timers.fire_due(shop.database, now=due_at, memory=States())
    step = (await shop.view()).step
    assert step is not None
    assert step.gates[0].status == "closed"
