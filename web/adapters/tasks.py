"""Does slow work outside any request: at least once, tried again when it fails, never lost.

A task is written in the transaction of whoever asks for it, and carries the id of its event, so that asking
twice does nothing. Several workers may run: a claimed task is nobody else's until its lease ends, and its
worker renews the lease for as long as it lives.
Why this and no library: docs/decisions/0020.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from web.adapters import store
from web.adapters.store import Task
from web.database import Database
from web.outages import is_gone

LEASE_US = 5_000_000
"""A worker that dies gives its task back after this; somebody waits for it."""
RENEW_S = 1.0
"""Between two renewals: a lease outlives a few that came late."""
TRIES = 5
POLL_S = 1.0
"""How long a task of another process, or one to be tried again, may lie unseen; own ones wake the worker."""
AGAIN_S = 1.0
"""Before a database that did not answer is asked again."""
_FIRST_RETRY_US = 500_000

Handler = Callable[[Task], Awaitable[None]]
"""Does a task. It opens its own sessions, and does its work once however often it is called."""


class WorkersEnded(RuntimeError):
    """So many workers ended while they did this task: it is what ends them."""


async def _nothing(_: Task) -> None:
    return


@dataclass(frozen=True)
class Kind:
    """What is done for tasks of a kind.

    Attributes:
        do: Does one.
        give_up: Called once when the last try has failed, so that nobody waits for it any longer.
    """

    do: Handler
    give_up: Handler = _nothing


_log = structlog.get_logger(__name__)


async def put(session: AsyncSession, task: Task, *, now: int) -> bool:
    """Ask for a task in the caller's transaction; False if it was asked for before."""
    return await store.insert_task(session, task, now)


async def work_one(database: Database, kinds: Mapping[str, Kind], *, now: Callable[[], int]) -> bool:
    """Do the task that is due longest; False if there is none.

    A task that fails is due again later each time; after `TRIES` it is given up, and kept as `dead`
    with its cause.
    """
    async with database.reading() as session:
        if not await store.is_due(session, now()):
            return False  # without a write lock taken in vain ten times a second
    async with database.transaction() as session:
        task = await store.claim_task(session, now(), LEASE_US)
    if task is None:
        return False
    try:
        async with _held(database, task, now):
            await _do(task, kinds[task.kind])
    except Exception as error:  # noqa: BLE001 - a task's failure must not end the worker, and is tried again
        await _failed(database, task, error, give_up=kinds[task.kind].give_up, now=now())
        return True
    await _say(database, task, "done", cause="", due_us=now())
    return True


async def _do(task: Task, kind: Kind) -> None:
    if task.tries > TRIES:
        raise WorkersEnded(task.tries - 1)
    await kind.do(task)


async def work(
    database: Database, kinds: Mapping[str, Kind], *, wake: asyncio.Event, now: Callable[[], int]
) -> None:
    """Do tasks until cancelled; whatever fails is logged and tried again."""
    while True:
        wake.clear()
        try:
            if await work_one(database, kinds, now=now):
                continue
        except Exception:  # noqa: BLE001 - what lives as long as the process is tried again, whatever failed
            _log.exception("tasks.look_failed")
            await asyncio.sleep(AGAIN_S)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(POLL_S):
                await wake.wait()


@contextlib.asynccontextmanager
async def _held(database: Database, task: Task, now: Callable[[], int]) -> AsyncIterator[None]:
    """Renew a task's lease until the block ends."""
    renewing = asyncio.create_task(_renew(database, task, now))
    try:
        yield
    finally:
        renewing.cancel()
        await asyncio.gather(renewing, return_exceptions=True)


async def _renew(database: Database, task: Task, now: Callable[[], int]) -> None:
    while True:
        await asyncio.sleep(RENEW_S)
        try:
            async with database.transaction() as session:
                await store.renew_task(session, task, now() + LEASE_US)
        except Exception:  # noqa: BLE001 - what lives as long as the process is tried again, whatever failed
            _log.exception("tasks.renewal_failed")


async def _failed(database: Database, task: Task, error: Exception, *, give_up: Handler, now: int) -> None:
    last = task.tries >= TRIES
    about = {"task": task.id, "kind": task.kind, "tries": task.tries}
    if last:
        _log.error("task.given_up", **about, exc_info=error)
        await give_up(task)
    else:
        _log.warning("task.failed", **about, exc_info=error)
    due = now + _FIRST_RETRY_US * 4 ** (task.tries - 1)
    await _say(database, task, "dead" if last else "waiting", cause=repr(error)[:500], due_us=due)


async def _say(database: Database, task: Task, state: str, *, cause: str, due_us: int) -> None:
    """Write how a task stands; a database that is away is waited for, or the lease would have to end."""
    while True:
        try:
            async with database.transaction() as session:
                return await store.set_state(session, task, state, cause=cause, due_us=due_us)
        except DBAPIError as error:
            if not is_gone(error):
                raise
        await asyncio.sleep(AGAIN_S)
