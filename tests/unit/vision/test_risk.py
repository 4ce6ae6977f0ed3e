import pytest

from vision.outcomes import Outcome
from vision.reasons import RISK_TEXTS, Risk
from vision.risk import WEIGHTS, RiskInput, points, risks

PASSED = RiskInput(outcome=Outcome.PASS, score=0.2)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (PASSED, ()),
        (RiskInput(outcome=Outcome.FAIL), (Risk.CAMERA_FAILED,)),
        (RiskInput(outcome=Outcome.UNSURE), (Risk.CAMERA_UNSURE,)),
        (RiskInput(outcome=Outcome.RETAKE), (Risk.CAMERA_UNSURE,)),
        (RiskInput(outcome=Outcome.UNSURE, untaught=True), (Risk.UNTAUGHT,)),
        (RiskInput(outcome=Outcome.PASS, score=0.7), (Risk.CLOSE_TO_LINE,)),
        (RiskInput(outcome=Outcome.PASS, score=0.6), ()),
        (RiskInput(outcome=Outcome.PASS, hazard="danger"), (Risk.DANGER,)),
        (RiskInput(outcome=Outcome.PASS, hazard="warning"), (Risk.WARNING,)),
        (RiskInput(outcome=Outcome.PASS, hazard="caution"), ()),
        (RiskInput(outcome=Outcome.PASS, retakes=1), ()),
        (RiskInput(outcome=Outcome.PASS, retakes=2), (Risk.RETAKEN,)),
        (RiskInput(outcome=Outcome.PASS, deferred=True), (Risk.DEFERRED,)),
        (RiskInput(outcome=None, overridden=True), (Risk.OVERRIDE,)),
        (RiskInput(outcome=Outcome.UNSURE, same="job"), (Risk.SAME_IN_JOB,)),
        (RiskInput(outcome=Outcome.UNSURE, same="elsewhere"), (Risk.SAME_ELSEWHERE,)),
    ],
)
def test_each_reason_is_named(given: RiskInput, why: tuple[Risk, ...]) -> None:
    """A photo is looked at early for reasons that have names."""
    assert risks(given) == why


def test_the_gravest_reason_comes_first() -> None:
    """Reasons stand in the order of their weight."""
    given = RiskInput(Outcome.FAIL, 1.4, overridden=True, hazard="danger", retakes=3, deferred=True)
    why = risks(given)
    assert why[:3] == (Risk.CAMERA_FAILED, Risk.OVERRIDE, Risk.DANGER)
    assert [WEIGHTS[each] for each in why] == sorted((WEIGHTS[each] for each in why), reverse=True)


def test_more_reasons_are_looked_at_earlier() -> None:
    """Each further reason raises the points; a plain pass has none."""
    assert points(risks(PASSED)) == 0
    one = points(risks(RiskInput(Outcome.FAIL)))
    assert points(risks(RiskInput(Outcome.FAIL, overridden=True))) > one > 0


def test_the_camera_outranks_the_step() -> None:
    """A failed photo of a harmless step comes before a passed one of a dangerous step."""
    failed, dangerous = RiskInput(Outcome.FAIL), RiskInput(Outcome.PASS, 0.1, hazard="danger", retakes=4)
    assert points(risks(failed)) > points(risks(dangerous))


def test_every_reason_has_a_weight_and_a_text() -> None:
    """No reason goes without a number and a sentence in both languages."""
    assert set(WEIGHTS) == set(RISK_TEXTS) == set(Risk)
    assert all(text.zh and text.en for text in RISK_TEXTS.values())
