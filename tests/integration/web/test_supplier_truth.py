"""Four suppliers in a process of their own, the real door, the real tail: the order's state is true."""

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
import uvicorn

from assist import parts_desk
from assist.caller import Caller, UserId
from assist.guidance.facts import Event
from assist.messages.arguments import ChatTurnData, PartsOrderData
from assist.messages.chat import OrderStatus, OrderView
from assist.tail import Consumer, relay
from commerce import tables
from commerce.ids import SupplierId
from commerce.ordering import orders
from commerce.suppliers import calls, store
from commerce.suppliers.http import HttpSupplier
from tests.fakes.chain import parts
from web.app import create_app
from web.database import Database
from web.demo import supplier_secrets
from web.demo.load_commerce import load_commerce
from web.demo.load_knowledge import load_knowledge
from web.identity.models import Shop, ShopId
from web.wiring import Deps

SHOP = Shop(ShopId("shop-a"), "甲店", "Shop A")
CAR = "0YST2SY40MA000815"
SOON_S = 15.0
DEADLINE_US = 1_500_000


def now_us() -> int:
    return time.time_ns() // 1000


@dataclass
class Street:
    """A shop, its desk and its suppliers, all running."""

    deps: Deps
    by: Caller
    suppliers_url: str

    async def order_from(self, supplier: str) -> OrderView:
        """Front pads from a supplier, through the chat."""
        chat = f"chat-{supplier}"
        async with self.deps.database.transaction() as session:
            seen: list[str] = []
            for words in (f"前刹车片 {CAR}", "还有别的吗", "还有别的吗"):
                said = ChatTurnData(chat=chat, text=words)
                answer = await parts_desk.turn(session, said, by=self.by, now=now_us(), ports=self.deps.ports)
                seen = [offer.id for offer in answer.offers if supplier in offer.supplier]
                if seen:
                    break
            said = ChatTurnData(chat=chat, text=seen[0])
            read = await parts_desk.turn(session, said, by=self.by, now=now_us(), ports=self.deps.ports)
            assert read.readback is not None
            wanted = PartsOrderData(chat=chat, quote=read.readback.quote)
            return await parts_desk.order(session, wanted, by=self.by, now=now_us(), ports=self.deps.ports)

    async def cancel(self, order: OrderView) -> OrderView:
        async with self.deps.database.transaction() as session:
            return await parts_desk.cancel(session, order.id, by=self.by, now=now_us(), ports=self.deps.ports)

    async def choose(self, order: OrderView, choice: str) -> OrderView:
        async with self.deps.database.transaction() as session:
            said = ChatTurnData(chat="settling", text=f"{choice}:{order.id}")
            answer = await parts_desk.turn(session, said, by=self.by, now=now_us(), ports=self.deps.ports)
        return answer.orders[0]

    async def connect(self, supplier: str, url: str) -> None:
        """Let a supplier's system listen somewhere else."""
        async with self.deps.database.transaction() as session:
            row = await store.supplier(session, SupplierId(supplier))
            assert row is not None
            endpoint = f"{url}/{supplier}"
            await store.reconnect(session, row.id, endpoint=endpoint, secret=row.secret)

    async def look(self, order: OrderView) -> OrderView:
        async with self.deps.database.reading() as session:
            return await parts_desk.order_view(session, order.id, by=self.by, ports=self.deps.ports)

    async def until(self, order: OrderView, true: Callable[[OrderView], bool]) -> OrderView:
        """The order as soon as it looks so."""
        end = time.monotonic() + SOON_S
        while not true(seen := await self.look(order)):
            assert time.monotonic() < end, (seen.status, [moment.note.en for moment in seen.history])
            await asyncio.sleep(0.05)
        return seen


def is_(*statuses: OrderStatus) -> Callable[[OrderView], bool]:
    return lambda order: order.status in statuses


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def suppliers(var: Path, port: int, answers_port: int) -> Iterator[None]:
    command = [sys.executable, "-m", "web.demo.supplier", "--port", str(port)]
    command += ["--answers-url", f"http://127.0.0.1:{answers_port}/api/suppliers"]
    command += ["--prompt-s", "0.1", "--late-s", "4.5", "--twice-s", "0.1", "0.3", "1.2"]
    process = subprocess.Popen(command, env={**os.environ, "SHIFU_VAR": str(var)})
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


async def work(deps: Deps, client: httpx.AsyncClient, stop: asyncio.Event) -> None:
    """What the worker does for suppliers and deadlines; it ends between two rounds, never within one."""

    async def handle(event: Event) -> None:
        await calls.follow(
            event,
            transaction=deps.database.transaction,
            door=lambda row: HttpSupplier(row.id, row.endpoint, client),
            clock=now_us,
        )

    consumer = Consumer("suppliers", tables.event_log, calls.FOLLOWED, handle)
    while not stop.is_set():
        await relay(deps.database, consumer)
        async with deps.database.transaction() as session:
            await orders.expire(session, now=now_us())
        await asyncio.sleep(0.1)


