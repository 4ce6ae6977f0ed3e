"""What suppliers are asked and what they answer, on real databases; the screen's state is true throughout."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from commerce.errors import (
    AnswersTooMany,
    AnswerUnreadable,
    OrderUnknown,
    SignatureExpired,
    SignatureInvalid,
    SupplierUnknown,
)
from commerce.events import Event
from commerce.ids import OrderId, SupplierId
from commerce.ordering import orders
from commerce.ordering.history import facts
from commerce.ordering.shapes import Order
from commerce.ordering.states import Status
from commerce.suppliers import calls
from commerce.suppliers.answers import ANSWERS_MOST, Heard, receive
from commerce.suppliers.signatures import sign
from tests.fakes.catalogue import BUYER, NOW, SECOND, SECRETS, SHOP, quoted, stocked
from tests.fakes.suppliers import FakeSupplier

SWIFT = SupplierId("swift")


@pytest.fixture
async def shop(session: AsyncSession) -> AsyncSession:
    await stocked(session)
    return session


async def ordered(session: AsyncSession, key: str = "k") -> Order:
    quote = await quoted(session, "pad-4", "supplier:swift")
    return await orders.place(session, quote.id, key=key, shop=SHOP, by=BUYER, now=NOW)


async def hear(
    session: AsyncSession,
    order: str,
    outcome: str = "yes",
    name: str = "a1",
    *,
    now: int = NOW + SECOND,
    supplier: str = "swift",
    **more: object,
) -> Heard:
    body = json.dumps({"answer": name, "order": order, "outcome": outcome, **more}).encode()
    signature = sign(SECRETS.get(supplier, "none"), body, now // SECOND)
    return await receive(session, SupplierId(supplier), body, signature, now=now)


def only(session: AsyncSession) -> calls.Transaction:
    """The test's own transaction, where the application would open one for each side of a call."""

    @asynccontextmanager
    async def same() -> AsyncIterator[AsyncSession]:
        yield session

    def opened() -> AbstractAsyncContextManager[AsyncSession]:
        return same()

    return opened


async def relay(session: AsyncSession, order: OrderId, supplier: FakeSupplier, *, now: int = NOW) -> int:
    """Let the supplier hear of everything that happened so far; how many calls were made."""
    made = [
        await calls.follow(fact, transaction=only(session), door=lambda _row: supplier, clock=lambda: now)
        for fact in await facts(session, order)
    ]
    return sum(made)


def kinds(happened: Sequence[Event]) -> list[str]:
    return [fact.type.removeprefix("order.") for fact in happened]


async def test_a_supplier_is_asked_and_confirms(shop: AsyncSession) -> None:
    """Placed, asked, confirmed: each step is known only when it has happened."""
    order, supplier = await ordered(shop), FakeSupplier(SWIFT)
    await relay(shop, order.id, supplier)
    assert (await orders.one(shop, order.id, SHOP)).status == "asked"
    ask = supplier.asked[order.id]
    assert [(line.number, line.quantity) for line in ask.lines] == [("YS-4520", 1)]
    asked = await orders.one(shop, order.id, SHOP)
    assert ask.answer_by_us == asked.due_us == NOW + 20 * SECOND
    heard = await hear(shop, order.id, arrives_us=NOW + 99 * SECOND, note="明早到")
    assert (heard.kind, heard.order.status) == ("first", "confirmed")
    happened = await facts(shop, order.id)
    assert kinds(happened) == ["placed", "asked", "answered"]
    assert happened[-1].by == "supplier:swift"
    assert happened[-1].data["note"] == "明早到"
    assert [fact.seq for fact in happened] == [1, 2, 3]


async def test_following_an_event_twice_asks_once(shop: AsyncSession) -> None:
    """A tail that runs again after a crash neither asks again nor tells it twice."""
    order, supplier = await ordered(shop), FakeSupplier(SWIFT)
    assert [await relay(shop, order.id, supplier) for _ in range(3)] == [1, 0, 0]
    assert supplier.calls == 1
    assert kinds(await facts(shop, order.id)) == ["placed", "asked"]


async def test_an_answer_may_overtake_our_own_record(shop: AsyncSession) -> None:
    """A yes that arrives before we have noted the asking is not undone by the note."""
    order, supplier = await ordered(shop), FakeSupplier(SWIFT)
    (fact,) = await facts(shop, order.id)
    call = await calls.due(shop, fact, now=NOW)
    assert call is not None
    said = await calls.make(call, supplier)
    await hear(shop, order.id)
    await calls.record(shop, call, said, now=NOW)
    assert (await orders.one(shop, order.id, SHOP)).status == "confirmed"


