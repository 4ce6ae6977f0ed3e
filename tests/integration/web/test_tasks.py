"""Background tasks on both databases."""

import asyncio

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from tests.fakes.chain import Clock
from web.adapters import store, tables, tasks
from web.adapters.store import Task
from web.adapters.tasks import LEASE_US, TRIES, Kind, put, work, work_one
from web.database import Database
from web.wiring import now_us


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def ask(database: Database, task: Task, clock: Clock) -> bool:
    async with database.transaction() as session:
        return await put(session, task, now=clock())


async def states(database: Database) -> dict[str, str]:
    async with database.reading() as session:
        return {row.id: row.state for row in await session.execute(select(tables.task))}


def photo(name: str) -> Task:
    return Task(f"inspect:{name}", "inspect", {"evidence": name})


async def test_a_task_is_done_once(database: Database, clock: Clock) -> None:
    """A task that was asked for twice is done once, and then there is nothing to do."""
    done: list[str] = []

    async def look(task: Task) -> None:
        done.append(task.payload["evidence"])

    assert await ask(database, photo("a"), clock)
    assert not await ask(database, photo("a"), clock)
    assert await work_one(database, {"inspect": Kind(look)}, now=clock)
    assert not await work_one(database, {"inspect": Kind(look)}, now=clock)
    assert done == ["a"]
    assert await states(database) == {"inspect:a": "done"}


async def test_a_task_of_a_transaction_that_fails_never_was(database: Database, clock: Clock) -> None:
    """Asking is part of the caller's transaction."""
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as session:
            await put(session, photo("a"), now=clock())
            raise ZeroDivisionError
    assert await states(database) == {}


async def test_a_failing_task_is_tried_again_later_each_time(database: Database, clock: Clock) -> None:
    """A failed task waits, longer each time; after its last try it is given up, once, with its cause."""
    tries = 0

    async def fail(_: Task) -> None:
        nonlocal tries
        tries += 1
        raise RuntimeError("the bank is missing")

    await ask(database, photo("a"), clock)
    waits: list[int] = []
    given_up: list[str] = []

    async def give_up(task: Task) -> None:
        given_up.append(task.id)

    for _ in range(TRIES):
        waited = 0
        assert given_up == []
        while not await work_one(database, {"inspect": Kind(fail, give_up)}, now=clock):
            clock.pass_s(0.5)
            waited += 1
        waits.append(waited)
    clock.pass_s(3600)
    assert not await work_one(database, {"inspect": Kind(fail)}, now=clock)
    assert tries == TRIES
    assert given_up == ["inspect:a"]
    assert waits == [0, 1, 4, 16, 64]
    async with database.reading() as session:
        row = (await session.execute(select(tables.task))).one()
    assert (row.state, "the bank is missing" in row.cause) == ("dead", True)


async def test_a_bad_task_holds_up_nobody(database: Database, clock: Clock) -> None:
    """While one task fails and waits, the others are done."""
    done: list[str] = []

    async def look(task: Task) -> None:
        if task.payload["evidence"] == "bad":
            raise RuntimeError
        done.append(task.payload["evidence"])

    for name in ("bad", "b", "c"):
        await ask(database, photo(name), clock)
        clock.pass_s(0.001)
    for _ in range(3):
        await work_one(database, {"inspect": Kind(look)}, now=clock)
    assert done == ["b", "c"]


async def test_workers_share_the_tasks(database: Database, clock: Clock) -> None:
    """Two workers at once do each task once, together all."""
    done: list[str] = []

    async def look(task: Task) -> None:
        await asyncio.sleep(0.001)
        done.append(task.id)

    for number in range(20):
        await ask(database, photo(str(number)), clock)

    async def worker() -> None:
        while await work_one(database, {"inspect": Kind(look)}, now=clock):
            pass

    await asyncio.gather(worker(), worker())
    while await work_one(database, {"inspect": Kind(look)}, now=clock):
        pass
    assert sorted(done) == sorted(photo(str(number)).id for number in range(20))


async def test_a_dead_worker_gives_its_task_back(database: Database, clock: Clock) -> None:
    """A task whose worker was killed is due again when its lease ends, and not before."""
    done: list[int] = []

    async def die(_: Task) -> None:
        raise asyncio.CancelledError

    async def look(task: Task) -> None:
        done.append(task.tries)

    await ask(database, photo("a"), clock)
    with pytest.raises(asyncio.CancelledError):
        await work_one(database, {"inspect": Kind(die)}, now=clock)
    assert not await work_one(database, {"inspect": Kind(look)}, now=clock)
    clock.pass_s(LEASE_US / 1_000_000)
    assert await work_one(database, {"inspect": Kind(look)}, now=clock)
    assert done == [2]
    assert LEASE_US <= 5_000_000  # a technician waits for it


