"""Opens the database, and says when a transaction begins, commits and is made known.

Use cases get a session and may flush; only this module commits. Events that a use case left in
`session.info["events"]` are handed to the listeners after their commit, never before.
"""

import asyncio
import contextlib
import weakref
from collections.abc import AsyncIterator, Callable, MutableSet, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any, Protocol

from sqlalchemy import URL, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from web.errors import DatabaseUrlInvalid
from web.outages import Outages
from web.sqlite import SqliteConnection, cancelled_by_now

BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for another process's transaction on SQLite before it gives up."""

LET_GO_WITHIN_S = 2.0
"""How long closing waits for the threads that SQLite's connections run in."""

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}
_QUERY = {"sslmode": "ssl"}
"""What other drivers call otherwise."""

READS = "shifu_reads"
"""Execution option of transactions that only read; on SQLite they do not take the write lock."""


class Committed(Protocol):
    """What every package's event row has in common."""

    @property
    def channel(self) -> str:
        """The stream, e.g. `job:<id>`."""

    @property
    def epoch(self) -> str:
        """The stream's random id; another one after a restore."""

    @property
    def seq(self) -> int:
        """The position in the stream, gapless from 1."""

    @property
    def type(self) -> str:
        """What happened."""


Listener = Callable[[Sequence[Committed]], None]


@dataclass(frozen=True)
class Database:
    """One database of a process: who writes, who reads, who hears of commits.

    Attributes:
        engine: Begins IMMEDIATE on SQLite, READ COMMITTED on PostgreSQL.
        listeners: Called with a commit's events, in order, in the committing task; they must not block.
    """

    engine: AsyncEngine
    listeners: list[Listener] = field(default_factory=list)
    _writer: asyncio.Lock = field(default_factory=asyncio.Lock)
    _threads: MutableSet[Thread] = field(default_factory=weakref.WeakSet)

    @property
    def is_sqlite(self) -> bool:
        """Whether rows lie in one file with one writer."""
        return self.engine.dialect.name == "sqlite"

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session that commits when the block ends, and rolls back when it raises.

        On SQLite the writers of this process queue here, in order; waiting in SQLite itself would poll.
        """
        async with self._turn(), _maker(self.engine)() as session:
            async with session.begin():
                yield session
            events = list(session.info.pop("events", ()))
            for listener in self.listeners if events else ():
                listener(events)  # before anything is awaited: a cancelled caller would not come to it
        if events:
            await asyncio.sleep(0)  # whoever listens sends before the caller goes on
        await cancelled_by_now()

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that sees one moment of the database and changes nothing."""
        options: dict[str, object] = {READS: True}
        if not self.is_sqlite:
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        async with _maker(self.engine.execution_options(**options))() as session, session.begin():
            yield session
        await cancelled_by_now()

    def remember(self, _dialect: object, _record: object, _: list[object], given: dict[str, object]) -> None:
        """Let SQLite's next connection be made so that `close` knows its thread; a listener of the engine."""
        given["async_creator_fn"] = self._connection

    async def close(self) -> None:
        """Let go of every connection.

        One that failed to open, or whose caller was cancelled, ends by itself a moment later, and its thread
        then calls this event loop: so they are waited for.
        """
        await self.engine.dispose()
        for thread in tuple(self._threads):
            await asyncio.to_thread(thread.join, LET_GO_WITHIN_S)

    def _connection(self, path: str, **options: Any) -> SqliteConnection:
        connection = SqliteConnection(path, **options)
        self._threads.add(connection.thread)
        return connection

    @contextlib.asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        if self.is_sqlite:
            async with self._writer:
                yield
        else:
            yield


def _maker(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    return async_sessionmaker(engine, expire_on_commit=False)


def open_database(url: str, *, pool_size: int = 10) -> Database:
    """A database by its url: `sqlite:///path`, `postgresql://user@host/name`; no connection is made yet.

    Raises:
        DatabaseUrlInvalid: it is no such url; what it is is not told, for it may hold a password.
    """
    engine = create_async_engine(
        _driven(url), pool_size=pool_size, max_overflow=pool_size, hide_parameters=True
    )
    database = Database(engine)
    if database.is_sqlite:
        event.listen(engine.sync_engine, "do_connect", database.remember)
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    Outages(engine)  # after what may still fail of a new connection
    return database


def file_of(url: str) -> Path | None:
    """The file that a url names; none where the database is a server, or lies in memory.

    Raises:
        DatabaseUrlInvalid: see `open_database`.
    """
    driven = _driven(url)
    named = driven.get_backend_name() == "sqlite" and driven.database not in {None, "", ":memory:"}
    return Path(str(driven.database)) if named else None


def _driven(url: str) -> URL:
    """The url with the driver that speaks to it."""
    try:
        parsed = make_url(url)
        driver = _DRIVERS[parsed.get_backend_name()]
    except (ArgumentError, ValueError, KeyError):
        raise DatabaseUrlInvalid from None
    query = {_QUERY.get(name, name): value for name, value in parsed.query.items()}
    return parsed.set(drivername=driver, query=query)


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # we begin ourselves, or the driver would begin DEFERRED
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",  # what was acknowledged survives a power cut
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get(READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
