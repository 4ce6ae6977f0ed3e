"""Transactions on both databases."""

import asyncio
import contextlib
import random
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from web.database import Committed, Database, open_database
from web.errors import DatabaseUrlInvalid

notes = Table(
    "test_note", MetaData(), Column("id", Integer, primary_key=True), Column("n", Integer, nullable=False)
)


@dataclass(frozen=True)
class Happened:
    channel: str = "job:1"
    epoch: str = "e"
    seq: int = 1
    type: str = "step.show"


@pytest.fixture
async def with_notes(database: Database) -> Database:
    async with database.engine.begin() as connection:
        await connection.run_sync(notes.metadata.create_all)
    return database


async def count(database: Database) -> int:
    async with database.reading() as session:
        return (await session.execute(select(func.count()).select_from(notes))).scalar_one()


async def test_what_a_block_did_is_there_after_it(with_notes: Database) -> None:
    """A transaction commits when its block ends."""
    async with with_notes.transaction() as session:
        await session.execute(insert(notes).values(n=1))
    assert await count(with_notes) == 1


async def test_a_block_that_raises_leaves_nothing(with_notes: Database) -> None:
    """A transaction whose block raises is rolled back, and its events are told to nobody."""
    heard: list[Committed] = []
    with_notes.listeners.append(heard.extend)
    with pytest.raises(ZeroDivisionError):
        async with with_notes.transaction() as session:
            await session.execute(insert(notes).values(n=1))
            session.info.setdefault("events", []).append(Happened())
            raise ZeroDivisionError
    assert await count(with_notes) == 0
    assert heard == []


async def test_events_are_told_after_the_commit(with_notes: Database) -> None:
    """Listeners hear of events once, in order, and only after their commit."""
    heard: list[Committed] = []
    with_notes.listeners.append(heard.extend)
    async with with_notes.transaction() as session:
        session.info.setdefault("events", []).extend([Happened(seq=1), Happened(seq=2)])
        assert heard == []
    assert [event.seq for event in heard] == [1, 2]


async def test_a_failed_commit_tells_nobody(with_notes: Database) -> None:
    """A row that the database refuses makes the block raise, and no listener is called."""
    heard: list[Committed] = []
    with_notes.listeners.append(heard.extend)
    with pytest.raises(IntegrityError):
        async with with_notes.transaction() as session:
            session.info.setdefault("events", []).append(Happened())
            await session.execute(insert(notes).values(n=None))
    assert heard == []


async def test_fifty_writers_all_succeed(with_notes: Database) -> None:
    """Writers that read before they write wait for each other and none fails as busy."""

    async def write(n: int) -> None:
        async with with_notes.transaction() as session:
            await session.execute(select(func.count()).select_from(notes))
            await asyncio.sleep(0)
            await session.execute(insert(notes).values(n=n))

    await asyncio.gather(*(write(n) for n in range(50)))
    assert await count(with_notes) == 50


async def test_a_reader_sees_one_moment(with_notes: Database) -> None:
    """What is committed while a reader reads stays invisible to it."""
    async with with_notes.reading() as reader:
        before = (await reader.execute(select(func.count()).select_from(notes))).scalar_one()
        async with with_notes.transaction() as writer:
            await writer.execute(insert(notes).values(n=1))
        after = (await reader.execute(select(func.count()).select_from(notes))).scalar_one()
    assert before == after == 0


async def test_a_reader_does_not_wait_for_a_writer(with_notes: Database) -> None:
    """Reading goes on while a write transaction is open."""
    async with with_notes.transaction() as writer:
        await writer.execute(insert(notes).values(n=1))
        assert await asyncio.wait_for(count(with_notes), timeout=2) == 0


async def test_a_reader_on_postgresql_cannot_write(with_notes: Database) -> None:
    """A reading session of PostgreSQL refuses to write."""
    if with_notes.is_sqlite:
        pytest.skip("SQLite has no read-only transaction")
    with pytest.raises(DBAPIError, match="read-only"):
        async with with_notes.reading() as session:
            await session.execute(insert(notes).values(n=1))


async def test_sqlite_keeps_its_promises(with_notes: Database) -> None:
    """Foreign keys are held, the log is written ahead, and a commit is flushed to the disk."""
    if not with_notes.is_sqlite:
        pytest.skip("PostgreSQL does this by itself")
    async with with_notes.reading() as session:
        pragmas = [
            (await session.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("foreign_keys", "journal_mode", "synchronous")
        ]
    assert pragmas == [1, "wal", 2]


async def test_callers_that_are_cancelled_leave_nothing_locked(with_notes: Database) -> None:
    """However often callers are cancelled in the middle of their work, the next one writes at once."""

    async def write() -> None:
        while True:
            async with with_notes.transaction() as session:
                await session.execute(insert(notes).values(n=1))

    async def read() -> None:
        while True:
            async with with_notes.reading() as session:
                await session.execute(select(notes).limit(9))

    chance = random.Random(7)
    for _ in range(25):
        callers = [asyncio.create_task(call()) for call in (write, write, read, read)]
        await asyncio.sleep(chance.random() * 0.02)
        for again in (False, True):
            for caller in callers:
                caller.cancel()
            await asyncio.sleep(chance.random() * 0.001 if again else 0)
        done, _ = await asyncio.wait(callers, timeout=10)
        assert len(done) == len(callers)
        assert all(caller.cancelled() for caller in done)
        begun = time.monotonic()
        async with with_notes.transaction() as session:
            await session.execute(insert(notes).values(n=2))
        assert time.monotonic() - begun < 5


async def test_a_cancelled_caller_has_its_commit_told(with_notes: Database) -> None:
    """What is told of a cancelled caller is there; on SQLite all that is there is told."""
    heard: list[Committed] = []
    with_notes.listeners.append(heard.extend)

    async def add() -> None:
        async with with_notes.transaction() as session:
            await session.execute(insert(notes).values(n=1))
            session.info.setdefault("events", []).append(Happened())

    chance = random.Random(3)
    for _ in range(30):
        adding = asyncio.create_task(add())
        await asyncio.sleep(chance.random() * 0.01)
        adding.cancel()
        await asyncio.gather(adding, return_exceptions=True)
    there = await count(with_notes)
    assert len(heard) <= there
    assert len(heard) == there or not with_notes.is_sqlite


@pytest.mark.parametrize("folder", ["", "not/there"])
async def test_closing_leaves_no_thread(tmp_path: Path, folder: str) -> None:
    """A database that was used, and one that could not be opened, leave no thread behind."""
    before = set(threading.enumerate())
    database = open_database(f"sqlite:///{tmp_path / folder / 'x.sqlite'}")
    with contextlib.suppress(OperationalError):
        async with database.reading() as session:
            await session.execute(select(1))
    await database.close()
    assert [each for each in set(threading.enumerate()) - before if "connection" in each.name] == []


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://me:secret@host/name", "postgresql://me:sec:ret@host:x/y", ""]
)
def test_a_url_that_names_no_database_is_refused_without_telling_it(url: str) -> None:
    """An address that cannot be read is an error of its own, which does not repeat it."""
    with pytest.raises(DatabaseUrlInvalid) as refused:
        open_database(url)
    assert refused.value.values() == {}
    assert refused.value.__cause__ is None
