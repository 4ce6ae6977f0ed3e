"""The socket as a client meets it: handshake, commands, pushes, resume, and every way in which it ends."""

import asyncio
import json
import time
from dataclasses import replace
from typing import Any

import pytest
import websockets
from sqlalchemy.exc import OperationalError

from tests.fakes.live import QUICK, Serving, other_process, serving
from tests.fakes.shop import Shop
from tests.wire import Device, acknowledge, play


def device(served: Serving, name: str, **more: str) -> Device:
    """A device of a person."""
    return Device(served.person(name), **more)  # type: ignore[arg-type]


async def bare(served: Serving, **more: Any) -> Any:
    """A connection that has said nothing yet."""
    address = served.url.replace("http", "ws", 1) + "/ws"
    given = {"subprotocols": ["assist.v1"], "origin": served.url, "compression": None, "max_size": None}
    return await websockets.connect(address, **{**given, **more})


async def authenticated(served: Serving, name: str = "ann", outbox: str = "o") -> Any:
    """A connection that has said who it is."""
    socket = await bare(served)
    assert json.loads(await socket.recv())["type"] == "hello"
    await socket.send(json.dumps({"type": "auth", "token": name, "device": "d", "outbox": outbox}))
    assert json.loads(await socket.recv())["type"] == "auth.ok"
    return socket


async def ending(socket: Any, within_s: float = 5) -> tuple[int, dict[str, Any]]:
    """The code and reason with which the server ends a connection."""
    async with asyncio.timeout(within_s):
        with pytest.raises(websockets.ConnectionClosed) as closed:
            while True:
                await socket.recv()
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code, json.loads(closed.value.rcvd.reason or "{}")


async def test_hello_states_protocol_and_limits(served: Serving) -> None:
    """The first frame names the protocol, the server, and what it accepts."""
    async with await bare(served) as socket:
        hello = json.loads(await socket.recv())
    assert socket.subprotocol == "assist.v1"
    assert (hello["proto"], hello["server"]) == ("assist.v1", "shifu test")
    assert hello["limits"] == {"max_bytes": 65_536, "window": 256, "ping_ms": 200}


@pytest.mark.parametrize(
    "more", [{"origin": "https://evil.example"}, {"subprotocols": None}, {"subprotocols": ["other.v1"]}]
)
async def test_strangers_are_turned_away(served: Serving, more: dict[str, Any]) -> None:
    """A page of another origin, or one that does not speak the protocol, gets no socket."""
    with pytest.raises(websockets.InvalidStatus) as refused:
        await bare(served, **more)
    assert refused.value.response.status_code == 403


async def test_a_client_without_origin_is_no_browser(served: Serving) -> None:
    """A client that sends no origin may connect."""
    async with await bare(served, origin=None) as socket:
        assert json.loads(await socket.recv())["type"] == "hello"


async def test_silence_ends_the_handshake(served: Serving) -> None:
    """Who does not say who they are in time is closed with 4408."""
    socket = await bare(served)
    assert await ending(socket) == (4408, {"reconnect": True, "after_ms": 0, "code": "auth_late"})


async def test_a_bad_token_is_4401(served: Serving) -> None:
    """A token that is not good ends the connection with 4401."""
    socket = await bare(served)
    await socket.send(json.dumps({"type": "auth", "token": "nobody", "device": "d", "outbox": "o"}))
    code, reason = await ending(socket)
    assert (code, reason["code"]) == (4401, "token_refused")


