"""Relays what every package wrote in its event table to those who act on it, at least once and in order.

Each consumer has a durable cursor. A consumer that fails is tried again from the same event, so it must do
its work once however often it is called. On PostgreSQL only rows below the oldest running transaction are
read, or a slow commit could appear behind the cursor; SQLite has one writer.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

import structlog
from sqlalchemy import Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from assist import store
from assist.guidance.facts import Event

POLL_S = 0.1
"""How long an event of another process may lie unseen."""
UNWOKEN_S = 5.0
"""After this a consumer looks for itself, woken or not."""
BACKOFF_MOST_S = 30.0
AWAY_MOST_S = 1.0
"""The same while the database is away: what it says when it is back does not depend on the event."""
BATCH = 100

_log = structlog.get_logger(__name__)


class Transactions(Protocol):
    """Where sessions come from; `web.database.Database` is one."""

    def transaction(self) -> AbstractAsyncContextManager[AsyncSession]:
        """A session that commits when the block ends, and rolls back when it raises."""
        ...

    def reading(self) -> AbstractAsyncContextManager[AsyncSession]:
        """A session that sees one moment of the database and changes nothing."""
        ...


@dataclass(frozen=True)
class Consumer:
    """Somebody who acts on events. `handle` opens its own sessions and does its work once by event.

    Attributes:
        name: Names the cursor; never change it.
        source: The `<prefix>_event` table that is read, with its `<prefix>_stream` in the same MetaData.
        types: Event types that `handle` is called with; others are passed over.
    """

    name: str
    source: Table
    types: frozenset[str]
    handle: Callable[[Event], Awaitable[None]]


async def relay(database: Transactions, consumer: Consumer, *, limit: int = BATCH) -> int:
    """Hand the next events to one consumer, in order, and keep how far it came.

    Returns:
        How many rows were passed, wanted or not; 0 when there is nothing new.

    Raises:
        Exception: what `handle` raised; the events before it count as handled.
    """
    async with database.reading() as session:
        start = await store.cursor(session, consumer.name, consumer.source.name)
        events = await store.after(session, consumer.source, start, limit=limit)
    reached, failure = start, None
    for event in events:
        try:
            if event.type in consumer.types:
                await consumer.handle(event)
        except Exception as error:  # noqa: BLE001 - raised below, once what went before is kept
            failure = error
            break
        reached = event.pos
    if reached > start:
        async with database.transaction() as session:
            await store.advance(session, consumer.name, consumer.source.name, reached)
    if failure is not None:
        raise failure
    return len(events)


async def follow(database: Transactions, consumer: Consumer, *, wake: asyncio.Event) -> None:
    """Relay to one consumer until cancelled; a failure is logged and tried again, later each time."""
    pause = POLL_S
    while True:
        wake.clear()
        try:
            passed = await relay(database, consumer)
        except Exception as error:  # noqa: BLE001 - a consumer's failure must not end the others, and is tried again
            _log.exception("tail.failed", consumer=consumer.name, again_in_s=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, AWAY_MOST_S if _is_away(error) else BACKOFF_MOST_S)
            continue
        pause = POLL_S
        if passed < BATCH:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(UNWOKEN_S):
                    await wake.wait()


def _is_away(error: Exception) -> bool:
    return isinstance(error, DBAPIError) and error.connection_invalidated


async def watch(
    database: Transactions, consumers: Sequence[Consumer], wakes: Sequence[asyncio.Event]
) -> None:
    """Wake each consumer that is behind its source, until cancelled; one look serves them all.

    Once all have caught up a look is one query: cursors are read again when something new was written.
    """
    sources = list({consumer.source.name: consumer.source for consumer in consumers}.values())
    caught_up: Mapping[str, int] = {}
    while True:
        await asyncio.sleep(POLL_S)
        try:
            async with database.reading() as session:
                newest = await store.newest(session, sources)
                if newest == caught_up:
                    continue
                reached = await store.cursors(session)
        except Exception:  # noqa: BLE001 - what lives as long as the process is tried again, whatever failed
            _log.exception("tail.watch_failed")
            continue
        late = [
            wake
            for consumer, wake in zip(consumers, wakes, strict=True)
            if newest[consumer.source.name] > reached.get((consumer.name, consumer.source.name), 0)
        ]
        for wake in late:
            wake.set()
        caught_up = {} if late else newest


async def run(database: Transactions, consumers: Sequence[Consumer]) -> None:
    """Relay to all consumers until cancelled.

    Args:
        database: Where the cursors lie, and every package's events.
        consumers: Each runs on its own; none waits for another.
    """
    wakes = [asyncio.Event() for _ in consumers]
    async with asyncio.TaskGroup() as group:
        for consumer, wake in zip(consumers, wakes, strict=True):
            group.create_task(follow(database, consumer, wake=wake), name=f"tail:{consumer.name}")
        group.create_task(watch(database, consumers, wakes), name="tail:watch")
