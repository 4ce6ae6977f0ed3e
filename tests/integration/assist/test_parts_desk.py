"""The parts chat against the demonstration's vehicles, procedures and parts, on real databases."""

import re

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from assist import parts_desk, store, tables
from assist.caller import Caller, UserId
from assist.desk.errors import ChatUnknown
from assist.errors import JobUnknown, ShopNeeded
from assist.messages.chat import ChatAnswer, OrderView
from commerce.errors import OrderNotCancellable, OrderUnknown, QuoteExpired, QuoteUnknown
from commerce.ids import OrderId, ShopId
from commerce.ordering import orders
from commerce.ordering.history import happen
from tests.fakes.counter import AUTOMATIC, CVT, DISC_320, DISC_OPEN, HONDA, SECOND, SHOPS, Counter


@pytest.fixture
async def counter(session: AsyncSession) -> Counter:
    return await Counter(session).open()


def numbers(answer: ChatAnswer) -> set[str]:
    return {offer.part_number for offer in answer.offers}


def families(answer: ChatAnswer) -> set[str]:
    return {offer.name.en.split(",")[0] for offer in answer.offers}


async def taken(counter: Counter, *, supplier: str = "Prompt") -> ChatAnswer:
    """The read-back of front pads from a supplier."""
    answer = await counter.say(f"前刹车片 {DISC_320} 要原厂的")
    offer = next(one for one in answer.offers if supplier in one.supplier)
    return await counter.say(offer.id)


async def ordered(counter: Counter, *, supplier: str = "Prompt") -> OrderView:
    answer = await taken(counter, supplier=supplier)
    assert answer.readback is not None
    return await counter.press_order(answer.readback.quote)


async def silent(counter: Counter) -> OrderView:
    """An order whose supplier was asked and has let the deadline pass."""
    order = await ordered(counter)
    assert order.due_at is not None
    kept = await orders.one(counter.session, OrderId(order.id), ShopId(counter.by.shop))
    known = {"kind": "order.asked", "by": orders.CLOCK, "data": {"reference": "S1"}}
    await happen(counter.session, kept, "asked", now=counter.now, **known)
    counter.now = order.due_at
    await orders.expire(counter.session, now=counter.now)
    return await parts_desk.order_view(counter.session, order.id, by=counter.by, ports=counter.ports)


async def test_who_belongs_to_no_shop_orders_nothing(counter: Counter) -> None:
    """A manager of the whole chain is told why no part is offered to them or ordered by them."""
    asked = await taken(counter)
    assert asked.readback is not None
    counter.by = Caller(UserId("manager"), "", frozenset({"manager"}))
    with pytest.raises(ShopNeeded):
        await counter.say(f"前刹车片 {DISC_320}")
    with pytest.raises(ShopNeeded):
        await counter.press_order(asked.readback.quote)


async def test_the_flow_of_the_counter(counter: Counter) -> None:
    """Front pads by VIN and tier, then the rear ones, one taken, read back, confirmed by word, cancelled."""
    front = await counter.say(f"前刹车片,VIN {DISC_320},要原厂的")
    assert numbers(front) == {"YS-45322"}
    assert {offer.tier for offer in front.offers} == {"oe"}
    assert {offer.place for offer in front.offers} == {"here", "transfer", "order"}
    rear = await counter.say("那后面的呢?")
    assert numbers(rear) == {"YS-46300"}
    assert rear.vehicle is not None
    assert rear.vehicle.vin == DISC_320
    read = await counter.say("第一个")
    assert read.readback is not None
    assert read.readback.gross == rear.offers[0].gross
    done = await counter.say("确认")
    assert [order.status for order in done.orders] == ["reserved"]
    assert (await counter.say("取消订单")).orders[0].status == "cancelled"


async def test_an_offer_says_everything(counter: Counter) -> None:
    """Tier, both prices, tax, place, arrival, why it fits, what it replaced, and drivers that sum."""
    answer = await counter.say(f"front pads for {DISC_320}", lang="en")
    assert len(answer.offers) > 3
    for offer in answer.offers:
        assert sum(line.amount for line in offer.breakdown) == offer.net
        assert len(offer.breakdown) == 5
        assert offer.gross > offer.net
        assert offer.tax_percent == "13"
        assert offer.demonstration
        assert "320" in offer.why.zh
        assert all((offer.tier_label.zh, offer.place_label.en, offer.arrival.zh, offer.supplier))
        assert offer.arrives_at >= counter.now
    genuine = next(offer for offer in answer.offers if offer.tier == "oe")
    assert genuine.superseded_from == ("YS-45320-A1", "YS-45320-A2", "YS-45321")