@pytest.mark.parametrize(
    ("first", "why"),
    [
        ('{"type":"pong"}', "auth_expected"),
        ('{"type":"auth","token":"ann","device":"d","outbox":"o","more":1}', "auth_expected"),
        ("[]", "frame_not_json"),
        ("x", "frame_not_json"),
        (b"\x00", "frame_binary"),
        ('{"type":"auth"}', "auth_expected"),
        ('{"type":"auth","token":"ann","device":"<script>","outbox":"o"}', "auth_expected"),
        (r'{"type":"auth","token":"a\u0000","device":"d","outbox":"o"}', "auth_expected"),
        (r'{"type":"auth","token":"a","device":"d","outbox":"o","client":"\ud800"}', "auth_expected"),
    ],
)
async def test_anything_but_auth_first_is_4400(served: Serving, first: str | bytes, why: str) -> None:
    """Only a well-formed auth may come first, and the close says what was wrong."""
    socket = await bare(served)
    await socket.send(first)
    code, reason = await ending(socket)
    assert (code, reason["code"]) == (4400, why)


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("{", "frame_not_json"),
        ("[1]", "frame_not_json"),
        ("null", "frame_not_json"),
        ('"text"', "frame_not_json"),
        ('{"type":"step.back","at":NaN}', "frame_not_json"),
        ('{"type":"step.back","at":-Infinity}', "frame_not_json"),
        ('{"type":"step.back","at":' + "9" * 5_000 + "}", "frame_not_json"),
        ('{"id":1}', "frame_malformed"),
        ('{"type":7}', "frame_malformed"),
        ('{"type":"ack","data":{"ch":"job:1","seq":"x"}}', "frame_malformed"),
        ('{"type":"auth.refresh"}', "frame_malformed"),
        (b"\x01\x02", "frame_binary"),
        ("x" * 70_000, "frame_too_large"),
        ("[" * 60_000, "frame_not_json"),
        ('{"type":"step.back","data":' + '{"a":' * 9_000 + "1" + "}" * 9_001, "frame_not_json"),
    ],
)
async def test_bad_frames_are_4400(served: Serving, bad: str | bytes, why: str) -> None:
    """Broken JSON, binary, a frame too long or no object ends the connection, and says which it was."""
    socket = await authenticated(served)
    await socket.send(bad)
    assert await ending(socket) == (4400, {"reconnect": False, "after_ms": 0, "code": why})


async def test_two_megabytes_are_4400(served: Serving) -> None:
    """A frame of 2 MB is refused, and others go on undisturbed."""
    async with device(served, "bo") as other:
        socket = await authenticated(served)
        await socket.send(json.dumps({"type": "chat.turn", "data": "字" * 700_000}))
        code, reason = await ending(socket)
        assert (code, reason["code"]) == (4400, "frame_too_large")
        assert (await other.ask("sub.open", {"ch": f"job:{served.shop.job}"}))["ok"]


async def test_length_is_counted_in_bytes(served: Serving) -> None:
    """Chinese text is measured by its bytes, not by its characters."""
    socket = await authenticated(served)
    await socket.send(json.dumps({"type": "x.note", "text": "字" * 30_000}, ensure_ascii=False))
    code, reason = await ending(socket)
    assert (code, reason["code"]) == (4400, "frame_too_large")


@pytest.mark.parametrize(
    "kind", ["job.pause", "job.handoff", "expert.call", "no.such.thing", "job.state", "DROP TABLE"]
)
async def test_unserved_types_are_answered(served: Serving, kind: str) -> None:
    """A type that is not served, or that nobody knows, gets `unsupported`, never silence."""
    async with device(served, "ann") as ann:
        reply = await ann.ask(kind)
        assert reply["error"]["code"] == "unsupported"
        assert reply["error"]["detail"] == [{"name": "type", "value": kind}]


async def test_extensions_are_passed_over(served: Serving) -> None:
    """Types of extensions are ignored, and the next command is served."""
    async with device(served, "ann") as ann:
        for kind in ("x.mine", "$/progress"):
            await ann.socket.send(json.dumps({"type": kind, "id": 1}))
        assert (await ann.ask("sub.open", {"ch": f"job:{served.shop.job}"}))["ok"]
        assert [frame for frame in ann.frames if "re" in frame] == [
            frame for frame in ann.frames if frame.get("re") == 1
        ]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"ch": "job:<img>"}, "sub.open.data.ch"),
        ({}, "sub.open.data.ch"),
        ({"ch": "job:1", "surplus": 1}, "sub.open.data.surplus"),
        ({"ch": "job:1", "after": -1}, "sub.open.data.after"),
        ({"ch": "x" * 65}, "sub.open.data.ch"),
    ],
)
async def test_malformed_commands_name_the_field(served: Serving, data: dict[str, Any], field: str) -> None:
    """A command of the wrong shape is refused with the field that is wrong; the connection lives on."""
    async with device(served, "ann") as ann:
        reply = await ann.ask("sub.open", data)
        assert reply["error"]["code"] == "command_invalid"
        assert {"name": "field", "value": field} in reply["error"]["detail"]
        assert (await ann.ask("sub.open", {"ch": f"job:{served.shop.job}"}))["ok"]


