import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from vision import store, verdicts
from vision.boxes import Box
from vision.errors import (
    AlreadyJudged,
    NoteTooLong,
    OwnPhoto,
    ReasonMissing,
    ReasonUnknown,
    ReviewUnknown,
    StaleReview,
)
from vision.outcomes import Outcome
from vision.reasons import Risk
from vision.reviews import Opinion, Override, Review, ReviewId, Seen, Subject
from vision.risk import RiskInput
from vision.verdicts import NOTE_MAX
from web.database import Database

NOW = 1_800_000_000_000_000
BOX = Box(x=0.25, y=0.5, w=0.125, h=0.0625)


async def queued(
    session: AsyncSession,
    name: str = "one",
    *,
    outcome: Outcome = Outcome.FAIL,
    shop: str = "north",
    override: Override | None = None,
    at: int = NOW,
) -> Review:
    return await verdicts.enqueue(
        session,
        review=ReviewId(name),
        sha256="ab" * 32,
        subject=Subject("job-1", "washer", "photo", f"evidence-{name}", shop, "atf_washer"),
        taken_by="tech1",
        taken_at=at - 5,
        risk=RiskInput(outcome=outcome, score=0.25, overridden=override is not None),
        seen=Seen("anomaly", BOX, override),
        now=at,
    )


async def test_a_queued_photo_is_kept_whole(session: AsyncSession) -> None:
    """Everything that a reviewer needs comes back as it was given."""
    review = await queued(session, override=Override("tool", "夹子 'OR 1=1; <b>"))
    assert review == await verdicts.find(session, ReviewId("one"), shop=None)
    assert review.subject == Subject("job-1", "washer", "photo", "evidence-one", "north", "atf_washer")
    assert (review.outcome, review.score, review.seen.cause) == (Outcome.FAIL, 0.25, "anomaly")
    assert review.seen.heat == BOX
    assert review.seen.override == Override("tool", "夹子 'OR 1=1; <b>")
    assert review.risks == (Risk.CAMERA_FAILED, Risk.OVERRIDE)
    assert (review.verdict, review.version, review.opened_at) == (None, 1, NOW)


async def test_a_photo_is_queued_once(session: AsyncSession) -> None:
    """A consumer that runs twice makes one review and one event, under whichever id came first."""
    first = await queued(session)
    again = await verdicts.enqueue(
        session,
        review=ReviewId("two"),
        sha256="ab" * 32,
        subject=first.subject,
        taken_by="tech1",
        taken_at=NOW,
        risk=RiskInput(outcome=Outcome.FAIL),
        seen=Seen(),
        now=NOW + 9,
    )
    assert again == first
    assert [event.type for event in await store.history(session, "review:one")] == ["review.opened"]
    assert len(await verdicts.queue(session)) == 1


async def test_a_later_override_raises_the_risk(session: AsyncSession) -> None:
    """An override that follows the camera's verdict is added to the review that waits."""
    first = await queued(session, outcome=Outcome.UNSURE)
    raised = await queued(session, outcome=Outcome.UNSURE, override=Override("light", "no lamp"))
    assert raised.points > first.points
    assert raised.seen.override == Override("light", "no lamp")
    assert raised.version == 2
    events = await store.history(session, "review:one")
    assert [(event.seq, event.type) for event in events] == [(1, "review.opened"), (2, "review.raised")]
    assert await queued(session, override=Override("light", "no lamp")) == raised


async def test_an_override_after_the_verdict_asks_again(session: AsyncSession) -> None:
    """What QA judged without knowing of the override waits once more."""
    await queued(session)
    await verdicts.judge(
        session, ReviewId("one"), Opinion("reject", "light", seen=1), shop=None, by="qa", now=NOW
    )
    assert await verdicts.queue(session) == []
    reopened = await queued(session, override=Override("light", ""))
    assert (reopened.verdict, reopened.reason, reopened.judged_by) == (None, "", None)
    assert await verdicts.queue(session) == [reopened]


async def test_the_gravest_comes_first(session: AsyncSession) -> None:
    """Reviews stand by risk, then by age."""
    await queued(session, "plain", outcome=Outcome.PASS, at=NOW)
    await queued(session, "late", outcome=Outcome.FAIL, at=NOW + 2)
    await queued(session, "early", outcome=Outcome.FAIL, at=NOW + 1)
    await queued(session, "unsure", outcome=Outcome.UNSURE, at=NOW)
    assert [review.id for review in await verdicts.queue(session)] == ["early", "late", "unsure", "plain"]


