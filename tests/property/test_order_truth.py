"""Whatever suppliers, people and clocks do, in whatever order, the state of an order is true."""

from typing import Literal, get_args

from hypothesis import given
from hypothesis import strategies as st

from commerce.ordering.states import CHOICES, Happening, Status, after, cancellable, may

WISHES: frozenset[Happening] = frozenset({"asked_again", "cancelled", "kept"})
HISTORIES = st.lists(st.sampled_from([h for h in get_args(Happening) if h != "reserved"]), max_size=40)
Word = Literal["yes", "no"]


class Witness:
    """Remembers only who said what, and what a person last wanted; knows nothing of the table."""

    def __init__(self) -> None:
        self.words: list[Word] = []  # of the supplier, since a person last settled the matter
        self.told = False  # the question has gone out to them, with a receipt or without
        self.wanted = True
        self.vouched = False  # a person has made sure that it comes

    def hears(self, status: Status, happening: Happening) -> None:
        if happening in WISHES and not may(status, happening):
            return
        if happening == "yes" or happening == "no":  # noqa: PLR1714 - narrows the type
            self.words.append(happening)
        elif happening == "asked":
            self.told = True
        elif happening == "cancelled":
            self.wanted, self.vouched, self.words = False, False, []
        elif happening == "kept":
            self.wanted, self.vouched, self.words = True, True, []

    def agrees(self, status: Status) -> bool:
        yes, no = "yes" in self.words, "no" in self.words
        if not self.wanted:
            taken_back = not self.words or self.words[-1] == "no"
            return status == ("cancelled" if taken_back else "overtaken")
        said_yes = yes or self.vouched
        if said_yes and no:
            return status == "contradicted"
        if said_yes:
            return status == "confirmed"
        if no:
            return status == "refused"
        return status in ({"asked", "unanswered"} if self.told else {"placed", "unasked"})


@given(HISTORIES)
def test_the_state_says_what_was_said(history: list[Happening]) -> None:
    """Confirmed, refused, contradicted, overtaken and cancelled are shown exactly when they are so.

    "Asked" and "no answer" are said only of a supplier to whom the question went out.
    """
    status: Status = "placed"
    witness = Witness()
    for happening in history:
        witness.hears(status, happening)
        status = after(status, happening)
        assert witness.agrees(status), (status, witness.words, witness.wanted)


@given(HISTORIES)
def test_a_person_can_always_go_on(history: list[Happening]) -> None:
    """Every order either waits with a deadline, has ended, or offers a person something to do."""
    status: Status = "placed"
    for happening in history:
        status = after(status, happening)
    assert status in {"placed", "asked", "confirmed", "cancelled"} or CHOICES[status]
    assert cancellable(status) == (status not in {"confirmed", "refused", "cancelled"})


@given(HISTORIES)
def test_silence_never_becomes_a_yes_or_a_no(history: list[Happening]) -> None:
    """Without a word of the supplier or of a person, an order is never confirmed, refused or cancelled."""
    status: Status = "placed"
    for happening in history:
        if happening not in {"yes", "no", *WISHES}:
            status = after(status, happening)
    assert status in {"placed", "unasked", "asked", "unanswered"}
