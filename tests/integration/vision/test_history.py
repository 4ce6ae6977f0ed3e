import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from vision import publishing, store
from web.database import Database

NOW = 1_800_000_000_000_000


async def test_positions_have_no_gap(session: AsyncSession) -> None:
    """Each channel counts by itself from one, with one epoch, while pos rises over all."""
    events = [await store.append(session, f"review:{name}", "t", {}, by="b", now=NOW) for name in "abaab"]
    assert [(event.channel, event.seq) for event in events] == [
        ("review:a", 1),
        ("review:b", 1),
        ("review:a", 2),
        ("review:a", 3),
        ("review:b", 2),
    ]
    assert [event.pos for event in events] == sorted({event.pos for event in events})
    assert len({event.epoch for event in events if event.channel == "review:a"}) == 1
    assert await store.history(session, "review:a", after=1) == [events[2], events[3]]


async def test_what_a_person_wrote_comes_back(session: AsyncSession) -> None:
    """Data is JSON of any script, and never SQL."""
    data = {"note": "'); DROP TABLE vi_event; -- 刹车 \u0000"[:-1], "box": None, "n": [1, 2.5, True]}
    await store.append(session, "review:a", "t", data, by="b", now=NOW)
    assert (await store.history(session, "review:a"))[0].data == data


async def test_what_was_not_committed_never_was(database: Database) -> None:
    """A transaction that fails takes its event and its position back."""
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as session:
            await store.append(session, "review:a", "t", {}, by="b", now=NOW)
            raise ZeroDivisionError
    async with database.transaction() as session:
        assert (await store.append(session, "review:a", "t", {}, by="b", now=NOW)).seq == 1


@pytest.mark.parametrize("table", ["vi_event", "vi_bank"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET by = 'x'", "DELETE FROM {}"])
async def test_history_cannot_be_changed(database: Database, table: str, statement: str) -> None:
    """The database itself refuses to change or delete what happened."""
    async with database.transaction() as session:
        await store.append(session, "review:a", "t", {}, by="b", now=NOW)
        await publishing.publish(session, "c", "v", detector="d", photos=(), by="b", now=NOW)
    with pytest.raises(DBAPIError, match="append-only"):
        async with database.transaction() as session:
            await session.execute(text(statement.format(table).replace(" by ", ' "by" ')))


async def test_the_last_published_bank_judges(session: AsyncSession) -> None:
    """A later version takes the place of an earlier, and an earlier one can be published again."""
    for version in ("v1", "v2", "v1"):
        await publishing.publish(session, "leak", version, detector="d/1", photos=("a",), by="qa", now=NOW)
        current = await publishing.current(session, "leak")
        assert current is not None
        assert (current.version, current.detector, current.photos) == (version, "d/1", ("a",))


async def test_checks_have_banks_of_their_own(session: AsyncSession) -> None:
    """A bank of one check judges no other."""
    await publishing.publish(session, "leak", "v1", detector="d", photos=(), by="qa", now=NOW)
    assert await publishing.current(session, "washer") is None


async def test_publishing_again_is_publishing_once(session: AsyncSession) -> None:
    """The bank that judges is not published anew, so the first time stands."""
    first = await publishing.publish(session, "leak", "v1", detector="d", photos=("a",), by="qa", now=NOW)
    again = await publishing.publish(
        session, "leak", "v1", detector="d", photos=("a",), by="qa2", now=NOW + 9
    )
    assert again == first


async def test_an_example_is_known(session: AsyncSession) -> None:
    """Photos that a bank was taught from are examples; others are not."""
    await publishing.publish(session, "leak", "v1", detector="d", photos=("a" * 64,), by="qa", now=NOW)
    assert await publishing.is_example(session, "a" * 64)
    assert not await publishing.is_example(session, "b" * 64)
