"""Brings a database to this version, and says when it is of another one.

Revisions are numbered (`0001`, `0002`, …) and their files begin with the number, so that asking whether
a database is up to date needs nothing but its one row and a folder's names.
"""

from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from web.adapters import store
from web.database import Database
from web.errors import DatabaseNewer, DatabaseUnmigrated, DatabaseUnreachable, RevisionUnknown

FOLDER = Path(__file__).parent.parent / "migrations"
BASE = "base"
"""The revision of a database without our tables."""


def revisions() -> list[str]:
    """Every revision that this version knows, oldest first."""
    return sorted(path.name.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


async def current(database: Database) -> str:
    """The database's revision; `base` where it has none.

    Raises:
        DatabaseUnreachable: it does not answer.
    """
    try:
        async with database.reading() as session:
            return await store.revision(session) or BASE
    except (OSError, DBAPIError) as error:
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


async def upgrade(database: Database, revision: str = "head") -> tuple[str, str]:
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


async def downgrade(database: Database, revision: str) -> tuple[str, str]:
    """Migrate down; from which revision to which. Rows of tables that go are lost.

    Raises:
        DatabaseNewer: a newer version has migrated it; nothing was changed.
        RevisionUnknown: there is no such revision; nothing was changed.
    """
    before = await current(database)
    if before != BASE and before not in revisions():
        raise DatabaseNewer(revision=before)
    if revision not in {BASE, *revisions()}:
        raise RevisionUnknown(revision=revision, known=", ".join((BASE, *revisions())))
    await _run(database, "downgrade", revision)
    return before, await current(database)


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