@pytest.fixture
async def street(database: Database, tmp_path: Path) -> AsyncIterator[Street]:
    """Everything started, and stopped in the end."""
    deps = replace(parts(database, tmp_path, now_us), now=now_us)  # type: ignore[arg-type]
    port, answers_port = free_port(), free_port()
    secrets = supplier_secrets.settled(tmp_path)
    async with database.transaction() as session:
        await load_knowledge(session, now=now_us())
        url = f"http://127.0.0.1:{port}"
        await load_commerce(session, now=now_us(), secrets=secrets, shops=[SHOP], suppliers_url=url)
        await session.execute(tables.supplier.update().values(deadline_us=DEADLINE_US))
    server = uvicorn.Server(
        uvicorn.Config(create_app(deps), host="127.0.0.1", port=answers_port, log_level="warning")
    )
    with suppliers(tmp_path, port, answers_port):
        async with httpx.AsyncClient() as client:
            await _up(client, port)
            stop = asyncio.Event()
            running = (asyncio.create_task(server.serve()), asyncio.create_task(work(deps, client, stop)))
            yield Street(deps, Caller(UserId("clerk"), SHOP.id), f"http://127.0.0.1:{port}")
            stop.set()
            server.should_exit = True
            await asyncio.gather(*running)


async def _up(client: httpx.AsyncClient, port: int) -> None:
    for _ in range(200):
        with contextlib.suppress(httpx.TransportError):
            await client.get(f"http://127.0.0.1:{port}/health")
            return
        await asyncio.sleep(0.1)
    raise AssertionError(port)


async def test_the_screen_is_true_for_every_character(street: Street) -> None:
    """At once, late, twice, never: each order shows what is so, step by step, and nothing that is not."""
    prompt, late, twice, never = await asyncio.gather(
        *(street.order_from(name) for name in ("Prompt", "Late", "Twice", "Silent"))
    )
    assert {order.status for order in (prompt, late, twice, never)} == {"placed"}

    done = await street.until(prompt, is_("confirmed"))
    assert done.history[0].status == "placed"
    assert not done.cancellable
    assert done.arrives_at is not None

    silent = await street.until(never, is_("unanswered"))
    assert silent.cancellable
    assert [choice.value.partition(":")[0] for choice in silent.choices] == ["again", "other"]

    await street.until(late, is_("unanswered"))
    came = await street.until(late, is_("confirmed"))
    assert "after the deadline" in came.history[-1].note.en

    unclear = await street.until(twice, is_("contradicted"))
    notes = [moment.note.en for moment in unclear.history]
    assert "The same answer came again and changes nothing" in notes
    assert "against an earlier answer" in notes[-1]
    assert unclear.cancellable

    assert (await street.cancel(silent)).status == "cancelled"
    await street.until(never, lambda order: "has the cancellation" in order.history[-1].note.en)


async def test_a_yes_that_overtakes_the_cancellation_is_shown(street: Street) -> None:
    """Cancelled, and confirmed all the same: the screen says so, and a second cancellation ends it."""
    order = await street.order_from("Late")
    await street.until(order, is_("asked"))
    assert (await street.cancel(order)).status == "cancelled"
    seen = await street.until(order, is_("overtaken"))
    assert seen.cancellable
    assert (await street.cancel(order)).status == "cancelled"


async def test_a_supplier_whose_system_is_down_was_never_asked(street: Street) -> None:
    """Connection refused: the order says that nobody was asked, and what to do; asked again, it goes on."""
    await street.connect("prompt", f"http://127.0.0.1:{free_port()}")
    order = await street.order_from("Prompt")
    unasked = await street.until(order, is_("unasked"))
    assert unasked.asked_at is None
    assert unasked.arrives_at is None
    assert unasked.advice is not None
    assert "does not know of this order" in unasked.advice.en
    assert [choice.value.partition(":")[0] for choice in unasked.choices] == ["again", "other"]
    await street.connect("prompt", street.suppliers_url)
    assert (await street.choose(unasked, "again")).status == "placed"
    done = await street.until(order, is_("confirmed"))
    assert [moment.status for moment in done.history] == [
        "placed", "unasked", "placed", "asked", "confirmed",
    ]  # fmt: skip


async def test_an_order_that_reached_nobody_is_cancelled_without_a_call(street: Street) -> None:
    """Cancelled while its supplier is still down: nobody needs to be told, and the card asks for no call."""
    await street.connect("never", f"http://127.0.0.1:{free_port()}")
    order = await street.order_from("Silent")
    await street.until(order, is_("unasked"))
    await street.cancel(order)
    ended = await street.until(order, lambda one: "never had this order" in one.history[-1].note.en)
    assert (ended.status, ended.advice, ended.cancellable) == ("cancelled", None, False)