async def test_a_shop_has_a_queue_of_its_own(session: AsyncSession) -> None:
    """One shop sees its own photos; without a shop all are seen."""
    await queued(session, "north", shop="north")
    await queued(session, "south", shop="south")
    assert [review.id for review in await verdicts.queue(session, shop="south")] == ["south"]
    assert len(await verdicts.queue(session)) == 2
    assert await verdicts.queue(session, shop="nowhere") == []


async def test_a_verdict_closes_the_review(session: AsyncSession) -> None:
    """Verdict, reason, note and box are kept, with who and when, and the photo leaves the queue."""
    await queued(session)
    opinion = Opinion("rework", "leak", "看右下角 <script>", BOX, seen=1)
    judged = await verdicts.judge(session, ReviewId("one"), opinion, shop=None, by="qa", now=NOW + 7)
    assert (judged.verdict, judged.reason, judged.note, judged.box) == (
        "rework",
        "leak",
        "看右下角 <script>",
        BOX,
    )
    assert (judged.judged_by, judged.judged_at, judged.version) == ("qa", NOW + 7, 2)
    assert await verdicts.queue(session) == []


async def test_a_verdict_is_an_event(session: AsyncSession) -> None:
    """The tail is told everything that the technician's screen needs; the edge finds it in the session."""
    await queued(session)
    await verdicts.judge(
        session,
        ReviewId("one"),
        Opinion("reject", "blurred", "x", BOX, seen=1),
        shop=None,
        by="qa",
        now=NOW + 7,
    )
    event = (await store.history(session, "review:one"))[-1]
    assert (event.type, event.seq, event.by, event.at_us) == ("review.judged", 2, "qa", NOW + 7)
    assert event.data["verdict"] == "reject"
    assert event.data["box"] == BOX.model_dump()
    assert {event.data[name] for name in ("job", "step", "gate", "evidence")} == {
        "job-1",
        "washer",
        "photo",
        "evidence-one",
    }
    assert session.info["events"][-1] == event


async def test_nobody_judges_a_photo_of_their_own(session: AsyncSession) -> None:
    """Who took a photo may not judge it, whatever the verdict; it stays in the queue."""
    await queued(session)
    for verdict in ("accept", "unsure"):
        with pytest.raises(OwnPhoto):
            await verdicts.judge(
                session, ReviewId("one"), Opinion(verdict, seen=1), shop=None, by="tech1", now=NOW
            )
    assert len(await verdicts.queue(session)) == 1


async def test_nobody_judges_an_override_of_their_own(session: AsyncSession) -> None:
    """Who overrode a gate may not judge it, though somebody else took its photo."""
    review = await queued(session, override=Override("light", "", by="foreman"))
    assert [review.is_own(each) for each in ("tech1", "foreman", "qa")] == [True, True, False]
    with pytest.raises(OwnPhoto):
        await verdicts.judge(session, review.id, Opinion("accept", seen=1), shop=None, by="foreman", now=NOW)


async def test_a_second_verdict_is_refused(session: AsyncSession) -> None:
    """The first verdict stands, and the second learns which it was."""
    await queued(session)
    await verdicts.judge(session, ReviewId("one"), Opinion("accept", seen=1), shop=None, by="qa", now=NOW)
    with pytest.raises(AlreadyJudged) as refused:
        await verdicts.judge(
            session, ReviewId("one"), Opinion("reject", "light", seen=1), shop=None, by="qa2", now=NOW
        )
    assert refused.value.values() == {"verdict": "accept"}
    assert len(await store.history(session, "review:one")) == 2


async def test_unsure_asks_a_colleague(session: AsyncSession) -> None:
    """Who cannot tell is not asked again; somebody else is, and earlier."""
    before = await queued(session, outcome=Outcome.PASS)
    after = await verdicts.judge(
        session, ReviewId("one"), Opinion("unsure", seen=1), shop=None, by="qa", now=NOW
    )
    assert after.verdict is None
    assert after.points > before.points
    assert after.risks == (Risk.COLLEAGUE_UNSURE,)
    assert await verdicts.queue(session, viewer="qa") == []
    assert len(await verdicts.queue(session, viewer="qa2")) == 1
    with pytest.raises(AlreadyJudged):
        await verdicts.judge(session, ReviewId("one"), Opinion("accept", seen=1), shop=None, by="qa", now=NOW)
    assert (
        await verdicts.judge(
            session, ReviewId("one"), Opinion("accept", seen=2), shop=None, by="qa2", now=NOW
        )
    ).verdict == "accept"


