"""One move for each turn, and an order only for a yes to what was read back."""

from dataclasses import replace

import pytest

from assist.dialogue.memory import Choice, Memory, Question, Shown, Slot
from assist.dialogue.moves import (
    AnswerFact,
    Ask,
    CancelOrder,
    Drop,
    Identify,
    LookUp,
    Move,
    Order,
    ReadBack,
    Say,
    Status,
)  # fmt: skip
from assist.dialogue.policy import next_move
from assist.dialogue.recall import remember
from assist.dialogue.replies import keys
from assist.dialogue.understanding import understand
from commerce.ordering.shapes import PIECES_MOST

VIN = "LXHA1B2C3D4E56789"
SHOWN = (
    Shown("of-1", "XH-1", "oe", 300, 9),
    Shown("of-2", "BR-2", "brand", 200, 5),
    Shown("of-3", "EQ-3", "equal", 100, 7),
)
CAR = Memory(vin=VIN)
OFFERED = Memory(vin=VIN, family="front_brake_pad", offers=SHOWN)
QUOTED = replace(OFFERED, chosen="of-2", quote="q-1", quantity=1)


PADS = Question("family", (Choice("front_brake_pad"), Choice("rear_brake_pad")))


def move(text: str, memory: Memory) -> Move:
    """The move after a turn on a Chinese screen."""
    return next_move(understand(text, "zh", memory), memory)


def after(text: str, memory: Memory) -> Memory:
    """What is remembered of a turn."""
    turn = understand(text, "zh", memory)
    return remember(memory, turn, next_move(turn, memory))


@pytest.mark.parametrize("text", ["确认", "yes", "好的,下单", "go ahead", "行"])
def test_a_yes_orders_what_was_read_back(text: str) -> None:
    """An explicit yes to a quote orders that quote."""
    assert move(text, QUOTED) == Order("q-1")


@pytest.mark.parametrize("memory", [Memory(), CAR, OFFERED, replace(QUOTED, quote=None)])
@pytest.mark.parametrize("text", ["确认", "yes", "下单", "order it", "好的,下单"])
def test_a_yes_to_nothing_orders_nothing(text: str, memory: Memory) -> None:
    """Without a quote on the screen no words order anything."""
    assert not isinstance(move(text, memory), Order)


@pytest.mark.parametrize(
    "text", ["不要了", "never mind", "取消", "算了", "no", "别下单", "forget it", "不确认"]
)
def test_a_no_drops_the_quote(text: str) -> None:
    """A no to a quote drops it, and a yes afterwards orders nothing."""
    assert move(text, QUOTED) == Drop()
    assert after(text, QUOTED).quote is None
    assert not isinstance(move("确认", after(text, QUOTED)), Order)


@pytest.mark.parametrize("text", ["好像", "确认?", "可能吧", "等一下", "hold on", "嗯?", "啊"])
def test_a_doubt_keeps_the_quote_waiting(text: str) -> None:
    """Neither yes nor no: nothing is ordered, the quote stays, and the way on is said."""
    assert move(text, QUOTED) == Say("yes_or_no")
    assert after(text, QUOTED).quote == "q-1"


@pytest.mark.parametrize("text", ["后面的呢", "便宜点的", "空调格", "有现货的吗", "XH-4410-2B"])
def test_another_wish_voids_the_quote(text: str) -> None:
    """Looking at something else voids the read-back: a later yes is none to it."""
    assert isinstance(move(text, QUOTED), LookUp)
    assert after(text, QUOTED).quote is None


