"""What camera, clock, QA and arriving bytes do to a job."""

from typing import Any

import pytest

from assist.guidance.facts import Refusal
from assist.guidance.outcomes import Judgement, Seen, Spot, arrived, fired, inspected, judged
from tests.fakes.jobs import SHA, SHA2, Job, reworked

ACCEPT = Judgement("accept", "", "", None, "qa")


def washer(outcome: str | None = "pass") -> tuple[Job, Spot]:
    """A job whose washer photo was taken, and judged by the camera unless `outcome` is None."""
    job = Job().play(until="washer")
    job.ack()
    if outcome is None:
        job.do("evidence.commit", {"step": "washer", "gate": "photo", "sha256": SHA})
    else:
        job.photo("washer", "photo", outcome)
    photo = job.state.step("washer").gate("photo").photo
    assert photo is not None
    return job, Spot(photo.evidence, photo.sha256, "washer", "photo")


def seen(outcome: str, cause: str = "") -> Seen:
    return Seen(outcome, cause, None, None, "taught")  # type: ignore[arg-type]


def kinds(facts: object) -> list[str]:
    assert isinstance(facts, tuple), facts
    return [fact.type for fact in facts]


def test_a_verdict_counts_once() -> None:
    """A second verdict on the same photo changes nothing."""
    job, spot = washer()
    assert inspected(job.state, spot, seen("fail")) == ()


def test_a_retake_names_its_cause_at_the_gate() -> None:
    """The gate is blocked by the cause of a retake, else by the outcome."""
    job, spot = washer(None)
    assert inspected(job.state, spot, seen("retake", "dark"))[1].data.cause == "dark"  # type: ignore[attr-defined]
    assert inspected(job.state, spot, seen("fail", "anomaly"))[1].data.cause == "fail"  # type: ignore[attr-defined]


def test_a_late_pass_leaves_an_override_as_it_is() -> None:
    """A gate that was overridden meanwhile stays overridden; the verdict is recorded."""
    job, spot = washer(None)
    job.do("gate.override", {"step": "washer", "gate": "photo", "reason": "other", "note": "no light"})
    facts = inspected(job.state, spot, seen("pass"))
    assert kinds(facts) == ["inspect.result"]
    job.write(facts)
    assert job.state.step("washer").gate("photo").status == "overridden"


def test_bytes_arrive_once() -> None:
    """Arrived bytes send the photo to the camera; arriving again changes nothing."""
    job = Job().play(until="washer")
    job.ack()
    job.do("evidence.commit", {"step": "washer", "gate": "photo", "sha256": SHA}, bytes_here=False)
    photo = job.state.step("washer").gate("photo").photo
    assert photo is not None
    spot = Spot(photo.evidence, SHA, "washer", "photo")
    facts = arrived(job.state, spot)
    assert kinds(facts) == ["evidence.commit"]
    job.write(facts)
    assert job.state.step("washer").gate("photo").status == "checking"
    assert arrived(job.state, spot) == ()


def test_bytes_of_a_replaced_photo_move_nothing() -> None:
    """Bytes of a photo that another one replaced change no gate."""
    job = Job().play(until="washer")
    job.ack()
    job.do("evidence.commit", {"step": "washer", "gate": "photo", "sha256": SHA}, bytes_here=False)
    job.do("evidence.commit", {"step": "washer", "gate": "photo", "sha256": SHA2}, bytes_here=False)
    assert arrived(job.state, Spot("ev0", SHA, "washer", "photo")) == ()


def test_a_timer_fires_once_and_tells_how_late() -> None:
    """Firing opens the gate and says by how many milliseconds it was late; a second time is nothing."""
    job = Job().play(until="wait")
    job.do("timer.start", {"step": "wait", "gate": "soak"})
    due_at = job.state.step("wait").gate("soak").due_at
    assert due_at is not None
    assert due_at == job.now + 300_000_000
    facts = fired(job.state, "wait", "soak", due_at=due_at, now=due_at + 4_000_000)
    assert facts[0].data.late_ms == 4_000  # type: ignore[attr-defined]
    job.write(facts)
    assert fired(job.state, "wait", "soak", due_at=due_at, now=due_at) == ()