async def test_an_unreachable_supplier_is_said_to_be_so(shop: AsyncSession) -> None:
    """Where nothing reaches the supplier the order says at once that nobody was asked; they may be, again."""
    order, supplier = await ordered(shop), FakeSupplier(SWIFT, reachable=False)
    await relay(shop, order.id, supplier)
    assert (await orders.one(shop, order.id, SHOP)).status == "unasked"
    supplier.reachable = True
    await orders.ask_again(shop, order.id, shop=SHOP, by=BUYER, now=NOW)
    await relay(shop, order.id, supplier)
    assert (await orders.one(shop, order.id, SHOP)).status == "asked"
    assert kinds(await facts(shop, order.id)) == ["placed", "unreachable", "asked_again", "asked"]


async def test_a_question_without_receipt_counts_as_asked(shop: AsyncSession) -> None:
    """Sent, and no receipt: the supplier may have it, so their time runs and their silence is silence."""
    order, supplier = await ordered(shop), FakeSupplier(SWIFT, receipts=False)
    await relay(shop, order.id, supplier)
    stands = await orders.one(shop, order.id, SHOP)
    assert (stands.status, stands.due_us) == ("asked", NOW + 20 * SECOND)
    assert (await facts(shop, order.id))[-1].data["reference"] == ""
    await orders.expire(shop, now=NOW + 20 * SECOND)
    assert (await orders.one(shop, order.id, SHOP)).status == "unanswered"


async def test_who_was_asked_once_stays_asked(shop: AsyncSession) -> None:
    """Asked again while out of reach, a supplier who had the order is silent, not unasked."""
    order, supplier = await ordered(shop), FakeSupplier(SWIFT)
    await relay(shop, order.id, supplier)
    await orders.expire(shop, now=NOW + 20 * SECOND)
    supplier.reachable = False
    again = await orders.ask_again(shop, order.id, shop=SHOP, by=BUYER, now=NOW + 21 * SECOND)
    assert again.status == "asked"
    await relay(shop, order.id, supplier, now=NOW + 21 * SECOND)
    assert (await orders.one(shop, order.id, SHOP)).status == "unanswered"


async def test_a_supplier_reached_late_has_all_of_their_time(shop: AsyncSession) -> None:
    """Where we were slow to ask, the order says so, and the supplier's deadline begins when they have it."""
    order, supplier = await ordered(shop), FakeSupplier(SWIFT)
    (fact,) = await facts(shop, order.id)
    call = await calls.due(shop, fact, now=NOW)
    assert call is not None
    late = NOW + 55 * SECOND
    await orders.expire(shop, now=late)
    await calls.record(shop, call, await calls.make(call, supplier), now=late)
    stands = await orders.one(shop, order.id, SHOP)
    assert (stands.status, stands.due_us) == ("asked", late + 20 * SECOND)
    assert kinds(await facts(shop, order.id)) == ["placed", "unasked", "asked"]


async def test_a_late_yes_is_true_and_marked(shop: AsyncSession) -> None:
    """After the deadline the order is unanswered; the yes that still comes confirms it, marked late."""
    order = await ordered(shop)
    await relay(shop, order.id, FakeSupplier(SWIFT))
    late = NOW + 30 * SECOND
    await orders.expire(shop, now=late)
    heard = await hear(shop, order.id, now=late)
    assert (heard.kind, heard.order.status) == ("late", "confirmed")
    assert kinds(await facts(shop, order.id)) == ["placed", "asked", "unanswered", "answered"]


async def test_the_same_answer_again_changes_nothing(shop: AsyncSession) -> None:
    """A repetition is recorded, and the state stays."""
    order = await ordered(shop)
    await hear(shop, order.id)
    heard = await hear(shop, order.id, now=NOW + 2 * SECOND)
    assert (heard.kind, heard.order.status) == ("repeated", "confirmed")
    assert kinds(await facts(shop, order.id))[-1] == "answer_repeated"


@pytest.mark.parametrize("name", ["a1", "a2"])
async def test_a_contradiction_is_shown_as_one(shop: AsyncSession, name: str) -> None:
    """A no after a yes is neither hidden nor believed, under a new id or the old one; a person settles it."""
    order = await ordered(shop)
    await hear(shop, order.id)
    heard = await hear(shop, order.id, "no", name)
    assert (heard.kind, heard.order.status) == ("contradictory", "contradicted")
    kept = await orders.keep(shop, order.id, shop=SHOP, by=BUYER, now=NOW)
    assert kept.status == "confirmed"
    assert kinds(await facts(shop, order.id)) == ["placed", "answered", "answered", "kept"]


