"""From the technician's photo to QA and back, as the tail carries it."""

from dataclasses import replace
from typing import Any

import pytest

from assist import evidence
from assist.errors import EvidenceSuperseded
from assist.guidance.facts import Event
from assist.records.reading import job_record
from assist.rework import Relay, consumers
from assist.seeing import jobs
from assist.tail import relay
from tests.fakes.jobs import SHA, SHA2
from tests.fakes.shop import Shop
from vision import store as vision_store
from vision import verdicts
from vision.errors import NoPhotoToReject, ReasonUnknown
from vision.reasons import Risk
from vision.reviews import Opinion, Override, Review


class Chain:
    """The shop with its tail: `carry` lets every consumer catch up."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.asked: list[str] = []
        self.consumers = consumers(Relay(shop.database, shop.ports, self._queue, lambda: shop.now))

    async def _queue(self, evidence: str) -> None:
        self.asked.append(evidence)

    async def carry(self, *, again: bool = False) -> None:
        """Relay all there is; `again` lets every consumer begin anew, as after a lost cursor."""
        for consumer in self.consumers:
            one = replace(consumer, name=f"{consumer.name}-2") if again else consumer
            while await relay(self.shop.database, one):
                pass

    async def queue(self) -> list[Review]:
        async with self.shop.database.reading() as session:
            return list(await verdicts.queue(session))

    async def judge(self, review: Review, verdict: Any, reason: str = "") -> None:
        async with self.shop.database.transaction() as session:
            opinion = Opinion(verdict, reason, "note", None, seen=review.version)
            await evidence.judge(
                session,
                review.id,
                opinion,
                shop=None,
                by="qa",
                now=self.shop.now,
                ports=self.shop.ports,
            )
        await self.carry()


async def taken(shop: Shop, outcome: str = "pass") -> Chain:
    """A chain whose washer photo was taken and looked at."""
    chain = Chain(shop)
    view = await shop.play(until="washer")
    await shop.perform(view, shop.ann)
    shop.send(SHA)
    await shop.do("evidence.commit", {"step": "washer", "gate": "photo", "sha256": SHA})
    await chain.carry()
    await shop.look(chain.asked[-1], outcome, "" if outcome == "pass" else "anomaly")
    await chain.carry()
    return chain


async def test_a_photo_goes_to_the_camera_once(shop: Shop) -> None:
    """A committed photo with its bytes is queued for the camera by its evidence."""
    chain = await taken(shop)
    assert len(chain.asked) == 1


async def test_a_photo_without_bytes_waits_and_is_not_forgotten(shop: Shop) -> None:
    """Bytes that were stored while the commitment was being written are found by the tail."""
    chain = Chain(shop)
    view = await shop.play(until="washer")
    await shop.perform(view, shop.ann)
    await shop.do("evidence.commit", {"step": "washer", "gate": "photo", "sha256": SHA})
    shop.send(SHA)
    await chain.carry()
    assert len(chain.asked) == 1


async def test_a_passed_photo_waits_for_qa(shop: Shop) -> None:
    """A photo that the camera passed joins the queue with what it is of and who took it."""
    chain = await taken(shop)
    (review,) = await chain.queue()
    assert (review.sha256, review.taken_by, review.subject.check) == (SHA, "ann", "atf_washer")
    assert (review.subject.job, review.subject.step, review.subject.gate) == (shop.job, "washer", "photo")


async def test_a_retake_is_not_for_qa(shop: Shop) -> None:
    """A photo that has to be taken again is not worth a reviewer's time."""
    chain = await taken(shop, "retake")
    assert await chain.queue() == []


async def test_an_override_reaches_qa_first(shop: Shop) -> None:
    """A failed photo whose gate was overridden joins the queue with the reason."""
    chain = await taken(shop, "fail")
    assert await chain.queue() == []
    over = {"step": "washer", "gate": "photo", "reason": "detector_wrong", "note": "it is new"}
    await shop.do("gate.override", over)
    await chain.carry()
    (review,) = await chain.queue()
    assert review.seen.override is not None
    assert (review.seen.override.reason, review.seen.override.note) == ("detector_wrong", "it is new")
    assert "override" in review.risks