async def test_a_task_that_takes_longer_than_a_lease_is_done_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While its worker lives, a task is nobody else's, however long it takes."""
    monkeypatch.setattr(tasks, "LEASE_US", 500_000)
    monkeypatch.setattr(tasks, "RENEW_S", 0.1)
    done: list[int] = []

    async def look(task: Task) -> None:
        await asyncio.sleep(1.5)
        done.append(task.tries)

    async def other() -> bool:
        for _ in range(12):
            await asyncio.sleep(0.1)
            if await work_one(database, kinds, now=now_us):
                return True
        return False

    kinds = {"inspect": Kind(look)}
    async with database.transaction() as session:
        await put(session, photo("a"), now=now_us())
    assert await asyncio.gather(work_one(database, kinds, now=now_us), other()) == [True, False]
    assert done == [1]
    assert await states(database) == {"inspect:a": "done"}


async def test_a_worker_that_lost_its_lease_does_not_speak_for_the_task(
    database: Database, clock: Clock
) -> None:
    """What a stopped worker says of a task that another has taken since changes nothing."""

    async def slow(_: Task) -> None:
        clock.pass_s(LEASE_US / 1_000_000)  # the machine stood still
        async with database.transaction() as session:
            taken = await store.claim_task(session, clock(), LEASE_US)
        assert taken is not None
        raise RuntimeError

    await ask(database, photo("a"), clock)
    assert await work_one(database, {"inspect": Kind(slow)}, now=clock)
    async with database.reading() as session:
        row = (await session.execute(select(tables.task))).one()
    assert (row.tries, row.cause, row.due_us) == (2, "", clock() + LEASE_US)


async def test_a_worker_wakes_at_once(database: Database, clock: Clock) -> None:
    """A worker that is told of a task starts it without waiting for its next look."""
    started = asyncio.Event()

    async def look(_: Task) -> None:
        started.set()

    wake = asyncio.Event()
    working = asyncio.create_task(work(database, {"inspect": Kind(look)}, wake=wake, now=clock))
    await asyncio.sleep(0.02)
    await ask(database, photo("a"), clock)
    wake.set()
    await asyncio.wait_for(started.wait(), tasks.POLL_S / 2)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)


@pytest.mark.parametrize("turns", range(4))
async def test_a_worker_that_is_woken_while_it_is_told_to_stop_stops(
    database: Database, clock: Clock, turns: int
) -> None:
    """A stop that comes together with a task, however close, is not lost."""
    wake = asyncio.Event()
    working = asyncio.create_task(work(database, {}, wake=wake, now=clock))
    await asyncio.sleep(0.1)
    wake.set()
    for _ in range(turns):
        await asyncio.sleep(0)
    working.cancel()
    await asyncio.wait({working}, timeout=2)
    assert working.cancelled()


async def test_what_became_of_a_task_waits_for_a_database_that_is_away(
    database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A task that was in hand when the database went is not held up until its lease ends."""
    monkeypatch.setattr(tasks, "AGAIN_S", 0.01)
    refused = 0
    writes = store.set_state

    async def away(*args: object, **given: object) -> None:
        nonlocal refused
        refused += 1
        if refused < 3:
            raise DBAPIError("", None, ConnectionError(), connection_invalidated=True)
        await writes(*args, **given)

    async def look(_: Task) -> None:
        return

    monkeypatch.setattr(store, "set_state", away)
    await ask(database, photo("a"), clock)
    assert await work_one(database, {"inspect": Kind(look)}, now=clock)
    assert await states(database) == {"inspect:a": "done"}
    assert refused == 3


async def test_a_task_that_ends_its_workers_is_given_up(database: Database, clock: Clock) -> None:
    """What kills every worker that tries it is tried as often as what fails, and then told of once."""
    begun: list[int] = []
    told: list[str] = []

    async def die(task: Task) -> None:
        begun.append(task.tries)
        raise asyncio.CancelledError

    async def give_up(task: Task) -> None:
        told.append(task.id)

    await ask(database, photo("a"), clock)
    for _ in range(TRIES):
        with pytest.raises(asyncio.CancelledError):
            await work_one(database, {"inspect": Kind(die, give_up)}, now=clock)
        clock.pass_s(LEASE_US / 1_000_000)
    assert await work_one(database, {"inspect": Kind(die, give_up)}, now=clock)
    assert (begun, told) == (list(range(1, TRIES + 1)), ["inspect:a"])
    assert await states(database) == {"inspect:a": "dead"}
