"""What the socket refuses though it is well formed: too old, used before, or signed in too long ago."""

import asyncio
import contextlib
import dataclasses
import json
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import uvicorn
import websockets

from tests.fakes.chain import PASSWORD, Chain, running
from tests.fakes.live import Serving
from tests.integration.web.socket.test_live import device, ending
from web.app import create_app
from web.database import Database

DRAIN = {"step": "drain", "gate": "volume", "unit": "L"}


async def test_a_stale_rev_is_answered_with_the_job_as_it_is(served: Serving) -> None:
    """A value for a gate that another device has filled is refused, and the present view comes along."""
    shop = served.shop
    view = await shop.play(until="drain")
    await shop.perform(view, shop.ann)
    before = (await shop.view()).rev
    headset = dataclasses.replace(shop.ann, device="headset", outbox="h")
    await shop.do("measure.record", {**DRAIN, "value": "5"}, by=headset)
    async with device(served, "ann", device=shop.ann.device) as ann:
        late = await ann.ask("measure.record", {**DRAIN, "value": "6"}, job=shop.job, fence=1, rev=before)
        assert late["error"]["code"] == "stale_revision"
        assert (late["data"]["rev"], late["data"]["step"]["gates"][0]["value"]) == (late["rev"], "5")
        fresh = await ann.ask(
            "measure.record", {**DRAIN, "value": "6"}, job=shop.job, fence=1, rev=late["rev"]
        )
        assert fresh["ok"]


async def test_a_key_stands_for_one_body(served: Serving) -> None:
    """The same key with the same body is answered again; with another body it is refused and does nothing."""
    shop = served.shop
    await shop.play(until="drain")
    async with device(served, "ann", device=shop.ann.device) as ann:
        first = await ann.ask("step.back", job=shop.job, fence=1, idem="k")
        again = await ann.ask("step.back", job=shop.job, fence=1, idem="k")
        assert (first["ok"], again["ok"], again["replayed"], again["rev"]) == (True, True, True, first["rev"])
        other = await ann.ask("step.show", {"step": "drain"}, job=shop.job, fence=1, idem="k")
        assert other["error"]["code"] == "idem_conflict"
    assert (await shop.view()).rev == first["rev"]


@pytest.fixture
async def chain_on_a_port(database: Database, tmp_path: Path) -> AsyncIterator[tuple[Chain, str]]:
    """A chain with its own tokens and clock, and its address."""
    async with running(database, tmp_path / "var") as chain:
        app = create_app(chain.deps)
        with contextlib.closing(socket.socket()) as listening:
            listening.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{listening.getsockname()[1]}"
            config = uvicorn.Config(app, log_config=None, ws="websockets-sansio", lifespan="on")
            server = uvicorn.Server(config)
            task = asyncio.create_task(server._serve(sockets=[listening]))
            while not server.started:  # noqa: ASYNC110 - uvicorn tells it by a flag alone
                await asyncio.sleep(0.01)
            yield chain, url
            server.should_exit = True
            await task


async def sign_in(url: str, token: str) -> websockets.ClientConnection:
    """A connection that has said who it is; the server's answer may be its end."""
    connection = await websockets.connect(url.replace("http", "ws", 1) + "/ws", subprotocols=["assist.v1"])  # type: ignore[list-item]
    assert json.loads(await connection.recv())["type"] == "hello"
    auth = {"type": "auth", "token": token, "device": "d", "outbox": "o"}
    await connection.send(json.dumps(auth))
    return connection


async def test_a_token_ends_with_its_time_on_a_living_connection(chain_on_a_port: tuple[Chain, str]) -> None:
    """A token that runs out ends its socket with 4401, is refused afterwards, and a fresh one is good."""
    chain, url = chain_on_a_port
    old = (await chain.login("tech1", "technician"))["Authorization"].removeprefix("Bearer ")
    connection = await sign_in(url, old)
    assert json.loads(await connection.recv())["type"] == "auth.ok"
    chain.clock.pass_s(901)
    code, reason = await ending(connection, within_s=15)
    assert (code, reason["code"], reason["reconnect"]) == (4401, "token_expired", True)
    code, reason = await ending(await sign_in(url, old))
    assert (code, reason["code"]) == (4401, "token_refused")
    answer = await chain.client.post("/api/login", json={"login": "tech1", "password": PASSWORD})
    fresh = await sign_in(url, answer.json()["token"])
    assert json.loads(await fresh.recv())["type"] == "auth.ok"
    await fresh.close()
