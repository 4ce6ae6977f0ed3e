"""Versions and approvals in real databases."""

import pytest
from sqlalchemy import Table, delete, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import event_store, tables
from knowledge.procedures import revisions
from knowledge.procedures.errors import ApproverIsAuthor, NumberTaken, UnknownVersion
from knowledge.procedures.files import library
from tests.unit.knowledge.procedures.test_models import procedure
from web.database import Database

NOW = 1_700_000_000_000_000


async def approved_ids(session: AsyncSession) -> list[tuple[str, str]]:
    return [(found.id, found.number) for found in await revisions.approved(session)]


async def test_only_what_another_person_approved_is_used(session: AsyncSession) -> None:
    """A draft is not offered; its author cannot approve it; somebody else can."""
    version = await revisions.draft(session, procedure(), by="author", now=NOW)
    assert await approved_ids(session) == []
    with pytest.raises(ApproverIsAuthor) as refused:
        await revisions.approve(session, version, by="author", now=NOW)
    assert refused.value.values() == {"procedure": "work", "number": "1.0"}
    assert await approved_ids(session) == []
    await revisions.approve(session, version, by="approver", now=NOW)
    assert await approved_ids(session) == [("work", "1.0")]


async def test_a_version_comes_back_as_it_was(session: AsyncSession) -> None:
    """Every built-in procedure survives the database, to the last digit and hash."""
    for written in library():
        version = await revisions.draft(session, written, by="author", now=NOW)
        kept = await revisions.version(session, version)
        assert kept == written
        assert kept.version == written.version == version
        assert [hazard.hash for hazard in kept.hazards()] == [hazard.hash for hazard in written.hazards()]


async def test_the_newest_approval_is_offered_and_the_old_version_stays(session: AsyncSession) -> None:
    """A running job reads its pinned version whatever is approved later."""
    first = await revisions.draft(session, procedure(), by="author", now=NOW)
    second = await revisions.draft(session, procedure(number="1.1"), by="author", now=NOW)
    for version in (first, second):
        await revisions.approve(session, version, by="approver", now=NOW)
    assert await approved_ids(session) == [("work", "1.1")]
    assert (await revisions.version(session, first)).number == "1.0"


async def test_drafting_and_approving_twice_changes_nothing(session: AsyncSession) -> None:
    """The same content is the same version, and its history has each fact once."""
    for _ in range(2):
        version = await revisions.draft(session, procedure(), by="author", now=NOW)
        await revisions.approve(session, version, by="approver", now=NOW)
    events = await event_store.history(session, "procedure:work")
    assert [(event.seq, event.type, event.by) for event in events] == [
        (1, "procedure.drafted", "author"),
        (2, "procedure.approved", "approver"),
    ]
    assert events[0].data == {"procedure": "work", "version": version, "number": "1.0"}
    assert len({event.epoch for event in events}) == 1
    assert session.info["events"] == events
    assert await event_store.head(session, "procedure:work") == 2
    assert await event_store.head(session, "procedure:none") == 0


async def test_a_number_belongs_to_one_content(session: AsyncSession) -> None:
    """Other content under a used number is refused."""
    await revisions.draft(session, procedure(), by="author", now=NOW)
    with pytest.raises(NumberTaken) as refused:
        await revisions.draft(session, procedure(kind="inspection"), by="author", now=NOW)
    assert refused.value.code == "procedure_number_taken"


@pytest.mark.parametrize("version", ["", "0" * 64, "'; DROP TABLE kn_version; --"])
async def test_an_unknown_version_is_an_error_of_ours(session: AsyncSession, version: str) -> None:
    """Reading and approving both say so."""
    with pytest.raises(UnknownVersion):
        await revisions.version(session, version)
    with pytest.raises(UnknownVersion):
        await revisions.approve(session, version, by="approver", now=NOW)


@pytest.mark.parametrize("table", tables.HISTORY, ids=lambda table: table.name)
async def test_history_refuses_to_be_changed(database: Database, table: Table) -> None:
    """The database itself refuses UPDATE and DELETE of versions, approvals and events."""
    async with database.transaction() as session:
        version = await revisions.draft(session, procedure(), by="author", now=NOW)
        await revisions.approve(session, version, by="approver", now=NOW)
    column = next(iter(table.columns))
    for statement in (update(table).values({column: column}), delete(table)):
        with pytest.raises(DBAPIError, match="append-only"):
            async with database.transaction() as session:
                await session.execute(statement)
    async with database.transaction() as session:
        assert await approved_ids(session) == [("work", "1.0")]


async def test_postgresql_notes_the_transaction(database: Database) -> None:
    """The tail needs it there; SQLite's one writer makes it needless."""
    async with database.transaction() as session:
        await revisions.draft(session, procedure(), by="author", now=NOW)
    async with database.transaction() as session:
        xid = (await session.execute(text("SELECT xid FROM kn_event"))).scalar_one()
        assert (xid is None) == database.is_sqlite