async def test_a_yes_after_the_cancellation_is_not_hidden(shop: AsyncSession) -> None:
    """A cancelled order that the supplier then confirms says so, until it is kept or cancelled again."""
    order, supplier = await ordered(shop), FakeSupplier(SWIFT)
    await relay(shop, order.id, supplier)
    await orders.cancel(shop, order.id, shop=SHOP, by=BUYER, now=NOW)
    heard = await hear(shop, order.id)
    assert (heard.kind, heard.order.status) == ("after_cancel", "overtaken")
    await relay(shop, order.id, supplier)
    assert supplier.cancelled == [order.id]
    again = await orders.cancel(shop, order.id, shop=SHOP, by=BUYER, now=NOW)
    assert again.status == "cancelled"
    await relay(shop, order.id, supplier)
    assert supplier.cancelled == [order.id, order.id]


async def test_the_suppliers_no_ends_a_cancelled_order_for_good(shop: AsyncSession) -> None:
    """Yes after the cancellation and then no: both sides agree that nothing comes."""
    order = await ordered(shop)
    await orders.cancel(shop, order.id, shop=SHOP, by=BUYER, now=NOW)
    await hear(shop, order.id, "yes", "a1")
    heard = await hear(shop, order.id, "no", "a2")
    assert heard.order.status == "cancelled"


async def test_an_order_cancelled_in_time_is_never_asked(shop: AsyncSession) -> None:
    """Cancelled before the tail came by, the order is not offered to the supplier any more."""
    order, supplier = await ordered(shop), FakeSupplier(SWIFT)
    await orders.cancel(shop, order.id, shop=SHOP, by=BUYER, now=NOW)
    await relay(shop, order.id, supplier)
    assert (supplier.asked, supplier.cancelled) == ({}, [order.id])
    assert kinds(await facts(shop, order.id)) == ["placed", "cancelled", "cancel_told"]


async def test_a_cancellation_that_does_not_arrive_is_told(shop: AsyncSession) -> None:
    """Where the supplier cannot be told, the history says to tell them; the order stays cancelled."""
    order, supplier = await ordered(shop), FakeSupplier(SWIFT)
    await relay(shop, order.id, supplier)
    await orders.cancel(shop, order.id, shop=SHOP, by=BUYER, now=NOW)
    supplier.reachable = False
    await relay(shop, order.id, supplier)
    assert kinds(await facts(shop, order.id))[-1] == "cancel_untold"
    assert (await orders.one(shop, order.id, SHOP)).status == "cancelled"


@pytest.mark.parametrize(("receipts", "end"), [(True, "cancel_told"), (False, "cancel_untold")])
async def test_a_cancellation_counts_only_with_its_receipt(
    shop: AsyncSession, *, receipts: bool, end: str
) -> None:
    """A cancellation that was sent without a receipt is not called told."""
    order, supplier = await ordered(shop), FakeSupplier(SWIFT)
    await relay(shop, order.id, supplier)
    supplier.receipts = receipts
    await orders.cancel(shop, order.id, shop=SHOP, by=BUYER, now=NOW)
    await relay(shop, order.id, supplier)
    assert kinds(await facts(shop, order.id))[-1] == end


async def test_nobody_is_called_about_what_they_never_had(shop: AsyncSession) -> None:
    """An order that never reached its supplier is cancelled without asking a person to tell them."""
    order, supplier = await ordered(shop), FakeSupplier(SWIFT, reachable=False)
    await relay(shop, order.id, supplier)
    await orders.cancel(shop, order.id, shop=SHOP, by=BUYER, now=NOW)
    await relay(shop, order.id, supplier)
    assert kinds(await facts(shop, order.id)) == ["placed", "unreachable", "cancelled", "cancel_needless"]


