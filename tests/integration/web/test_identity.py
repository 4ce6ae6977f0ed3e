"""Signing in, staying signed in, signing out, over HTTP."""

import asyncio
from datetime import timedelta

import pytest

from tests.fakes.chain import PASSWORD, Chain
from web.identity.logins import verify
from web.identity.people import set_password
from web.routes.identity import COOKIE


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def test_a_login_gives_a_token_and_a_cookie_no_script_reads(chain: Chain) -> None:
    """The right password answers the person with a token, and sets a strict cookie for refreshing."""
    await chain.person("tech1", "technician")
    answer = await chain.client.post("/api/login", json={"login": " Tech1 ", "password": PASSWORD})
    assert answer.status_code == 200
    body = answer.json()
    assert body["user"]["roles"] == ["technician"]
    assert body["expires_at"] == chain.clock() + 900 * 1_000_000
    assert body["server_time"] == chain.clock()
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    me = await chain.client.get("/api/me", headers=bearer(body["token"]))
    assert me.json()["login"] == "tech1"


@pytest.mark.parametrize(
    ("login", "password"),
    [("tech1", "wrong password"), ("nobody", PASSWORD), ("' OR 1=1 --", PASSWORD), ("<b>x</b>", "x")],
)
async def test_a_wrong_login_or_password_is_refused_alike(chain: Chain, login: str, password: str) -> None:
    """Nobody learns whether a login exists: both mistakes get the same answer."""
    await chain.person("tech1", "technician")
    answer = await chain.client.post("/api/login", json={"login": login, "password": password})
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "login_wrong"
    assert answer.json()["values"] == {}


async def test_guessing_is_stopped(chain: Chain) -> None:
    """After too many wrong passwords even the right one waits, and the answer says how long."""
    await chain.person("tech1", "technician")
    for _ in range(8):
        await chain.client.post("/api/login", json={"login": "tech1", "password": "wrong password"})
    answer = await chain.client.post("/api/login", json={"login": "tech1", "password": PASSWORD})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 300
    chain.clock.pass_s(301)
    answer = await chain.client.post("/api/login", json={"login": "tech1", "password": PASSWORD})
    assert answer.status_code == 200


async def test_a_fresh_password_lifts_the_lock(chain: Chain) -> None:
    """Who was locked out by others' wrong passwords gets in with the one that the administrator sets."""
    person = await chain.person("tech1", "technician")
    for _ in range(9):
        await chain.client.post("/api/login", json={"login": "tech1", "password": "wrong password"})
    async with chain.deps.database.transaction() as session:
        hashed = await chain.deps.doorkeeper.passwords.hash("another long one")
        await set_password(session, person.id, hashed, by=person.id, now=chain.clock())
    answer = await chain.client.post("/api/login", json={"login": "tech1", "password": "another long one"})
    assert answer.status_code == 200


async def test_who_guessed_too_often_holds_up_no_writer(chain: Chain) -> None:
    """A guess beyond the limit is refused without a row, a hash, or a turn among those who write."""
    wrong = {"login": "tech1", "password": "wrong password"}
    for _ in range(8):
        await chain.client.post("/api/login", json=wrong)
    async with chain.deps.database.transaction(), asyncio.timeout(5):
        assert (await chain.client.post("/api/login", json=wrong)).status_code == 429


async def test_a_signature_does_not_wait_behind_a_flood(chain: Chain) -> None:
    """Who confirms another's work is not behind the strangers at the door."""
    await chain.person("tech1", "technician")
    door = chain.deps.doorkeeper
    async with door.turns, door.turns, asyncio.timeout(5):
        found = await verify(door, "tech1", PASSWORD, address="witness of tech2", now=chain.clock())
    assert found is not None


