"""Invariants of guidance over random histories, judged by an oracle that reads only log and views."""

import json
from collections.abc import Iterable
from itertools import chain
from typing import Any

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from assist.guidance.facts import Event, Refusal
from assist.guidance.fold import apply
from assist.guidance.outcomes import Judgement, Spot, judged
from assist.guidance.state import JobState
from assist.messages.views import JobView
from tests.fakes.jobs import LEASE_US, PROCEDURE, Job

STEPS = [step.id for step in PROCEDURE.steps]
PEOPLE = ["ann", "bo"]
TRUTH_EVENTS = {"step.complete", "step.skip", "qa.verdict", "qa.rework"}

steps = st.sampled_from([*STEPS, "here", "here", "here", "here"])
people = st.sampled_from(["holder", "holder", "holder", *PEOPLE])
moves = st.one_of(
    st.tuples(st.just("ack"), steps, people),
    st.tuples(st.just("gates"), steps, people),
    st.tuples(st.sampled_from(["step.complete", "step.show", "step.skip"]), steps, people),
    st.tuples(st.sampled_from(["job.claim", "job.takeover"]), steps, st.sampled_from(PEOPLE)),
    st.tuples(st.sampled_from(["step.back", "job.finish", "expire"]), steps, people),
    st.tuples(st.sampled_from(["override", "half-ack"]), steps, people),
    st.tuples(
        st.sampled_from(["reject", "rework", "accept"]), st.sampled_from(["washer", "tighten"]), people
    ),
)
begins = st.tuples(st.just("play"), st.sampled_from(STEPS), st.just("ann"))
histories = st.tuples(begins, st.lists(moves, min_size=5, max_size=40)).map(lambda both: [both[0], *both[1]])
"""A job that was honestly played up to some step, then anything."""
ON = [(kind, "here", "holder") for kind in ("ack", "gates", "step.complete")]
FINISH = [("job.finish", "here", "holder")]
endings = st.tuples(
    st.tuples(st.just("play"), st.sampled_from(STEPS[-3:]), st.just("ann")),
    st.lists(
        st.one_of(st.just(ON), st.just(ON), st.just(FINISH), moves.map(lambda move: [move])), min_size=5
    ),
).map(lambda both: [both[0], *chain.from_iterable(both[1])])
"""A job near its end, whose people mostly go on."""


def attempt(job: Job, kind: str, data: dict[str, Any], who: str) -> None:
    """Try a command; a refusal is a fine answer."""
    facts = job.ask(kind, data, by=who, device=f"{who}-phone", witness="cy")
    if not isinstance(facts, Refusal):
        job.write(facts, by=who, device=f"{who}-phone")
        if kind in {"job.claim", "job.takeover"}:
            job.lease_until = job.now + LEASE_US


def qa(job: Job, step: str, kind: str) -> None:
    """A verdict on whatever photo the step has."""
    for gate in job.procedure.step(step).gates:
        photo = job.state.step(step).gate(gate.id).photo
        if photo is not None and photo.outcome is not None:
            spot = Spot(photo.evidence, photo.sha256, step, gate.id)
            facts = judged(job.state, job.procedure, spot, Judgement(kind, "other", "", None, "qa"))  # type: ignore[arg-type]
            if not isinstance(facts, Refusal):
                job.write(facts, by="qa")


def gates(job: Job, step: str, who: str) -> None:
    """Try to satisfy every gate of a step."""
    for gate in job.procedure.step(step).gates:
        where = {"step": step, "gate": gate.id}
        if gate.kind == "measure":
            attempt(job, "measure.record", {**where, "value": "5", "unit": "L"}, who)
        elif gate.kind == "witness":
            attempt(job, "witness.sign", {**where, "login": "cy", "password": "x"}, who)
        elif gate.kind == "timer":
            attempt(job, "timer.start", where, who)
            job.fire(step, gate.id)
        elif ready(job, step, who):
            job.photo_by(step, gate.id, who)


def ready(job: Job, step: str, who: str) -> bool:
    """Whether somebody may work on a step now."""
    mine = job.state.current == step and job.state.holder == who
    return mine and job.view(who).phase == "step" and job.state.step(step).truth == "pending"


def make(job: Job, move: tuple[str, str, str]) -> None:
    """One move of a history."""
    kind, step, who = move
    step = (job.state.current or "look") if step == "here" else step
    who = (job.state.holder or "ann") if who == "holder" else who
    hashes = [hazard.hash for hazard in job.procedure.step(step).hazards]
    if kind == "play":
        job.play(until=step)
    elif kind == "expire":
        job.lease_until = 0
    elif kind in {"ack", "half-ack"}:
        if hashes:
            some = hashes if kind == "ack" else hashes[:1]
            attempt(job, "hazard.ack", {"step": step, "hazards": some, "means": "voice"}, who)
    elif kind == "gates":
        gates(job, step, who)
    elif kind in {"reject", "rework", "accept"}:
        qa(job, step, kind)
        attempt(job, "step.show", {"step": step}, who)
    elif kind == "override":
        for gate in job.procedure.step(step).gates:
            data = {"step": step, "gate": gate.id, "reason": "other", "note": "because"}
            attempt(job, "gate.override", data, who)
    elif kind == "step.skip":
        attempt(job, kind, {"step": step, "reason": "no need"}, who)
    else:
        attempt(job, kind, {"step": step} if kind.startswith("step.") and kind != "step.back" else {}, who)


