"""What every way to a supplier promises: the fake, and HTTP against the real demonstration process."""

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from commerce.errors import CommerceError, ReceiptMissing, SupplierUnreachable
from commerce.ids import OrderId, SupplierId
from commerce.suppliers.answers import Answer
from commerce.suppliers.http import HttpSupplier, Patience
from commerce.suppliers.port import Ask, AskLine, Supplier
from commerce.suppliers.signatures import HEADER, verify
from tests.fakes.suppliers import FakeSupplier
from web.demo import supplier_secrets

HASTY = Patience(timeout_s=0.5, attempts=2, total_s=2.0, pause_s=0.01)
STARTS_S = 20


def ask(name: str, *, quantity: int = 1) -> Ask:
    return Ask(OrderId(name), f"P-{name}", (AskLine("YS-45322", quantity),), 0)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Inbox:
    """Stands where the application would hear the answers."""

    port: int
    heard: list[tuple[str, bytes, str]] = field(default_factory=list)
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines = {
            name.lower(): value for name, _, value in (line.partition(": ") for line in head.splitlines()[1:])
        }
        body = await reader.readexactly(int(lines["content-length"]))
        self.heard.append((head.split()[1], body, lines[HEADER.lower()]))
        writer.write(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")
        await writer.drain()
        writer.close()
        async with self.news:
            self.news.notify_all()

    async def wait_for(self, count: int) -> list[Answer]:
        async with asyncio.timeout(10):
            async with self.news:
                await self.news.wait_for(lambda: len(self.heard) >= count)
        return [Answer.model_validate_json(body) for _, body, _ in self.heard]


@dataclass(frozen=True)
class Town:
    """The suppliers' process and the place where its answers go."""

    url: str
    answers_port: int
    secrets: dict[str, str]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    var = tmp_path_factory.mktemp("suppliers")
    secrets = dict(supplier_secrets.settled(var))
    port, answers_port = free_port(), free_port()
    command = [sys.executable, "-m", "web.demo.supplier", "--port", str(port)]
    command += ["--answers-url", f"http://127.0.0.1:{answers_port}/api/suppliers"]
    command += ["--prompt-s", "0.05", "--late-s", "0.6", "--twice-s", "0.05", "0.3", "0.6"]
    process = subprocess.Popen(command, env={"SHIFU_VAR": str(var), "PATH": ""}, cwd=Path.cwd())
    try:
        url = f"http://127.0.0.1:{port}"
        wait_until_up(url, process)
        yield Town(url, answers_port, secrets)
    finally:
        process.terminate()
        assert process.wait(10) in {0, -15}


def wait_until_up(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + STARTS_S
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{url}/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(process.poll())


@pytest.fixture
async def inbox(town: Town) -> AsyncIterator[Inbox]:
    box = Inbox(town.answers_port)
    server = await asyncio.start_server(box.take, "127.0.0.1", town.answers_port)
    yield box
    server.close()
    await server.wait_closed()


@pytest.fixture(params=["fake", "http"])
async def supplier(request: pytest.FixtureRequest) -> AsyncIterator[Supplier]:
    """Every implementation of the port, with a supplier who takes orders and keeps silent."""
    if request.param == "fake":
        yield FakeSupplier(SupplierId("never"))
        return
    town: Town = request.getfixturevalue("town")
    async with httpx.AsyncClient() as client:
        yield HttpSupplier(SupplierId("never"), f"{town.url}/never", client, HASTY)


@pytest.fixture(params=["fake", "http"])
async def gone(request: pytest.FixtureRequest) -> AsyncIterator[Supplier]:
    """Every implementation, with a supplier whose system is down."""
    if request.param == "fake":
        yield FakeSupplier(SupplierId("gone"), reachable=False)
        return
    async with httpx.AsyncClient() as client:
        yield HttpSupplier(SupplierId("gone"), f"http://127.0.0.1:{free_port()}", client, HASTY)


@pytest.fixture(params=["fake", "http"])
async def mute(request: pytest.FixtureRequest) -> AsyncIterator[Supplier]:
    """Every implementation, with a supplier whose system reads the message and gives no receipt."""
    if request.param == "fake":
        yield FakeSupplier(SupplierId("mute"), receipts=False)
        return
    async with listening(silent) as port, httpx.AsyncClient() as client:
        yield HttpSupplier(SupplierId("mute"), f"http://127.0.0.1:{port}", client, HASTY)


Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def listening(talk: Talk) -> AsyncIterator[int]:
    """A supplier's system that treats every connection so; its port."""
    open_ones: set[asyncio.Task[None]] = set()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        open_ones.add(task)
        try:
            await talk(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in open_ones:
            task.cancel()
        await asyncio.gather(*open_ones, return_exceptions=True)


async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Reads the order and says nothing."""
    await reader.readuntil(b"\r\n\r\n")
    await asyncio.Event().wait()


async def hangs_up(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Reads the order and goes away."""
    await reader.readuntil(b"\r\n\r\n")


async def half_a_receipt(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Reads the order, begins its receipt, and goes away."""
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b'HTTP/1.1 202 Accepted\r\ncontent-length: 99\r\n\r\n{"refer')
    await writer.drain()


async def test_an_order_is_taken_with_a_number(supplier: Supplier) -> None:
    """An order that was handed over has the supplier's own number."""
    assert (await supplier.ask(ask("first"))).reference


async def test_the_same_order_twice_is_one_order(supplier: Supplier) -> None:
    """A retry gets the same number; another order gets another."""
    one, again = await supplier.ask(ask("twin")), await supplier.ask(ask("twin"))
    other = await supplier.ask(ask("other"))
    assert one == again
    assert other != one


async def test_any_order_may_be_cancelled(supplier: Supplier) -> None:
    """Cancelling is accepted for an order that they have, again, and for one that never arrived."""
    await supplier.ask(ask("doomed"))
    for name in ("doomed", "doomed", "unheard"):
        await supplier.cancel(OrderId(name))


async def test_a_supplier_who_is_down_is_unreachable(gone: Supplier) -> None:
    """A system that does not take the message is an expected error that names the supplier."""
    for attempt in (gone.ask(ask("x")), gone.cancel(OrderId("x"))):
        with pytest.raises(SupplierUnreachable) as refused:
            await attempt
        assert refused.value.values() == {"supplier": "gone"}


async def test_without_a_receipt_nobody_knows(mute: Supplier) -> None:
    """What was sent and not acknowledged is neither taken nor unsent: they may have it."""
    for attempt in (mute.ask(ask("x")), mute.cancel(OrderId("x"))):
        with pytest.raises(ReceiptMissing) as refused:
            await attempt
        assert refused.value.values() == {"supplier": "mute"}


@pytest.mark.parametrize("talk", [silent, hangs_up, half_a_receipt])
async def test_what_was_sent_counts_as_asked(talk: Talk) -> None:
    """A timeout, a lost connection or half a receipt after the order went out: it may have arrived."""
    async with listening(talk) as port, httpx.AsyncClient() as client:
        supplier = HttpSupplier(SupplierId("odd"), f"http://127.0.0.1:{port}", client, HASTY)
        with pytest.raises(ReceiptMissing):
            await supplier.ask(ask("x"))


@pytest.mark.parametrize(
    "endpoint",
    ["http://127.0.0.1:{port}", "http://no-such-host.invalid", "http://[", "ftp://127.0.0.1", ""],
    ids=["refused", "no such name", "no address", "no http", "nothing"],
)
async def test_what_was_never_sent_was_never_asked(endpoint: str) -> None:
    """A refused connection, a name that nobody has, no address at all: for certain they know nothing."""
    async with httpx.AsyncClient() as client:
        supplier = HttpSupplier(
            SupplierId("gone"), endpoint.replace("{port}", str(free_port())), client, HASTY
        )
        with pytest.raises(SupplierUnreachable):
            await supplier.ask(ask("x"))


@pytest.mark.parametrize("attempts", [1, 2])
async def test_one_attempt_that_may_have_arrived_is_enough(attempts: int) -> None:
    """Silent at the first attempt and gone at the second: the first one counts."""
    tries: list[httpx.Request] = []

    def first_silent(request: httpx.Request) -> httpx.Response:
        tries.append(request)
        raise httpx.ReadTimeout("") if len(tries) == 1 else httpx.ConnectError("")

    patience = Patience(timeout_s=0.5, attempts=attempts, total_s=2.0, pause_s=0.01)
    async with httpx.AsyncClient(transport=httpx.MockTransport(first_silent)) as client:
        with pytest.raises(ReceiptMissing):
            await HttpSupplier(SupplierId("odd"), "http://odd", client, patience).ask(ask("x"))
    assert len(tries) == attempts


def answering(reply: bytes) -> httpx.MockTransport:
    """A supplier's system that always says the same."""
    return httpx.MockTransport(lambda _request: httpx.Response(202, content=reply))


@pytest.mark.parametrize("reply", [b"", b"<html>", b'{"reference": 7}', b"[]"])
async def test_a_receipt_that_cannot_be_read_is_no_receipt(reply: bytes) -> None:
    """A system that says yes in words that are no receipt may have the order."""
    async with httpx.AsyncClient(transport=answering(reply)) as client:
        supplier = HttpSupplier(SupplierId("odd"), "http://odd", client, HASTY)
        with pytest.raises(ReceiptMissing):
            await supplier.ask(ask("x"))


@pytest.mark.parametrize(
    ("status", "tries", "refusal"),
    [
        (500, 2, ReceiptMissing),
        (502, 2, ReceiptMissing),
        (503, 2, ReceiptMissing),
        (429, 2, SupplierUnreachable),
        (404, 1, SupplierUnreachable),
        (401, 1, SupplierUnreachable),
        (302, 1, SupplierUnreachable),
    ],
)
async def test_only_what_may_pass_is_tried_again(
    status: int, tries: int, refusal: type[CommerceError]
) -> None:
    """A busy or broken system is tried again with the same key, a refusal is not; the broken may have it."""
    keys: list[str] = []

    def refuse(request: httpx.Request) -> httpx.Response:
        keys.append(request.headers["Idempotency-Key"])
        return httpx.Response(status)

    async with httpx.AsyncClient(transport=httpx.MockTransport(refuse)) as client:
        supplier = HttpSupplier(SupplierId("busy"), "http://busy", client, HASTY)
        with pytest.raises(refusal):
            await supplier.ask(ask("x"))
    assert keys == ["x"] * tries


async def test_a_slow_system_is_given_up_in_time() -> None:
    """A system that reads the order and says nothing is left after the patience, not later."""
    patience = Patience(timeout_s=0.1, attempts=2, total_s=1.0, pause_s=0.01)
    begun = time.monotonic()
    async with listening(silent) as port, httpx.AsyncClient() as client:
        supplier = HttpSupplier(SupplierId("slow"), f"http://127.0.0.1:{port}", client, patience)
        with pytest.raises(ReceiptMissing):
            await supplier.ask(ask("x"))
    assert time.monotonic() - begun < 2


async def hand_over(town: Town, character: str, name: str) -> None:
    async with httpx.AsyncClient() as client:
        supplier = HttpSupplier(SupplierId(character), f"{town.url}/{character}", client, HASTY)
        await supplier.ask(ask(name))


async def test_prompt_says_yes_once_and_signs_it(town: Town, inbox: Inbox) -> None:
    """The prompt supplier's one answer is signed with its own secret and goes to its own door."""
    await hand_over(town, "prompt", "p1")
    (answer,) = await inbox.wait_for(1)
    assert (answer.order, answer.outcome) == ("p1", "yes")
    assert answer.arrives_us is not None
    path, body, signature = inbox.heard[0]
    assert path == "/api/suppliers/prompt/answers"
    verify(town.secrets["prompt"], body, signature, supplier="prompt", now=time.time_ns() // 1000)


async def test_late_answers_though_it_was_cancelled(town: Town, inbox: Inbox) -> None:
    """The late supplier does not read cancellations: its yes still comes."""
    await hand_over(town, "late", "l1")
    async with httpx.AsyncClient() as client:
        await HttpSupplier(SupplierId("late"), f"{town.url}/late", client, HASTY).cancel(OrderId("l1"))
    (answer,) = await inbox.wait_for(1)
    assert (answer.order, answer.outcome) == ("l1", "yes")


async def test_twice_repeats_itself_and_then_contradicts(town: Town, inbox: Inbox) -> None:
    """Yes, the same yes under another id, and then no."""
    await hand_over(town, "twice", "t1")
    answers = await inbox.wait_for(3)
    assert [answer.outcome for answer in answers] == ["yes", "yes", "no"]
    assert answers[0].answer == answers[1].answer != answers[2].answer


async def test_never_keeps_silent(town: Town, inbox: Inbox) -> None:
    """The silent supplier takes the order and says nothing, even when asked again."""
    for _ in range(2):
        await hand_over(town, "never", "n1")
    await asyncio.sleep(0.5)
    assert inbox.heard == []


async def test_a_cancelled_order_is_dropped(town: Town, inbox: Inbox) -> None:
    """A supplier who reads the cancellation in time answers nothing more."""
    await hand_over(town, "twice", "t2")
    await inbox.wait_for(1)
    async with httpx.AsyncClient() as client:
        await HttpSupplier(SupplierId("twice"), f"{town.url}/twice", client, HASTY).cancel(OrderId("t2"))
    await asyncio.sleep(0.8)
    assert [Answer.model_validate_json(body).outcome for _, body, _ in inbox.heard][-1] == "yes"


@pytest.mark.parametrize(
    ("path", "body", "key", "status"),
    [
        ("prompt/orders/x", {"order": "y", "number": "P", "answer_by_us": 0, "lines": []}, "x", 422),
        ("prompt/orders/x", None, "x", 422),
        ("stranger/orders/x", None, "x", 422),
        ("prompt/orders/x", {"order": "x", "number": "P", "answer_by_us": 0, "lines": []}, "z", 422),
        ("nowhere", None, "x", 404),
    ],
)
def test_the_process_refuses_what_is_no_order(
    town: Town, path: str, body: dict[str, object] | None, key: str, status: int
) -> None:
    """A wrong path, a wrong body and a key that is not the order's are refused, not answered."""
    response = httpx.put(f"{town.url}/{path}", json=body, headers={"Idempotency-Key": key})
    assert response.status_code == status


def test_the_process_refuses_another_body_for_one_order(town: Town) -> None:
    """The same order with other lines is a conflict."""

    def put(quantity: int) -> int:
        lines = [{"number": "A-1", "quantity": quantity}]
        body = {"order": "c1", "number": "P", "answer_by_us": 0, "lines": lines}
        url = f"{town.url}/never/orders/c1"
        return httpx.put(url, json=body, headers={"Idempotency-Key": "c1"}).status_code

    assert [put(1), put(1), put(2)] == [202, 202, 409]
