"""Fires timers when they run out: on any node, once, and at start those that are overdue, with `late_ms`."""

import asyncio
from collections.abc import Callable

import structlog

from assist import store
from assist.guidance import outcomes
from assist.guidance.facts import SYSTEM
from assist.guidance.log import states
from assist.guidance.log.store import append, channel_of
from assist.tail import Transactions

POLL_S = 0.25
"""Longest wait between two looks: a timer that another node started may be due at once."""
BATCH = 50

_log = structlog.get_logger(__name__)


async def fire_due(database: Transactions, *, now: int, memory: states.States) -> int:
    """Fire every timer that has run out; how many this caller fired."""
    async with database.reading() as session:
        due = await store.due_timers(session, now, limit=BATCH)
    fired = 0
    for row in due:
        async with database.transaction() as session:
            state = await states.load(session, memory, row.job, lock=True)
            if state is None or not await store.take_timer(session, row.id, now):
                continue
            facts = outcomes.fired(state, row.step, row.gate, due_at=row.due_at, now=now)
            await append(session, channel_of(row.job), facts, by=SYSTEM, device="", now=now)
            fired += 1
    return fired


async def run(database: Transactions, *, clock: Callable[[], int], memory: states.States) -> None:
    """Fire timers as they run out until cancelled; whatever fails is logged and tried again."""
    while True:
        pause = POLL_S
        try:
            await fire_due(database, now=clock(), memory=memory)
            pause = await _pause(database, clock())
        except Exception:  # noqa: BLE001 - what lives as long as the process is tried again, whatever failed
            _log.exception("timers.failed")
        await asyncio.sleep(pause)


async def _pause(database: Transactions, now: int) -> float:
    async with database.reading() as session:
        due = await store.next_due(session)
    return POLL_S if due is None else min(POLL_S, max(0.0, (due - now) / 1_000_000))
