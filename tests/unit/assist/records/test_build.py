"""The record tells apart how true each thing is, and leaves nothing out."""

from collections.abc import Sequence
from dataclasses import replace

from assist.guidance.facts import Fact
from assist.guidance.outcomes import Judgement, Spot, judged
from assist.messages import pushes
from assist.messages.model import Text
from assist.messages.record import Record, RecordStep
from assist.records.build import digest, record
from commerce.ids import OrderId, PartId, QuoteId, ShopId, SupplierId, UserId
from commerce.money import Taxed
from commerce.ordering.shapes import Order, Origin, Quote, QuoteLine
from knowledge.vehicles.text import Text as Known
from tests.fakes.jobs import CARD, Job


def of(job: Job, orders: Sequence[Order] = ()) -> Record:
    names = {"ann": "Ann", "bo": "Bo"}
    return record(
        job.log, job.procedure, order_number="RO-1", vehicle=CARD.vehicle, names=names, orders=orders
    )


LINE = QuoteLine(
    part=PartId("filter"),
    number="BW.FP.320",
    maker="博文",
    name=Known(zh="制动片", en="brake pads"),
    tier="oe",
    quantity=2,
    unit=Taxed(100_00, 13_00),
    breakdown=(),
)
ORDER = Order(
    id=OrderId("o1"),
    number="P-1",
    quote=Quote(
        id=QuoteId("q"),
        shop=ShopId("north"),
        by=UserId("ann"),
        source="supplier:never",
        source_name=Known(zh="不回汽配", en="Never Parts"),
        place="order",
        lines=(LINE,),
        price=LINE.price,
        currency="CNY",
        arrives_us=1,
        made_us=0,
        expires_us=1,
        demonstration=True,
    ),
    shop=ShopId("north"),
    by=UserId("ann"),
    origin=Origin("j1", "drain", "washer"),
    supplier=SupplierId("never"),
    status="unanswered",
    due_us=1,
    placed_us=0,
)


def test_a_part_stands_with_its_name_and_its_suppliers() -> None:
    """A part and who was asked for it are named in both languages; neither supplier nor clock is a person."""
    job = Job().play(until="drain")
    wanted = pushes.PartsOrdered(
        order="o1", step="drain", slot="washer", part="BW.FP.320", quantity=2, user="ann"
    )
    moved = pushes.PartsStatus(order="o1", status="unanswered", supplier="never")
    job.write((Fact("parts.order", wanted),), by="ann")
    job.write((Fact("parts.status", moved),), by="clock")
    job.write((Fact("parts.status", moved),), by="never")
    made = of(job, orders=(ORDER,))
    (part,) = step(made, "drain").parts
    assert (part.name, part.supplier, part.status) == (
        Text(zh="制动片", en="brake pads"),
        "never",
        "unanswered",
    )
    assert [(each.id, each.name.zh) for each in made.suppliers] == [("never", "不回汽配")]
    assert {person.id for person in made.people} <= {"ann", "bo"}


def step(made: Record, name: str) -> RecordStep:
    return next(each for each in made.steps if each.id == name)


def test_a_finished_job_is_told_in_full() -> None:
    """Who, what, when, which version, which photo: all of it stands in the record."""
    job = Job().play()
    job.do("job.finish")
    made = of(job)
    assert (made.version, made.version_number) == (job.procedure.version, "1.0")
    assert (made.finished_by, made.finished_at) == ("ann", job.now)
    assert {person.name for person in made.people} >= {"Ann", "Bo"}
    assert [each.truth for each in made.steps] == [
        "claimed", "claimed", "photo_checked", "claimed", "photo_checked", "claimed",
    ]  # fmt: skip
    assert len(made.log) == made.rev == len(job.log)


def test_of_a_step_that_nobody_was_shown_only_its_place_is_told() -> None:
    """Neither title nor demands of a step stand in the record before somebody acknowledged its hazards."""
    job = Job()
    job.do("job.claim")
    unread = [each for each in of(job).steps if each.title is None]
    assert [each.id for each in unread] == ["drain", "washer", "wait", "tighten", "clean"]
    assert not any(each.gates or each.values or each.hazards for each in unread)
    assert "title of drain" not in of(Job().play(until="drain")).model_dump_json()
    opened = Job().play(until="drain")
    opened.ack()
    told = step(of(opened), "drain")
    assert (told.title, len(told.gates)) == (Text(zh="title of drain(中)", en="title of drain"), 1)
    said = told.model_dump_json()
    assert said.index("scald") < said.index("title of drain")