@pytest.mark.parametrize("words", ["这个垫片", "this washer", "放油垫片"])
async def test_a_part_is_found_from_the_open_step(counter: Counter, words: str) -> None:
    """From the step that needs a washer, pointing at it is enough: no VIN, no family."""
    await counter.start(AUTOMATIC, "atf-change", "fit-washer")
    answer = await counter.say(words)
    assert {"XH-W1402"} <= numbers(answer) <= {"XH-W1402", "HC-11402", "BW.W.14"}
    assert answer.vehicle is not None
    assert answer.vehicle.vin == AUTOMATIC


async def test_the_slot_says_how_many(counter: Counter) -> None:
    """Fluid from its step is offered where five litres can be had, and read back as five."""
    await counter.start(AUTOMATIC, "atf-change", "check-label")
    answer = await counter.say("要变速箱油")
    assert all(offer.supplier != "Shop 0" or offer.part_number != "XH-ATF6-1" for offer in answer.offers)
    read = await counter.say(answer.offers[0].id)
    assert read.readback is not None


async def test_an_order_from_a_step_knows_its_step(counter: Counter) -> None:
    """Job, step and slot are with the order, so that the job's record can show the part."""
    await counter.start(AUTOMATIC, "atf-change", "fit-washer")
    answer = await counter.say("这个垫片")
    read = await counter.say(answer.offers[0].id)
    assert read.readback is not None
    placed = await counter.press_order(read.readback.quote)
    row = await orders.one(counter.session, OrderId(placed.id), ShopId(counter.by.shop))
    assert (row.origin.job, row.origin.step, row.origin.slot) == (counter.job, "fit-washer", "washer")
    assert placed.job == counter.job


async def test_one_unknown_fact_is_one_question(counter: Counter) -> None:
    """Where the disc is optional the size is asked, nothing is offered, and the answer settles it."""
    asked = await counter.say(f"前刹车盘 VIN {DISC_OPEN}")
    assert asked.question is not None
    assert {option.value for option in asked.question.options} == {"300", "320", "other"}
    assert asked.offers == ()
    settled = await counter.say("300")
    assert numbers(settled) == {"YS-43300", "TB 7300", "BW.FD.300"}
    pads = await counter.say("前刹车片呢")
    assert pads.question is None
    assert pads.offers
    assert all("300" in offer.name.zh for offer in pads.offers)


async def test_neither_size_means_nothing(counter: Counter) -> None:
    """None of the sizes is an answer too: nothing fits, and nothing is guessed."""
    await counter.say(f"前刹车盘 VIN {DISC_OPEN}")
    answer = await counter.say("other")
    assert (answer.offers, answer.question) == ((), None)


async def test_an_answer_is_kept_on_the_repair_order(counter: Counter) -> None:
    """What is answered inside a job is known to every later chat about that car, with its source."""
    order = await counter.start(DISC_OPEN, "front-brakes", "measure-runout")
    await counter.say("前刹车盘")
    await counter.say("320")
    row = await store.row(counter.session, tables.repair_order, id=order)
    assert row is not None
    assert row.known == {"brake_disc_mm": "320"}
    counter.job = counter.step = None
    counter.chat = "chat-2"
    answer = await counter.say(f"前刹车盘 {DISC_OPEN}")
    assert numbers(answer) == {"YS-43320", "TB 7320", "BW.FD.320"}
    assert "按现场回答" in answer.offers[0].why.zh


@pytest.mark.parametrize(
    ("vin", "fits", "never"), [(AUTOMATIC, "XH-ATF6-1", "XH-CVTF-1"), (CVT, "XH-CVTF-1", "XH-ATF6-1")]
)
async def test_the_gearbox_follows_the_build_date(counter: Counter, vin: str, fits: str, never: str) -> None:
    """The same model gets the automatic's fluid or the CVT's, by its build date, and never the other."""
    answer = await counter.say(f"变速箱油 {vin} 原厂")
    assert fits in numbers(answer)
    assert never not in numbers(answer)