def allowed(log: Iterable[Event]) -> tuple[str | None, set[str]]:
    """Who holds the job, and the hazards that this person acknowledged since they got it, step by step."""
    holder: str | None = None
    acked: set[str] = set()
    for event in log:
        data: Any = event.data
        if event.type in {"job.claim", "job.takeover"}:
            if data["user"] != holder:
                acked = set()
            holder = data["user"]
        elif event.type == "job.finish":
            holder, acked = None, set()
        elif event.type == "hazard.ack" and data["user"] == holder:
            acked |= {f"{data['step']}/{each}" for each in data["hazards"]}
        elif event.type == "qa.rework" and data["kind"] == "rework":
            acked = {each for each in acked if not each.startswith(f"{data['step']}/")}
    return holder, acked


def check_view(job: Job, viewer: str, view: JobView) -> None:
    """Invariant 1: no instruction before its hazards, and only for the holder."""
    holder, acked = allowed(job.log)
    text = view.model_dump_json()
    for step in job.procedure.steps:
        if f"INSTRUCTION of {step.id}" in text:
            assert viewer == holder
            assert {f"{step.id}/{hazard.hash}" for hazard in step.hazards} <= acked
            assert view.current == step.id


@settings(max_examples=150, deadline=None)
@given(histories)
def test_hazard_before_command(history: list[tuple[str, str, str]]) -> None:
    """By no path does anybody see a step's text before they acknowledged its hazards as its performer."""
    job = Job()
    for move in history:
        make(job, move)
        for viewer in (*PEOPLE, "qa"):
            check_view(job, viewer, job.view(viewer))
    assert "INSTRUCTION" not in json.dumps([dict(event.data) for event in job.log])


@settings(max_examples=150, deadline=None)
@given(histories)
def test_a_jump_completes_nothing(history: list[tuple[str, str, str]]) -> None:
    """A step's truth changes only by its own event, and a completion needs its gates and hazards."""
    job = Job()
    for move in history:
        truths = {step: job.state.step(step).truth for step in STEPS}
        length = len(job.log)
        make(job, move)
        told = {event.data.get("step") for event in job.log[length:] if event.type in TRUTH_EVENTS}
        changed = {step for step in STEPS if job.state.step(step).truth != truths[step]}
        assert changed <= told


@settings(max_examples=100, deadline=None)
@given(histories)
def test_replay_equals_live(history: list[tuple[str, str, str]]) -> None:
    """Folding the log from any point gives what was reached live, with every safety event in its place."""
    job = Job()
    states: list[JobState] = []
    for move in history:
        make(job, move)
        states.append(job.state)
    state = JobState(job="j1", epoch="e1")
    by_rev = {each.rev: each for each in states}
    for event in job.log:
        state = apply(state, event)
        if event.seq in by_rev:
            assert state == by_rev[event.seq]
    assert state == job.state


def finishes(history: list[tuple[str, str, str]]) -> bool:
    """Whether the job is finished in this history; fails if it is not whole then."""
    job, finished = Job(), False
    for move in history:
        before, length = job.state, len(job.log)
        make(job, move)
        if any(event.type == "job.finish" for event in job.log[length:]):
            finished = True
            assert not before.reworks
            assert all(before.step(step).truth != "pending" for step in STEPS)
    return finished


@settings(max_examples=150, deadline=None)
@given(st.one_of(histories, endings))
def test_a_finished_job_is_whole(history: list[tuple[str, str, str]]) -> None:
    """No job finishes with a pending step or something sent back, however it came there."""
    finishes(history)


def test_some_of_these_jobs_finish() -> None:
    """The histories do reach a finish, also after something was sent back: the rule is put to the test."""
    sent_back = {"reject", "rework"}
    assert find(endings, finishes)
    assert find(
        endings, lambda history: bool(sent_back & {kind for kind, *_ in history}) and finishes(history)
    )


@settings(max_examples=100, deadline=None)
@given(histories, st.integers(min_value=0, max_value=59))
def test_views_never_fail(history: list[tuple[str, str, str]], at: int) -> None:
    """Whatever happened, everybody gets a view whose numbers make sense."""
    job = Job()
    for move in history[: at + 1]:
        make(job, move)
    for viewer in (*PEOPLE, "qa", "nobody"):
        view = job.view(viewer)
        assert 1 <= view.current_number <= len(STEPS)
        assert view.rev == len(job.log)
        assert view.mine == (job.state.holder == viewer)
        assert (view.step is None) or view.phase == "step"


def test_the_oracle_sees_a_breach() -> None:
    """The oracle itself fails on a view that leaks, so its silence means something."""
    job = Job().play(until="drain")
    leaking = job.view().model_copy(
        update={"title": job.view().title.model_copy(update={"en": "INSTRUCTION of drain"})}
    )
    with pytest.raises(AssertionError):
        check_view(job, "ann", leaking)
