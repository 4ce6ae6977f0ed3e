"""What each command may do, and why not."""

import pytest

from tests.fakes.jobs import LEASE_US, SHA, SHA2, Job, Refused, at, opened, reworked, send_back, where


def test_a_first_claim_shows_the_first_step() -> None:
    """A claim of a fresh job opens its first step and raises the fence."""
    job = Job()
    assert job.do("job.claim") == ["job.claim", "step.show"]
    assert (job.state.current, job.state.fence, job.state.holder) == ("look", 1, "ann")


def test_a_claim_again_by_the_same_device_changes_nothing() -> None:
    """After a reload the same device claims without a new fence, so that what it kept still counts."""
    job = at("drain")
    assert job.do("job.claim") == []
    assert job.state.fence == 1


def test_another_device_of_the_holder_raises_the_fence_and_needs_no_new_acknowledgement() -> None:
    """A person goes on with their headset where they were with their phone."""
    job = opened("drain")
    assert job.do("job.claim", device="headset") == ["job.claim"]
    assert job.state.fence == 2
    assert job.view().phase == "step"


def test_a_live_lease_keeps_others_out() -> None:
    """Somebody else's claim is refused while the lease lives, and says for how long."""
    job = at("drain")
    refusal = job.refusal("job.claim", by="bo", device="b")
    assert refusal.code == "job_held"
    assert refusal.values["holder"] == "ann"
    assert 0 < int(refusal.values["seconds"]) <= 90


def test_an_expired_lease_lets_another_claim() -> None:
    """After the lease has run out another person claims, and acknowledges the open step's hazards anew."""
    job = opened("drain")
    job.now += LEASE_US
    assert job.do("job.claim", by="bo", device="b") == ["job.claim", "hazard.show"]
    assert job.view("bo").phase == "hazards"


def test_a_takeover_needs_no_expired_lease() -> None:
    """A takeover is told as such, names who was taken from, and shows the hazards of the open step."""
    job = opened("drain")
    assert job.do("job.takeover", by="bo", device="b") == ["job.takeover", "hazard.show"]
    assert job.log[-2].data["taken_from"] == "ann"
    assert job.state.current == "drain"


@pytest.mark.parametrize("kind", ["step.show", "step.complete", "step.skip"])
def test_only_the_holder_moves_a_job(kind: str) -> None:
    """Nobody but the holder moves the job."""
    data = {"step": "look", **({"reason": "no need"} if kind == "step.skip" else {})}
    assert at("drain").refusal(kind, data, by="bo").code == "not_holder"


def test_an_unclaimed_job_moves_for_nobody() -> None:
    """Without a holder no command but a claim works."""
    assert Job().refusal("step.complete", {"step": "look"}).code == "not_holder"


def test_a_fence_from_before_a_takeover_is_stale() -> None:
    """What the former holder kept on their device moves nothing."""
    job = opened("drain")
    job.do("job.takeover", by="bo", device="b")
    refusal = job.refusal("measure.record", where("drain", "volume", value="5", unit="L"), fence=1)
    assert refusal.code == "stale_fence"
    assert refusal.values == {"fence": "2", "holder": "bo"}


def test_a_fence_of_ones_own_tenure_is_good() -> None:
    """What a person's phone kept while they went on with the headset still counts."""
    job = opened("drain")
    job.do("job.claim", device="headset")
    assert "gate.opened" in job.do("measure.record", where("drain", "volume", value="5", unit="L"), fence=1)


def test_a_fence_does_not_return_with_its_person() -> None:
    """A fence from before somebody else's tenure stays stale even when the job comes back."""
    job = opened("drain")
    job.do("job.takeover", by="bo", device="b")
    job.do("job.takeover")
    job.ack()
    stale = job.refusal("measure.record", where("drain", "volume", value="5", unit="L"), fence=1)
    assert stale.code == "stale_fence"


def test_a_step_that_another_device_touched_since_is_a_conflict() -> None:
    """A command about a gate that somebody else changed since its rev is refused."""
    job = opened("drain")
    before = job.state.rev
    job.do("measure.record", where("drain", "volume", value="5", unit="L"), device="headset")
    late = job.refusal("measure.record", where("drain", "volume", value="6", unit="L"), rev=before)
    assert late.code == "stale_revision"


def test_ones_own_earlier_commands_are_no_conflict() -> None:
    """A device's later command does not conflict with its own earlier one."""
    job = opened("drain")
    before = job.state.rev
    job.do("measure.record", where("drain", "volume", value="5", unit="L"), rev=before)
    assert job.do("measure.record", where("drain", "volume", value="6", unit="L"), rev=before)


def test_another_step_is_no_conflict() -> None:
    """What somebody changed elsewhere does not make a command stale."""
    job = at("wait")
    before = job.state.rev
    send_back(job, "washer", "photo", "reject")
    assert job.do("timer.start", where("wait", "soak"), rev=before)