async def test_a_reviewer_who_saw_an_older_state_looks_again(session: AsyncSession) -> None:
    """A verdict on what has changed since is refused."""
    await queued(session)
    await queued(session, override=Override("light", ""))
    with pytest.raises(StaleReview) as refused:
        await verdicts.judge(session, ReviewId("one"), Opinion("accept", seen=1), shop=None, by="qa", now=NOW)
    assert refused.value.values() == {"seen": "1", "current": "2"}


@pytest.mark.parametrize(
    ("opinion", "error"),
    [
        (Opinion("reject", seen=1), ReasonMissing),
        (Opinion("rework", "blurred", seen=1), ReasonUnknown),
        (Opinion("accept", "', verdict='accept", seen=1), ReasonUnknown),
        (Opinion("accept", note="字" * (NOTE_MAX + 1), seen=1), NoteTooLong),
    ],
)
async def test_a_bad_opinion_changes_nothing(
    session: AsyncSession, opinion: Opinion, error: type[Exception]
) -> None:
    """What is refused leaves neither row nor event."""
    before = await queued(session)
    with pytest.raises(error):
        await verdicts.judge(session, ReviewId("one"), opinion, shop=None, by="qa", now=NOW)
    assert await verdicts.find(session, ReviewId("one"), shop=None) == before
    assert len(await store.history(session, "review:one")) == 1


async def test_a_note_may_be_as_long_as_allowed(session: AsyncSession) -> None:
    """The longest note is kept whole."""
    await queued(session)
    judged = await verdicts.judge(
        session, ReviewId("one"), Opinion("accept", note="字" * NOTE_MAX, seen=1), shop=None, by="qa", now=NOW
    )
    assert judged.note == "字" * NOTE_MAX


@pytest.mark.parametrize("review", ["nothing", "", "' OR 1=1 --", "x" * 500])
async def test_an_unknown_review_is_refused(session: AsyncSession, review: str) -> None:
    """There is nothing to find or to judge, and what is told back is short."""
    with pytest.raises(ReviewUnknown) as refused:
        await verdicts.find(session, ReviewId(review), shop=None)
    assert len(refused.value.values()["review"]) <= 64
    with pytest.raises(ReviewUnknown):
        await verdicts.judge(
            session, ReviewId(review), Opinion("accept", seen=1), shop=None, by="qa", now=NOW
        )


async def test_of_two_at_once_one_is_heard(database: Database) -> None:
    """Two reviewers who press at the same moment leave one verdict and one event."""
    async with database.transaction() as session:
        await queued(session)

    async def press(by: str) -> str:
        try:
            async with database.transaction() as own:
                await verdicts.judge(
                    own, ReviewId("one"), Opinion("accept", seen=1), shop=None, by=by, now=NOW
                )
        except (AlreadyJudged, StaleReview) as refused:
            return refused.code
        return "heard"

    answers = await asyncio.gather(*(press(f"qa{number}") for number in range(4)))
    assert sorted(answers) == ["already_judged", "already_judged", "already_judged", "heard"]
    async with database.reading() as session:
        assert len(await store.history(session, "review:one")) == 2


async def test_of_two_consumers_at_once_one_queues(database: Database) -> None:
    """The same photo queued twice at the same moment is one review."""

    async def enqueue(name: str) -> ReviewId:
        async with database.transaction() as own:
            review = await verdicts.enqueue(
                own,
                review=ReviewId(name),
                sha256="ab" * 32,
                subject=Subject("job-1", "washer", "photo", "evidence", "north", "atf_washer"),
                taken_by="tech1",
                taken_at=NOW,
                risk=RiskInput(outcome=Outcome.PASS),
                seen=Seen(),
                now=NOW,
            )
        return review.id

    ids = await asyncio.gather(*(enqueue(f"r{number}") for number in range(3)))
    assert len(set(ids)) == 1