def test_a_question_voids_the_quote() -> None:
    """When the desk has to ask, what was read back before can no longer be confirmed."""
    assert QUOTED.asked(Question("brake_disc_mm")).quote is None


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("改成3套", 3),
        ("两套", 2),
        ("make it 4", 4),
        ("5", 5),
        ("no wait, 3", 3),
        ("不,要三套", 3),
        ("不是两套,是三套", 3),
        ("两套,不对,三套", 3),
    ],
)
def test_a_new_amount_is_read_back_again(text: str, quantity: int) -> None:
    """Another amount is read back, never ordered at once."""
    assert move(text, QUOTED) == ReadBack("of-2", quantity)


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("-1个垫片", "quantity_wrong"),
        ("0个", "quantity_wrong"),
        ("1.5套前刹车片", "quantity_wrong"),
        ("201个垫片", "quantity_limit"),
        ("两百零一个", "quantity_limit"),
        ("1000000000个", "quantity_limit"),
        ("10^9 套", "quantity_limit"),
        ("1e9套", "quantity_limit"),
        ("99999999999999999999套", "quantity_limit"),
        ("a million sets", "quantity_limit"),
        ("-1 set", "quantity_wrong"),
        ("0", "quantity_wrong"),
        ("-5", "quantity_wrong"),
        ("半套", "quantity_wrong"),
        ("两套半", "quantity_wrong"),
        ("前刹车片两套,空调滤芯 0 个", "quantity_wrong"),
        ("第二个,要-3个", "quantity_wrong"),
    ],
)
@pytest.mark.parametrize("memory", [Memory(), CAR, OFFERED, QUOTED])
def test_amounts_that_cannot_be(text: str, reply: str, memory: Memory) -> None:
    """A negative, zero, broken or absurd amount is refused everywhere, however it is written."""
    assert move(text, memory) == Say(reply)


@pytest.mark.parametrize("text", [f"{PIECES_MOST}套", "两百套", "200", "两百 套", "two hundred sets"])
def test_the_chat_takes_what_an_order_takes(text: str) -> None:
    """The most that one order may hold is read back; there is no smaller limit of the chat's own."""
    assert move(text, QUOTED) == ReadBack("of-2", PIECES_MOST)


def test_the_car_is_asked_once_and_the_wish_is_kept() -> None:
    """Without a car it is asked for; its VIN then looks up what was wanted, tier and amount included."""
    asked = move("前刹车片要原厂的,两套", Memory())
    assert isinstance(asked, Ask)
    assert asked.question.about == "vin"
    found = move(VIN, after("前刹车片要原厂的,两套", Memory()))
    assert found == LookUp("front_brake_pad", vin=VIN, tier="oe", quantity=2)


def test_a_car_alone_is_identified() -> None:
    """A VIN with nothing wanted yet shows the car."""
    assert move(VIN, Memory()) == Identify(vin=VIN)
    assert move("后八位D4E56789", Memory()) == Identify(vin_tail="D4E56789")


def test_a_vague_word_is_one_question() -> None:
    """A word that may mean two parts asks which, and the answer looks it up with what was said before."""
    asked = move("刹车片要配套的", CAR)
    assert isinstance(asked, Ask)
    assert [choice.value for choice in asked.question.choices] == ["front_brake_pad", "rear_brake_pad"]
    for answer in ("front_brake_pad", "前面的"):
        assert move(answer, after("刹车片要配套的", CAR)) == LookUp("front_brake_pad", vin=VIN, tier="oes")


def test_anaphora_keeps_the_wish_and_a_new_part_does_not() -> None:
    """ "And the rear?" keeps the tier; another part begins anew."""  # noqa: D210
    wished = replace(OFFERED, tier="oe", wish="cheapest")
    assert move("那后面的呢", wished) == LookUp("rear_brake_pad", vin=VIN, tier="oe", wish="cheapest")
    assert move("空调格", wished) == LookUp("cabin_filter", vin=VIN)


def test_refining_keeps_part_and_car() -> None:
    """A tier alone is the same part in that tier."""
    found = move("要原厂的", OFFERED)
    assert found == LookUp("front_brake_pad", vin=VIN, tier="oe", refines=True)


@pytest.mark.parametrize("text", ["便宜点的", "要原厂的", "有现货吗"])
def test_refining_nothing_asks_what(text: str) -> None:
    """A wish without a part asks for the part."""
    asked = move(text, CAR)
    assert isinstance(asked, Ask)
    assert asked.reply == "ask_family"


def test_this_means_the_slot_of_the_step() -> None:
    """ "This one" in a step with one slot is that slot, in its amount; with several it is asked."""  # noqa: D210
    washer, plug = Slot("washer", "drain_washer", 2), Slot("plug", "drain_plug", 1)
    one = replace(CAR, slots=(washer,))
    assert move("这个", one) == LookUp("drain_washer", vin=VIN, quantity=2, slot="washer")
    asked = move("这个", replace(CAR, slots=(washer, plug)))
    assert isinstance(asked, Ask)
    assert asked.question.about == "slot"
    answered = replace(CAR, slots=(washer, plug), question=asked.question)
    assert move("plug", answered) == LookUp("drain_plug", vin=VIN, quantity=1, slot="plug")