async def test_an_override_of_a_colleagues_photo_is_known_by_its_author(shop: Shop) -> None:
    """Who overrides the gate of another's photo may not judge it, and nor may the other."""
    chain = await taken(shop, "fail")
    await shop.do("job.takeover", by=shop.bo)
    await shop.perform(await shop.view("bo"), shop.bo)
    over = {"step": "washer", "gate": "photo", "reason": "detector_wrong", "note": "it is new"}
    await shop.do("gate.override", over, by=shop.bo)
    await chain.carry()
    (review,) = await chain.queue()
    assert [review.is_own(each) for each in ("ann", "bo", "qa")] == [True, True, False]


VOLUME = {"step": "drain", "gate": "volume"}


async def overridden(shop: Shop) -> tuple[Chain, Review]:
    """A reading outside its window whose gate was overridden, and what QA gets of it."""
    chain = Chain(shop)
    view = await shop.play(until="drain")
    await shop.perform(view, shop.ann)
    await shop.do("measure.record", {**VOLUME, "value": "0.4", "unit": "L"})
    await shop.do("gate.override", {**VOLUME, "reason": "tool_broken", "note": "no scale here"})
    await chain.carry()
    (review,) = await chain.queue()
    return chain, review


async def test_an_overridden_reading_reaches_qa(shop: Shop) -> None:
    """An override of a gate without a photo waits with its reading, its reason and its risk."""
    _, review = await overridden(shop)
    assert (review.sha256, review.taken_by, review.subject.shop) == ("", "ann", "north")
    assert (review.subject.step, review.subject.gate) == ("drain", "volume")
    assert review.seen.override == Override("tool_broken", "no scale here", reading="0.4", by="ann")
    assert review.risks == (Risk.OVERRIDE, Risk.DANGER)


async def test_an_override_without_any_photo_reaches_qa(shop: Shop) -> None:
    """A photo gate that was overridden before any photo was taken waits as well."""
    chain = Chain(shop)
    view = await shop.play(until="washer")
    await shop.perform(view, shop.ann)
    over = {"step": "washer", "gate": "photo", "reason": "camera_broken", "note": "lens is cracked"}
    await shop.do("gate.override", over)
    await chain.carry()
    assert [(one.sha256, one.subject.gate) for one in await chain.queue()] == [("", "photo")]
    shop.send(SHA)
    await shop.do("evidence.commit", {"step": "washer", "gate": "photo", "sha256": SHA})
    await chain.carry()
    assert await chain.queue() == []


async def test_an_override_of_a_photo_that_never_came_is_one_without_a_photo(shop: Shop) -> None:
    """QA is shown no photo that nobody sent; bytes that come after all change nothing of the override."""
    chain = Chain(shop)
    view = await shop.play(until="washer")
    await shop.perform(view, shop.ann)
    await shop.do("evidence.commit", {"step": "washer", "gate": "photo", "sha256": SHA})
    over = {"step": "washer", "gate": "photo", "reason": "camera_broken", "note": "lens is cracked"}
    await shop.do("gate.override", over)
    await shop.do("step.complete", {"step": "washer"})
    await chain.carry()
    (review,) = await chain.queue()
    assert (review.sha256, review.subject.gate, review.risks[0]) == ("", "photo", Risk.OVERRIDE)
    shop.send(SHA)
    async with shop.database.transaction() as session:
        await evidence.bytes_arrived(session, SHA, by="ann", now=shop.now, ports=shop.ports)
    await chain.carry()
    assert [one.id for one in await chain.queue()] == [review.id]
    await chain.judge(review, "rework", "other")
    assert (await shop.view()).reworks[0].sha256 is None


async def test_an_overridden_reading_is_sent_back_or_accepted(shop: Shop) -> None:
    """Rework reopens the step and stands in the record; accepting leaves the step overridden."""
    chain, review = await overridden(shop)
    await shop.do("step.complete", {"step": "drain"})
    await chain.judge(review, "rework", "not_measured")
    view = await shop.view()
    (sent,) = view.reworks
    assert (sent.step, sent.sha256, sent.kind, sent.reason) == ("drain", None, "rework", "not_measured")
    assert view.steps[1].truth == "pending"
    async with shop.database.reading() as session:
        record = await job_record(session, shop.job, shop="north", ports=shop.ports)
    (said,) = record.steps[1].gates[0].overrides
    assert (said.qa, said.qa_by, said.qa_reason) == ("rework", "qa", "not_measured")


