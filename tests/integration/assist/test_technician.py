"""Commands of a job against a real database: once, in order, and only by those who may."""

import asyncio
import dataclasses
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from assist import store, tables
from assist.caller import Caller, UserId
from assist.errors import DseqGap, IdemConflict, JobUnknown, OutboxForeign, ProcedureNotOffered
from assist.evidence import bytes_arrived
from assist.technician import LEASE_US, alive, start_job
from assist.workshop.orders import NewOrder, open_order
from tests.fakes.jobs import SHA
from tests.fakes.shop import PASSWORDS, VIN, Shop

DRAIN = {"step": "drain", "gate": "volume"}


async def log_of(shop: Shop) -> list[str]:
    """The types of everything that happened."""
    async with shop.database.reading() as session:
        return [each.type for each in await store.of_channel(session, tables.log, f"job:{shop.job}", after=0)]


async def test_a_whole_job(shop: Shop) -> None:
    """An honest technician gets from the claim to the end, and every step says how true it is."""
    await shop.play()
    view = await shop.view()
    assert view.finishable
    await shop.do("job.finish")
    view = await shop.view()
    assert view.phase == "finished"
    truths = [mark.truth for mark in view.steps]
    assert truths == ["claimed", "claimed", "photo_checked", "claimed", "photo_checked", "claimed"]


async def test_the_same_key_answers_the_same(shop: Shop) -> None:
    """A command sent again is answered as before, marked, and done once."""
    await shop.play(until="drain")
    first = await shop.ask("step.back", idem="again")
    before = await log_of(shop)
    second = await shop.ask("step.back", idem="again")
    assert second.replayed
    assert not first.replayed
    assert (second.ok, second.rev) == (first.ok, first.rev)
    assert second.data is not None
    assert first.data is not None
    assert second.data.model_dump() == first.data.model_dump()
    assert await log_of(shop) == before


async def test_a_refusal_is_kept_too(shop: Shop) -> None:
    """A permanent refusal stands for its key even when the job has moved on."""
    await shop.play(until="drain")
    refused = await shop.ask("step.complete", {"step": "drain"}, idem="k")
    assert refused.refusal is not None
    await shop.play(until="washer")
    again = await shop.ask("step.complete", {"step": "drain"}, idem="k")
    assert again.replayed
    assert again.refusal == refused.refusal


async def test_another_body_under_the_key_is_a_conflict(shop: Shop) -> None:
    """A key stands for one body."""
    await shop.play(until="drain")
    await shop.do("step.back", idem="k")
    with pytest.raises(IdemConflict):
        await shop.ask("step.show", {"step": "look"}, idem="k")


async def test_the_envelope_is_no_part_of_the_body(shop: Shop) -> None:
    """The same command under another connection's number, rev and fence is the same command."""
    await shop.play(until="drain")
    await shop.do("step.back", idem="k", rev=3, fence=1)
    assert (await shop.ask("step.back", idem="k", rev=5, id=99)).replayed


async def test_keys_are_of_a_person_and_outbox(shop: Shop) -> None:
    """Another device of the same person may use the same key for something else."""
    await shop.do("job.claim", idem="k")
    headset = dataclasses.replace(shop.ann, device="headset", outbox="ann-headset")
    assert not (await shop.do("job.claim", idem="k", by=headset)).replayed


async def test_twins_at_the_same_moment_are_done_once(shop: Shop) -> None:
    """Of eight equal commands at once one is done and seven are answered alike."""
    await shop.play(until="drain")
    before = len(await log_of(shop))
    answers = await asyncio.gather(*(shop.ask("step.back", idem="twin") for _ in range(8)))
    assert sum(answer.replayed for answer in answers) == 7
    assert {answer.rev for answer in answers} == {before + 1}
    assert len(await log_of(shop)) == before + 1


async def test_concurrent_commands_take_gapless_positions(shop: Shop) -> None:
    """Many commands at once leave a log without gap or double."""
    await shop.play(until="drain")
    await asyncio.gather(*(shop.ask("step.show", {"step": "look"}) for _ in range(12)))
    async with shop.database.reading() as session:
        events = await store.of_channel(session, tables.log, f"job:{shop.job}", after=0)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))


async def test_an_outbox_is_taken_in_order(shop: Shop) -> None:
    """A hole in the outbox's numbers is refused for now, and uses up nothing."""
    await shop.do("job.claim", dseq=1)
    with pytest.raises(DseqGap) as gap:
        await shop.ask("step.complete", {"step": "look"}, dseq=3, idem="later")
    assert gap.value.values() == {"expected": "2"}
    assert gap.value.temporary
    await shop.do("step.complete", {"step": "look"}, dseq=2)
    assert not (await shop.ask("step.back", dseq=3, idem="later")).replayed


