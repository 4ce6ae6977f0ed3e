"""What a turn says, by tables."""

import pytest

from assist.dialogue.memory import Choice, Memory, Question, Shown, Slot
from assist.dialogue.turn import Turn
from assist.dialogue.understanding import MAX_TEXT, understand

VIN = "LXHA1B2C3D4E56789"
SHOWN = (Shown("of-1", "XH-1", "oe", 300, 9), Shown("of-2", "BR-2", "brand", 200, 5))


def heard(text: str, memory: Memory | None = None) -> Turn:
    """A turn on a Chinese screen."""
    return understand(text, "zh", memory or Memory())


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("前刹车片", "front_brake_pad"),
        ("前碟片", "front_brake_pad"),
        ("前制动片", "front_brake_pad"),
        ("前轮来令片", "front_brake_pad"),
        ("前 刹 车 片", "front_brake_pad"),
        ("前剎車皮", "front_brake_pad"),
        ("front pads", "front_brake_pad"),
        ("break pads front", "front_brake_pad"),
        ("pads for the rear axle", "rear_brake_pad"),
        ("后面的刹车皮", "rear_brake_pad"),
        ("刹车盘", "front_brake_disc"),
        ("前碟", "front_brake_disc"),
        ("front rotors", "front_brake_disc"),
        ("波箱油", "atf_fluid"),
        ("变速箱油", "atf_fluid"),
        ("ATF", "atf_fluid"),
        ("CVT fluid", "atf_fluid"),
        ("tranny fluid", "atf_fluid"),
        ("放油垫片", "drain_washer"),
        ("crush washers", "drain_washer"),
        ("washer for the drain plug", "drain_washer"),
        ("放油螺塞的垫片", "drain_washer"),
        ("放油螺丝", "drain_plug"),
        ("oil drain plug", "drain_plug"),
        ("导向销螺栓", "guide_pin_bolt"),
        ("caliper slide pin bolt", "guide_pin_bolt"),
        ("刹车油", "brake_fluid"),
        ("DOT 4", "brake_fluid"),
        ("空调滤芯", "cabin_filter"),
        ("冷气格", "cabin_filter"),
        ("pollen filter", "cabin_filter"),
        ("ＡＴＦ", "atf_fluid"),
    ],
)
def test_names_of_parts(text: str, family: str) -> None:
    """Trade and regional names, typing habits and both languages name one family."""
    assert heard(text).families == (family,)
    assert heard(text).intent == "part"


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("前后刹车片", ("front_brake_pad", "rear_brake_pad")),
        ("front and rear pads", ("front_brake_pad", "rear_brake_pad")),
        ("波箱油和放油垫片", ("atf_fluid", "drain_washer")),
        ("drain plug and washer", ("drain_plug", "drain_washer")),
    ],
)
def test_several_parts_in_one_breath(text: str, families: tuple[str, ...]) -> None:
    """Several parts are heard in the order in which they were named."""
    assert heard(text).families == families


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("刹车片", ("front_brake_pad", "rear_brake_pad")),
        ("pads", ("front_brake_pad", "rear_brake_pad")),
        ("这颗螺栓", ("drain_plug", "guide_pin_bolt")),
        ("滤芯", ("cabin_filter",)),
    ],
)
def test_words_that_may_mean_several(text: str, vague: tuple[str, ...]) -> None:
    """A word that may mean several parts is not guessed."""
    assert (heard(text).families, heard(text).vague) == ((), vague)


def test_the_open_step_settles_a_vague_word() -> None:
    """ "This bolt" in a step with one bolt is that bolt."""  # noqa: D210
    memory = Memory(slots=(Slot("pin", "guide_pin_bolt", 2),))
    assert heard("这颗螺栓", memory).families == ("guide_pin_bolt",)


def test_the_talk_settles_a_vague_word() -> None:
    """Pads after talk of the front pads are the front pads."""
    assert heard("刹车片要原厂的", Memory(family="front_brake_pad")).families == ("front_brake_pad",)


@pytest.mark.parametrize("text", ["那后面的呢?", "what about the rear", "后轮的", "and the back?"])
def test_a_place_alone_moves_the_part_that_was_meant(text: str) -> None:
    """After front pads, a place alone means the pads of that place."""
    turn = heard(text, Memory(family="front_brake_pad"))
    assert turn.families == ("rear_brake_pad",)
    assert turn.meant


@pytest.mark.parametrize(
    ("text", "wanted", "rejected"),
    [
        ("不是前面,后面", ("rear_brake_pad",), ("front_brake_pad",)),
        ("not the front, the rear", ("rear_brake_pad",), ("front_brake_pad",)),
        ("不是前刹车片,是后面的", ("rear_brake_pad",), ("front_brake_pad",)),
        ("不要刹车油,要波箱油", ("atf_fluid",), ("brake_fluid",)),
        ("brake fluid instead of atf", ("brake_fluid",), ("atf_fluid",)),
        ("前刹车片不要了", (), ("front_brake_pad",)),
    ],
)
def test_corrections(text: str, wanted: tuple[str, ...], rejected: tuple[str, ...]) -> None:
    """What is taken back is not wanted; what stands against it is."""
    turn = heard(text, Memory(family="front_brake_pad"))
    assert (turn.families, turn.rejected) == (wanted, rejected)