def test_a_step_that_qa_sent_back_makes_its_commands_stale() -> None:
    """What was sent before QA's verdict was known is not done after it; looking at the step is."""
    job = opened("washer")
    job.photo("washer", "photo")
    before = job.state.rev
    send_back(job, "washer", "photo", "rework")
    assert job.refusal("step.complete", {"step": "washer"}, rev=before).code == "stale_revision"
    assert job.do("step.show", {"step": "washer"}, rev=before) == ["hazard.show"]


def test_what_the_camera_said_is_no_conflict() -> None:
    """Only people make a command stale: a verdict that arrived meanwhile does not."""
    job = opened("washer")
    job.do("evidence.commit", where("washer", "photo", sha256=SHA))
    before = job.state.rev
    job.photo("washer", "photo", sha256=SHA2)
    assert "step.complete" in job.do("step.complete", {"step": "washer"}, rev=before)


def test_hazards_come_before_the_step() -> None:
    """Completing a step shows the next one's hazards, and only their acknowledgement shows the step."""
    job = at("drain")
    assert [event.type for event in job.log[-2:]] == ["step.complete", "hazard.show"]
    first, second = (each.hash for each in job.procedure.step("drain").hazards)
    assert job.do("hazard.ack", {"step": "drain", "hazards": [first], "means": "gaze"}) == ["hazard.ack"]
    assert job.do("hazard.ack", {"step": "drain", "hazards": [second], "means": "voice"}) == [
        "hazard.ack",
        "step.show",
    ]
    assert job.do("hazard.ack", {"step": "drain", "hazards": [second], "means": "tap"}) == ["hazard.ack"]


def test_a_hazard_of_another_content_is_refused() -> None:
    """An acknowledgement is of a content: the hash of a changed hazard is unknown."""
    refusal = at("drain").refusal("hazard.ack", {"step": "drain", "hazards": ["0" * 64], "means": "tap"})
    assert refusal.code == "hazard_unknown"
    assert refusal.values["hazards"] == "0" * 64


def test_display_is_recorded_and_acknowledges_nothing() -> None:
    """That a device drew the hazards is kept, and opens nothing."""
    job = at("drain")
    hashes = [each.hash for each in job.procedure.step("drain").hazards]
    assert job.do("hazard.displayed", {"step": "drain", "hazards": hashes}) == ["hazard.displayed"]
    assert job.view().phase == "hazards"


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("step.complete", {"step": "drain"}),
        ("measure.record", {"step": "drain", "gate": "volume", "value": "5", "unit": "L"}),
        ("gate.override", {"step": "drain", "gate": "volume", "reason": "other", "note": "why not"}),
    ],
)
def test_nothing_is_done_before_the_hazards_were_acknowledged(kind: str, data: dict[str, object]) -> None:
    """No gate opens and no step completes before its hazards were acknowledged."""
    assert at("drain").refusal(kind, data).code == "hazards_not_acknowledged"


def test_a_closed_gate_keeps_the_step_open() -> None:
    """Completing is refused by name of the gates that are still closed."""
    refusal = opened("tighten").refusal("step.complete", {"step": "tighten"})
    assert refusal.code == "gates_closed"
    assert refusal.values["gates"] == "second, mark"


@pytest.mark.parametrize(
    ("value", "facts"),
    [
        ("1", ["measure.record", "gate.opened"]),
        ("9.0", ["measure.record", "gate.opened"]),
        ("8,5", ["measure.record", "gate.opened"]),
        ("0.999", ["measure.record", "gate.blocked"]),
        ("9.001", ["measure.record", "gate.blocked"]),
        ("-3", ["measure.record", "gate.blocked"]),
    ],
)
def test_a_value_in_the_window_opens_its_gate(value: str, facts: list[str]) -> None:
    """Both ends of the window belong to it; outside, the gate says so and stays closed."""
    job = opened("drain")
    assert job.do("measure.record", where("drain", "volume", value=value, unit="L")) == facts


def test_a_corrected_value_closes_the_gate_again() -> None:
    """A later value outside the window takes the place of an earlier one inside."""
    job = opened("drain")
    job.do("measure.record", where("drain", "volume", value="5", unit="L"))
    job.do("measure.record", where("drain", "volume", value="50", unit="L"))
    assert job.refusal("step.complete", {"step": "drain"}).code == "gates_closed"


def test_a_unit_is_never_guessed() -> None:
    """A value in another unit is refused and names the one that is wanted."""
    refusal = opened("drain").refusal("measure.record", where("drain", "volume", value="5", unit="mL"))
    assert (refusal.code, refusal.values["wanted"]) == ("measure_unit", "L")


def test_a_typed_value_is_claimed() -> None:
    """A number that was typed in makes the step claimed, never measured."""
    assert at("washer").state.step("drain").truth == "claimed"