@pytest.mark.parametrize("typed", ["XH-W14-A", "xh-w14-a", "XH－W14－B", "xhw14c"])
async def test_an_old_number_leads_to_the_new_part(counter: Counter, typed: str) -> None:
    """A number that was replaced is found as typed, and the answer says what took its place."""
    answer = await counter.say(typed)
    assert numbers(answer) == {"XH-W1402"}
    assert "XH-W1402" in answer.text.en
    assert "not checked against a vehicle" in answer.offers[0].why.en


async def test_a_number_is_checked_against_the_car(counter: Counter) -> None:
    """The wrong gearbox's washer is refused with the reason, though its number is right."""
    await counter.say(f"变速箱油 {CVT}")
    answer = await counter.say("XH-W1402")
    assert answer.offers == ()
    assert "不适合" in answer.text.zh
    assert "CVT" in answer.text.zh


async def test_an_unknown_number_finds_nothing(counter: Counter) -> None:
    """A number that the catalogue lacks is said to be unknown."""
    answer = await counter.say("ZZ-99871")
    assert answer.offers == ()
    assert "ZZ99871" in answer.text.zh


async def test_a_car_without_parts_is_told_so(counter: Counter) -> None:
    """A real car decodes, and nothing of the demonstration is offered for it."""
    answer = await counter.say(f"前刹车片 {HONDA}")
    assert (answer.offers, answer.question) == ((), None)
    assert answer.vehicle is not None
    assert "Accord" in answer.vehicle.title.en


@pytest.mark.parametrize("words", ["前刹车片", "变速箱油", "空调滤芯"])
async def test_a_joint_ventures_car_is_asked_nothing(counter: Counter, words: str) -> None:
    """The make of a real car is not ours to ask for: nothing fits, and that is said."""
    answer = await counter.say(f"{words} LSVAA4186E2184847")
    assert (answer.offers, answer.question) == ((), None)
    assert "Nothing in the catalogue fits" in answer.text.en


async def test_a_number_that_does_not_list_the_car_is_not_offered(counter: Counter) -> None:
    """A part whose fitment names other makes is not promised to a car whose make is unknown."""
    answer = await counter.say("YS-45322 LSVAA4186E2184847")
    assert (answer.offers, answer.question) == ((), None)
    assert "not listed for this car" in answer.text.en


async def test_the_end_of_a_vin_finds_the_repair_order(counter: Counter) -> None:
    """Eight characters are enough where one repair order has them; else all seventeen are asked for."""
    await counter.take_in(DISC_320, "演A·12345")
    answer = await counter.say(f"前刹车片 车架号后八位 {DISC_320[-8:]}")
    assert answer.vehicle is not None
    assert (answer.vehicle.vin, answer.vehicle.plate) == (DISC_320, "演A·12345")
    counter.chat = "chat-2"
    unknown = await counter.say("前刹车片 车架号后八位 0A009999")
    assert unknown.offers == ()
    assert unknown.question is not None


@pytest.mark.parametrize(
    ("vin", "says"), [(DISC_320[:16], "17"), (DISC_320.replace("0081", "OO81"), "O"), (DISC_320 + "X", "17")]
)
async def test_a_vin_that_cannot_be_one_is_explained(counter: Counter, vin: str, says: str) -> None:
    """Sixteen or eighteen characters, or an O, get a sentence that says what to correct, and no offer."""
    answer = await counter.say(f"前刹车片 VIN {vin}")
    assert answer.offers == ()
    assert says in answer.text.zh
    again = await counter.say(DISC_320)
    assert again.offers


async def test_a_wrong_check_digit_is_a_warning(counter: Counter) -> None:
    """The car is told to be compared with its plate, once, and parts are offered all the same."""
    first = await counter.say("空调滤芯 0XZV1VRB7NC000777")
    assert "校验位" in first.text.zh
    assert first.offers
    assert "校验位" not in (await counter.say("便宜点的")).text.zh


async def test_the_cheapest_and_the_fastest_come_first(counter: Counter) -> None:
    """Asked for cheap or fast, the offers are sorted so; asked for stock, only the shelf is shown."""
    cheap = await counter.say(f"前刹车片 {DISC_320} 最便宜的")
    assert [o.gross for o in cheap.offers] == sorted(o.gross for o in cheap.offers)
    fast = await counter.say("要最快的")
    assert [o.arrives_at for o in fast.offers] == sorted(o.arrives_at for o in fast.offers)
    here = await counter.say("要现货")
    assert {offer.place for offer in here.offers} == {"here"}