@pytest.mark.parametrize(
    "text", ["火花塞", "oil filter", "机油", "后刹车盘", "wiper blades", "电瓶", "rear discs"]
)
def test_parts_that_are_not_carried(text: str) -> None:
    """A part that this desk does not carry is recognised as one, not taken for another."""
    turn = heard(text)
    assert (turn.intent, turn.families) == ("part", ())
    assert turn.unlisted


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("要原厂的", "oe"), ("OEM", "oe"), ("genuine please", "oe"), ("original", "oe"), ("正厂件", "oe"),
        ("配套的", "oes"), ("OES", "oes"), ("品牌的", "brand"), ("branded", "brand"),
        ("同质件", "equal"), ("副厂的", "equal"), ("aftermarket", "equal"), ("不要原厂的", None),
    ],
)  # fmt: skip
def test_tiers(text: str, tier: str | None) -> None:
    """Each tier has its words; a refused tier is not wanted."""
    assert heard(text).tier == tier


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("便宜点的", "cheapest"), ("cheaper", "cheapest"), ("太贵了", "cheapest"), ("平啲", "cheapest"),
        ("最快的", "fastest"), ("急用", "fastest"), ("asap", "fastest"), ("随便", None),
    ],
)  # fmt: skip
def test_wishes(text: str, wish: str | None) -> None:
    """Price and speed are wishes."""
    assert heard(text).wish == wish


@pytest.mark.parametrize(
    ("text", "vin", "tail"),
    [
        (VIN, VIN, None),
        (VIN.lower(), VIN, None),
        (f"车架号{VIN}", VIN, None),
        ("LXHA 1B2C 3D4E 56789", VIN, None),
        ("VIN: LXHA1B2C3D4E5678", "LXHA1B2C3D4E5678", None),
        ("VIN LXHA1B2C3D4E5678O", "LXHA1B2C3D4E5678O", None),
        ("后八位 D4E56789", None, "D4E56789"),
        ("尾号D4E56789", None, "D4E56789"),
        ("last 8 is D4E56789", None, "D4E56789"),
        ("last eight of the vin: D4E56789", None, "D4E56789"),
        ("D4E56789 is the last eight", None, "D4E56789"),
        ("没有", None, None),
        ("LXHA1B2C3D4E5678", "LXHA1B2C3D4E5678", None),
        ("前刹车片 LXHA1B2C3D4E567890", "LXHA1B2C3D4E567890", None),
    ],
)
def test_the_car(text: str, vin: str | None, tail: str | None) -> None:
    """A VIN, however typed, is heard whole, right or wrong; its last eight where they are said to be that."""
    assert (heard(text).vin, heard(text).vin_tail) == (vin, tail)
    assert heard(text).numbers == ()


@pytest.mark.parametrize("text", ["brake fluid 1000000", "rear pads 123456789", "brake fluid 1000000套"])
def test_words_and_figures_are_no_vin(text: str) -> None:
    """Seventeen letters and figures in several words are not taken for a VIN, and the part is heard."""
    assert heard(text).vin is None
    assert heard(text).families


def test_eight_characters_answer_the_question_for_the_car() -> None:
    """Eight characters are a part number, unless the car was asked for."""
    assert heard("D4E56789").numbers == ("D4E56789",)
    assert heard("D4E56789", Memory(question=Question("vin"))).vin_tail == "D4E56789"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("XH-ATF-6001", ("XHATF6001",)),
        ("配件号 06L 115 562", ("06L115562",)),
        ("part no. 90430-12031", ("9043012031",)),
        ("90430-12031 有货吗", ("9043012031",)),
        ("1K0698151G", ("1K0698151G",)),
        ("2021-06", ()),
        ("300mm", ()),
        ("前刹车片 2 套", ()),
        ("1000000000个", ()),
        ("5L", ()),
        ("TB 5320", ("TB5320",)),
        ("LG 404-05 两瓶", ("LG40405",)),
        ("at 1000 km", ()),
        ("99999999999999999999套", ()),
        ("is 300 ok", ()),
    ],
)
def test_part_numbers(text: str, numbers: tuple[str, ...]) -> None:
    """Part numbers are normalised; dates, sizes and amounts are none."""
    assert heard(text).numbers == numbers


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("minus one pieces", -1),
        ("负三个", -3),
        ("minus 2 cabin filters", -2),
        ("order 1000000000 cabin filters", 1_000_000_000),
        ("两个垫片", 2), ("2个", 2), ("十二个", 12), ("二十个", 20), ("一对刹车盘", 2), ("x3", 3), ("3x", 3),
        ("two washers", 2), ("a pair of discs", 2), ("a set of pads", 1), ("qty 4", 4), ("make it 5", 5),
        ("-1个", -1), ("−2个", -2), ("0个", 0), ("1.5套", 0), ("1000000000个", 1_000_000_000),
        ("一百个", 100), ("一百二十个", 120), ("两百五个", 250), ("十五套", 15), ("一万零五个", 10_005),
        ("两三个", None), ("a hundred sets", 100), ("two dozen sets", 24), ("1,000 pcs", 1_000),
        ("10^2 套", 100), ("换一个", None), ("另一个", None), ("换两个", 2), ("来俩", 2), ("一打", 12),
        ("半打", 0),
        ("2e3套", 2_000), ("半套", 0), ("三套半", 0), ("不要两套,要三套", 3), ("0", 0), ("-3", -3),
        ("第二个", None), ("最后一个", None), ("前刹车片", None), ("VIN后八位D4E56789", None),
    ],
)  # fmt: skip
def test_amounts(text: str, quantity: int | None) -> None:
    """Amounts are heard as said, even those that cannot be; an ordinal is none."""
    assert heard(text, Memory(offers=SHOWN)).quantity == quantity


