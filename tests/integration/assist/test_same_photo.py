"""A photo is proof at one gate: what happens when its bytes are handed in again."""

from typing import Any

import pytest

from assist import store, tables
from assist.guidance.causes import message
from assist.messages.views import VerdictView
from tests.fakes.jobs import SHA
from tests.fakes.shop import Shop
from tests.integration.assist.test_rework import Chain, taken
from vision.reasons import Risk

PLAIN = message("unsure", "anomaly")


async def at_mark(shop: Shop) -> None:
    """The job at the step whose gates are a second person and a photo."""
    view = await shop.play(until="tighten")
    await shop.perform(view, shop.ann)


async def hand_in(shop: Shop, chain: Chain, outcome: str = "pass") -> VerdictView:
    """Hand `SHA` in at the paint mark; what the technician is told."""
    where = {"step": "tighten", "gate": "mark"}
    shop.send(SHA)
    await shop.do("evidence.commit", {**where, "sha256": SHA})
    await chain.carry()
    await shop.look(chain.asked[-1], outcome)
    await chain.carry()
    step = (await shop.view()).step
    assert step is not None
    gate = next(gate for gate in step.gates if gate.id == "mark")
    assert gate.status == "closed"
    assert gate.verdict is not None
    return gate.verdict


async def used(shop: Shop, place: str, **more: Any) -> None:
    """The same photo in a job of some shop, earlier."""
    row = {"evidence": "first", "job": "another", "step": "washer", "gate": "photo", "sha256": SHA}
    seen = {"shop": place, "taken_by": "cy", "taken_at": 1, "bytes_here": True, "inspected": True}
    async with shop.database.transaction() as session:
        await store.put(session, tables.photo, row | seen | more)


async def test_a_photo_proves_one_gate_only(shop: Shop) -> None:
    """The same bytes at a later step open nothing: the technician reads where they were used, and QA too."""
    chain = await taken(shop)
    await shop.do("step.complete", {"step": "washer"})
    await at_mark(shop)
    told = await hand_in(shop, chain)
    assert (told.outcome, told.cause) == ("unsure", "same_step:3")
    assert "step 3" in told.message.en
    assert "第 3 步" in told.message.zh
    first, second = sorted(await chain.queue(), key=lambda review: review.taken_at)
    assert Risk.SAME_IN_JOB in second.risks
    assert second.seen.cause == "same_step:3"
    assert not {Risk.SAME_IN_JOB, Risk.SAME_ELSEWHERE} & set(first.risks)


async def test_a_fresh_photo_takes_the_place_of_a_used_one(shop: Shop) -> None:
    """Whoever handed in the wrong file takes a photo and goes on."""
    chain = await taken(shop)
    await shop.do("step.complete", {"step": "washer"})
    await at_mark(shop)
    await hand_in(shop, chain)
    await shop.perform(await shop.view(), shop.ann)
    assert (await shop.view()).current == "clean"


async def test_qa_may_accept_a_used_photo(shop: Shop) -> None:
    """One photo may show two things; a person says so, and the gate opens."""
    chain = await taken(shop)
    await shop.do("step.complete", {"step": "washer"})
    await at_mark(shop)
    await hand_in(shop, chain)
    await chain.judge(next(each for each in await chain.queue() if each.subject.gate == "mark"), "accept")
    step = (await shop.view()).step
    assert step is not None
    assert {gate.id: gate.status for gate in step.gates}["mark"] == "opened"


@pytest.mark.parametrize(("place", "told"), [("north", "same_job"), ("south", "anomaly")])
async def test_of_another_shops_photo_only_qa_learns(shop: Shop, place: str, told: str) -> None:
    """QA reads that the bytes are another job's; a technician of another shop reads what any doubt says."""
    await used(shop, place)
    chain = Chain(shop)
    await at_mark(shop)
    verdict = await hand_in(shop, chain)
    assert (verdict.outcome, verdict.cause) == ("unsure", told)
    assert (verdict.message == PLAIN) is (place == "south")
    (review,) = [each for each in await chain.queue() if each.subject.gate == "mark"]
    assert Risk.SAME_ELSEWHERE in review.risks
    assert Risk.CAMERA_UNSURE not in review.risks


@pytest.mark.parametrize("outcome", ["fail", "retake"])
async def test_what_the_camera_refuses_stays_refused(shop: Shop, outcome: str) -> None:
    """A used photo is never better off than another: a fail stays a fail."""
    await used(shop, "north")
    await at_mark(shop)
    assert (await hand_in(shop, Chain(shop), outcome)).outcome == outcome


async def test_the_same_gate_may_be_sent_the_same_photo_again(shop: Shop) -> None:
    """A photo that could not be judged at its gate is no stranger there."""
    chain = await taken(shop, "unsure")
    await shop.do("evidence.commit", {"step": "washer", "gate": "photo", "sha256": SHA})
    await chain.carry()
    await shop.look(chain.asked[-1])
    step = (await shop.view()).step
    assert step is not None
    assert step.gates[0].status == "opened"


async def test_who_named_the_bytes_first_is_not_doubted(shop: Shop) -> None:
    """A later use elsewhere says nothing against the first one."""
    await used(shop, "north", taken_at=shop.now * 2)
    chain = await taken(shop)
    assert (await chain.queue())[0].seen.cause == ""
