"""What a failure of the database says about it."""

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree

from web.outages import is_busy, is_full, is_gone


class Said(Exception):
    """A driver's error, with PostgreSQL's state."""

    sqlstate: str | None = None

    def __init__(self, text: str, sqlstate: str | None = None) -> None:
        super().__init__(text)
        self.sqlstate = sqlstate


def failed(text: str, sqlstate: str | None = None, *, cut: bool = False) -> OperationalError:
    return OperationalError("select", {}, Said(text, sqlstate), connection_invalidated=cut)


FULL = (failed("database or disk is full"), failed("could not extend file", "53100"))
GONE = (failed("terminating connection", "57P01", cut=True), failed("no route to host", cut=True))
BUSY = (failed("database is locked"), NoneFree("QueuePool limit"))
OTHER = (failed("no such table: full"), ValueError("locked"), OSError("disk is full"))


@pytest.mark.parametrize("error", [*FULL, *GONE, *BUSY, *OTHER], ids=str)
def test_a_failure_is_one_thing(error: Exception) -> None:
    """A database is full, gone or busy by what it says, and never two of them; other failures are none."""
    assert (is_full(error), is_gone(error), is_busy(error)) == (error in FULL, error in GONE, error in BUSY)
