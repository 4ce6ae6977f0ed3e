"""What lies on the counter of the parts chat: blocks, earlier lists, amounts, and how a car is named."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from assist import parts_desk
from assist.desk.waiting import waiting_cars
from assist.messages.chat import ChatAnswer, Offer
from commerce.ordering.shapes import PIECES_MOST
from tests.fakes.counter import AUTOMATIC, DISC_320, DISC_OPEN, SHOPS, Caller, Counter, UserId


@pytest.fixture
async def counter(session: AsyncSession) -> Counter:
    return await Counter(session).open()


def blocks(answer: ChatAnswer) -> list[str]:
    """The headings in the order of the cards; one that comes again after another stands twice."""
    found: list[str] = []
    for offer in answer.offers:
        heading = offer.group.en if offer.group else ""
        if found[-1:] != [heading]:
            found.append(heading)
    return found


def first(answer: ChatAnswer, family: str) -> Offer:
    return next(offer for offer in answer.offers if offer.group and offer.group.en.startswith(family))


async def test_each_part_has_its_own_block(counter: Counter) -> None:
    """Two parts in one message stand in two blocks, in the order of the words, each with its heading."""
    answer = await counter.say(f"前刹车片和空调滤芯 {DISC_320}")
    assert blocks(answer) == ["front brake pads × 1", "cabin filter × 1"]
    assert len(answer.offers) == 6
    assert answer.text.zh == "适合这台车的，按配件分开列出："
    cheap = await counter.say("便宜点的")
    assert [heading.partition(" ×")[0] for heading in blocks(cheap)] == ["front brake pads", "cabin filter"]


async def test_one_part_needs_no_heading(counter: Counter) -> None:
    """A single part stands without a heading."""
    assert blocks(await counter.say(f"前刹车片 {DISC_320}")) == [""]


async def test_each_part_keeps_its_amount(counter: Counter) -> None:
    """Two sets of one and one of the other: the read-back of each has its own amount."""
    answer = await counter.say(f"前刹车片 2套，空调滤芯 1个 {DISC_320}")
    for family, wanted in (("front brake pads", 2), ("cabin filter", 1)):
        read = await counter.say(first(answer, family).id)
        assert read.readback is not None
        assert read.readback.lines[0].quantity == wanted


async def test_what_fits_for_certain_stands_below_the_question(counter: Counter) -> None:
    """One part needs an answer and the other does not: both are served, and the question is put once."""
    asked = await counter.say(f"前刹车片和刹车油 {DISC_OPEN}")
    assert asked.question is not None
    assert {offer.name.en.split(",")[0] for offer in asked.offers} == {"brake fluid DOT 4"}
    assert asked.question.prompt.zh not in asked.text.zh
    both = await counter.say("300")
    assert [heading.partition(" ×")[0] for heading in blocks(both)] == ["front brake pads", "brake fluid"]


async def test_what_fits_nothing_is_said_beside_what_does(counter: Counter) -> None:
    """A part that nothing fits is told by name; the other is offered all the same."""
    answer = await counter.say("空调滤芯和刹车油 LVSHFFAL9KF123456")
    assert "空调滤芯" in answer.text.zh
    assert blocks(answer) == ["brake fluid × 1"]


@pytest.mark.parametrize("words", ["刹车片和机滤", "前刹车片和机滤"])
async def test_what_is_not_carried_is_never_dropped(counter: Counter, words: str) -> None:
    """A part beside it that the desk does not carry is told, whether the other is asked about or shown."""
    answer = await counter.say(f"{words} {DISC_320}")
    assert "机滤" in answer.text.zh
    assert answer.offers or answer.question


async def test_an_earlier_card_is_still_good(counter: Counter) -> None:
    """A card of two lists ago is read back at today's price, in the amount for which it was shown."""
    pads = await counter.say(f"前刹车片 {DISC_320} 要两套")
    await counter.say("空调滤芯")
    await counter.say("便宜点的")
    read = await counter.say(pads.offers[0].id)
    assert read.readback is not None
    assert [(line.part_number, line.quantity) for line in read.readback.lines] == [
        (pads.offers[0].part_number, 2)
    ]