async def test_a_permanent_refusal_uses_up_its_number(shop: Shop) -> None:
    """After a refused entry the next number is expected."""
    await shop.do("job.claim", dseq=1)
    assert (await shop.ask("step.complete", {"step": "wait"}, dseq=2)).refusal is not None
    await shop.do("step.complete", {"step": "look"}, dseq=3)


async def test_an_outbox_has_one_author(shop: Shop) -> None:
    """What one person kept is not sent under another's session."""
    await shop.do("job.claim", dseq=1)
    stranger = dataclasses.replace(shop.bo, outbox=shop.ann.outbox)
    with pytest.raises(OutboxForeign):
        await shop.ask("job.takeover", by=stranger, dseq=2)


async def test_other_shops_see_nothing(shop: Shop) -> None:
    """A job of another shop does not exist for a person."""
    with pytest.raises(JobUnknown):
        await shop.ask("job.claim", by=dataclasses.replace(shop.bo, shop="south"))
    with pytest.raises(JobUnknown):
        await shop.ask("job.claim", job="no-such-job")


async def test_a_lease_holds_and_runs_out(shop: Shop) -> None:
    """A claim keeps others out for its lease; a sign of life prolongs it, silence ends it."""
    await shop.do("job.claim")
    assert (await shop.ask("job.claim", by=shop.bo)).refusal is not None
    shop.now += LEASE_US - 5_000_000
    async with shop.database.transaction() as session:
        await alive(session, by=shop.ann, now=shop.now)
    shop.now += LEASE_US - 5_000_000
    refused = await shop.ask("job.claim", by=shop.bo)
    assert refused.refusal is not None
    assert refused.refusal.code == "job_held"
    shop.now += LEASE_US
    await shop.do("job.claim", by=shop.bo)
    assert (await shop.view("bo")).mine


async def test_a_holders_own_command_is_a_sign_of_life(shop: Shop) -> None:
    """Whoever works keeps the job without any ping."""
    await shop.play(until="drain")
    shop.now += 60_000_000
    await shop.do("step.back")
    shop.now += 60_000_000
    assert (await shop.ask("job.claim", by=shop.bo)).refusal is not None


async def test_two_claims_at_once_have_one_winner(shop: Shop) -> None:
    """Of two people who claim at the same moment one holds the job."""
    one, two = await asyncio.gather(shop.ask("job.claim"), shop.ask("job.claim", by=shop.bo))
    assert sorted((one.ok, two.ok)) == [False, True]


async def test_another_process_sees_the_same(shop: Shop) -> None:
    """A process that has nothing in memory folds the same job from the log."""
    await shop.play(until="tighten")
    assert await shop.elsewhere().view() == await shop.view()


async def test_what_another_process_did_is_known(shop: Shop) -> None:
    """A state in memory is brought up to the log before it is used."""
    other = shop.elsewhere()
    await shop.play(until="drain")
    await other.view()
    await shop.play(until="wait")
    assert (await other.view()).current == "wait"
    await other.do("step.back")
    assert (await shop.view()).current == "washer"


async def test_a_stale_rev_brings_the_present_view(shop: Shop) -> None:
    """A conflict is answered with the job as it now is."""
    view = await shop.play(until="drain")
    await shop.perform(view, shop.ann)
    before = (await shop.view()).rev
    headset = dataclasses.replace(shop.ann, device="headset", outbox="h")
    await shop.do("measure.record", {**DRAIN, "value": "5", "unit": "L"}, by=headset)
    late = await shop.ask("measure.record", {**DRAIN, "value": "6", "unit": "L"}, rev=before)
    assert late.refusal is not None
    assert late.refusal.code == "stale_revision"
    assert late.data is not None
    assert late.data.model_dump()["rev"] == late.rev