async def test_anything_else_shows_others_until_there_are_none(counter: Counter) -> None:
    """Asked for more, the desk shows what was not shown, and says when that was all."""
    seen: list[str] = []
    answer = await counter.say(f"前刹车片 {DISC_320}")
    for _ in range(5):
        if not answer.offers:
            break
        seen += [f"{offer.part_number} {offer.supplier}" for offer in answer.offers]
        answer = await counter.say("还有别的吗")
    assert len(seen) == len(set(seen)) == 9
    assert "都在上面" in answer.text.zh


async def test_a_tier_that_is_not_there_is_said(counter: Counter) -> None:
    """Without an offer of the wanted tier the others are shown, and the text says so."""
    answer = await counter.say(f"后刹车片 {DISC_320} 要同质的")
    assert answer.offers
    assert "同质" in answer.text.zh


@pytest.mark.parametrize("wish", ["要 -1 个", "要 1000000000 个", "0 个"])
async def test_a_quantity_that_nobody_means_orders_nothing(counter: Counter, wish: str) -> None:
    """Minus one, nothing and a billion are answered with the limit; the read-back is not changed by them."""
    await taken(counter)
    answer = await counter.say(wish)
    assert answer.readback is None
    assert answer.orders == ()


async def test_more_than_the_shelf_holds_is_not_promised(counter: Counter) -> None:
    """Taking more than a place has is refused, and other places are offered."""
    answer = await counter.say(f"前刹车片 {DISC_320} 要原厂的")
    here = next(offer for offer in answer.offers if offer.place == "here")
    await counter.say(here.id)
    short = await counter.say("要五套")
    assert short.readback is None
    assert {offer.place for offer in short.offers} <= {"transfer", "order"}
    assert short.offers


async def test_a_read_back_shows_everything_that_will_happen(counter: Counter) -> None:
    """Lines, sum with and without tax, supplier, arrival, and until when the price holds."""
    answer = await taken(counter)
    read = answer.readback
    assert read is not None
    assert [(line.part_number, line.quantity) for line in read.lines] == [("YS-45322", 1)]
    assert read.gross == sum(line.gross for line in read.lines) > read.net
    assert read.expires_at == counter.now + 900 * SECOND
    assert "YS-45322" in read.text.en
    assert "Prompt" in read.supplier


@pytest.mark.parametrize("hedge", ["好像可以", "maybe", "可以吗?", "等一下"])
async def test_only_an_explicit_yes_orders(counter: Counter, hedge: str) -> None:
    """Half a yes, or a question, orders nothing."""
    await taken(counter)
    answer = await counter.say(hedge)
    assert answer.orders == ()
    assert await parts_desk.orders_of_shop(counter.session, by=counter.by, ports=counter.ports) == []


async def test_a_no_drops_the_read_back(counter: Counter) -> None:
    """After a no, a later yes has nothing to confirm."""
    await taken(counter)
    await counter.say("不要了")
    assert (await counter.say("确认")).orders == ()
    assert await parts_desk.orders_of_shop(counter.session, by=counter.by, ports=counter.ports) == []


async def test_the_button_orders_once(counter: Counter) -> None:
    """Pressing twice, or pressing and then saying yes, is one order."""
    answer = await taken(counter)
    assert answer.readback is not None
    first = await counter.press_order(answer.readback.quote)
    assert (await counter.press_order(answer.readback.quote)).id == first.id
    await counter.say("确认")
    assert len(await parts_desk.orders_of_shop(counter.session, by=counter.by, ports=counter.ports)) == 1
    assert (first.status, first.cancellable) == ("placed", True)


async def test_an_expired_price_is_read_back_anew(counter: Counter) -> None:
    """A yes after the price ran out orders nothing: the price is read back again, and then ordered."""
    answer = await taken(counter)
    assert answer.readback is not None
    counter.now = answer.readback.expires_at
    with pytest.raises(QuoteExpired):
        await counter.press_order(answer.readback.quote)
    again = await counter.say("确认")
    assert again.orders == ()
    assert again.readback is not None
    assert again.readback.quote != answer.readback.quote
    assert (await counter.say("确认")).orders[0].status == "placed"


async def test_the_last_piece_gone_is_told_with_other_offers(counter: Counter) -> None:
    """When somebody was faster, the yes orders nothing and other places are offered."""
    answer = await counter.say(f"前刹车片 {DISC_320} 要原厂的")
    here = next(offer for offer in answer.offers if offer.place == "here")
    await counter.say(here.id)
    await counter.session.execute(text("UPDATE co_stock SET reserved = on_hand"))
    told = await counter.say("确认")
    assert told.orders == ()
    assert {offer.place for offer in told.offers} == {"order"}
    assert "没有下单" in told.text.zh


