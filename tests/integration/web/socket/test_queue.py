"""The queue of reviews on the socket: that it moved is told within a second, never what is in it."""

import time

import pytest

from tests.fakes.live import Serving, other_process
from tests.wire import Device
from vision import verdicts
from vision.outcomes import Outcome
from vision.reviews import Opinion, ReviewId, Seen, Subject
from vision.risk import RiskInput
from web.database import Database

QUEUE = "review:queue"


def device(served: Serving, name: str) -> Device:
    return Device(served.person(name))  # type: ignore[arg-type]


async def photo(database: Database, name: str, now: int) -> ReviewId:
    """One more photo waits for its verdict."""
    async with database.transaction() as session:
        review = await verdicts.enqueue(
            session,
            review=ReviewId(name),
            sha256=f"{1:064x}",
            subject=Subject("job", "step", "gate", name, "north", "check"),
            taken_by="ann",
            taken_at=now,
            risk=RiskInput(outcome=Outcome.PASS),
            seen=Seen(),
            now=now,
        )
    return review.id


def moves(qa: Device) -> list[dict[str, object]]:
    return [frame for frame in qa.frames if frame.get("type") == "qa.queue"]


async def test_a_photo_of_another_process_moves_the_queue(served: Serving) -> None:
    """A photo that the worker put into the queue is hinted at within a second, and so is each verdict."""
    elsewhere = other_process(served.shop).database
    async with device(served, "qa") as qa:
        page = await qa.say("sub.open", {"ch": QUEUE})
        assert (page["head"], page["events"], page["view"]) == (0, [], None)
        begun = time.monotonic()
        review = await photo(elsewhere, "one", served.shop.now)
        await qa.until(moves)
        assert time.monotonic() - begun < 1
        async with elsewhere.transaction() as session:
            await verdicts.judge(
                session, review, Opinion("accept", seen=1), shop=None, by="qa", now=served.shop.now
            )
        first, second = await qa.until(lambda d: len(moves(d)) == 2 and moves(d))
    assert (first["prev"], second["prev"]) == (0, first["seq"])
    assert (first["data"], first["lane"]) == ({}, "state")


async def test_a_hint_that_was_lost_shows(served: Serving) -> None:
    """Whoever comes back learns where the queue stands, and who has closed it hears no more."""
    async with device(served, "qa") as qa:
        for count in range(2):
            assert (await qa.say("sub.open", {"ch": QUEUE}))["head"] == count
            await qa.say("sub.close", {"ch": QUEUE})
            await photo(served.shop.database, str(count), served.shop.now)
        assert (await qa.say("sub.open", {"ch": QUEUE}))["head"] == 2
        assert moves(qa) == []


@pytest.mark.parametrize(("name", "ch"), [("ann", QUEUE), ("clerk", QUEUE), ("qa", "review:one")])
async def test_only_reviewers_follow_the_queue(served: Serving, name: str, ch: str) -> None:
    """Nobody else is told that photos wait, and a single review is no channel."""
    await photo(served.shop.database, "one", served.shop.now)
    async with device(served, name) as somebody:
        assert (await somebody.ask("sub.open", {"ch": ch}))["error"]["code"] == "channel_unknown"
