"""The parts desk over a real socket: words, cards, orders, lost replies, and what each screen shows."""

import json
import uuid
from typing import Any

import pytest
import websockets

from assist import parts_desk
from assist.caller import Caller, UserId
from assist.messages.chat import OrderView
from tests.fakes.live import Serving, serving
from tests.fakes.shop import Shop, eventually
from tests.wire import Device, Frame
from web.database import Database
from web.demo.load_commerce import load_commerce
from web.demo.supplier_secrets import invent
from web.identity.models import Shop as Place
from web.identity.models import ShopId

CLERK = Caller(UserId("clerk"), "north", frozenset({"parts_clerk"}))


@pytest.fixture
async def shop(database: Database) -> Shop:
    """A shop with parts on its shelf and suppliers who are far away."""
    opened = await Shop(database).open()
    async with database.transaction() as session:
        place = Place(ShopId("north"), "北店", "North")
        await load_commerce(session, now=opened.now, secrets=invent(), shops=[place])
    return opened


def device(served: Serving, name: str = "clerk", **more: str) -> Device:
    return Device(served.person(name), **more)  # type: ignore[arg-type]


async def say(at: Device, text: str, *, chat: str = "chat", **envelope: Any) -> Frame:
    """One turn; its answer."""
    return await at.say("chat.turn", {"chat": chat, "text": text, "lang": "en"}, **envelope)


async def read_back(at: Device, *, supplier: str = "Prompt", chat: str = "chat") -> Frame:
    """The read-back of genuine front pads from a supplier."""
    answer = await say(at, "YS-45322", chat=chat)
    offer = next(one for one in answer["offers"] if supplier in one["supplier"])
    read: Frame = (await say(at, offer["id"], chat=chat))["readback"]
    return read


async def orders(shop: Shop) -> list[OrderView]:
    async with shop.database.reading() as session:
        return list(await parts_desk.orders_of_shop(session, by=CLERK, ports=shop.ports))


async def send_and_vanish(served: Serving, kind: str, data: Frame, *, outbox: str, idem: str) -> None:
    """Send a command and cut the line before its reply can be read."""
    address = served.url.replace("http", "ws", 1) + "/ws"
    socket = await websockets.connect(address, subprotocols=["assist.v1"], origin=served.url)  # type: ignore[list-item,arg-type]
    await socket.recv()
    await socket.send(json.dumps({"type": "auth", "token": "clerk", "device": "d", "outbox": outbox}))
    await socket.recv()
    await socket.send(json.dumps({"id": 1, "type": kind, "idem": idem, "at": 1, "data": data}))
    await socket.ping()
    socket.transport.abort()


async def test_from_words_to_an_order(served: Serving) -> None:
    """A number, one of its offers, the read-back, the order: each reply is the whole answer."""
    async with device(served) as clerk:
        answer = await say(clerk, "YS-45322, cheapest")
        assert (answer["chat"], answer["turn"]) == ("chat", 1)
        first = answer["offers"][0]
        assert sum(line["amount"] for line in first["breakdown"]) == first["net"] < first["gross"]
        readback = (await say(clerk, first["id"]))["readback"]
        assert readback["gross"] == first["gross"]
        order = await clerk.say("parts.order", {"chat": "chat", "quote": readback["quote"]})
        assert order["status"] in {"placed", "reserved"}
    assert [one.id for one in await orders(served.shop)] == [order["id"]]


@pytest.mark.parametrize("outbox", ["same", "other"])
async def test_a_lost_reply_is_asked_for_again(served: Serving, outbox: str) -> None:
    """The line breaks between an order and its reply: asked again, here or on another device, it is one."""
    async with device(served, outbox="same") as clerk:
        readback = await read_back(clerk)
    data = {"chat": "chat", "quote": readback["quote"]}
    await send_and_vanish(served, "parts.order", data, outbox="same", idem="the-order")
    await eventually(lambda: orders(served.shop))
    async with device(served, outbox=outbox) as clerk:
        replies = [await clerk.ask("parts.order", data, idem="the-order") for _ in range(2)]
    (order,) = await orders(served.shop)
    assert [reply["data"]["id"] for reply in replies] == [order.id, order.id]
    assert [reply["replayed"] for reply in replies] == [outbox == "same", True]


async def test_two_presses_are_one_order(served: Serving) -> None:
    """Pressed on two screens at once, each with a key of its own, one quote becomes one order."""
    async with device(served) as one, device(served) as two:
        readback = await read_back(one)
        data = {"chat": "chat", "quote": readback["quote"]}
        first, second = await one.say("parts.order", data), await two.say("parts.order", data)
        assert first["id"] == second["id"]
    assert len(await orders(served.shop)) == 1


async def test_a_lost_answer_is_the_same_answer(served: Serving) -> None:
    """A turn that is sent again under its key is answered as before, and is not said twice."""
    key = uuid.uuid4().hex
    async with device(served, outbox="same") as clerk:
        first = await say(clerk, "YS-45322", idem=key)
    async with device(served, outbox="same") as clerk:
        again = await clerk.ask("chat.turn", {"chat": "chat", "text": "YS-45322", "lang": "en"}, idem=key)
        assert (again["replayed"], again["data"]) == (True, first)
        assert (await say(clerk, "cheaper"))["turn"] == 2