def test_an_answered_fact_goes_back_to_the_look_up() -> None:
    """The answer to the car's question is kept as a fact, and the look-up is done again."""
    question = Question("brake_disc_mm", (Choice("300", ("300 mm",)), Choice("320", ("320 mm",))))
    memory = replace(CAR, family="front_brake_disc", tier="oe", question=question)
    then = LookUp("front_brake_disc", vin=VIN, tier="oe")
    assert move("320", memory) == AnswerFact("brake_disc_mm", "320", then)


def test_no_car_in_the_answer_asks_for_the_car_again() -> None:
    """Where the car was asked for and none is in the answer, no list is promised that is not there."""
    question = Question("vin")
    memory = Memory(family="front_brake_pad", question=question)
    assert move("email me", memory) == Ask(question, "ask_vin_again")


@pytest.mark.parametrize(("text", "reply"), [("啦啦啦", "ask_again"), ("不知道", "ask_unknown")])
def test_no_answer_asks_again(text: str, reply: str) -> None:
    """What does not answer puts the same question again; not knowing is taken seriously."""
    question = Question("brake_disc_mm", (Choice("300"), Choice("320")))
    assert move(text, replace(CAR, family="front_brake_disc", question=question)) == Ask(question, reply)


def test_a_new_wish_overtakes_an_open_question() -> None:
    """Naming another part leaves the open question."""
    question = Question("brake_disc_mm", (Choice("300"), Choice("320")))
    memory = replace(CAR, family="front_brake_disc", question=question)
    assert move("空调滤芯", memory) == LookUp("cabin_filter", vin=VIN)


@pytest.mark.parametrize(
    ("orders", "text", "wanted"),
    [
        (("a",), "取消", CancelOrder("a")),
        ((), "取消", CancelOrder(None)),
        (("a",), "订单怎么样", Status(None)),
        ((), "订单怎么样", Status(None)),
        (("a", "b"), "取消P-000004", CancelOrder(None, "P-000004")),
        ((), "cancel p-000004 please", CancelOrder(None, "P-000004")),
        ((), "能取消P-000004吗", Status(None, "P-000004")),
        (("a",), "P-000004 到哪了", Status(None, "P-000004")),
        ((), "P-000004", Status(None, "P-000004")),
    ],
)
def test_orders_after_they_were_placed(orders: tuple[str, ...], text: str, wanted: Move) -> None:
    """One order is called off or told of by itself, any by its number; with none the shop's are looked at."""
    assert move(text, Memory(orders=orders)) == wanted


@pytest.mark.parametrize(
    ("orders", "text"), [(("a", "b"), "取消"), (("a",), "能取消吗"), (("a",), "cancel?")]
)
def test_which_order_is_asked_and_a_question_cancels_nothing(orders: tuple[str, ...], text: str) -> None:
    """Of several orders one is asked for; asking whether one may cancel is no cancelling."""
    asked = move(text, Memory(orders=orders))
    assert isinstance(asked, Ask)
    assert [choice.value for choice in asked.question.choices] == list(orders)
    assert move("a", Memory(orders=orders, question=asked.question)) == CancelOrder("a")


@pytest.mark.parametrize("text", ["不要取消", "别取消", "don't cancel"])
def test_not_to_cancel_cancels_nothing(text: str) -> None:
    """ "Do not cancel" leaves the order alone."""  # noqa: D210
    assert not isinstance(move(text, Memory(orders=("a",))), CancelOrder)


def test_a_cancel_at_a_quote_drops_the_quote_and_no_order() -> None:
    """With a quote on the screen "cancel" means the quote: an order that was placed before stays."""
    assert move("取消订单", replace(QUOTED, orders=("a",))) == Drop()


def test_several_parts_wait_behind_the_first() -> None:
    """Of parts named together the first is looked up, the others go with it, the unknown is told."""
    assert move("波箱油和放油垫片", CAR) == LookUp("atf_fluid", vin=VIN, rest=("drain_washer",))
    found = move("空调滤芯和火花塞", CAR)
    assert isinstance(found, LookUp)
    assert found.unlisted == "火花塞"


