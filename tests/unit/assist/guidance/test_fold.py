"""The fold: what each fact changes, and what it must not."""

from dataclasses import replace

import pytest

from assist.guidance.facts import Event
from assist.guidance.fold import apply
from assist.guidance.state import JobState
from tests.fakes.jobs import Job


def test_a_gap_is_no_history() -> None:
    """An event that is not the next one is refused, not guessed around."""
    job = Job()
    with pytest.raises(ValueError, match="j1"):
        apply(job.state, replace(job.log[0], seq=7))


def test_an_unknown_type_moves_the_position_only() -> None:
    """A fact written by a newer version changes nothing that this one knows."""
    job = Job().play(until="washer")
    strange = Event(99, "job:j1", "e1", job.state.rev + 1, "x.new", {"a": 1}, "ann", "phone", 5)
    after = apply(job.state, strange)
    assert after == replace(job.state, rev=strange.seq)


def test_replay_equals_live() -> None:
    """Folding the log from the beginning gives the state that was reached live."""
    job = Job().play()
    state = JobState(job="j1", epoch="e1")
    for event in job.log:
        state = apply(state, event)
    assert state == job.state


def test_a_new_holder_has_acknowledged_nothing() -> None:
    """Acknowledgements belong to a tenure: they end with it, for every step."""
    job = Job().play(until="washer")
    assert job.state.step("drain").acked
    job.do("job.takeover", by="bo", device="b")
    assert not any(step.acked for step in job.state.steps.values())
    job.do("job.takeover")
    assert not any(step.acked for step in job.state.steps.values())


def test_an_acknowledgement_of_somebody_else_counts_for_nobody() -> None:
    """Only the holder's acknowledgement counts."""
    job = Job().play(until="drain")
    hashes = [each.hash for each in job.procedure.step("drain").hazards]
    data = {"step": "drain", "hazards": hashes, "user": "bo", "means": "tap"}
    seq = job.state.rev + 1
    after = apply(job.state, Event(seq, "job:j1", "e1", seq, "hazard.ack", data, "bo", "b", 5))
    assert not after.step("drain").acked


def test_an_order_of_a_part_shows_in_its_slot() -> None:
    """A part that was ordered from a step stands in its slot with its state."""
    job = Job().play(until="drain")
    job.ack()
    seq = job.state.rev
    ordered = {"order": "o1", "step": "drain", "slot": "washer", "part": "W1", "quantity": 1, "user": "ann"}
    moved = {"order": "o1", "status": "confirmed", "supplier": "s"}
    state = apply(job.state, Event(1, "job:j1", "e1", seq + 1, "parts.order", ordered, "ann", "", 5))
    state = apply(state, Event(2, "job:j1", "e1", seq + 2, "parts.status", moved, "system", "", 6))
    assert state.step("drain").orders == {"washer": "o1"}
    assert state.order_status == {"o1": "confirmed"}


def test_the_end_of_a_job_ends_its_tenure() -> None:
    """A finished job has no holder and no open step."""
    job = Job().play()
    job.do("job.finish")
    assert (job.state.holder, job.state.current, job.state.finished_by) == (None, None, "ann")