async def test_own_stock_calls_nobody(shop: AsyncSession) -> None:
    """An order from our own shelf reaches no supplier, neither placed nor cancelled."""
    quote = await quoted(shop, "pad-4", "place:shop-1")
    order = await orders.place(shop, quote.id, key="k", shop=SHOP, by=BUYER, now=NOW)
    await orders.cancel(shop, order.id, shop=SHOP, by=BUYER, now=NOW)
    supplier = FakeSupplier(SWIFT)
    assert (await relay(shop, order.id, supplier), supplier.calls) == (0, 0)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"", "body"),
        (b"not json", "body"),
        (b"[]", "body"),
        (b'{"answer": "a", "order": "o"}', "outcome"),
        (b'{"answer": "a", "order": "o", "outcome": "maybe"}', "outcome"),
        (b'{"answer": "", "order": "o", "outcome": "yes"}', "answer"),
        (b'{"answer": "a", "order": 7, "outcome": "yes"}', "order"),
        (b'{"answer": "a", "order": "o", "outcome": "yes", "price": 1}', "price"),
        (b'{"answer": "a", "order": "o", "outcome": "yes", "arrives_us": -1}', "arrives_us"),
        (b'{"answer": "a", "order": "o", "outcome": "yes", "note": "' + b"x" * 501 + b'"}', "note"),
        (rb'{"answer": "a\u0000", "order": "o", "outcome": "yes"}', "answer"),
        (rb'{"answer": "a", "order": "\u0000", "outcome": "yes"}', "order"),
        (rb'{"answer": "a", "order": "o", "outcome": "yes", "note": "a\u0000b"}', "note"),
        (rb'{"answer": "a", "order": "o", "outcome": "yes", "note": "\ud800"}', "body"),
        (b'{"answer": "a", "order": "o", "outcome": "yes", "arrives_us": NaN}', "arrives_us"),
        (b'{"answer": "a", "order": "o", "outcome": "yes", "arrives_us": 99999999999999999}', "arrives_us"),
        (b"x" * 20_000, "body"),
        (b"\xff\xfe", "body"),
    ],
)
async def test_an_answer_of_another_shape_is_refused(shop: AsyncSession, body: bytes, field: str) -> None:
    """What is missing, misspelt, too long or no JSON is refused with the field, and nothing is recorded."""
    signature = sign(SECRETS["swift"], body, NOW // SECOND)
    with pytest.raises(AnswerUnreadable) as refused:
        await receive(shop, SWIFT, body, signature, now=NOW)
    assert refused.value.values() == {"field": field}


async def test_nobody_answers_for_another(shop: AsyncSession) -> None:
    """Another supplier, a stranger, a forged or an old signature cannot move an order."""
    order = await ordered(shop)
    with pytest.raises(OrderUnknown):
        await hear(shop, order.id, supplier="slow")
    with pytest.raises(SupplierUnknown):
        await hear(shop, order.id, supplier="ghost")
    with pytest.raises(OrderUnknown):
        await hear(shop, "no-such-order")
    body = json.dumps({"answer": "a", "order": order.id, "outcome": "yes"}).encode()
    with pytest.raises(SignatureInvalid):
        await receive(shop, SWIFT, body, sign(SECRETS["slow"], body, NOW // SECOND), now=NOW)
    with pytest.raises(SignatureInvalid):
        await receive(shop, SWIFT, body, "", now=NOW)
    with pytest.raises(SignatureExpired):
        await receive(shop, SWIFT, body, sign(SECRETS["swift"], body, NOW // SECOND), now=NOW + 400 * SECOND)
    assert kinds(await facts(shop, order.id)) == ["placed"]


async def test_a_broken_supplier_cannot_fill_the_history(shop: AsyncSession) -> None:
    """After fifty answers to one order the next is refused, and the order stands."""
    order = await ordered(shop)
    for _ in range(ANSWERS_MOST):
        await hear(shop, order.id)
    with pytest.raises(AnswersTooMany):
        await hear(shop, order.id, "no", "a2")
    assert (await orders.one(shop, order.id, SHOP)).status == "confirmed"


@pytest.mark.parametrize(
    ("story", "status"),
    [
        ("no", "refused"),
        ("no yes", "contradicted"),
        ("deadline no", "refused"),
        ("deadline cancel", "cancelled"),
        ("deadline cancel yes", "overtaken"),
        ("deadline again yes", "confirmed"),
        ("deadline again deadline", "unasked"),
        ("yes deadline", "confirmed"),
        ("yes no cancel", "cancelled"),
        ("yes no cancel yes", "overtaken"),
    ],
)
async def test_stories_end_true(shop: AsyncSession, story: str, status: Status) -> None:
    """Longer stories of answers, silence and wishes end in the state that is true."""
    order, now = await ordered(shop), NOW
    for nth, word in enumerate(story.split()):
        now += 60 * SECOND if word == "deadline" else 1
        if word in {"yes", "no"}:
            await hear(shop, order.id, word, f"a{nth}", now=now)
        elif word == "deadline":
            await orders.expire(shop, now=now)
        elif word == "cancel":
            await orders.cancel(shop, order.id, shop=SHOP, by=BUYER, now=now)
        else:
            await orders.ask_again(shop, order.id, shop=SHOP, by=BUYER, now=now)
    assert (await orders.one(shop, order.id, SHOP)).status == status