def test_several_amounts_belong_to_several_parts() -> None:
    """An amount for each part goes with it; where they cannot be told apart, none is guessed."""
    each = move("前刹车片2套,空调滤芯1个", CAR)
    assert isinstance(each, LookUp)
    assert (each.family, each.rest, each.amounts) == ("front_brake_pad", ("cabin_filter",), (2, 1))
    mixed = move("2 sets of front pads and 1 cabin filter", CAR)
    assert isinstance(mixed, LookUp)
    assert mixed.amounts == (2, 1)
    both = move("前刹车片和空调滤芯各两个", CAR)
    assert isinstance(both, LookUp)
    assert (both.quantity, both.amounts) == (2, ())
    unclear = move("前刹车片和空调滤芯和刹车油,两套三个", CAR)
    assert isinstance(unclear, LookUp)
    assert (unclear.quantity, unclear.amounts) == (None, ())


def test_what_is_not_carried_is_said_beside_a_question() -> None:
    """A part that is not carried is told even where another one has to be asked about, or the car."""
    assert move("刹车片和机滤", CAR) == Ask(PADS, "ask_which_family", "机滤")
    assert move("前刹车片和机滤和火花塞", Memory()) == Ask(Question("vin"), "ask_vin", "机滤, 火花塞")


def test_a_part_that_is_not_carried_is_no_answer() -> None:
    """An unknown part with a VIN, while a part is asked for, is told as unknown."""
    assert move(f"turbo for {VIN}", replace(CAR, question=Question("family"))) == Say("not_carried", "turbo")


@pytest.mark.parametrize(
    ("text", "not_tiers"),
    [("不要原厂的", ("oe",)), ("anything but oem", ("oe",)), ("除了同质的都行", ("equal",))],
)
def test_a_refused_tier_is_left_out(text: str, not_tiers: tuple[str, ...]) -> None:
    """Not this tier: the same part again without it, also where it stands behind the part's name."""
    found = move(text, OFFERED)
    assert isinstance(found, LookUp)
    assert (found.family, found.not_tiers, found.refines) == ("front_brake_pad", not_tiers, True)
    named = move(f"前刹车片 {text}", CAR)
    assert isinstance(named, LookUp)
    assert (named.family, named.not_tiers) == ("front_brake_pad", not_tiers)


@pytest.mark.parametrize("text", ["为什么这么贵", "why so expensive", "它多少钱", "含税吗"])
def test_a_question_about_the_price_is_answered(text: str) -> None:
    """Why, how much, with tax or without: the answer says where the price is opened, and changes nothing."""
    for memory in (OFFERED, QUOTED):
        assert move(text, memory) == Say("unsupported_price")
    assert after(text, QUOTED).quote == "q-1"


def test_too_slow_means_faster() -> None:
    """A complaint about the wait brings the fastest first."""
    found = move("怎么这么慢", OFFERED)
    assert isinstance(found, LookUp)
    assert found.wish == "fastest"


def test_when_it_comes_is_on_the_cards() -> None:
    """Asked when it arrives before anything was ordered, the cards are pointed at."""
    assert move("几点到", OFFERED) == Say("arrival_on_cards")


def test_no_position_for_a_part_without() -> None:
    """Front or rear of a part that has neither is said to be nothing."""
    assert move("后面的", replace(CAR, family="cabin_filter")) == Say("no_position")


def test_every_reply_of_the_policy_is_written() -> None:
    """Every reply that a turn can lead to stands in the reply files."""
    texts = [
        "",
        "你好",
        "谢谢",
        "help",
        "啦啦",
        "确认",
        "取消",
        "订单到哪了",
        "-1个",
        "100个",
        "火花塞",
        "第九个",
    ]
    texts += [
        "怎么换",
        "打折",
        "退货",
        "发票",
        "天气",
        "刹车片",
        "便宜点",
        "这个",
        "后面的",
        "不知道",
        "前刹车片",
    ]
    memories = [
        Memory(),
        CAR,
        OFFERED,
        QUOTED,
        Memory(orders=("a", "b")),
        replace(CAR, question=Question("x")),
    ]
    said = {getattr(move(text, memory), "reply", "greet") for text in texts for memory in memories}
    assert said <= keys()
