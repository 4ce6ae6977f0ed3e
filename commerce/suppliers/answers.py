"""Hears what suppliers answer. Every answer is kept; the order's state follows only what is new.

An answer may come late, twice, after we have cancelled, or against an earlier one. None of that is an error
of the sender: it is recorded with its kind, and the transition table says what is true now.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from commerce.errors import AnswersTooMany, AnswerUnreadable, OrderUnknown, SupplierUnknown
from commerce.events import Event
from commerce.ids import OrderId, SupplierId
from commerce.ordering import store as order_store
from commerce.ordering.history import facts, happen, note
from commerce.ordering.shapes import Order
from commerce.suppliers import store
from commerce.suppliers.signatures import verify

ANSWERED, REPEATED = "order.answered", "order.answer_repeated"
ANSWERS_MOST = 50
"""Answers that are kept of one order; a supplier who sends more is broken, and is told so."""

BODY_MOST = 16_384
"""Bytes of the longest answer that is read."""

_STORABLE = r"^[^\x00]*$"
"""PostgreSQL stores no NUL."""

Kind = Literal["first", "same", "repeated", "late", "contradictory", "after_cancel"]


class Answer(BaseModel):
    """A supplier's word on one order, under an id of theirs that a repetition keeps."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    answer: Annotated[str, Field(min_length=1, max_length=64, pattern=_STORABLE)]
    order: Annotated[str, Field(min_length=1, max_length=64, pattern=_STORABLE)]
    outcome: Literal["yes", "no"]
    note: Annotated[str, Field(max_length=500, pattern=_STORABLE)] = ""
    arrives_us: Annotated[int, Field(ge=0, le=10**16)] | None = None


@dataclass(frozen=True)
class Heard:
    """What became of an answer: its kind, and the order as it stands now."""

    kind: Kind
    order: Order


async def receive(
    session: AsyncSession, supplier: SupplierId, body: bytes, signature: str, *, now: int
) -> Heard:
    """Record a supplier's answer and let the order follow.

    Args:
        session: the answer and what follows from it are one transaction.
        supplier: whose door it came through; their secret must have signed it.
        body: JSON of an `Answer`, as it arrived.
        signature: the value of `X-Shifu-Signature`, empty if it was missing.
        now: UTC microseconds.

    Raises:
        SupplierUnknown: no such supplier.
        SignatureInvalid: it is not theirs.
        SignatureExpired: it was signed too long ago, or too far ahead.
        AnswerUnreadable: it does not have the agreed shape.
        OrderUnknown: they were never asked for such an order.
        AnswersTooMany: they have said enough about it.
    """
    row = await store.supplier(session, supplier)
    if row is None:
        raise SupplierUnknown(supplier=supplier)
    verify(row.secret, body, signature, supplier=supplier, now=now)
    answer = _read(body)
    order = await order_store.order_of(session, OrderId(answer.order), lock=True)
    if order is None or order.supplier != supplier:
        raise OrderUnknown(order=answer.order)
    earlier = [fact for fact in await facts(session, order.id) if fact.type in {ANSWERED, REPEATED}]
    if len(earlier) >= ANSWERS_MOST:
        raise AnswersTooMany(order=order.number, most=ANSWERS_MOST)
    kind = kind_of(answer, order, earlier, now=now)
    return Heard(kind, await _record(session, order, answer, kind, now=now))


def kind_of(answer: Answer, order: Order, earlier: list[Event], *, now: int) -> Kind:
    """What an answer is, seen against what was heard before. Pure.

    An id that comes again with another outcome is no repetition: it is another word.
    """
    said = [(fact.data["answer"], fact.data["outcome"]) for fact in earlier]
    if (answer.answer, answer.outcome) in said:
        return "repeated"
    if any(outcome != answer.outcome for _, outcome in said):
        return "contradictory"
    if order.status == "cancelled":
        return "after_cancel"
    if said:
        return "same"
    return "late" if order.due_us is not None and now > order.due_us else "first"


async def _record(session: AsyncSession, order: Order, answer: Answer, kind: Kind, *, now: int) -> Order:
    data = {**answer.model_dump(exclude={"order"}), "kind": kind}
    by = f"supplier:{order.supplier}"
    if kind == "repeated":
        await note(session, order, REPEATED, data, by=by, now=now)
        return order
    return await happen(session, order, answer.outcome, kind=ANSWERED, by=by, now=now, data=data)


def _read(body: bytes) -> Answer:
    if len(body) > BODY_MOST:
        raise AnswerUnreadable(field="body")
    try:
        return Answer.model_validate_json(body)
    except ValidationError as wrong:
        where = wrong.errors(include_url=False, include_input=False)[0]["loc"]
        raise AnswerUnreadable(field=".".join(str(step) for step in where) or "body") from wrong
