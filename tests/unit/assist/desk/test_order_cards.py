"""How an order looks, from its row and its facts alone."""

import re
from dataclasses import replace
from typing import get_args

import pytest

from assist.desk.order_cards import readback, view
from assist.dialogue.replies import keys, placeholders, say
from assist.messages.chat import OrderStatus
from assist.messages.model import Text as Words
from assist.messages.views import VehicleLine
from commerce.events import Event
from commerce.ids import OrderId, PartId, QuoteId, ShopId, SupplierId, UserId
from commerce.money import Taxed
from commerce.ordering.shapes import Order, Origin, Quote, QuoteLine
from commerce.ordering.states import CHOICES, Status, cancellable
from commerce.pricing.engine import Line
from knowledge.vehicles.text import Text, same

HOUR = 3_600_000_000
ON_A_CARD = ("status_", "advice_", "choice_", "note_")
LINE = QuoteLine(
    part=PartId("pad"),
    number="YS-45322",
    maker="远山",
    name=Text(zh="前制动片", en="front brake pads"),
    tier="oe",
    quantity=2,
    unit=Taxed(100_00, 13_00),
    breakdown=(Line("cost", 100_00),),
)
CAR = VehicleLine(vin="LSVAU2180N2183294", plate="演A·10021", title=Words(zh="车", en="car"))
QUOTE = Quote(
    id=QuoteId("q"),
    shop=ShopId("s"),
    by=UserId("u"),
    source="supplier:late",
    source_name=Text(zh="晚答汽配", en="Late Parts"),
    place="order",
    lines=(LINE,),
    price=LINE.price,
    currency="CNY",
    arrives_us=50 * HOUR,
    made_us=0,
    expires_us=900,
    demonstration=True,
)
ORDER = Order(
    id=OrderId("0" * 32),
    number="P-000001",
    quote=QUOTE,
    shop=ShopId("s"),
    by=UserId("u"),
    origin=Origin("job-1"),
    supplier=SupplierId("late"),
    status="asked",
    due_us=20,
    placed_us=0,
)


def fact(what: str, at: int, **data: object) -> Event:
    return Event(at, "order:o", "e", at, f"order.{what}", {"status": "asked", **data}, "u", "", at)


@pytest.mark.parametrize("status", get_args(Status))
def test_every_state_has_words_and_says_what_may_be_done(status: Status) -> None:
    """Each state of commerce is one of the screen's, with a label, its choices, and whether it can end."""
    card = view(replace(ORDER, status=status), [])
    assert status in get_args(OrderStatus)
    assert card.status_label.zh
    assert card.status_label.en
    assert card.cancellable == cancellable(status)
    wanted = [f"{choice}:{ORDER.id}" for choice in CHOICES.get(status, ()) if choice != "cancel"]
    assert [choice.value for choice in card.choices] == wanted


KINDS = [
    fact("placed", 1),
    fact("reserved", 2),
    fact("asked", 3, reference="L00001"),
    fact("asked", 3, reference=""),
    fact("unreachable", 4),
    fact("unanswered", 5),
    fact("unasked", 5),
    fact("asked_again", 6),
    fact("cancelled", 7),
    fact("cancel_told", 8),
    fact("cancel_untold", 9),
    fact("cancel_needless", 9),
    fact("kept", 10),
    fact("answer_repeated", 11, kind="repeated", outcome="yes"),
    fact("answered", 12, kind="first", outcome="yes"),
    fact("answered", 13, kind="late", outcome="yes"),
    fact("answered", 14, kind="same", outcome="no"),
    fact("answered", 15, kind="contradictory", outcome="no"),
    fact("answered", 16, kind="after_cancel", outcome="yes", note="{zh} <b>"),
]


@pytest.mark.parametrize("happened", KINDS, ids=lambda one: f"{one.type}-{one.data.get('kind', '')}")
def test_every_fact_has_words(happened: Event) -> None:
    """Everything that can happen to an order reads as a sentence in both languages."""
    (moment,) = view(ORDER, [happened]).history
    assert moment.at == happened.at_us
    assert moment.note.zh
    assert moment.note.en
    assert moment.note.zh != moment.note.en