def test_a_photo_may_come_before_its_bytes() -> None:
    """Evidence whose bytes are not here blocks the gate until they are."""
    job = opened("washer")
    facts = job.do("evidence.commit", where("washer", "photo", sha256=SHA), bytes_here=False)
    assert facts == ["evidence.commit", "gate.blocked"]
    assert job.state.step("washer").gate("photo").status == "awaiting_bytes"


def test_the_same_photo_twice_is_one() -> None:
    """A photo that the camera still looks at is not committed a second time."""
    job = opened("washer")
    job.do("evidence.commit", where("washer", "photo", sha256=SHA))
    assert job.do("evidence.commit", where("washer", "photo", sha256=SHA)) == []


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("pass", "opened"), ("fail", "closed"), ("unsure", "closed"), ("retake", "closed")],
)
def test_only_a_pass_opens_a_photo_gate(outcome: str, status: str) -> None:
    """Fail, can't tell and retake leave the gate closed."""
    job = opened("washer")
    job.photo("washer", "photo", outcome)
    assert job.state.step("washer").gate("photo").status == status


def test_a_new_photo_replaces_a_failed_one() -> None:
    """After a fail another photo is looked at, and the step is photo-checked."""
    job = opened("washer")
    job.photo("washer", "photo", "fail")
    job.photo("washer", "photo", "pass", SHA2)
    job.do("step.complete", {"step": "washer"})
    assert job.state.step("washer").truth == "photo_checked"


def test_a_verdict_on_a_replaced_photo_opens_nothing() -> None:
    """A late pass of a photo that was replaced is recorded and changes no gate."""
    job = opened("washer")
    job.do("evidence.commit", where("washer", "photo", sha256=SHA))
    late = job.copy()
    job.do("evidence.commit", where("washer", "photo", sha256=SHA2))
    late.photo("washer", "photo", "pass", SHA2)
    assert job.state.step("washer").gate("photo").status == "checking"


def test_a_timer_opens_its_gate_when_it_fires() -> None:
    """The server's timer opens the gate; it is not started twice."""
    job = opened("wait")
    job.do("timer.start", where("wait", "soak"))
    assert job.refusal("timer.start", where("wait", "soak")).code == "timer_running"
    assert job.refusal("step.complete", {"step": "wait"}).code == "gates_closed"
    job.fire("wait", "soak")
    job.do("step.complete", {"step": "wait"})
    assert job.state.step("wait").truth == "claimed"


def test_a_witness_is_a_second_person() -> None:
    """The performer cannot be their own witness, and a wrong password is no witness."""
    job = opened("tighten")
    sign = where("tighten", "second", login="bo", password="secret")
    assert job.refusal("witness.sign", sign, witness="ann").code == "witness_is_performer"
    refusal = job.refusal("witness.sign", sign, witness=None)
    assert refusal.code == "witness_refused"
    assert "secret" not in str(refusal)
    assert job.do("witness.sign", sign, witness="bo") == ["witness.sign", "gate.opened"]
    assert job.refusal("witness.sign", sign, witness="bo").code == "gate_already_open"


def test_whoever_worked_at_a_step_confirms_none_of_it() -> None:
    """Handing the job over makes nobody a second person of a step at which they worked."""
    job = opened("tighten")
    job.photo("tighten", "mark")
    job.lease_until = 0
    job.do("job.claim", by="bo", device="bo-phone")
    job.ack(by="bo", device="bo-phone")
    sign = where("tighten", "second", login="ann", password="secret")
    bo = {"by": "bo", "device": "bo-phone"}
    assert job.refusal("witness.sign", sign, witness="ann", **bo).code == "witness_is_performer"
    assert job.copy().do("witness.sign", sign, witness="cy", **bo)
    job.write(reworked("tighten", "mark"), by="qa")
    job.ack(**bo)
    assert job.do("witness.sign", sign, witness="ann", **bo) == ["witness.sign", "gate.opened"]


def test_a_witness_who_takes_the_job_over_is_a_witness_no_more() -> None:
    """Who goes on with a step that they signed performs it: another person has to sign it anew."""
    job = opened("tighten")
    sign = where("tighten", "second", login="bo", password="secret")
    job.do("witness.sign", sign, witness="bo")
    job.do("job.takeover", by="bo", device="bo-phone")
    job.ack(by="bo", device="bo-phone")
    job.photo_by("tighten", "mark", "bo")
    bo = {"by": "bo", "device": "bo-phone"}
    assert job.refusal("step.complete", {"step": "tighten"}, **bo).values["gates"] == "second"
    job.do("witness.sign", sign, witness="cy", **bo)
    job.do("step.complete", {"step": "tighten"}, **bo)


