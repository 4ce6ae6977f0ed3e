"""Brings a database to this version, and says when it is of another one.

Revisions are numbered (`0001`, `0002`, …) and their files begin with the number, so that asking whether
a database is up to date needs nothing but its one row and a folder's names.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from web.adapters import store
from web.database import Database
from web.errors import (
    DatabaseForeign,
    DatabaseNewer,
    DatabaseUnmigrated,
    DatabaseUnreachable,
    RevisionUnknown,
)
from web.outages import is_foreign

FOLDER = Path(__file__).parent.parent / "migrations"
BASE, HEAD = "base", "head"
"""The revision of a database without our tables, and the newest."""
_DROPPED = re.compile(r'op\.drop_table\("(\w+)"\)')


@dataclass(frozen=True)
class Loss:
    """What goes with the revisions that are undone.

    Attributes:
        rows: How many, by the table that goes.
    """

    before: str
    after: str
    rows: Mapping[str, int]

    def values(self) -> dict[str, str]:
        """What fills a text about it."""
        held = [f"{name} {count}" for name, count in sorted(self.rows.items()) if count]
        return {
            "before": self.before,
            "after": self.after,
            "tables": str(len(self.rows)),
            "rows": str(sum(self.rows.values())),
            "lost": ", ".join(held) or "0",
        }


def revisions() -> list[str]:
    """Every revision that this version knows, oldest first."""
    return sorted(path.name.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


async def current(database: Database) -> str:
    """The database's revision; `base` where it has none.

    Raises:
        DatabaseUnreachable: it does not answer.
        DatabaseForeign: the file is something else.
    """
    try:
        async with database.reading() as session:
            return await store.revision(session) or BASE
    except (OSError, DBAPIError) as error:
        if is_foreign(error):
            raise DatabaseForeign(file=database.engine.url.database) from error
        url = database.engine.url.render_as_string(hide_password=True)
        raise DatabaseUnreachable(url=url) from error


async def check(database: Database) -> None:
    """Return if the database is of this version.

    Raises:
        DatabaseUnmigrated: it is older, or empty.
        DatabaseNewer: a newer version has migrated it.
        DatabaseUnreachable: it does not answer.
    """
    known, found = revisions(), await current(database)
    if found != BASE and found not in known:
        raise DatabaseNewer(revision=found)
    if found != known[-1]:
        raise DatabaseUnmigrated


async def upgrade(database: Database, revision: str = HEAD) -> tuple[str, str]:
    """Migrate up; from which revision to which.

    Raises:
        DatabaseNewer: a newer version has migrated it; nothing was changed.
        DatabaseUnreachable: it does not answer.
    """
    before = await current(database)
    if before != BASE and before not in revisions():
        raise DatabaseNewer(revision=before)
    if before != revisions()[-1]:
        await _run(database, "upgrade", revision)
    return before, await current(database)


async def loss(database: Database, revision: str) -> Loss | None:
    """What would be lost on the way to a revision; None where it is not below the database's own.

    Raises:
        DatabaseNewer: a newer version has migrated it.
        RevisionUnknown: there is no such revision.
        DatabaseUnreachable: it does not answer.
    """
    known, before = [BASE, *revisions()], await current(database)
    if before not in known:
        raise DatabaseNewer(revision=before)
    if revision not in {*known, HEAD}:
        raise RevisionUnknown(revision=revision, known=", ".join(known))
    if revision == HEAD or known.index(revision) >= known.index(before):
        return None
    undone = known[known.index(revision) + 1 : known.index(before) + 1]
    async with database.reading() as session:
        return Loss(
            before, revision, await store.rows(session, {name for each in undone for name in _made(each)})
        )


async def downgrade(database: Database, revision: str) -> tuple[str, str]:
    """Migrate down; from which revision to which. What `loss` tells is lost.

    Raises:
        DatabaseNewer, RevisionUnknown, DatabaseUnreachable: see `loss`; nothing was changed.
    """
    await loss(database, revision)
    before = await current(database)
    await _run(database, "downgrade", revision)
    return before, await current(database)


def _made(revision: str) -> list[str]:
    """The tables that undoing a revision drops."""
    (path,) = (FOLDER / "versions").glob(f"{revision}_*.py")
    return _DROPPED.findall(path.read_text(encoding="utf-8").partition("def downgrade")[2])


async def _run(database: Database, direction: str, revision: str) -> None:
    async with database.engine.connect() as connection:
        await connection.run_sync(_migrate, direction, revision)
        await connection.commit()


def _migrate(connection: Connection, direction: str, revision: str) -> None:
    from alembic import command  # noqa: PLC0415 - only migrating needs it; asking does not
    from alembic.config import Config  # noqa: PLC0415 - beside it

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    {"upgrade": command.upgrade, "downgrade": command.downgrade}[direction](config, revision)
