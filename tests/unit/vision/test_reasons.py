import pytest

from vision.errors import ReasonMissing, ReasonUnknown
from vision.reasons import REASONS, VerdictWord, fits, reason_for


def test_every_reason_can_be_read_in_both_languages() -> None:
    """Each has a name of its own and a text, and at least one verdict."""
    assert len({reason.id for reason in REASONS}) == len(REASONS)
    assert all(reason.text.zh and reason.text.en and reason.verdicts for reason in REASONS)


@pytest.mark.parametrize(("verdict", "photo"), [("reject", True), ("rework", True), ("rework", False)])
def test_each_verdict_against_something_has_at_most_nine_reasons(
    verdict: VerdictWord, *, photo: bool
) -> None:
    """Reasons are chosen by one digit, of a photo and of an override without one."""
    assert 1 <= sum(verdict in reason.verdicts and fits(reason, photo=photo) for reason in REASONS) <= 9


@pytest.mark.parametrize("verdict", ["accept", "unsure"])
def test_some_verdicts_need_no_reason(verdict: VerdictWord) -> None:
    """Nobody explains why a photo is good."""
    assert reason_for(verdict, "", photo=True) is None


@pytest.mark.parametrize("verdict", ["reject", "rework"])
def test_a_verdict_against_a_photo_needs_a_reason(verdict: VerdictWord) -> None:
    """The technician must learn what to do better."""
    with pytest.raises(ReasonMissing) as refused:
        reason_for(verdict, "", photo=True)
    assert refused.value.values() == {"verdict": verdict}


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        ("reject", "leak"),
        ("rework", "blurred"),
        ("accept", "leak"),
        ("reject", "'; DROP TABLE"),
        ("rework", "x" * 999),
    ],
)
def test_a_reason_fits_its_verdict(verdict: VerdictWord, reason: str) -> None:
    """A reason of another verdict, or of none, is refused, and what is told back is short."""
    with pytest.raises(ReasonUnknown) as refused:
        reason_for(verdict, reason, photo=True)
    assert len(refused.value.values()["reason"]) <= 64


def test_a_chosen_reason_is_found() -> None:
    """A reason of the verdict is returned with its text."""
    found = reason_for("rework", "leak", photo=True)
    assert found is not None
    assert found.text.en == "Leaking"