async def test_an_earlier_card_of_another_car_is_refused(counter: Counter) -> None:
    """When the talk has gone over to another car, what was shown for the first one is not taken."""
    pads = await counter.say(f"前刹车片 {DISC_320}")
    await counter.say(f"空调滤芯 {AUTOMATIC}")
    told = await counter.say(pads.offers[0].id)
    assert told.readback is None
    assert "不是按这辆车查的" in told.text.zh


async def test_a_card_from_long_ago_is_gone(counter: Counter) -> None:
    """Cards beyond the kept lists are said to be gone, and nothing is read back."""
    pads = await counter.say(f"前刹车片 {DISC_320}")
    for _ in range(4):
        await counter.say("空调滤芯")
        await counter.say("前刹车片")
    gone = await counter.say(pads.offers[0].id)
    assert gone.readback is None
    assert gone.text.zh


async def test_the_first_one_after_an_order_is_of_the_visible_list(counter: Counter) -> None:
    """After an order "the second one" still means the list above it."""
    pads = await counter.say(f"前刹车片 {DISC_320}")
    await counter.say("第一个")
    assert (await counter.say("确认")).orders
    read = await counter.say("第二个")
    assert read.readback is not None
    assert read.readback.lines[0].part_number == pads.offers[1].part_number


async def test_the_chat_has_the_limit_of_an_order(counter: Counter) -> None:
    """Two hundred pieces are read back, one more is refused with the number in the sentence."""
    await counter.say(f"空调滤芯 {DISC_320} 要最便宜的 {PIECES_MOST}个")
    most = await counter.say("第一个")
    assert most.readback is not None
    assert most.readback.lines[0].quantity == PIECES_MOST
    over = await counter.say(f"{PIECES_MOST + 1}个")
    assert over.readback is None
    assert str(PIECES_MOST) in over.text.zh
    assert str(PIECES_MOST) in over.text.en


async def test_litres_are_limited_by_their_packs(counter: Counter) -> None:
    """150 litres of half a litre each are more packs than one order may have."""
    await counter.say(f"150升刹车油 {DISC_320}")
    answer = await counter.say("第一个")
    assert answer.readback is None
    assert str(PIECES_MOST) in answer.text.zh


@pytest.mark.parametrize(
    "named", ["演A12345", "演A·12345", "a12345", "A 12345", DISC_320[-8:], DISC_320[-8:].lower()]
)
async def test_a_waiting_car_is_known_by_its_plate_or_tail(counter: Counter, named: str) -> None:
    """The plate, with or without its dots and province, or the last eight of the VIN name a waiting car."""
    await counter.take_in(AUTOMATIC, "演A·10021")
    await counter.take_in(DISC_320, "演A·12345")
    answer = await counter.say(f"{named} 前刹车片")
    assert answer.vehicle is not None
    assert answer.vehicle.vin == DISC_320
    assert answer.offers


async def test_a_tail_that_two_cars_share_names_none(counter: Counter) -> None:
    """Where two waiting cars end alike, the whole VIN is asked for."""
    await counter.take_in(DISC_320, "演A·1")
    await counter.take_in("0YST2SY00" + DISC_320[-8:], "演A·2")
    answer = await counter.say(f"前刹车片 后八位 {DISC_320[-8:]}")
    assert (answer.vehicle, answer.offers) == (None, ())
    assert answer.question is not None


async def test_the_list_to_start_from(counter: Counter) -> None:
    """Each waiting car of the shop once, with plate and title; another shop's cars are not there."""
    await counter.take_in(AUTOMATIC, "演A·10021")
    await counter.take_in(DISC_320, "演A·12345")
    await counter.take_in(AUTOMATIC, "演A·10021")
    cars = await waiting_cars(counter.session, by=counter.by, ports=counter.ports)
    assert {car.vin: car.plate for car in cars} == {AUTOMATIC: "演A·10021", DISC_320: "演A·12345"}
    assert all(car.title.zh and car.title.en for car in cars)
    stranger = Caller(UserId("stranger"), SHOPS[1].id)
    assert await waiting_cars(counter.session, by=stranger, ports=counter.ports) == []


