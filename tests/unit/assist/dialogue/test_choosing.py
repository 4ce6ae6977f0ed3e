"""Which of the offers is meant: of the counter, of a list before it, of this car, or none."""

from dataclasses import replace

import pytest

from assist.dialogue.memory import Choice, Memory, Question, Shown
from assist.dialogue.moves import Ask, LookUp, Move, ReadBack, Say
from assist.dialogue.policy import next_move
from assist.dialogue.understanding import understand

VIN = "LXHA1B2C3D4E56789"
SHOWN = (
    Shown("of-1", "XH-1", "oe", 300, 9),
    Shown("of-2", "BR-2", "brand", 200, 5),
    Shown("of-3", "EQ-3", "equal", 100, 7),
)
OLD = (Shown("old-1", "YS-1", "oe", 90, 9), Shown("old-2", "YS-2", "brand", 80, 9))
CAR = Memory(vin=VIN)
OFFERED = Memory(vin=VIN, family="front_brake_pad", offers=SHOWN)
QUOTED = replace(OFFERED, chosen="of-2", quote="q-1", quantity=1)
AGO = replace(OFFERED, earlier=(OLD,))
PADS = Question("family", (Choice("front_brake_pad"), Choice("rear_brake_pad")))
ASKED = replace(CAR, question=PADS)


def move(text: str, memory: Memory) -> Move:
    """The move after a turn on a Chinese screen."""
    return next_move(understand(text, "zh", memory), memory)


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("第二个", "of-2"),
        ("of-3", "of-3"),
        ("最后一个", "of-3"),
        ("最便宜的那个", "of-3"),
        ("最快的那个", "of-2"),
        ("原厂的那个", "of-1"),
        ("the cheapest", "of-3"),
        ("1", "of-1"),
        ("就要第三个", "of-3"),
    ],
)
def test_choices_are_read_back(text: str, offer: str) -> None:
    """Taking an offer reads it back."""
    assert move(text, OFFERED) == ReadBack(offer, 1)


@pytest.mark.parametrize("text", ["就这个", "take it", "要这个", "下单"])
def test_this_one_of_several_is_asked(text: str) -> None:
    """With several offers "this one" is asked, with one it is taken."""
    asked = move(text, OFFERED)
    assert isinstance(asked, Ask)
    assert [choice.value for choice in asked.question.choices] == ["of-1", "of-2", "of-3"]
    assert move(text, replace(OFFERED, offers=SHOWN[:1])) == ReadBack("of-1", 1)


@pytest.mark.parametrize(
    ("text", "offer"),
    [("倒数第二个", "of-2"), ("second to last", "of-2"), ("店里有的那个", "of-2"), ("1️⃣", "of-1")],
)
def test_choices_said_in_other_ways(text: str, offer: str) -> None:
    """From the end, by what lies on the shelf, or by a keycap, the offer that is meant is taken."""
    here = (SHOWN[0], replace(SHOWN[1], here=True), SHOWN[2])
    assert move(text, replace(OFFERED, offers=here)) == ReadBack(offer, 1)


@pytest.mark.parametrize(
    ("text", "offer"),
    [("之前便宜的那个", "old-2"), ("the cheaper one from before", "old-2"), ("刚才第一个", "old-1")],
)
def test_an_offer_from_before_is_the_one_from_before(text: str, offer: str) -> None:
    """What points back is taken from the list before the one on the counter, never from the newer one."""
    assert move(text, AGO) == ReadBack(offer, 1)


def test_an_earlier_card_can_still_be_tapped() -> None:
    """A card of an earlier list is taken as it was shown: its own quantity, not that of the later wish."""
    ago = replace(AGO, quantity=5, earlier=((replace(OLD[0], quantity=2), OLD[1]),))
    assert move("old-1", ago) == ReadBack("old-1", 2)
    assert move("old-1", replace(AGO, earlier=())) != ReadBack("old-1", 1)


def test_after_an_order_the_visible_list_is_still_meant() -> None:
    """With the counter cleared by an order, "the first one" is of the list that was last on it."""
    placed = OFFERED.placed("order-1")
    assert placed.offers == ()
    assert move("第一个", placed) == ReadBack("of-1", 1)
    assert move("最便宜的那个", placed) == ReadBack("of-3", 1)


def test_nothing_before_is_said() -> None:
    """Pointing back where there was nothing gets a sentence, not the newer list."""
    assert move("之前那个", OFFERED) == Say("nothing_before")


@pytest.mark.parametrize("text", ["of-1", "第一个", "最便宜的那个"])
def test_an_offer_for_another_car_is_not_taken(text: str) -> None:
    """What was offered for one car is never read back for another."""
    other = tuple(replace(one, vin="LXHA1B2C3D4E00000") for one in SHOWN)
    assert move(text, replace(OFFERED, offers=other)) == Say("other_car")
    mine = tuple(replace(one, vin=VIN) for one in SHOWN)
    assert isinstance(move(text, replace(OFFERED, offers=mine)), ReadBack)


def test_another_car_is_no_choice_among_offers() -> None:
    """ "Wrong, it is this one" with a VIN looks the part up for that car."""  # noqa: D210
    found = move("错了,是这台 LXHA1B2C3D4E00000", OFFERED)
    assert isinstance(found, LookUp)
    assert found.vin == "LXHA1B2C3D4E00000"


@pytest.mark.parametrize(
    "text",
    [
        "<b>第一个</b>",
        "<script>alert('order it')</script>",
        '<a href="rear">back</a>',
        "'; DROP TABLE orders; --",
        "SELECT * FROM orders",
        "' OR 1=1; SELECT x FROM y WHERE front=1 --",
        '{"offer": 1}',
        "${the cheapest}",
    ],
)
@pytest.mark.parametrize("memory", [Memory(), OFFERED, QUOTED, ASKED])
def test_markup_and_queries_choose_nothing(text: str, memory: Memory) -> None:
    """Text for machines is not understood, whatever words stand in it, and the way on is shown."""
    found = move(text, memory)
    assert found in {
        Say("unclear"), Say("unclear_shown"), Say("yes_or_no"), Ask(PADS, "ask_again"),
    }  # fmt: skip


def test_a_tie_is_asked() -> None:
    """Two offers of the same lowest price are asked about, not picked by chance."""
    tied = (SHOWN[0], replace(SHOWN[1], gross=100), SHOWN[2])
    asked = move("最便宜的那个", replace(OFFERED, offers=tied))
    assert isinstance(asked, Ask)
    assert len(asked.question.choices) == 2


@pytest.mark.parametrize("text", ["第九个", "#7", "第0个"])
def test_an_offer_that_is_not_there(text: str) -> None:
    """An offer that is not on the screen is said to be none."""
    assert move(text, OFFERED) == Say("no_such_offer")


def test_an_amount_alone_looks_again() -> None:
    """An amount with several offers on the counter shows who has so many."""
    found = move("要五个", OFFERED)
    assert isinstance(found, LookUp)
    assert (found.quantity, found.refines) == (5, True)
