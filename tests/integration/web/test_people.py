"""Shops and people, by their administrator."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from tests.fakes.chain import PASSWORD, Chain
from web.database import Committed
from web.identity import tables

FRESH = "another long password"


def body(**changed: object) -> dict[str, object]:
    plain = {"login": "Li.Wei", "name": "李伟", "roles": ["manager"], "shop": "", "password": PASSWORD}
    return plain | changed


async def test_an_administrator_adds_a_shop_and_a_person_who_signs_in(chain: Chain) -> None:
    """A person who was added can sign in at once, with the login in small letters."""
    boss = await chain.login("boss", "administrator")
    shop = await chain.client.post("/api/shops", json={"name_zh": "北店", "name_en": "North"}, headers=boss)
    assert shop.status_code == 201
    added = await chain.client.post(
        "/api/people", json=body(roles=["technician"], shop=shop.json()["id"]), headers=boss
    )
    assert added.status_code == 201
    assert added.json()["login"] == "li.wei"
    assert added.json()["shop_name"] == {"zh": "北店", "en": "North"}
    answer = await chain.client.post("/api/login", json={"login": "LI.WEI", "password": PASSWORD})
    assert answer.json()["user"]["name"] == "李伟"
    listed = await chain.client.get("/api/people", headers=boss)
    assert [row["login"] for row in listed.json()["items"]] == ["boss", "li.wei"]
    assert "password" not in listed.text
    assert "hash" not in listed.text
    shops = (await chain.client.get("/api/shops", headers=boss)).json()["items"]
    assert [row["name"]["en"] for row in shops] == ["North"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"login": "x"}, "login_invalid"),
        ({"login": "a b"}, "login_invalid"),
        ({"login": "<script>"}, "login_invalid"),
        ({"login": "李伟"}, "login_invalid"),
        ({"login": "'; DROP TABLE id_person; --"}, "login_invalid"),
        ({"login": "boss"}, "login_taken"),
        ({"name": "  "}, "name_invalid"),
        ({"name": "a\u0007b"}, "name_invalid"),
        ({"name": "a\u0000b"}, "request_invalid"),
        ({"name": "x" * 121}, "request_invalid"),
        ({"roles": []}, "role_missing_for_person"),
        ({"roles": ["king"]}, "role_unknown"),
        ({"roles": ["technician"]}, "shop_missing"),
        ({"roles": ["manager"], "shop": "nowhere"}, "shop_unknown"),
        ({"password": "short"}, "password_short"),
        ({"more": 1}, "request_invalid"),
    ],
)
async def test_a_person_who_cannot_be_is_refused(chain: Chain, changed: dict[str, object], code: str) -> None:
    """Each mistake has its own error, says what to do, and adds nobody."""
    boss = await chain.login("boss", "administrator")
    answer = await chain.client.post("/api/people", json=body(**changed), headers=boss)
    assert (answer.json()["code"], answer.is_client_error) == (code, True)
    assert answer.json()["detail"] != f"errors.{code}"
    listed = await chain.client.get("/api/people", headers=boss)
    assert [row["login"] for row in listed.json()["items"]] == ["boss"]


async def test_a_name_with_markup_is_kept_as_text(chain: Chain) -> None:
    """Signs of HTML and SQL in a name are a name."""
    boss = await chain.login("boss", "administrator")
    name = "<b>Robert'); DROP TABLE id_person;--"
    answer = await chain.client.post("/api/people", json=body(name=name, roles=["manager"]), headers=boss)
    assert answer.json()["name"] == name


async def test_a_reset_password_ends_every_session(chain: Chain) -> None:
    """After a reset the old tokens and passwords are refused at once, and an event says so."""
    boss = await chain.login("boss", "administrator")
    person = await chain.person("tech1", "technician")
    mine = await chain.login("tech1", "technician")
    heard: list[Committed] = []
    chain.deps.database.listeners.append(heard.extend)
    answer = await chain.client.post(
        f"/api/people/{person.id}/password", json={"password": FRESH}, headers=boss
    )
    assert answer.status_code == 204
    assert [(event.channel, event.type) for event in heard] == [(f"user:{person.id}", "session.revoked")]
    assert (await chain.client.get("/api/me", headers=mine)).status_code == 401
    old = await chain.client.post("/api/login", json={"login": "tech1", "password": PASSWORD})
    assert old.status_code == 401
    new = await chain.client.post("/api/login", json={"login": "tech1", "password": FRESH})
    assert new.status_code == 200


async def test_nobody_s_password_is_nobody_s(chain: Chain) -> None:
    """Resetting the password of somebody who does not exist is refused."""
    boss = await chain.login("boss", "administrator")
    answer = await chain.client.post("/api/people/nobody/password", json={"password": FRESH}, headers=boss)
    assert (answer.status_code, answer.json()["code"]) == (404, "person_unknown")


async def test_passwords_are_kept_as_argon2_hashes(chain: Chain) -> None:
    """No password and no refresh secret stands in the database."""
    await chain.login("tech1", "technician")
    async with chain.deps.database.reading() as session:
        kept = (await session.execute(select(tables.person.c.password_hash))).scalar_one()
        secret = (await session.execute(select(tables.session.c.secret_hash))).scalar_one()
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept
    assert len(secret) == 64


async def test_history_of_people_cannot_be_changed(chain: Chain) -> None:
    """What was done to people can be neither changed nor deleted, by anybody."""
    await chain.person("tech1", "technician")
    for change in (tables.log.update().values(type="x"), tables.log.delete()):
        with pytest.raises(DBAPIError, match="append-only"):
            async with chain.deps.database.transaction() as session:
                await session.execute(change)