def test_a_volume_is_told_from_a_count() -> None:
    """Litres are litres."""
    assert (heard("波箱油4升").quantity, heard("波箱油4升").litres) == (4, True)
    assert heard("6 litres of ATF").litres
    assert not heard("波箱油4瓶").litres


@pytest.mark.parametrize(
    ("text", "nth"),
    [
        ("第二个", 2),
        ("第1个", 1),
        ("2号", 2),
        ("#2", 2),
        ("the second one", 2),
        ("last one", -1),
        ("最后一个", -1),
        ("option 3", 3),
        ("2", 2),
        ("3rd", 3),
        ("倒数第二个", -2),
        ("the second to last", -2),
        ("垫片", None),
    ],
)
def test_ordinals(text: str, nth: int | None) -> None:
    """Which of the shown offers, by number or word."""
    assert heard(text, Memory(offers=SHOWN)).ordinal == nth


def test_an_offer_said_by_its_id_is_that_offer() -> None:
    """What a card sends is taken exactly, whatever it looks like."""
    turn = heard("of-2", Memory(offers=SHOWN))
    assert (turn.intent, turn.offer, turn.numbers) == ("choose", "of-2", ())


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("300", "300"),
        ("是300mm的", "300"),
        ("第二个", "320"),
        ("300 or 320", None),
        ("3000", None),
        ("不知道", None),
    ],
)
def test_answers_to_a_question(text: str, answer: str | None) -> None:
    """An answer is one choice, by value, word or place; both or neither is no answer."""
    question = Question("brake_disc_mm", (Choice("300", ("300 mm", "300mm")), Choice("320", ("320 mm",))))
    assert heard(text, Memory(question=question)).answer == answer


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("你好", "greet"), ("hello", "greet"), ("谢谢", "thanks"), ("help", "help"), ("你能做什么", "help"),
        ("确认", "yes"), ("好的", "yes"), ("yes please", "yes"), ("OK", "yes"), ("就订这个吧", "yes"),
        ("不要了", "no"), ("never mind", "no"), ("算了", "no"), ("取消", "cancel"), ("call it off", "cancel"),
        ("订单到哪了", "status"), ("order status", "status"), ("确认了吗", "status"),
        ("怎么换空调滤芯", "unsupported"), ("能打折吗", "unsupported"), ("天气怎么样", "unsupported"),
        ("就这个", "choose"), ("有现货的吗", "refine"), ("还有别的吗", "refine"), (VIN, "fact"),
        ("啦啦啦", "unclear"), ("", "unclear"), ("。。。", "unclear"), ("不要取消", "unclear"),
    ],
)  # fmt: skip
def test_intents(text: str, intent: str) -> None:
    """What a turn is for."""
    assert heard(text).intent == intent


@pytest.mark.parametrize(
    ("text", "screen", "lang"),
    [
        ("前刹车片", "en", "zh"), ("front pads 有货吗", "en", "zh"), ("front pads", "zh", "en"),
        ("ATF", "zh", "zh"), ("ATF", "en", "en"), (VIN, "zh", "zh"), ("2", "en", "en"),
    ],
)  # fmt: skip
def test_the_language_follows_the_words(text: str, screen: str, lang: str) -> None:
    """The answer comes in the language of the words; where they have none, in that of the screen."""
    assert understand(text, "en" if screen == "en" else "zh", Memory()).lang == lang


def test_a_long_text_is_cut() -> None:
    """No more than the protocol's length is read."""
    assert len(heard("油" * (MAX_TEXT * 3)).text) == MAX_TEXT
