import pytest

from vision.judge import PASSES_LEAST, Thresholds, judge_finding, judge_quality, judge_untaught, thresholds
from vision.outcomes import Cause, Outcome
from vision.quality import LIMITS, Quality, QualityLimits

LINES = Thresholds(passes=4.0, fails=5.0, found=0.5)
FINE = Quality(sharpness=2.0, brightness=0.5, overexposed=0.0, glare=0.0)


@pytest.mark.parametrize(
    ("anomaly", "outcome", "cause"),
    [
        (0.0, Outcome.PASS, None),
        (4.0, Outcome.PASS, None),
        (4.01, Outcome.UNSURE, Cause.ANOMALY),
        (4.99, Outcome.UNSURE, Cause.ANOMALY),
        (5.0, Outcome.FAIL, Cause.ANOMALY),
        (80.0, Outcome.FAIL, Cause.ANOMALY),
    ],
)
def test_lines_part_pass_unsure_and_fail(anomaly: float, outcome: Outcome, cause: Cause | None) -> None:
    """Up to the passing line it passes, from the failing line it fails, between them nobody can tell."""
    verdict = judge_finding(0.9, anomaly, LINES, blurred=False)
    assert (verdict.outcome, verdict.cause) == (outcome, cause)


def test_the_score_is_a_share_of_what_fails() -> None:
    """A score of 1 stands exactly on the failing line."""
    assert judge_finding(0.9, 5.0, LINES, blurred=False).score == 1
    assert judge_finding(0.9, 2.5, LINES, blurred=False).score == 0.5


def test_what_is_not_found_is_not_judged() -> None:
    """A photo of something else is taken again, however normal or odd it looks, and has no score."""
    for anomaly in (0.0, 99.0):
        verdict = judge_finding(0.49, anomaly, LINES, blurred=False)
        assert (verdict.outcome, verdict.cause, verdict.score) == (Outcome.RETAKE, Cause.NOT_FOUND, None)


def test_a_blurred_photo_of_the_scene_is_taken_again() -> None:
    """Blur can hide a fault and can look like one: neither pass nor fail."""
    for anomaly in (0.0, 99.0):
        verdict = judge_finding(0.9, anomaly, LINES, blurred=True)
        assert (verdict.outcome, verdict.cause) == (Outcome.RETAKE, Cause.BLUR)


def test_a_blurred_photo_of_something_else_is_not_found() -> None:
    """The graver cause is named: the part is not there."""
    assert judge_finding(0.1, 9.0, LINES, blurred=True).cause is Cause.NOT_FOUND


def test_light_is_judged_before_anybody_looks() -> None:
    """Without light the photo is taken again, with the cause."""
    verdict = judge_quality(Quality(2.0, 0.01, 0.0, 0.0), LIMITS)
    assert verdict is not None
    assert (verdict.outcome, verdict.cause) == (Outcome.RETAKE, Cause.DARK)


def test_a_photo_less_sharp_than_its_bank_is_still_looked_at() -> None:
    """It may show another thing, so its sharpness is judged after it was found."""
    strict = QualityLimits(sharpness_least=2.2)
    assert judge_quality(FINE, strict) is None


def test_a_photo_blurred_beyond_any_scene_is_not_looked_at() -> None:
    """Nothing could be found in it."""
    verdict = judge_quality(Quality(1.1, 0.5, 0.0, 0.0), LIMITS)
    assert verdict is not None
    assert verdict.cause is Cause.BLUR


def test_without_a_bank_the_camera_cannot_tell() -> None:
    """An untaught check never passes by itself, and still asks for a better photo."""
    assert judge_untaught(FINE).outcome is Outcome.UNSURE
    assert judge_untaught(FINE).cause is Cause.UNTAUGHT
    assert judge_untaught(Quality(2.0, 0.01, 0.0, 0.0)).cause is Cause.DARK


def test_lines_follow_how_good_photos_differ() -> None:
    """The more good photos differ from each other, the further off the lines."""
    calm, wild = thresholds([2.0, 2.1, 1.9, 2.0], [0.9]), thresholds([1.0, 4.0, 2.0, 6.0], [0.9])
    assert calm.passes < wild.passes
    assert all(line.passes < line.fails for line in (calm, wild))


def test_copies_of_one_photo_do_not_fail_the_rest_of_the_world() -> None:
    """Photos that hardly differ still leave room."""
    lines = thresholds([0.0, 0.0, 0.0, 0.0, 0.0], [1.0])
    assert lines.passes == PASSES_LEAST
    assert lines.found < 1
