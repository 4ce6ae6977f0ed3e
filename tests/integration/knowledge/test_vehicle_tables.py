"""The chain's own vehicle tables in real databases."""

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import event_store
from knowledge.procedures import revisions
from knowledge.vehicles import imports
from knowledge.vehicles.identify import identify
from knowledge.vehicles.patterns import check
from knowledge.vehicles.vin import parse
from web.demo.load_knowledge import APPROVER, AUTHOR, load_knowledge, waiting_cars

NOW = 1_700_000_000_000_000
CAR = parse("0XHSA15H3LA003421")
ROWS = check(
    [{"wmi": "0XH", "facts": {"make": "Xinghe"}}, {"wmi": "0XH", "facts": {"model": "S"}}], file="test"
)


async def test_an_imported_table_decodes(session: AsyncSession) -> None:
    """Rows come back in their order, from every table."""
    assert await imports.import_table(session, "one", ROWS, by="admin", now=NOW)
    other = check([{"wmi": "0XH", "facts": {"model": "S plus"}}], file="test")
    assert await imports.import_table(session, "two", other, by="admin", now=NOW)
    assert (await imports.decoder(session)).decode(CAR) == {"make": "Xinghe", "model": "S plus"}


async def test_a_new_import_replaces_the_tables_rows(session: AsyncSession) -> None:
    """What a table no longer says is no longer believed; other tables stay."""
    await imports.import_table(session, "one", ROWS, by="admin", now=NOW)
    await imports.import_table(session, "one", ROWS[:1], by="admin", now=NOW)
    assert (await imports.decoder(session)).decode(CAR) == {"make": "Xinghe"}
    await imports.import_table(session, "one", (), by="admin", now=NOW)
    assert (await imports.decoder(session)).decode(CAR) == {}


async def test_the_same_import_twice_changes_nothing(session: AsyncSession) -> None:
    """And its history has it once."""
    assert await imports.import_table(session, "one", ROWS, by="admin", now=NOW)
    assert not await imports.import_table(session, "one", ROWS, by="admin", now=NOW)
    (event,) = await event_store.history(session, "vehicles:one")
    assert (event.type, event.by, event.data) == (
        "vehicles.imported",
        "admin",
        {"source": "one", "patterns": 2},
    )


async def test_the_demonstration_loads_through_use_cases(session: AsyncSession) -> None:
    """Three approved procedures, two people, every demonstration car known; a second load changes nothing."""
    for _ in range(2):
        await load_knowledge(session, now=NOW)
    assert [found.id for found in await revisions.approved(session)] == [
        "atf-change",
        "cabin-filter",
        "front-brakes",
    ]
    history = await event_store.history(session, "procedure:atf-change")
    assert [event.by for event in history] == [AUTHOR, APPROVER]
    decoder = await imports.decoder(session)
    for waiting in waiting_cars()[:-1]:
        assert identify(parse(waiting.vin), [decoder]).facts["make"] in {
            "Xinghe",
            "Yuanshan",
            "Qicheng",
            "Xiangzi",
        }