def test_what_was_specified_stands_beside_what_was_done() -> None:
    """A step's approved numbers are told, so that the record can be judged without the procedure."""
    told = [value for each in of(Job().play()).steps for value in each.values]
    specified = [value for each in Job().procedure.steps for value in each.values]
    assert [value.value for value in told] == [value.number for value in specified] != []


def test_hazards_stand_with_person_and_means() -> None:
    """Each acknowledgement is recorded with its texts, its person and how it was given."""
    hazards = step(of(Job().play()), "drain").hazards
    assert len(hazards) == 1
    assert [text.en for text in hazards[0].texts] == ["scald", "slip"]
    assert (hazards[0].by, hazards[0].means) == ("ann", "tap")


def test_a_new_persons_acknowledgement_is_another() -> None:
    """After a takeover both people's acknowledgements stand in the record."""
    job = Job().play(until="washer")
    job.ack()
    job.do("job.takeover", by="bo", device="b")
    job.ack(by="bo", device="b")
    assert [each.by for each in step(of(job), "washer").hazards] == ["ann", "bo"]


def test_every_photo_stands_with_its_verdicts() -> None:
    """Failed and rejected photos stay in the record beside the one that counted."""
    job = Job().play(until="washer")
    job.ack()
    job.photo("washer", "photo", "fail", "1" * 64)
    job.photo("washer", "photo", "pass", "2" * 64)
    photo = job.state.step("washer").gate("photo").photo
    assert photo is not None
    sent = judged(
        job.state,
        job.procedure,
        Spot(photo.evidence, photo.sha256, "washer", "photo"),
        Judgement("reject", "light", "too dark here", None, "qa"),
    )
    assert isinstance(sent, tuple)
    job.write(sent, by="qa")
    photos = step(of(job), "washer").gates[0].photos
    assert [(each.outcome, each.qa) for each in photos] == [("fail", None), ("pass", "reject")]
    assert (photos[1].qa_by, photos[1].qa_reason, photos[1].qa_note) == ("qa", "light", "too dark here")
    assert step(of(job), "washer").truth == "pending"


def test_an_override_stands_with_reason_person_and_time() -> None:
    """A gate that was overridden says why, by whom and when."""
    job = Job().play(until="washer")
    job.ack()
    job.do(
        "gate.override", {"step": "washer", "gate": "photo", "reason": "no_access", "note": "behind the pan"}
    )
    job.do("step.complete", {"step": "washer"})
    gate = step(of(job), "washer").gates[0]
    assert (gate.status, gate.truth) == ("overridden", "overridden")
    assert (gate.overrides[0].reason, gate.overrides[0].note, gate.overrides[0].by) == (
        "no_access",
        "behind the pan",
        "ann",
    )


def test_a_skip_keeps_its_reason() -> None:
    """A step that was left out says so and why."""
    job = Job().play(until="clean")
    job.do("step.skip", {"step": "clean", "reason": "already clean"})
    made = step(of(job), "clean")
    assert (made.truth, made.skip_reason, made.times_completed) == ("skipped", "already clean", 0)


def test_measures_timers_and_witnesses() -> None:
    """Every value, the timer's lateness and the second person stand in the record."""
    job = Job().play(until="drain")
    job.ack()
    job.do("measure.record", {"step": "drain", "gate": "volume", "value": "99", "unit": "L"})
    made = of(job.play())
    assert [(each.value, each.within) for each in step(made, "drain").gates[0].measures] == [
        ("99", False),
        ("5", True),
    ]
    assert step(made, "wait").gates[0].late_ms == 5
    assert step(made, "tighten").gates[0].witness == "bo"


def test_a_job_that_has_just_begun_has_a_record() -> None:
    """A record can be made at any time; what was not done is pending."""
    made = of(Job())
    assert {each.truth for each in made.steps} == {"pending"}
    assert made.finished_at is None


def test_any_change_changes_the_digest() -> None:
    """A record's digest stands for every event in it."""
    job = Job().play(until="washer")
    whole = digest(job.log)
    assert digest(job.log) == whole
    for place, event in enumerate(job.log):
        forged = [*job.log[:place], replace(event, by="eve"), *job.log[place + 1 :]]
        assert digest(forged) != whole
    assert digest(job.log[:-1]) != whole
