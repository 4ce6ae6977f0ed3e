"""The states of an order, as data."""

from typing import get_args

import pytest

from commerce.ordering.states import CHOICES, TRANSITIONS, WAITING, Happening, Status, after, cancellable, may

STATUSES: tuple[Status, ...] = get_args(Status)
HAPPENINGS: tuple[Happening, ...] = get_args(Happening)


def test_the_table_names_only_states_and_happenings_that_exist() -> None:
    """Every entry leads from a state to a state by a happening."""
    assert {status for status, _ in TRANSITIONS} | set(TRANSITIONS.values()) <= set(STATUSES)
    assert {happening for _, happening in TRANSITIONS} <= set(HAPPENINGS)


def test_every_state_can_be_reached() -> None:
    """From an order that was placed every state is reached by some history."""
    reached: set[Status] = {"placed"}
    while more := {after(s, h) for s in reached for h in HAPPENINGS} - reached:
        reached |= more
    assert reached == set(STATUSES)


def test_a_supplier_is_heard_in_every_state_in_which_they_can_speak() -> None:
    """A yes and a no either agree with the state, or move it; none is contradicted by the screen."""
    for status in set(STATUSES) - {"reserved"}:
        assert after(status, "yes") in {"confirmed", "contradicted", "overtaken"}
        assert after(status, "no") in {"refused", "contradicted", "cancelled"}


def test_the_deadline_ends_only_waiting() -> None:
    """Who was asked is silent, who was not reached is unasked; orders that do not wait stay as they are."""
    ended = {"asked": "unanswered", "placed": "unasked"}
    assert set(ended) == WAITING
    for status in STATUSES:
        assert after(status, "deadline") == ended.get(status, status)


def test_asking_again_never_forgets_that_they_were_asked() -> None:
    """A silent supplier who is asked again stays asked, even when this time nothing reaches them."""
    again = after("unanswered", "asked_again")
    assert (again, after(again, "unreachable")) == ("asked", "unanswered")
    again = after("unasked", "asked_again")
    assert (again, after(again, "unreachable")) == ("placed", "unasked")


@pytest.mark.parametrize(
    ("status", "yes"),
    [
        ("placed", True), ("unasked", True), ("asked", True), ("reserved", True), ("unanswered", True),
        ("contradicted", True), ("overtaken", True), ("confirmed", False), ("refused", False),
        ("cancelled", False),
    ],
)  # fmt: skip
def test_an_order_can_be_cancelled_until_a_supplier_has_confirmed(status: Status, *, yes: bool) -> None:
    """Confirmed, refused and cancelled orders cannot be cancelled; all others can."""
    assert cancellable(status) is yes


def test_every_choice_that_is_offered_is_possible() -> None:
    """What the screen offers in a state, the table allows."""
    happening: dict[str, Happening] = {"again": "asked_again", "keep": "kept", "cancel": "cancelled"}
    for status, choices in CHOICES.items():
        for choice in set(choices) & set(happening):
            assert may(status, happening[choice])