async def test_ids_rise(served: Serving) -> None:
    """A number that was used on this connection is refused."""
    async with device(served, "ann") as ann:
        await ann.ask("sub.open", {"ch": f"job:{served.shop.job}"})
        ann._ids = 0
        assert (await ann.ask("sub.open", {"ch": f"job:{served.shop.job}"}))["error"]["code"] == "id_reused"


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("author", "sub.open", "not_allowed"),
        ("clerk", "job.claim", "not_allowed"),
        ("qa", "step.back", "not_allowed"),
        ("cy", "job.claim", "job_unknown"),
        ("cy", "sub.open", "job_unknown"),
    ],
)
async def test_roles_and_shops(served: Serving, name: str, kind: str, code: str) -> None:
    """Each command needs its role, and each job its shop."""
    async with device(served, name) as somebody:
        job = served.shop.job
        reply = await somebody.ask(
            kind,
            {"ch": f"job:{job}"} if kind == "sub.open" else {},
            **({} if kind == "sub.open" else {"job": job}),
        )
        assert reply["error"]["code"] == code


@pytest.mark.parametrize("ch", ["job:nope", "user:ann", "review:1", "nonsense", "job:"])
async def test_unknown_channels(served: Serving, ch: str) -> None:
    """A channel that does not exist or may not be followed is refused without saying which."""
    async with device(served, "ann") as ann:
        assert (await ann.ask("sub.open", {"ch": ch}))["error"]["code"] in {"channel_unknown", "job_unknown"}


async def test_a_whole_job_over_the_wire(served: Serving) -> None:
    """A device plays a job from claim to finish, and a reviewer who watches sees every fact in order."""
    job = served.shop.job
    async with device(served, "ann") as ann, device(served, "qa") as qa:
        await ann.follow(job)
        await qa.follow(job)
        await ann.do("job.claim", job)
        await play(ann, job, witness=("bo", "second pair of eyes"), steps=2)
        seen = [frame["seq"] for frame in qa.frames if frame.get("ch") == f"job:{job}" and "seq" in frame]
        assert seen == list(range(2, seen[-1] + 1))
        assert "INSTRUCTION" not in json.dumps(qa.frames)
        assert ann.views[job]["current"] == "washer"


async def test_prev_names_what_was_sent_before(served: Serving) -> None:
    """Every logged push names the one before it on this connection, beginning at the resume."""
    job = served.shop.job
    async with device(served, "ann") as ann:
        await ann.follow(job)
        await ann.do("job.claim", job)
        await ann.do("step.complete", job, {"step": "look"})
        pushes = [frame for frame in ann.frames if "prev" in frame and "seq" in frame]
        assert [push["prev"] for push in pushes] == [push["seq"] - 1 for push in pushes]


async def test_events_come_before_their_view(served: Serving) -> None:
    """A view never overtakes the events that it contains."""
    job = served.shop.job
    async with device(served, "ann") as ann:
        await ann.follow(job)
        await ann.do("job.claim", job)
        await ann.do("step.complete", job, {"step": "look"})
        last, views = 1, []
        for frame in ann.frames:
            if frame.get("type") == "job.state":
                views.append(frame["rev"])
                assert frame["rev"] <= last
            elif "seq" in frame:
                last = frame["seq"]
        assert views[-1] == last > 1


async def test_resume_tells_what_was_missed(served: Serving) -> None:
    """A client that names its position gets the events after it, then live ones, without double or gap."""
    job, shop = served.shop.job, served.shop
    async with device(served, "ann") as ann:
        first = await ann.say("sub.open", {"ch": f"job:{job}"})
    await shop.play(until="washer")
    async with device(served, "ann") as ann:
        page = await ann.say(
            "sub.open", {"ch": f"job:{job}", "epoch": first["epoch"], "after": first["head"]}
        )
        assert [event["seq"] for event in page["events"]] == list(range(2, page["head"] + 1))
        assert [event["prev"] for event in page["events"]] == list(range(1, page["head"]))
        assert page["view"]["rev"] == page["head"]
        await shop.do("step.back")
        push = await ann.until(lambda d: next((f for f in d.frames if f.get("prev") == page["head"]), None))
        assert push["seq"] == page["head"] + 1


