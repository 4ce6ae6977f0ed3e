"""Gives every failure to reach the database one shape, and tells once when it goes and once when it is back.

Whatever the driver or the network says, whoever asks a database that is away gets a `DBAPIError` whose
connection counts as invalidated.
"""

import errno
from typing import Any

import structlog
from sqlalchemy import event
from sqlalchemy.engine import Dialect, ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.ext.asyncio import AsyncEngine

CONNECT_WITHIN_S = 5.0
"""A machine that is off answers nothing at all; the driver itself would wait for a minute."""

_GOES = ("08", "57P")
"""How the states of a server that ends, begins or lost us start: connection exception, operator intervention.

Source: PostgreSQL manual, appendix A.
"""
_FULL = "53100"
"""The state `disk_full`; same source."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

_log = structlog.get_logger(__name__)


class Outages:
    """Follows one engine from outage to outage."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._away: bool | None = None  # unknown before its first answer: a start says itself what it lacks
        listened = engine.sync_engine
        if engine.dialect.name == "postgresql":
            event.listen(listened, "do_connect", _shape)
        event.listen(listened, "handle_error", self._failed)
        event.listen(listened, "connect", self._connected)

    def _failed(self, context: ExceptionContext) -> None:
        if not isinstance(context.original_exception, Exception):
            return  # a caller who was cancelled
        if context.connection is None or _state(context.original_exception).startswith(_GOES):
            context.is_disconnect = True
        if context.is_disconnect and self._away is False:
            self._away = True
            _log.warning("database.gone", problem=type(context.original_exception).__name__)

    def _connected(self, *_: object) -> None:
        if self._away:
            _log.warning("database.back")
        self._away = False


def is_gone(error: BaseException | None) -> bool:
    """Whether this says that the database is away, which `Outages` has told already."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def is_busy(error: BaseException) -> bool:
    """Whether the database is there, and has had no turn for us in all the time that we waited."""
    return isinstance(error, NoneFree) or (isinstance(error, DBAPIError) and "locked" in str(error.orig))


def is_full(error: BaseException) -> bool:
    """Whether the database has no room for a row, or the disk none for a file."""
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    return isinstance(error, DBAPIError) and (
        "disk is full" in str(error.orig) or _state(error.orig) == _FULL
    )


def is_foreign(error: BaseException) -> bool:
    """Whether SQLite's file is something else."""
    return isinstance(error, DBAPIError) and "not a database" in str(error.orig)


def _state(error: BaseException | None) -> str:
    return str(getattr(error, "sqlstate", None) or "")


def _shape(dialect: Dialect, _record: object, _: list[object], given: dict[str, object]) -> None:
    """Let PostgreSQL's next connection fail as statements do; a listener of the engine."""
    driver: Any = dialect.loaded_dbapi

    async def connect(**options: object) -> object:
        try:
            return await driver.asyncpg.connect(**{"timeout": CONNECT_WITHIN_S, **options})
        except OSError as error:  # what the network says, which is no error of the driver's
            raise driver.OperationalError(str(error)) from error

    given["async_creator_fn"] = connect
