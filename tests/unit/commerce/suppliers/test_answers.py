"""What an answer is, seen against what was heard before."""

from dataclasses import replace

import pytest

from commerce.events import Event
from commerce.ids import OrderId, QuoteId, ShopId, SupplierId, UserId
from commerce.money import Taxed
from commerce.ordering.shapes import Order, Origin, Quote
from commerce.ordering.states import Status
from commerce.suppliers.answers import Answer, kind_of
from knowledge.vehicles.text import same

QUOTE = Quote(
    id=QuoteId("q"), shop=ShopId("s"), by=UserId("u"), source="supplier:x", source_name=same("x"),
    place="order", lines=(), price=Taxed(0, 0), currency="CNY", arrives_us=0, made_us=0, expires_us=0,
    demonstration=True,
)  # fmt: skip
ORDER = Order(
    id=OrderId("o"), number="P-1", quote=QUOTE, shop=ShopId("s"), by=UserId("u"), origin=Origin(),
    supplier=SupplierId("x"), status="asked", due_us=100, placed_us=0,
)  # fmt: skip


def heard(name: str, outcome: str) -> Event:
    return Event(
        1, "order:o", "e", 1, "order.answered", {"answer": name, "outcome": outcome}, "supplier:x", "", 1
    )


def said(name: str = "a1", outcome: str = "yes") -> Answer:
    return Answer.model_validate({"answer": name, "order": "o", "outcome": outcome})


@pytest.mark.parametrize(
    ("earlier", "now", "status", "kind"),
    [
        ([], 100, "asked", "first"),
        ([], 101, "asked", "late"),
        ([], 101, "unanswered", "late"),
        ([("a1", "yes")], 101, "confirmed", "repeated"),
        ([("a0", "yes")], 50, "confirmed", "same"),
        ([("a0", "no")], 50, "refused", "contradictory"),
        ([("a1", "no")], 50, "refused", "contradictory"),
        ([("a1", "yes"), ("a2", "no")], 50, "contradicted", "repeated"),
        ([], 50, "cancelled", "after_cancel"),
    ],
)
def test_each_answer_has_one_kind(
    earlier: list[tuple[str, str]], now: int, status: Status, kind: str
) -> None:
    """First, late, repeated, the same again, against an earlier word, or after we had cancelled."""
    order = replace(ORDER, status=status)
    assert kind_of(said(), order, [heard(*one) for one in earlier], now=now) == kind