async def test_the_right_password_many_times_at_once_is_no_guessing(chain: Chain) -> None:
    """Few passwords are looked at together, so that many right ones are not taken for as many wrong ones."""
    await chain.person("tech1", "technician")
    right = {"login": "tech1", "password": PASSWORD}
    answers = await asyncio.gather(*(chain.client.post("/api/login", json=right) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}


async def test_guesses_at_the_same_moment_are_all_counted(chain: Chain) -> None:
    """Many wrong passwords at once are as few tries as one after the other."""
    await chain.person("tech1", "technician")
    guess = {"login": "tech1", "password": "wrong password"}
    answers = await asyncio.gather(*(chain.client.post("/api/login", json=guess) for _ in range(30)))
    assert sum(answer.status_code == 401 for answer in answers) <= 8
    assert {answer.status_code for answer in answers} <= {401, 429}


async def test_a_refused_try_does_not_prolong_the_wait(chain: Chain) -> None:
    """Who keeps trying while the door is closed waits no longer than the first wrong ones demand."""
    await chain.person("tech1", "technician")
    for passed in (0,) * 8 + (200,):
        chain.clock.pass_s(passed)
        await chain.client.post("/api/login", json={"login": "tech1", "password": "wrong password"})
    chain.clock.pass_s(101)
    answer = await chain.client.post("/api/login", json={"login": "tech1", "password": PASSWORD})
    assert answer.status_code == 200


async def test_an_expired_token_is_refused(chain: Chain) -> None:
    """An access token lives fifteen minutes and no longer."""
    headers = await chain.login("tech1", "technician")
    chain.clock.pass_s(899)
    assert (await chain.client.get("/api/me", headers=headers)).status_code == 200
    chain.clock.pass_s(2)
    assert (await chain.client.get("/api/me", headers=headers)).status_code == 401


@pytest.mark.parametrize(
    "token",
    [
        "",
        "anon",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4Iiwic2lkIjoieSIsImV4cCI6OTk5OTk5OTk5OX0.",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln",
        "a.b.c",
    ],
)
async def test_a_token_that_is_not_ours_is_nobody(chain: Chain, token: str) -> None:
    """A forged, unsigned or broken token is refused, never taken as a guest."""
    answer = await chain.client.get("/api/me", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert answer.json()["code"] == "not_signed_in"


async def test_a_refresh_turns_the_secret(chain: Chain) -> None:
    """A refresh gives another token and another secret; the twin of a second tab is answered too."""
    await chain.person("tech1", "technician")
    await chain.client.post("/api/login", json={"login": "tech1", "password": PASSWORD})
    first = chain.client.cookies[COOKIE]
    answer = await chain.client.post("/api/refresh")
    assert answer.status_code == 200
    assert chain.client.cookies[COOKIE] != first
    twin = await chain.client.post("/api/refresh", headers={"Cookie": f"{COOKIE}={first}"})
    assert twin.status_code == 200


async def test_a_copied_secret_ends_the_session(chain: Chain) -> None:
    """A secret that was replaced a while ago is a copy: the session ends for everybody."""
    await chain.person("tech1", "technician")
    answer = await chain.client.post("/api/login", json={"login": "tech1", "password": PASSWORD})
    stolen = chain.client.cookies[COOKIE]
    await chain.client.post("/api/refresh")
    good = chain.client.cookies[COOKIE]
    chain.client.cookies.clear()
    chain.clock.pass_s(60)
    copied = await chain.client.post("/api/refresh", headers={"Cookie": f"{COOKIE}={stolen}"})
    assert copied.status_code == 401
    assert (
        await chain.client.post("/api/refresh", headers={"Cookie": f"{COOKIE}={good}"})
    ).status_code == 401
    assert (await chain.client.get("/api/me", headers=bearer(answer.json()["token"]))).status_code == 401


@pytest.mark.parametrize("secret", ["", ".", "x", "x.y", "é.é", "a" * 300])
async def test_a_broken_cookie_is_nobody(chain: Chain, secret: str) -> None:
    """A cookie that no server set is refused."""
    cookie = f"{COOKIE}={secret}".encode()
    answer = await chain.client.post("/api/refresh", headers=[(b"cookie", cookie)])
    assert answer.status_code in {401, 422}


async def test_a_session_ends_unused(chain: Chain) -> None:
    """Two weeks without a refresh sign a person out."""
    await chain.person("tech1", "technician")
    await chain.client.post("/api/login", json={"login": "tech1", "password": PASSWORD})
    chain.clock.pass_s(timedelta(days=14, seconds=1).total_seconds())
    assert (await chain.client.post("/api/refresh")).status_code == 401


async def test_signing_out_ends_the_session_at_once(chain: Chain) -> None:
    """After signing out neither the cookie nor the token is good."""
    await chain.person("tech1", "technician")
    answer = await chain.client.post("/api/login", json={"login": "tech1", "password": PASSWORD})
    secret = chain.client.cookies[COOKIE]
    assert (await chain.client.post("/api/logout")).status_code == 204
    assert COOKIE not in chain.client.cookies
    assert (await chain.client.get("/api/me", headers=bearer(answer.json()["token"]))).status_code == 401
    again = await chain.client.post("/api/refresh", headers={"Cookie": f"{COOKIE}={secret}"})
    assert again.status_code == 401


async def test_another_site_cannot_use_the_cookie(chain: Chain) -> None:
    """A refresh that comes from another origin is refused, whatever cookie it brings."""
    await chain.person("tech1", "technician")
    await chain.client.post("/api/login", json={"login": "tech1", "password": PASSWORD})
    answer = await chain.client.post("/api/refresh", headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403
    assert (await chain.client.post("/api/refresh", headers={"Origin": "http://localhost:8000"})).is_success


async def test_errors_speak_the_caller_s_language(chain: Chain) -> None:
    """The same refusal is a Chinese sentence for one and an English one for the other."""
    body = {"login": "nobody", "password": "wrong password"}
    zh = await chain.client.post(
        "/api/login", json=body, headers={"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"}
    )
    en = await chain.client.post("/api/login", json=body, headers={"Accept-Language": "en-GB"})
    assert "密码" in zh.json()["detail"]
    assert "password" in en.json()["detail"]
