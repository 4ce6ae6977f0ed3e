"""The memory goes through JSON unchanged and knows what voids what."""

import pytest
from pydantic import ValidationError

from assist.dialogue.memory import MAX_ORDERS, Choice, Memory, Question, Shown, Slot

FULL = Memory(
    lang="en",
    vin="LXHA1B2C3D4E56789",
    slots=(Slot("washer", "drain_washer", 2),),
    family="drain_washer",
    pending=("atf_fluid",),
    number="XH1",
    tier="oe",
    wish="cheapest",
    in_stock=True,
    quantity=2,
    litres=True,
    question=Question("fact", (Choice("a", ("甲", "A")),)),
    offers=(Shown("of-1", "XH-1", "oe", 100, 5, "drain_washer"),),
    chosen="of-1",
    quote="q",
    orders=("o",),
    turns=3,
)


@pytest.mark.parametrize("memory", [Memory(), FULL])
def test_json_and_back(memory: Memory) -> None:
    """A memory that went through JSON is equal to what it was."""
    assert Memory.from_json(memory.to_json()) == memory


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"vin": 3}', '{"slots": [{"id": 1}]}', '{"family": "wings"}']
)
def test_what_is_no_memory_is_refused(text: str) -> None:
    """A text that is no memory is refused, not half read."""
    with pytest.raises(ValidationError):
        Memory.from_json(text)


def test_the_screen_gives_car_and_slots() -> None:
    """The screen's car goes before the chat's; without one the chat's stays; slots are the screen's."""
    memory = Memory(vin="CHAT", slots=(Slot("old", "atf_fluid"),))
    assert memory.at(vin="SCREEN").vin == "SCREEN"
    assert memory.at(vin=None).vin == "CHAT"
    assert memory.at(vin=None).slots == ()


def test_new_offers_void_the_quote() -> None:
    """What was read back before new offers came cannot be confirmed any more."""
    shown = FULL.shown([])
    assert (shown.quote, shown.chosen, shown.question) == (None, None, None)


def test_a_placed_order_ends_the_choice() -> None:
    """After an order nothing is left to confirm, and the order can be pointed at."""
    placed = FULL.placed("o2")
    assert (placed.quote, placed.offers, placed.orders) == (None, (), ("o", "o2"))
    assert placed.placed("o2").orders == ("o", "o2")


def test_old_orders_fall_out() -> None:
    """Only so many orders are kept in a chat."""
    memory = Memory()
    for number in range(MAX_ORDERS + 5):
        memory = memory.placed(str(number))
    assert len(memory.orders) == MAX_ORDERS
    assert memory.orders[-1] == str(MAX_ORDERS + 4)


def test_a_read_back_counts_pieces() -> None:
    """What was read back is in pieces, even where litres were asked for."""
    assert not FULL.read_back("of-1", "q2", 5).litres