async def test_a_silent_supplier_offers_choices(counter: Counter) -> None:
    """After the deadline the order says so and offers to ask again or to go elsewhere; both work."""
    order = await silent(counter)
    assert (order.status, order.cancellable) == ("unanswered", True)
    values = [choice.value for choice in order.choices]
    assert values == [f"again:{order.id}", f"other:{order.id}"]
    again = await counter.say(values[0])
    assert again.orders[0].status == "asked"
    counter.now += 60 * SECOND
    await orders.expire(counter.session, now=counter.now)
    moved = await counter.say(values[1])
    assert moved.orders[0].status == "cancelled"
    assert moved.offers
    assert all("Prompt" not in offer.supplier for offer in moved.offers)
    read = await counter.say(moved.offers[0].id)
    assert read.readback is not None


async def test_a_choice_that_is_gone_changes_nothing(counter: Counter) -> None:
    """Pressing an old button shows how the order stands now, and nothing else happens."""
    order = await ordered(counter)
    answer = await counter.say(f"again:{order.id}")
    assert answer.orders[0].status == "placed"
    assert len(answer.orders[0].history) == 1
    assert (await counter.say(f"keep:{'0' * 32}")).orders == ()


async def test_every_state_and_fact_has_words(counter: Counter) -> None:
    """A silent, asked-again, cancelled order tells its history in both languages, oldest first."""
    order = await silent(counter)
    await counter.say(f"again:{order.id}")
    ended = await parts_desk.cancel(
        counter.session, order.id, by=counter.by, now=counter.now, ports=counter.ports
    )
    statuses = [moment.status for moment in ended.history]
    assert statuses == ["placed", "asked", "unanswered", "asked", "cancelled"]
    assert all(moment.note.zh and moment.note.en for moment in ended.history)
    assert not re.search(r"[{}]", "".join(moment.note.zh for moment in ended.history))
    assert ended.arrives_at is None


async def test_a_confirmed_order_is_not_cancelled_by_chat(counter: Counter) -> None:
    """After the supplier's yes, the chat says that it is too late, and the button is refused."""
    order = await ordered(counter)
    await counter.session.execute(text("UPDATE co_order SET status = 'confirmed'"))
    answer = await counter.say("取消订单")
    assert answer.orders[0].status == "confirmed"
    assert order.number in answer.text.zh
    with pytest.raises(OrderNotCancellable):
        await parts_desk.cancel(
            counter.session, order.id, by=counter.by, now=counter.now, ports=counter.ports
        )


@pytest.mark.parametrize("words", ["要一个，{}的", "{}", "{}的吧", "one from {} please"])
async def test_an_offer_is_taken_by_who_has_it(counter: Counter, words: str) -> None:
    """Naming the supplier of one of the cards reads that card back, also while another is read back."""
    seen = await counter.say(f"前刹车片 {DISC_320}")
    have = [offer.supplier for offer in seen.offers]
    alone = [offer for offer in seen.offers if have.count(offer.supplier) == 1]
    wanted = next(offer for offer in alone if offer.place == "order")
    other = next(offer for offer in seen.offers if offer.supplier != wanted.supplier)
    await counter.say(other.id)
    zh, _, en = wanted.supplier.partition(" ")
    answer = await counter.say(words.format(en if words.isascii() else zh))
    assert answer.readback is not None
    assert answer.readback.supplier == wanted.supplier


async def test_a_wish_that_changes_nothing_is_not_said_to_be_met(counter: Counter) -> None:
    """Naming a supplier that has none of them leaves the offers as they were, and the answer says so."""
    seen = await counter.say(f"前刹车片 {DISC_320}")
    answer = await counter.say("要一个，远方汽配的")
    assert [offer.id[-2:] for offer in answer.offers] == [offer.id[-2:] for offer in seen.offers]
    assert "没有变" in answer.text.zh
    assert "重新排列" in (await counter.say("只看原厂的")).text.zh


async def test_ordering_the_cheapest_reads_it_back(counter: Counter) -> None:
    """To order the cheapest takes that offer, and does not show the same cards again."""
    seen = await counter.say(f"前刹车片 {DISC_320}")
    answer = await counter.say("订最便宜的")
    assert answer.readback is not None
    assert answer.readback.gross == min(offer.gross for offer in seen.offers)


