"""The history of the schema, up and down, on both databases."""

from collections.abc import AsyncIterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, inspect, text

from tests.databases import metadatas
from web import migrate
from web.database import Database, open_database
from web.errors import DatabaseNewer, DatabaseUnmigrated, DatabaseUnreachable


@pytest.fixture
async def empty(empty_database_url: str) -> AsyncIterator[Database]:
    database = open_database(empty_database_url)
    yield database
    await database.close()


def _differences(connection: Connection) -> list[object]:
    options = {"compare_type": True, "target_metadata": None}
    whole = MetaData()
    for metadata in metadatas():
        for table in metadata.tables.values():
            table.to_metadata(whole)
    context = MigrationContext.configure(connection, opts=options)
    return [change for change in compare_metadata(context, whole) if "alembic_version" not in str(change)]


async def _triggers(database: Database) -> dict[str, str]:
    if database.is_sqlite:
        wanted = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        wanted = (
            "SELECT tgname, pg_get_triggerdef(t.oid) || pg_get_functiondef(t.tgfoid)"
            " FROM pg_trigger t WHERE NOT tgisinternal"
        )
    async with database.reading() as session:
        return {row[0]: " ".join(row[1].split()) for row in await session.execute(text(wanted))}


async def _tables(database: Database) -> set[str]:
    async with database.engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def test_up_gives_exactly_the_tables_of_the_packages(empty: Database, database: Database) -> None:
    """A migrated database and the packages' tables do not differ: in nothing."""
    await migrate.upgrade(empty)
    async with empty.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []
    if empty.is_sqlite == database.is_sqlite:
        assert await _triggers(empty) == await _triggers(database)


async def test_down_leaves_nothing_and_up_again_works(empty: Database) -> None:
    """Every revision can be undone one by one, and done again; which tables go is told before."""
    await migrate.upgrade(empty)
    assert await migrate.loss(empty, migrate.HEAD) is None
    for revision in [*reversed(migrate.revisions()[:-1]), migrate.BASE]:
        loss, there = await migrate.loss(empty, revision), await _tables(empty)
        await migrate.downgrade(empty, revision)
        assert loss
        assert set(loss.rows) == there - await _tables(empty)
        assert await migrate.current(empty) == revision
    assert await _triggers(empty) == {}
    before, after = await migrate.upgrade(empty)
    assert (before, after) == (migrate.BASE, migrate.revisions()[-1])


async def test_up_twice_changes_nothing(empty: Database) -> None:
    """A database of this version is left as it is."""
    await migrate.upgrade(empty)
    assert await migrate.upgrade(empty) == (migrate.revisions()[-1], migrate.revisions()[-1])


async def test_an_empty_database_is_unmigrated(empty: Database) -> None:
    """Nothing is served from a database without tables."""
    with pytest.raises(DatabaseUnmigrated):
        await migrate.check(empty)


async def test_a_newer_database_is_named_and_left_alone(empty: Database) -> None:
    """A revision that this version does not know is refused, by name, whatever is asked."""
    await migrate.upgrade(empty)
    async with empty.transaction() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for attempt in (migrate.check(empty), migrate.upgrade(empty), migrate.downgrade(empty, migrate.BASE)):
        with pytest.raises(DatabaseNewer) as refused:
            await attempt
        assert refused.value.values() == {"revision": "9999"}
    assert await migrate.current(empty) == "9999"


async def test_history_refuses_change_after_migrating(empty: Database) -> None:
    """Rows of a history can be neither changed nor deleted in a migrated database."""
    await migrate.upgrade(empty)
    row = (
        "INSERT INTO id_event (channel, seq, type, data, by, device, at_us)"
        " VALUES ('user:1', 1, 'person.added', '{}', 'x', '', 0)"
    )
    async with empty.transaction() as session:
        await session.execute(text(row.replace("by,", '"by",')))
    for change in ("UPDATE id_event SET type = 'x'", "DELETE FROM id_event"):
        with pytest.raises(Exception, match="append-only"):
            async with empty.transaction() as session:
                await session.execute(text(change))


def test_revisions_are_one_line() -> None:
    """Revisions are numbered without a gap, and each names the one before."""
    numbers = migrate.revisions()
    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]
    for before, path in zip(
        [None, *numbers], sorted((migrate.FOLDER / "versions").glob("0*.py")), strict=False
    ):
        assert f"down_revision = {repr(before).replace(chr(39), chr(34))}" in path.read_text()


@pytest.mark.parametrize(
    "url", ["postgresql://nobody:secret@127.0.0.1:1/none", "sqlite:////nowhere/at/all.sqlite"]
)
async def test_a_database_that_is_not_there_is_said_without_its_password(url: str) -> None:
    """An address that does not answer is named in the error, its password is not."""
    database = open_database(url)
    with pytest.raises(DatabaseUnreachable) as refused:
        await migrate.check(database)
    await database.close()
    assert "secret" not in refused.value.values()["url"]