async def test_an_unknown_number_takes_nothing_away(counter: Counter) -> None:
    """A number that nobody has is said to be unknown, shortened where it is absurd, and then forgotten."""
    told = await counter.say("1" * 500 + "a")
    assert len(told.text.zh) < 120
    assert "前制动片" in (await counter.say(f"前刹车片 {DISC_320}")).text.zh
    await counter.say("ZZ99887")
    assert "ZZ99887" not in (await counter.say("后面的")).text.zh


async def test_a_number_leads_on_to_its_part(counter: Counter) -> None:
    """After a number "and the rear?" means the part that the number is."""
    await counter.say(f"YS-45322 {DISC_320}")
    rear = await counter.say("那后面的呢？")
    assert {offer.part_number for offer in rear.offers} >= {"YS-46300"}


@pytest.mark.parametrize(("behind", "ordered"), [(0, True), (1, False)])
async def test_a_yes_is_to_what_stands_on_the_screen(counter: Counter, *, behind: int, ordered: bool) -> None:
    """A screen that has not shown the last read-back orders nothing by its yes."""
    await counter.say(f"空调滤芯 {DISC_320}")
    read = await counter.say("第一个")
    assert read.readback is not None
    answer = await counter.say("确认", seen=read.turn - behind)
    assert bool(answer.orders) is ordered


async def test_my_orders_are_found_from_any_chat(counter: Counter) -> None:
    """Asked in a fresh chat, the desk shows what this person ordered last, and nobody else's."""
    for _ in range(4):
        await counter.say(f"空调滤芯 {DISC_320}")
        await counter.say("第二个")
        assert (await counter.say("确认")).orders
    counter.chat = "another"
    answer = await counter.say("我的订单到哪一步了？")
    newest = await parts_desk.orders_of_shop(counter.session, by=counter.by, ports=counter.ports)
    assert [order.id for order in answer.orders] == [order.id for order in newest[:3]]
    counter.by, counter.chat = Caller(UserId("colleague"), SHOPS[0].id), "third"
    assert (await counter.say("我的订单到哪了")).orders == ()


async def test_another_place_for_a_part_says_why_it_fits(counter: Counter) -> None:
    """When a place has too few, the others are offered with the car's reason, not as unchecked."""
    answer = await counter.say(f"前刹车片 {DISC_320} 要原厂的")
    await counter.say(next(offer.id for offer in answer.offers if offer.place == "here"))
    others = await counter.say("五套")
    assert others.offers
    assert all("320" in offer.why.zh for offer in others.offers)


async def test_the_cars_that_wait_are_the_answers_to_which_car(counter: Counter) -> None:
    """Asked for a part without a car, the desk offers the waiting cars, and a tap on one goes on."""
    await counter.take_in(DISC_320, "演A·12345")
    asked = await counter.say("前刹车片，要原厂的")
    assert asked.question is not None
    (car,) = asked.question.options
    assert car.value == DISC_320
    assert car.label.zh.startswith("演A·12345 ")
    found = await counter.say(car.value)
    assert {offer.tier for offer in found.offers} == {"oe"}


async def test_the_words_count_the_cards(counter: Counter) -> None:
    """The number in the sentence is the number of cards below it."""
    answer = await counter.say(f"前刹车片 {DISC_320}")
    assert f"{len(answer.offers)} 个报价" in answer.text.zh


async def test_cancelling_in_a_fresh_chat_shows_what_can_be_cancelled(counter: Counter) -> None:
    """A chat that ordered nothing itself shows the shop's orders that can be cancelled, and ends none."""
    assert "没有还能取消的订单" in (await counter.say("取消")).text.zh
    offers = await counter.say(f"前刹车片 {DISC_320}")
    read = await counter.say(offers.offers[-1].id)
    assert read.readback is not None
    placed = await counter.press_order(read.readback.quote)
    counter.chat = "chat-2"
    asked = await counter.say("取消")
    assert [order.id for order in asked.orders] == [placed.id]
    assert [order.cancellable for order in asked.orders] == [True]