async def test_a_long_history_comes_in_pages(shop: Shop) -> None:
    """A history longer than a page is told in several, and is live after the last."""
    await shop.play()
    async with serving(shop, replace(QUICK, page=7)) as served, device(served, "ann") as ann:
        seqs, after, more = [], 0, True
        while more:
            page = await ann.say("sub.open", {"ch": f"job:{shop.job}", "after": after})
            seqs += [event["seq"] for event in page["events"]]
            after, more = page["head"], page["more"]
            assert (page["view"] is None) == more
        assert seqs == list(range(1, after + 1))
        await shop.do("job.finish")
        await ann.until(lambda d: [f for f in d.frames if f.get("type") == "job.finish"])


async def test_another_epoch_starts_anew(served: Serving) -> None:
    """A position of another history, or one beyond the head, is answered with the present state."""
    async with device(served, "ann") as ann:
        for asked in ({"epoch": "other", "after": 1}, {"after": 999}):
            page = await ann.say("sub.open", {"ch": f"job:{served.shop.job}", **asked})
            assert page["events"] == []
            assert page["view"]["rev"] == page["head"] == 1


async def test_other_processes_events_arrive(served: Serving) -> None:
    """What another process committed is pushed without any hint."""
    job = served.shop.job
    async with device(served, "ann") as ann:
        await ann.follow(job)
        await other_process(served.shop).do("job.claim")
        view = await ann.until(lambda d: d.views[job]["mine"] and d.views[job])
        assert view["current"] == "look"


async def test_own_and_foreign_events_keep_their_order(served: Serving) -> None:
    """Commits of two processes in turn reach a listener in the order of the log, each once."""
    job, shop = served.shop.job, served.shop
    other = other_process(shop)
    async with device(served, "qa") as qa:
        await qa.follow(job)
        await shop.do("job.claim")
        for _ in range(10):
            await other.do("step.show", {"step": "look"})
            await shop.do("step.show", {"step": "look"})
        frames = await qa.until(
            lambda d: (got := [f["seq"] for f in d.frames if "seq" in f]) and got[-1] == 23 and got
        )
        assert frames == list(range(2, 24))


async def test_a_takeover_is_told_and_closes_nothing(served: Serving) -> None:
    """The former holder is told, stays connected, and moves nothing any more."""
    job = served.shop.job
    async with device(served, "ann") as ann, device(served, "bo") as bo:
        await ann.follow(job)
        await ann.do("job.claim", job)
        await ann.do("step.complete", job, {"step": "look"})
        await acknowledge(ann, job)
        await bo.follow(job)
        await bo.do("job.takeover", job)
        await ann.until(lambda d: not d.views[job]["mine"])
        assert ann.views[job]["step"] is None
        assert bo.views[job]["phase"] == "hazards"
        reply = await ann.ask("step.complete", {"step": "drain"}, job=job, fence=1)
        assert reply["error"]["code"] == "stale_fence"


async def test_the_same_outbox_twice_closes_the_first(served: Serving) -> None:
    """A second tab with the same outbox ends the first with 4409, for good."""
    first = await authenticated(served, outbox="tab")
    second = await authenticated(served, outbox="tab")
    assert await ending(first) == (4409, {"reconnect": False, "after_ms": 0, "code": "taken_over"})
    await second.close()


async def test_an_ended_session_is_closed_within_a_second(served: Serving) -> None:
    """Revoking a session closes its sockets with 4401, and no other."""
    one, two = await authenticated(served, "ann#1", "a"), await authenticated(served, "ann#2", "b")
    began = time.monotonic()
    served.ended.add("s-ann#1")
    assert (await ending(one))[0] == 4401
    assert time.monotonic() - began < 1
    await two.send(json.dumps({"type": "pong"}))
    await two.close()


async def test_a_restart_asks_to_come_back(served: Serving) -> None:
    """When the process ends, every connection is closed with 4500 and told to reconnect a little later."""
    socket = await authenticated(served)
    served.live.restarting()
    code, reason = await ending(socket)
    assert code == 4500
    assert reason["reconnect"]
    assert 200 <= reason["after_ms"] <= 1_200
    with pytest.raises(websockets.InvalidStatus):
        await bare(served)