def test_kinds_of_answers_read_differently() -> None:
    """A late, a repeated, a contradicting and an overtaken yes are told apart."""
    answers = [fact for fact in KINDS if fact.type.startswith("order.answer")]
    notes = {moment.note.en for moment in view(ORDER, answers).history}
    assert len(notes) == len(answers) == 6


def test_what_a_supplier_wrote_is_quoted_as_written() -> None:
    """A supplier's own words stand in quotes, braces and markup untouched."""
    (moment,) = view(ORDER, KINDS[-1:]).history
    assert "“{zh} <b>”" in moment.note.zh


def test_times_come_from_the_facts() -> None:
    """Asked at the first asking, answered at the last answer, arriving when the supplier last promised."""
    happened = [
        fact("placed", 1),
        fact("asked", 2, reference="x"),
        fact("asked", 5, reference="x"),
        fact("answered", 7, kind="first", outcome="yes", arrives_us=99),
        fact("answered", 9, kind="contradictory", outcome="no"),
    ]
    card = view(replace(ORDER, status="contradicted"), happened)
    assert (card.asked_at, card.answered_at, card.arrives_at, card.due_at) == (2, 9, 99, 20)
    assert card.job == "job-1"


@pytest.mark.parametrize(
    ("status", "arrives"),
    [("asked", 50 * HOUR), ("unasked", None), ("cancelled", None), ("refused", None)],
)
def test_nothing_arrives_of_an_order_that_ended(status: Status, arrives: int | None) -> None:
    """Cancelled, refused or never asked, nothing arrives; any other has the arrival that was read back."""
    assert view(replace(ORDER, status=status), []).arrives_at == arrives


@pytest.mark.parametrize("status", get_args(Status))
def test_what_will_not_help_itself_says_what_to_do(status: Status) -> None:
    """An order offers choices together with advice, and a state that only waits or has ended has neither."""
    advice = view(replace(ORDER, status=status), []).advice
    assert (advice is not None) == (status in CHOICES)
    assert advice is None or (advice.zh and advice.en)


def test_nobody_is_sent_to_a_number_that_the_card_does_not_show() -> None:
    """A card names its supplier and no telephone, so nothing on it says to telephone."""
    written = [key for key in keys() if key.startswith(ON_A_CARD)]
    words = [say(key, dict.fromkeys(placeholders(key), "")) for key in written]
    assert words
    telephone = re.compile("电话|call them|phone", re.IGNORECASE)
    assert not [one for one in words if telephone.search(one.zh + one.en)]


def test_a_cancellation_without_receipt_is_not_called_done() -> None:
    """Cancelled, and the supplier does not know: the card says to tell them, until they were told."""
    untold = view(replace(ORDER, status="cancelled"), [fact("cancel_untold", 9)])
    assert untold.advice is not None
    assert "tell them" in untold.advice.en
    told = [fact("cancel_untold", 9), fact("cancel_told", 10)]
    assert view(replace(ORDER, status="cancelled"), told).advice is None


def test_a_read_back_says_it_all_in_one_sentence() -> None:
    """Part, quantity, sum with tax, supplier and arrival stand in the sentence and in the card."""
    card = readback(QUOTE, CAR)
    for word in ("YS-45322", "× 2", "226.00", "Late Parts", "3 days"):
        assert word in card.text.en
    assert "约 3 天" in card.text.zh
    assert (card.gross, card.net, card.lines[0].gross) == (226_00, 200_00, 226_00)
    assert card.supplier == "晚答汽配 Late Parts"
    assert card.car == CAR
    label = card.lines[0].tier_label
    assert label is not None
    assert (card.lines[0].tier, label.zh) == ("oe", "原厂")


def test_a_name_that_is_the_same_in_both_languages_stands_once() -> None:
    """A proper name without a translation is not doubled."""
    assert readback(replace(QUOTE, source_name=same("ACME")), None).supplier == "ACME"
