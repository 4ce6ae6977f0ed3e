"""What QA sends back, and what that asks of the technician."""

from tests.fakes.jobs import SHA2, Job, at, opened, reworked, send_back, where


def test_a_rejected_photo_closes_its_gate_again() -> None:
    """Reject wants a new photo of the same work: the gate closes, its hazards stay acknowledged."""
    job = at("wait")
    sent = job.state.step("washer").gate("photo").photo
    send_back(job, "washer", "photo", "reject")
    assert job.state.current == "wait"
    assert sent is not None
    assert job.view().reworks[0].number == 3
    assert job.do("step.show", {"step": "washer"}) == ["step.show"]
    assert job.refusal("step.complete", {"step": "washer"}).code == "gates_closed"
    assert (
        job.refusal("evidence.commit", where("washer", "photo", sha256=sent.sha256)).code
        == "photo_was_rejected"
    )
    job.photo("washer", "photo", sha256=SHA2)
    assert job.do("step.complete", {"step": "washer"}) == ["step.complete", "step.show"]
    assert job.state.current == "wait"
    assert job.state.reworks == ()


def test_rework_reopens_the_step_with_hazards_and_all_gates() -> None:
    """Rework asks for the hazards again and closes every gate of the step."""
    job = at("clean")
    send_back(job, "tighten", "mark", "rework")
    assert job.do("step.show", {"step": "tighten"}) == ["hazard.show"]
    job.ack()
    assert job.refusal("step.complete", {"step": "tighten"}).values["gates"] == "second, mark"


def test_rework_of_the_open_step_shows_its_hazards_at_once() -> None:
    """A technician who still works on the step sees its hazards again."""
    job = opened("washer")
    job.photo("washer", "photo")
    send_back(job, "washer", "photo", "rework")
    assert job.log[-1].type == "hazard.show"
    assert job.view().phase == "hazards"
    assert job.view().step is None


def test_after_the_reworked_steps_the_furthest_step_opens() -> None:
    """Two steps sent back are done in order, then the work goes on where it was."""
    job = at("clean")
    send_back(job, "washer", "photo", "reject")
    send_back(job, "tighten", "mark", "reject")
    job.do("step.show", {"step": "washer"})
    job.photo("washer", "photo", sha256=SHA2)
    job.do("step.complete", {"step": "washer"})
    assert job.state.current == "tighten"
    job.photo("tighten", "mark", sha256=SHA2)
    job.do("step.complete", {"step": "tighten"})
    assert job.state.current == "clean"


def test_what_is_sent_back_when_all_is_settled_is_faced_at_once() -> None:
    """A holder who faces no step any more is led to the one that QA sent back, a rework by its hazards."""
    again = Job().play()
    assert again.state.current is None
    send_back(again, "washer", "photo", "reject")
    assert (again.log[-1].type, again.state.current) == ("step.show", "washer")
    redo = Job().play()
    send_back(redo, "washer", "photo", "rework")
    assert (redo.log[-1].type, redo.view().phase) == ("hazard.show", "hazards")
    send_back(redo, "tighten", "mark", "reject")
    assert redo.state.current == "washer"


def test_a_job_with_something_sent_back_does_not_finish() -> None:
    """Finishing is refused while a photo is sent back."""
    job = Job().play()
    send_back(job, "washer", "photo", "reject")
    assert job.refusal("job.finish").code == "rework_open"
    assert not job.view().finishable


def test_a_rework_after_the_end_reopens_the_job() -> None:
    """A finished job is reopened, recorded, and its next holder begins at that step with its hazards."""
    job = Job().play()
    job.do("job.finish")
    send_back(job, "washer", "photo", "rework")
    assert [event.type for event in job.log[-2:]] == ["job.reopen", "qa.rework"]
    assert job.view().phase == "unclaimed"
    assert job.do("job.claim") == ["job.claim", "hazard.show"]
    assert job.state.current == "washer"
    job.play()
    assert job.do("job.finish") == ["job.finish"]


def test_a_step_that_was_sent_back_is_not_skipped() -> None:
    """What QA sent back is done again, not left out."""
    job = Job().play(until="clean")
    job.do("step.complete", {"step": "clean"})
    job.write(reworked("clean", "x"), by="qa")
    job.do("step.show", {"step": "clean"})
    assert job.refusal("step.skip", {"step": "clean", "reason": "no need"}).code == "step_sent_back"