async def test_an_order_is_called_by_the_number_on_its_card(counter: Counter) -> None:
    """Any of the shop's orders is told of and cancelled by its number, also while another is read back."""
    first, second = await ordered(counter), await ordered(counter)
    assert [order.id for order in (await counter.say(first.number)).orders] == [first.id]
    await taken(counter)
    ended = await counter.say(f"取消{first.number}")
    assert [(order.id, order.status) for order in ended.orders] == [(first.id, "cancelled")]
    assert [order.status for order in (await counter.say(second.number)).orders] == ["placed"]


async def test_an_order_that_the_shop_has_not_is_said_so(counter: Counter) -> None:
    """A number that nobody gave, and one of another shop, are answered alike."""
    order = await ordered(counter)
    await counter.session.execute(text("UPDATE co_order SET shop = 'south'"))
    for number in (order.number, "P-999999", "P-999999999"):
        for words in (number, f"取消{number}"):
            answer = await counter.say(words)
            assert (answer.orders, number in answer.text.zh) == ((), True)


async def test_status_shows_what_this_chat_ordered(counter: Counter) -> None:
    """Asked how it stands, the chat shows its orders, newest first; without one it says so."""
    assert (await counter.say("我的订单到哪了")).orders == ()
    first, second = await ordered(counter), await ordered(counter)
    answer = await counter.say("我的订单到哪了")
    assert [order.id for order in answer.orders] == [second.id, first.id]


async def test_a_chat_belongs_to_one_person(counter: Counter) -> None:
    """Another person cannot speak in it, order from it, or see its shop's orders from another shop."""
    answer = await taken(counter)
    assert answer.readback is not None
    mine, counter.by = counter.by, Caller(UserId("stranger"), SHOPS[1].id)
    with pytest.raises(ChatUnknown):
        await counter.say("确认")
    with pytest.raises(ChatUnknown):
        await counter.press_order(answer.readback.quote)
    counter.chat = "chat-of-stranger"
    with pytest.raises(QuoteUnknown):
        await counter.press_order(answer.readback.quote)
    counter.by, counter.chat = mine, "chat-1"
    order = await counter.press_order(answer.readback.quote)
    with pytest.raises(OrderUnknown):
        await parts_desk.order_view(
            counter.session, order.id, by=Caller(UserId("s"), SHOPS[1].id), ports=counter.ports
        )


async def test_another_shops_job_is_no_place_to_speak_from(counter: Counter) -> None:
    """A job of another shop does not exist for the chat."""
    await counter.start(AUTOMATIC, "atf-change", "fit-washer")
    counter.by = Caller(UserId("stranger"), SHOPS[1].id)
    counter.chat = "chat-2"
    with pytest.raises(JobUnknown):
        await counter.say("这个垫片")


@pytest.mark.parametrize(
    "words",
    [
        "'; DROP TABLE co_part; --",
        "<script>alert(1)</script>",
        "{family} {0} %s ${x}",
        "垫" * 2_000,
        "\u202e反过来",
        "🔩" * 50,
        "again:zzz",
        " ",
    ],
    ids=["sql", "markup", "placeholders", "wall", "reversed", "emoji", "half a choice", "blank"],
)
async def test_anything_may_be_typed(counter: Counter, words: str) -> None:
    """SQL, markup, placeholders, a wall of text: an answer in words, and nothing is ordered."""
    await taken(counter)
    answer = await counter.say(words)
    assert answer.text.zh
    assert answer.text.en
    assert answer.orders == ()
    assert (await counter.say(f"空调滤芯 {AUTOMATIC}")).offers


async def test_turns_are_kept_for_ever(counter: Counter) -> None:
    """What was said and what was answered is appended, and the database refuses to change it."""
    for words in ("你好", f"空调滤芯 {AUTOMATIC}"):
        await counter.say(words)
    rows = await store.rows(counter.session, tables.chat_turn, order="turn", chat=counter.chat)
    assert [(row.turn, row.said) for row in rows] == [(1, "你好"), (2, f"空调滤芯 {AUTOMATIC}")]
    assert ChatAnswer.model_validate(rows[1].answer).offers
    for change in ("UPDATE as_chat_turn SET said = ''", "DELETE FROM as_chat_turn"):
        with pytest.raises(DBAPIError, match="append-only"):
            async with counter.session.begin_nested():
                await counter.session.execute(text(change))
