"""What a view shows, and to whom."""

from tests.fakes.jobs import Job


def texts(view: object) -> str:
    """Everything that leaves with a view."""
    return view.model_dump_json()  # type: ignore[attr-defined]


def test_hazards_stand_alone() -> None:
    """Before the acknowledgement the view holds the step's hazards and nothing else of it."""
    job = Job().play(until="drain")
    view = job.view()
    assert [each.level for each in view.hazards] == ["danger", "warning"]
    assert view.step is None
    assert "INSTRUCTION" not in texts(view)
    assert "title of drain" not in texts(view)


def test_the_step_comes_after_the_acknowledgement() -> None:
    """After it the holder sees the step in full, its hazards stay in the band."""
    job = Job().play(until="tighten")
    job.ack()
    view = job.view()
    assert view.step is not None
    assert view.step.text.en == "INSTRUCTION of tighten"
    assert view.step.values[0].value == "50"
    assert view.hazards == ()
    assert len(view.band) == 1


def test_others_see_no_text() -> None:
    """Who does not hold the job sees where it is, never a step's text."""
    job = Job().play(until="tighten")
    job.ack()
    view = job.view("bo")
    assert not view.mine
    assert view.step is None
    assert "INSTRUCTION" not in texts(view)
    assert view.holder_name == "Ann"


def test_titles_come_with_their_steps() -> None:
    """The overview holds titles of settled steps and of those shown to the holder, none of those ahead."""
    job = Job().play(until="washer")
    assert [mark.title is not None for mark in job.view().steps] == [True, True, False, False, False, False]
    job.ack()
    assert job.view().steps[2].title is not None
    job.do("job.takeover", by="bo", device="b")
    assert job.view("bo").steps[2].title is None


def test_a_picture_has_its_address_and_spot() -> None:
    """A drawing is named by where it is served, with the spot to look at."""
    job = Job().play(until="washer")
    job.ack()
    step = job.view().step
    assert step is not None
    assert step.picture == "/api/pictures/washer.svg"
    assert step.spot is not None
    assert step.spot.w == 0.3
    assert step.gates[0].ghost == "/api/ghosts/atf_washer.png"


def test_a_verdict_says_what_to_do_better() -> None:
    """A retake names its cause and cure in both languages."""
    job = Job().play(until="washer")
    job.ack()
    job.photo("washer", "photo", "retake")
    step = job.view().step
    assert step is not None
    verdict = step.gates[0].verdict
    assert verdict is not None
    assert (verdict.outcome, verdict.cause) == ("retake", "blur")
    assert "hold still" in verdict.message.en
    assert "模糊" in verdict.message.zh


def test_a_gate_shows_its_window() -> None:
    """A measure gate shows unit and window as the approved version has them."""
    job = Job().play(until="drain")
    job.ack()
    job.do("measure.record", {"step": "drain", "gate": "volume", "value": "0.5", "unit": "L"})
    step = job.view().step
    assert step is not None
    gate = step.gates[0]
    assert (gate.unit, gate.low, gate.high, gate.value, gate.status) == ("L", "1.0", "9.0", "0.5", "closed")


def test_phases() -> None:
    """A job is unclaimed, shows hazards, shows a step, or is finished."""
    job = Job()
    assert job.view().phase == "unclaimed"
    job.play(until="drain")
    assert job.view().phase == "hazards"
    job.ack()
    assert job.view().phase == "step"
    job.play()
    assert (job.view().phase, job.view().current, job.view().current_number) == ("step", None, 6)
    job.do("job.finish")
    assert job.view().phase == "finished"


def test_an_unclaimed_job_says_where_it_will_begin() -> None:
    """Before the claim the number is that of the first step to do, and no hazard is pending."""
    view = Job().view()
    assert (view.current, view.current_number, view.hazards) == (None, 1, ())