async def test_a_fresh_token_keeps_the_connection(served: Serving) -> None:
    """A refreshed token is welcomed again; somebody else's ends the connection."""
    socket = await authenticated(served, "ann#1")
    await socket.send(json.dumps({"type": "auth.refresh", "token": "ann#2"}))
    answer = json.loads(await socket.recv())
    while answer["type"] == "ping":
        answer = json.loads(await socket.recv())
    assert (answer["type"], answer["session"]) == ("auth.ok", "s-ann#2")
    await socket.send(json.dumps({"type": "auth.refresh", "token": "bo"}))
    code, reason = await ending(socket)
    assert (code, reason["code"]) == (4401, "token_refused")


async def test_an_expired_token_ends_the_connection_not_the_job(shop: Shop) -> None:
    """When a token runs out the socket is closed with 4401; the job and its lease stay."""
    async with serving(shop, life_us=1) as served:
        await shop.do("job.claim")
        socket = await authenticated(served)
        shop.now += 10
        assert await ending(socket) == (4401, {"reconnect": True, "after_ms": 0, "code": "token_expired"})
    assert (await shop.view()).mine


async def test_pings_carry_heads(served: Serving) -> None:
    """A ping names the head of every channel that is followed."""
    socket = await authenticated(served)
    ch = f"job:{served.shop.job}"
    await socket.send(json.dumps({"id": 1, "type": "sub.open", "idem": "1", "at": 1, "data": {"ch": ch}}))
    async with asyncio.timeout(5):
        while (frame := json.loads(await socket.recv())).get("type") != "ping" or not frame["heads"]:
            await socket.send('{"type":"pong"}')
    assert frame["heads"] == {ch: 1}
    await socket.close()


async def test_a_client_that_answers_no_ping_is_gone(served: Serving) -> None:
    """After eight pings without a pong the connection is closed, and may come back."""
    socket = await authenticated(served)
    code, reason = await ending(socket)
    assert code == 4508
    assert reason["reconnect"]


async def test_pongs_keep_the_job(shop: Shop) -> None:
    """A holder whose device answers pings keeps the job beyond its first lease."""
    async with serving(shop) as served, device(served, "ann") as ann:
        await ann.say("job.claim", job=shop.job)
        for _ in range(4):
            shop.now += 40_000_000
            await asyncio.sleep(0.3)
        refused = await shop.ask("job.claim", by=shop.bo)
        assert refused.refusal is not None
        assert refused.refusal.code == "job_held"


async def test_pongs_keep_the_job_after_a_reload(shop: Shop) -> None:
    """A holder who comes back on the same device keeps the job by pings alone, without claiming it again."""
    await shop.do("job.claim")
    async with serving(shop) as served, device(served, "ann", device=shop.ann.device) as ann:
        await ann.follow(shop.job)
        for _ in range(4):
            shop.now += 40_000_000
            await asyncio.sleep(0.3)
        refused = await shop.ask("job.claim", by=shop.bo)
        assert refused.refusal is not None
        assert refused.refusal.code == "job_held"


async def test_too_many_commands_are_4429(served: Serving) -> None:
    """A client that floods is closed with 4429 and told when to come back."""
    socket = await authenticated(served)
    for number in range(1, 400):
        await socket.send(json.dumps({"id": number, "type": "nothing", "idem": "a", "at": 1}))
    code, reason = await ending(socket)
    assert (code, reason["reconnect"]) == (4429, True)


async def test_the_database_going_away_is_said_and_survived(served: Serving) -> None:
    """A failing database is a temporary error; the connection lives on."""
    async with device(served, "ann") as ann:
        real = served.shop.ports.sent

        async def broken(*_: object) -> bool:
            raise OperationalError("select", {}, Exception("gone"))

        object.__setattr__(served.shop.ports, "sent", broken)
        reply = await ann.ask(
            "evidence.commit", {"step": "washer", "gate": "photo", "sha256": "a" * 64}, job=served.shop.job
        )
        object.__setattr__(served.shop.ports, "sent", real)
        assert (reply["error"]["code"], reply["error"]["temporary"]) == ("database_unreachable", True)
        assert (await ann.ask("job.claim", job=served.shop.job))["ok"]


async def test_every_command_has_one_reply(served: Serving) -> None:
    """Commands sent without waiting are each answered once, in order."""
    async with device(served, "ann") as ann:
        job = served.shop.job
        replies = await asyncio.gather(*(ann.ask("job.claim", job=job) for _ in range(30)))
        assert [reply["re"] for reply in replies] == list(range(1, 31))
        assert all(reply["ok"] for reply in replies)