def test_a_timer_of_before_a_rework_is_forgotten() -> None:
    """A timer that was running when its step was sent back opens nothing."""
    job = Job().play(until="wait")
    job.do("timer.start", {"step": "wait", "gate": "soak"})
    due_at = job.state.step("wait").gate("soak").due_at or 0
    job.write(reworked("wait", "soak"), by="qa")
    assert fired(job.state, "wait", "soak", due_at=due_at, now=due_at) == ()


def test_accept_makes_a_checked_step_human_verified() -> None:
    """QA's yes to the photo of a completed step makes it human-verified."""
    job, spot = washer()
    job.do("step.complete", {"step": "washer"})
    job.write(judged(job.state, job.procedure, spot, ACCEPT), by="qa")  # type: ignore[arg-type]
    assert job.state.step("washer").truth == "human_verified"


def test_accept_before_completion_counts_at_completion() -> None:
    """QA's yes to a photo of a step that is still open is remembered when it completes."""
    job, spot = washer()
    job.write(judged(job.state, job.procedure, spot, ACCEPT), by="qa")  # type: ignore[arg-type]
    job.do("step.complete", {"step": "washer"})
    assert job.state.step("washer").truth == "human_verified"


def test_accept_opens_a_gate_that_the_camera_could_not_judge() -> None:
    """Where the camera can't tell, QA's yes opens the gate."""
    job, spot = washer("unsure")
    facts = judged(job.state, job.procedure, spot, ACCEPT)
    assert kinds(facts) == ["qa.verdict", "gate.opened"]
    job.write(facts, by="qa")  # type: ignore[arg-type]
    job.do("step.complete", {"step": "washer"})
    assert job.state.step("washer").truth == "human_verified"


def test_accept_does_not_whitewash_an_override() -> None:
    """A step that was overridden stays overridden, whatever QA says of its photo."""
    job, spot = washer("fail")
    job.do("gate.override", {"step": "washer", "gate": "photo", "reason": "other", "note": "it is new"})
    job.do("step.complete", {"step": "washer"})
    job.write(judged(job.state, job.procedure, spot, ACCEPT), by="qa")  # type: ignore[arg-type]
    assert job.state.step("washer").truth == "overridden"


@pytest.mark.parametrize("verdict", ["accept", "reject", "rework"])
def test_a_verdict_on_a_replaced_photo_is_refused(verdict: Any) -> None:
    """A photo that was taken again meanwhile moves nothing any more, whatever QA says of it."""
    job, spot = washer("fail")
    job.photo("washer", "photo", "pass", SHA2)
    refusal = judged(job.state, job.procedure, spot, Judgement(verdict, "other", "", None, "qa"))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "evidence_superseded"


@pytest.mark.parametrize("kind", ["reject", "rework"])
def test_what_was_sent_back_is_no_proof_again(kind: Any) -> None:
    """The bytes that QA sent back are refused for good, also after another photo was sent back since."""
    job, spot = washer()
    sent = Judgement(kind, "other", "", None, "qa")
    job.write(judged(job.state, job.procedure, spot, sent), by="qa")  # type: ignore[arg-type]
    job.ack()
    job.photo("washer", "photo", "pass", SHA2)
    photo = job.state.step("washer").gate("photo").photo
    assert photo is not None
    second = Spot(photo.evidence, SHA2, "washer", "photo")
    job.write(judged(job.state, job.procedure, second, sent), by="qa")  # type: ignore[arg-type]
    job.ack()
    for sha256 in (SHA, SHA2):
        refusal = job.ask("evidence.commit", {"step": "washer", "gate": "photo", "sha256": sha256})
        assert isinstance(refusal, Refusal)
        assert refusal.code == "photo_was_rejected"