async def test_an_accepted_override_stays_an_override(shop: Shop) -> None:
    """QA's accept of an override without a photo is recorded, and makes the step no truer."""
    chain, review = await overridden(shop)
    await shop.do("step.complete", {"step": "drain"})
    await chain.judge(review, "accept")
    assert (await shop.view()).steps[1].truth == "overridden"
    async with shop.database.reading() as session:
        record = await job_record(session, shop.job, shop="north", ports=shop.ports)
    assert record.steps[1].gates[0].overrides[0].qa == "accept"


async def test_no_photo_is_asked_for_where_none_is(shop: Shop) -> None:
    """An override without a photo cannot be rejected, nor sent back with a photo's reason."""
    chain, review = await overridden(shop)
    with pytest.raises(NoPhotoToReject):
        await chain.judge(review, "reject", "blurred")
    with pytest.raises(ReasonUnknown):
        await chain.judge(review, "rework", "other_vehicle")
    assert len(await chain.queue()) == 1


async def test_a_reading_in_its_window_takes_the_overrides_place(shop: Shop) -> None:
    """Once the gate is measured again, the override leaves the queue."""
    chain, _ = await overridden(shop)
    await shop.do("measure.record", {**VOLUME, "value": "5", "unit": "L"})
    await chain.carry()
    assert await chain.queue() == []


async def test_a_reject_comes_back_to_its_spot(shop: Shop) -> None:
    """QA's reject closes that gate and stands in the technician's view with its reason."""
    chain = await taken(shop)
    await shop.do("step.complete", {"step": "washer"})
    await chain.judge((await chain.queue())[0], "reject", "light")
    view = await shop.view()
    assert (view.reworks[0].number, view.reworks[0].kind, view.reworks[0].reason) == (3, "reject", "light")
    assert view.reworks[0].by == "Qa"
    assert view.steps[2].truth == "pending"


async def test_a_rework_after_the_end_reopens_the_job(shop: Shop) -> None:
    """A finished job that is sent back is open again in the list, with whoever had finished it."""
    chain = await taken(shop)
    await shop.play()
    await shop.do("job.finish")
    review = next(each for each in await chain.queue() if each.subject.step == "washer")
    await chain.judge(review, "rework", "wrong_part")
    shop.now += 48 * 3_600 * 1_000_000
    async with shop.database.reading() as session:
        (line,) = await jobs(session, by=shop.ann, now=shop.now, ports=shop.ports)
        (seen,) = await jobs(session, by=shop.bo, now=shop.now, ports=shop.ports)
    assert (line.phase, line.reworks, line.mine) == ("unclaimed", 1, True)
    assert not seen.mine


async def test_a_replaced_photo_leaves_the_queue(shop: Shop) -> None:
    """Once a newer photo of the gate is committed, QA sees that one alone; the older one stays in history."""
    chain = await taken(shop)
    (old,) = await chain.queue()
    shop.send(SHA2)
    await shop.do("evidence.commit", {"step": "washer", "gate": "photo", "sha256": SHA2})
    await chain.carry()
    assert await chain.queue() == []
    await shop.look(chain.asked[-1], "pass", "")
    await chain.carry()
    assert [review.sha256 for review in await chain.queue()] == [SHA2]
    async with shop.database.reading() as session:
        assert (await verdicts.find(session, old.id, shop=None)).verdict == "superseded"
        kinds = [event.type for event in await vision_store.history(session, f"review:{old.id}")]
    assert kinds == ["review.opened", "review.superseded"]


@pytest.mark.parametrize("verdict", ["accept", "reject", "rework", "unsure"])
@pytest.mark.parametrize("carried", [False, True])
async def test_a_verdict_on_a_replaced_photo_changes_nothing(
    shop: Shop, verdict: Any, *, carried: bool
) -> None:
    """Judging what was replaced is refused, whether the queue knows of it already or not yet."""
    chain = await taken(shop)
    (old,) = await chain.queue()
    shop.send(SHA2)
    await shop.do("evidence.commit", {"step": "washer", "gate": "photo", "sha256": SHA2})
    if carried:
        await chain.carry()
    before = (await shop.view()).rev
    with pytest.raises(EvidenceSuperseded):
        await chain.judge(old, verdict, "other" if verdict in {"reject", "rework"} else "")
    await chain.carry()
    assert (await shop.view()).rev == before


