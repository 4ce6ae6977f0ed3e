"""How an order looks: its true state in words, what may be done, and everything that happened to it."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from assist import store, tables
from assist.caller import Ports
from assist.desk.cards import arrival, proper
from assist.dialogue.replies import placeholders, say
from assist.messages.chat import ChatOption, OrderMoment, OrderView, Readback, ReadbackLine
from assist.messages.model import Text
from assist.messages.views import VehicleLine
from assist.workshop.vehicle import words
from commerce.events import Event
from commerce.money import written
from commerce.ordering.history import facts
from commerce.ordering.shapes import Order, Quote
from commerce.ordering.states import CHOICES, cancellable

ASKED, ANSWERED = "order.asked", "order.answered"
CANCEL_ENDS = frozenset({"order.cancel_told", "order.cancel_untold", "order.cancel_needless"})
OFFERED_HERE = frozenset({"again", "other", "keep"})
"""Choices that become buttons; cancelling has a button of its own."""


async def order_card(session: AsyncSession, order: Order, ports: Ports) -> OrderView:
    """An order as it stands now, with its history, its car and who ordered it."""
    names = await ports.names(session, frozenset({order.by}))
    card = view(order, await facts(session, order.id))
    return card.model_copy(update={"car": await _car(session, order), "by_name": names.get(order.by, "")})


async def _car(session: AsyncSession, order: Order) -> str:
    """What people call the car: the plate of its job or repair order, else its VIN; empty without a car."""
    origin = order.origin
    if origin.job is not None and (job := await store.row(session, tables.job, id=origin.job)) is not None:
        return str(job.plate or job.vin)
    if not origin.vin:
        return ""
    known = await store.orders_of(session, order.shop, vin=origin.vin, limit=1)
    return str((known[0].plate if known else "") or origin.vin)


def view(order: Order, happened: Sequence[Event]) -> OrderView:
    """An order as it stands, from its row and its facts. Pure."""
    asked = [fact.at_us for fact in happened if fact.type == ASKED]
    answers = [fact for fact in happened if fact.type == ANSWERED]
    quote = order.quote
    return OrderView(
        id=order.id,
        number=order.number,
        status=order.status,
        status_label=say(f"status_{order.status}"),
        supplier=proper(quote.source_name),
        lines=lines(quote),
        gross=quote.price.gross,
        net=quote.price.net,
        currency=quote.currency,
        place=quote.place,
        cancellable=cancellable(order.status),
        placed_at=order.placed_us,
        asked_at=asked[0] if asked else None,
        due_at=order.due_us,
        answered_at=answers[-1].at_us if answers else None,
        arrives_at=_arrives(order, answers),
        advice=_advice(order, happened),
        choices=_choices(order),
        history=tuple(_moment(fact) for fact in happened),
        job=order.origin.job,
        demonstration=quote.demonstration,
    )


def readback(quote: Quote, car: VehicleLine | None) -> Readback:
    """Everything that will happen on yes. Pure."""
    named = [
        say("line_words", {"name": words(line.name), "number": line.number, "quantity": line.quantity})
        for line in quote.lines
    ]
    arrives = arrival(quote.arrives_us - quote.made_us)
    text = say(
        "read_back",
        {
            "lines": Text(zh="、".join(one.zh for one in named), en=", ".join(one.en for one in named)),
            "gross": f"¥{written(quote.price.gross)}",
            "supplier": proper(quote.source_name),
            "arrival": arrives,
        },
    )
    return Readback(
        quote=quote.id,
        lines=lines(quote),
        gross=quote.price.gross,
        net=quote.price.net,
        currency=quote.currency,
        supplier=proper(quote.source_name),
        arrival=arrives,
        expires_at=quote.expires_us,
        text=text,
        car=car,
    )


def lines(quote: Quote) -> tuple[ReadbackLine, ...]:
    """The lines with what each costs in all."""
    return tuple(
        ReadbackLine(
            part_number=line.number,
            name=words(line.name),
            quantity=line.quantity,
            gross=line.price.gross,
            tier=line.tier,
            tier_label=say(f"tier_{line.tier}"),
        )
        for line in quote.lines
    )


def _arrives(order: Order, answers: Sequence[Event]) -> int | None:
    """The supplier's own word on arrival, where they gave one; nothing where nothing will arrive."""
    if order.status in {"unasked", "cancelled", "refused"}:
        return None
    promised = [fact.data.get("arrives_us") for fact in answers if fact.data.get("outcome") == "yes"]
    last = promised[-1] if promised else None
    return last if isinstance(last, int) else order.quote.arrives_us


def _advice(order: Order, happened: Sequence[Event]) -> Text | None:
    """What a state means where waiting will not help, and what to do; None where there is nothing to do."""
    if order.status in CHOICES:
        return say(f"advice_{order.status}")
    told = [fact.type for fact in happened if fact.type in CANCEL_ENDS]
    untold = order.status == "cancelled" and told[-1:] == ["order.cancel_untold"]
    return say("advice_cancel_untold") if untold else None


def _choices(order: Order) -> tuple[ChatOption, ...]:
    return tuple(
        ChatOption(value=f"{choice}:{order.id}", label=say(f"choice_{choice}"))
        for choice in CHOICES.get(order.status, ())
        if choice in OFFERED_HERE
    )


def _moment(fact: Event) -> OrderMoment:
    return OrderMoment(at=fact.at_us, status=str(fact.data["status"]), note=_note(fact))


def _note(fact: Event) -> Text:
    key = f"note_{fact.type}"
    if fact.type == ANSWERED:
        key = f"{key}_{fact.data['outcome']}"
    if fact.type == ASKED and not fact.data["reference"]:
        key = f"{key}_without_receipt"
    note = say(key, {name: str(fact.data.get(name, "")) for name in placeholders(key)})
    kind = str(fact.data.get("kind", ""))
    if kind in {"late", "same", "contradictory", "after_cancel"}:
        note = _append(note, say(f"note_{kind}"))
    spoken = str(fact.data.get("note", ""))
    return _append(note, say("note_words", {"words": spoken})) if spoken else note


def _append(one: Text, two: Text) -> Text:
    return Text(zh=one.zh + two.zh, en=one.en + two.en)