async def test_a_witness_password_is_stored_nowhere(shop: Shop) -> None:
    """Neither the log nor the kept answers hold a password, right or wrong, nor a hash over it."""
    view = await shop.play(until="tighten")
    await shop.perform(view, shop.ann)
    sign = {"step": "tighten", "gate": "second", "login": "bo"}
    refused = await shop.ask("witness.sign", {**sign, "password": "wrong-word"}, idem="w1")
    assert refused.refusal is not None
    assert refused.refusal.code == "witness_refused"
    assert (await shop.ask("witness.sign", {**sign, "password": "wrong-again"}, idem="w1")).replayed
    await shop.do("witness.sign", {**sign, "password": PASSWORDS["bo"]}, idem="w2")
    async with shop.database.reading() as session:
        kept = (await session.execute(select(tables.idempotency))).all()
        logged = (await session.execute(select(tables.log))).all()
    assert not any(word in str((kept, logged)) for word in ("wrong-word", "wrong-again", PASSWORDS["bo"]))


@pytest.mark.parametrize(
    ("role", "place", "code"),
    [
        ("technician", "north", None),
        ("foreman", "north", None),
        ("parts_clerk", "north", "witness_not_qualified"),
        ("technician", "south", "witness_not_qualified"),
        ("qa_reviewer", "", "witness_not_qualified"),
    ],
)
async def test_a_witness_knows_the_work(shop: Shop, role: str, place: str, code: str | None) -> None:
    """Only a technician or the foreman of the same shop may confirm work as the second person."""
    view = await shop.play(until="tighten")
    await shop.perform(view, shop.ann)
    shop.colleagues["bo"] = Caller(UserId("bo"), place, frozenset({role}))
    sign = {"step": "tighten", "gate": "second", "login": "bo", "password": "x"}
    answer = await shop.ask("witness.sign", sign)
    assert (answer.refusal.code if answer.refusal else None) == code


async def test_only_offered_procedures_start(shop: Shop) -> None:
    """A procedure that nobody approved, or that does not apply, cannot be started."""
    async with shop.database.transaction() as session:
        with pytest.raises(ProcedureNotOffered):
            await start_job(session, shop.order, "nonsense", by=shop.ann, now=1, ports=shop.ports)


@pytest.fixture
def shanghai(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server whose clock shows the time of Shanghai."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "Asia/Shanghai")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("shanghai")
async def test_an_order_is_numbered_by_the_day_of_the_shop(shop: Shop) -> None:
    """Early in the morning a repair order carries the day of the server's clock, not of Greenwich."""
    early = 1_767_225_000_000_000  # 2025-12-31 23:50 UTC
    async with shop.database.transaction() as session:
        new = NewOrder(vin=VIN, plate="沪B", mileage_km=1, complaint="noise")
        order = await open_order(session, new, by=shop.ann, now=early, ports=shop.ports)
    assert order.number.startswith("20260101-")


async def test_history_is_not_rewritten(shop: Shop) -> None:
    """The database itself refuses to change or delete an event."""
    for statement in (tables.log.delete(), tables.log.update().values(type="x")):
        with pytest.raises(DBAPIError):
            async with shop.database.transaction() as session:
                await session.execute(statement)
    assert await log_of(shop) == ["job.start"]


async def test_a_photo_may_be_named_before_it_is_sent(shop: Shop) -> None:
    """The gate waits for the bytes, goes on when they are stored, and the verdict opens it."""
    view = await shop.play(until="washer")
    await shop.perform(view, shop.ann)
    await shop.do("evidence.commit", {"step": "washer", "gate": "photo", "sha256": SHA})
    assert await gate_status(shop) == "awaiting_bytes"
    photo = await shop.latest_photo()
    async with shop.database.transaction() as session:
        assert len(await bytes_arrived(session, SHA, by="ann", now=shop.now, ports=shop.ports)) == 1
        assert not await bytes_arrived(session, SHA, by="ann", now=shop.now, ports=shop.ports)
    assert await gate_status(shop) == "checking"
    await shop.look(photo)
    await shop.look(photo, "fail")
    assert await gate_status(shop) == "opened"


async def test_what_a_colleague_sent_is_not_here(shop: Shop) -> None:
    """A gate waits until its own photographer sends the bytes; nobody else's same bytes open it."""
    view = await shop.play(until="washer")
    await shop.perform(view, shop.ann)
    shop.send(SHA, shop.bo)
    await shop.do("evidence.commit", {"step": "washer", "gate": "photo", "sha256": SHA})
    for by, status in (("bo", "awaiting_bytes"), ("ann", "checking")):
        async with shop.database.transaction() as session:
            await bytes_arrived(session, SHA, by=by, now=shop.now, ports=shop.ports)
        assert await gate_status(shop) == status


async def gate_status(shop: Shop) -> str:
    """How the open step's first gate stands."""
    step = (await shop.view()).step
    assert step is not None
    return step.gates[0].status