async def test_a_verdict_stays_when_a_newer_photo_comes(shop: Shop) -> None:
    """What QA has judged is not closed again by the photo that answers it."""
    chain = await taken(shop)
    (old,) = await chain.queue()
    await chain.judge(old, "reject", "light")
    shop.send(SHA2)
    await shop.do("evidence.commit", {"step": "washer", "gate": "photo", "sha256": SHA2})
    await chain.carry()
    async with shop.database.reading() as session:
        assert (await verdicts.find(session, old.id, shop=None)).verdict == "reject"


async def test_an_accept_makes_it_human_verified(shop: Shop) -> None:
    """QA's accept of a completed step's photo makes the step human-verified."""
    chain = await taken(shop)
    await shop.do("step.complete", {"step": "washer"})
    await chain.judge((await chain.queue())[0], "accept")
    assert (await shop.view()).steps[2].truth == "human_verified"


async def test_everything_carried_twice_is_done_once(shop: Shop) -> None:
    """Consumers that lost their cursors change nothing."""
    chain = await taken(shop)
    await shop.do("step.complete", {"step": "washer"})
    await chain.judge((await chain.queue())[0], "reject", "light")
    before = (await shop.view()).rev
    await chain.carry(again=True)
    assert (await shop.view()).rev == before
    assert len(await chain.queue()) == 0


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("unreachable", "unasked"),
        ("unasked", "unasked"),
        ("unanswered", "unanswered"),
        ("answered", "overtaken"),
    ],
)
async def test_what_went_wrong_with_an_order_is_told_to_its_job(shop: Shop, kind: str, status: str) -> None:
    """A supplier not reached, silent, or against a cancellation is told where the part is needed."""
    chain = Chain(shop)
    handle = next(consumer for consumer in chain.consumers if consumer.name == "orders").handle
    data = {"order": "o1", "job": shop.job, "step": "drain", "slot": "washer", "supplier": "s1"}
    lines = [{"part": "p", "number": "W-1", "quantity": 1}]
    placed = {**data, "status": "placed", "lines": lines}
    await handle(Event(1, "order:o1", "e", 1, "order.placed", placed, "ann", "", 5))
    await handle(Event(2, "order:o1", "e", 2, f"order.{kind}", {**data, "status": status}, "clock", "", 6))
    async with shop.database.reading() as session:
        parts = (await job_record(session, shop.job, shop="north", ports=shop.ports)).steps[1].parts
    assert [part.status for part in parts] == [status]


async def test_orders_of_a_step_show_there(shop: Shop) -> None:
    """An order that was placed from a step stands in its slot, with each change of its state, once."""
    await shop.play(until="drain")
    chain = Chain(shop)
    handle = next(consumer for consumer in chain.consumers if consumer.name == "orders").handle
    base = {
        "order": "o1",
        "number": "P-1",
        "job": shop.job,
        "step": "drain",
        "slot": "washer",
        "supplier": "s1",
    }
    placed = {**base, "status": "placed", "lines": [{"part": "p", "number": "W-1", "quantity": 2}]}
    events = [
        Event(1, "order:o1", "e", 1, "order.placed", placed, "ann", "", 5),
        Event(2, "order:o1", "e", 2, "order.asked", {**base, "status": "asked"}, "clock", "", 6),
        Event(3, "order:o1", "e", 3, "order.asked_again", {**base, "status": "asked"}, "ann", "", 7),
    ]
    for event in (*events, *events):
        await handle(event)
    await shop.perform(await shop.view(), shop.ann)
    step = (await shop.view()).step
    assert step is not None
    assert (step.slots[0].order, step.slots[0].order_status) == ("o1", "asked")
    async with shop.database.reading() as session:
        parts = (await job_record(session, shop.job, shop="north", ports=shop.ports)).steps[1].parts
    assert [(part.part, part.quantity, part.status, part.by) for part in parts] == [
        ("W-1", 2, "asked", "ann")
    ]


async def test_orders_from_the_chat_alone_concern_no_job(shop: Shop) -> None:
    """An order without a step touches no job."""
    chain = Chain(shop)
    handle = next(consumer for consumer in chain.consumers if consumer.name == "orders").handle
    data = {"order": "o2", "job": None, "step": None, "status": "asked"}
    await handle(Event(1, "order:o2", "e", 1, "order.asked", data, "clock", "", 5))
    assert (await shop.view()).rev == 1