async def test_a_yes_that_was_lost_orders_once(served: Serving) -> None:
    """The spoken yes has its key too: cut off and said again by the device, it is one order."""
    async with device(served, outbox="same") as clerk:
        await read_back(clerk)
    data = {"chat": "chat", "text": "confirm", "lang": "en"}
    await send_and_vanish(served, "chat.turn", data, outbox="same", idem="the-yes")
    await eventually(lambda: orders(served.shop))
    async with device(served, outbox="same") as clerk:
        answer = (await clerk.ask("chat.turn", data, idem="the-yes"))["data"]
    assert [one.id for one in await orders(served.shop)] == [answer["orders"][0]["id"]]


async def test_a_key_stands_for_one_wish(served: Serving) -> None:
    """The same key with other words is refused, and nothing is said or ordered."""
    async with device(served) as clerk:
        await say(clerk, "YS-45322", idem="k")
        reply = await clerk.ask("chat.turn", {"chat": "chat", "text": "confirm", "lang": "en"}, idem="k")
        assert reply["error"]["code"] == "idem_conflict"
        assert (await say(clerk, "cheaper"))["turn"] == 2


async def test_every_screen_shows_the_orders_state(served: Serving) -> None:
    """An order that is cancelled on one screen is cancelled on the other, without asking."""
    async with device(served) as one, device(served) as two:
        readback = await read_back(one)
        order = await one.say("parts.order", {"chat": "chat", "quote": readback["quote"]})
        ch = f"order:{order['id']}"
        opened = await two.say("sub.open", {"ch": ch})
        assert opened["order"]["status"] == "placed"
        await one.say("parts.cancel", {"order": order["id"]})

        def told(seen: Device) -> bool:
            states = [frame["data"] for frame in seen.frames if frame.get("type") == "parts.status"]
            return any(state["status"] == "cancelled" and not state["cancellable"] for state in states)

        await two.until(told)
        again = await one.ask("parts.cancel", {"order": order["id"]})
        assert again["ok"]
        assert again["data"]["status"] == "cancelled"


async def test_a_chat_and_its_orders_are_private(served: Serving) -> None:
    """Another person cannot speak in the chat, another shop sees no order, and QA has no parts desk."""
    async with device(served) as clerk, device(served, "ann") as ann, device(served, "cy") as cy:
        readback = await read_back(clerk)
        quote = {"chat": "chat", "quote": readback["quote"]}
        assert (await ann.ask("chat.turn", {"chat": "chat", "text": "yes"}))["error"][
            "code"
        ] == "chat_unknown"
        assert (await ann.ask("parts.order", quote))["error"]["code"] == "chat_unknown"
        order = await clerk.say("parts.order", quote)
        for command, data in (
            ("parts.cancel", {"order": order["id"]}),
            ("sub.open", {"ch": f"order:{order['id']}"}),
        ):
            assert (await cy.ask(command, data))["error"]["code"] in {"order_unknown", "channel_unknown"}
    async with device(served, "qa") as qa:
        assert (await qa.ask("chat.turn", {"chat": "q", "text": "hi"}))["error"]["code"] == "not_allowed"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"chat": "chat", "text": ""}, "chat.turn.data.text"),
        ({"chat": "chat", "text": "x" * 2_001}, "chat.turn.data.text"),
        ({"chat": "<b>", "text": "x"}, "chat.turn.data.chat"),
        ({"chat": "chat", "text": "x", "seen": -1}, "chat.turn.data.seen"),
        ({"chat": "chat", "text": "x", "price": 1}, "chat.turn.data.price"),
    ],
)
async def test_what_is_no_turn_is_refused(served: Serving, data: Frame, field: str) -> None:
    """Nothing said, too much said, a strange name or a field of one's own is refused by name."""
    async with device(served) as clerk:
        reply = await clerk.ask("chat.turn", data)
        assert reply["error"]["code"] == "command_invalid"
        assert {"name": "field", "value": field} in reply["error"]["detail"]


async def test_two_thousand_characters_are_read(served: Serving) -> None:
    """The longest turn is answered like any other."""
    async with device(served) as clerk:
        answer = await say(clerk, ("front pads and brake fluid " * 80)[:2_000])
        assert answer["text"]["en"]


async def test_an_order_survives_the_servers_restart(shop: Shop) -> None:
    """The server goes away behind an order: the next one answers the same key with the same order."""
    async with serving(shop) as before, device(before, outbox="same") as clerk:
        readback = await read_back(clerk)
        data = {"chat": "chat", "quote": readback["quote"]}
        first = await clerk.say("parts.order", data, idem="the-order")
    async with serving(shop) as after, device(after, outbox="same") as clerk:
        reply = await clerk.ask("parts.order", data, idem="the-order")
        assert (reply["replayed"], reply["data"]["id"]) == (True, first["id"])
    assert len(await orders(shop)) == 1