def test_a_signature_under_a_finished_step_does_not_serve_its_signer_when_it_comes_back() -> None:
    """A witness who holds the job when QA sends the step back does it with somebody else's signature."""
    job = at("clean")
    job.do("job.takeover", by="bo", device="bo-phone")
    send_back(job, "tighten", "mark", "reject")
    assert not job.state.step("tighten").gate("second").open


def test_the_weakest_gate_says_how_true_a_step_is() -> None:
    """A witnessed step with a photo that only the camera saw is photo-checked."""
    assert at("clean").state.step("tighten").truth == "photo_checked"


def test_an_override_opens_only_what_may_be_overridden() -> None:
    """An override carries its reason; a gate that the procedure protects stays closed."""
    job = opened("tighten")
    over = {"reason": "camera_broken", "note": "lens is cracked"}
    assert job.refusal("gate.override", where("tighten", "mark", **over)).code == "gate_not_overridable"
    assert job.refusal("gate.override", where("tighten", "second", **over)).code == "gate_not_overridable"
    job = opened("washer")
    assert job.do("gate.override", where("washer", "photo", **over)) == ["gate.override", "gate.opened"]
    job.do("step.complete", {"step": "washer"})
    assert job.state.step("washer").truth == "overridden"


@pytest.mark.parametrize(
    ("step", "gate", "reason", "fits"),
    [
        ("washer", "photo", "camera_broken", True),
        ("washer", "photo", "tool_broken", False),
        ("drain", "volume", "tool_broken", True),
        ("drain", "volume", "no_access", True),
        ("drain", "volume", "camera_broken", False),
        ("drain", "volume", "detector_wrong", False),
    ],
)
def test_an_overrides_reason_fits_what_the_gate_demands(
    step: str, gate: str, reason: str, *, fits: bool
) -> None:
    """A camera's reason opens no reading, a tool's no photo; the view offers what is taken."""
    job = opened(step)
    shown = job.view().step
    assert shown is not None
    assert (reason in shown.gates[0].override_reasons) is fits
    over = where(step, gate, reason=reason, note="see here")
    if fits:
        assert job.do("gate.override", over) == ["gate.override", "gate.opened"]
    else:
        assert job.refusal("gate.override", over).code == "override_reason_unfit"


def test_only_what_the_procedure_allows_is_skipped() -> None:
    """A skip needs the procedure's leave and keeps its reason."""
    assert (
        opened("drain").refusal("step.skip", {"step": "drain", "reason": "no time"}).code
        == "step_not_skippable"
    )
    job = at("clean")
    job.do("step.skip", {"step": "clean", "reason": "already clean"})
    assert job.state.step("clean").truth == "skipped"


def test_going_back_completes_nothing() -> None:
    """Back and show change which step is open and no truth; completing again is refused."""
    job = at("wait")
    truths = {name: step.truth for name, step in job.state.steps.items()}
    assert job.do("step.back") == ["step.show"]
    assert job.do("step.show", {"step": "look"}) == ["step.show"]
    assert {name: job.state.step(name).truth for name in truths} == truths
    assert job.refusal("step.complete", {"step": "look"}).code == "step_already_complete"
    assert job.refusal("step.back").code == "no_previous_step"
    assert job.do("step.show", {"step": "wait"}) == ["step.show"]


def test_a_step_ahead_cannot_be_shown() -> None:
    """A step that was never reached stays unseen."""
    refusal = at("drain").refusal("step.show", {"step": "wait"})
    assert (refusal.code, refusal.values["number"]) == ("step_not_reached", "4")
    assert at("drain").refusal("step.show", {"step": "nonsense"}).code == "step_unknown"


def test_only_the_open_step_is_worked_on() -> None:
    """A command about another step than the open one is refused."""
    refusal = at("drain").refusal("step.complete", {"step": "look"})
    assert (refusal.code, refusal.values["current"]) == ("step_not_open", "drain")


def test_a_gate_of_another_kind_is_unknown() -> None:
    """A photo for a measure, or a gate of nowhere, is refused."""
    job = opened("drain")
    assert job.refusal("evidence.commit", where("drain", "volume", sha256=SHA)).code == "gate_unknown"
    assert job.refusal("timer.start", where("drain", "nowhere")).code == "gate_unknown"


def test_a_job_finishes_when_every_step_is_settled() -> None:
    """Finishing names the steps that are still to do, then ends the tenure."""
    assert at("clean").refusal("job.finish").values["steps"] == "6"
    job = Job().play()
    assert job.state.current is None
    assert job.view().finishable
    assert job.do("job.finish") == ["job.finish"]
    assert job.view().phase == "finished"
    assert job.refusal("job.claim").code == "job_finished"
    assert job.refusal("step.show", {"step": "look"}).code == "job_finished"


def test_a_play_of_refused_commands_raises() -> None:
    """The fake job tells a refusal from a success."""
    with pytest.raises(Refused):
        Job().do("step.back")
