"""What people of one shop may reach of another: nothing, by reading or by writing."""

from collections.abc import Mapping

import pytest
from sqlalchemy import insert

from assist import tables
from tests.fakes.chain import PASSWORD, SYSTEM, Chain
from vision import verdicts
from vision.outcomes import Outcome
from vision.reviews import ReviewId, Seen, Subject
from vision.risk import RiskInput
from web.identity import people
from web.identity.models import NewPerson

REVIEW = ReviewId("one")
SHA = "ab" * 32
PHOTO = b"\xff\xd8\xff\xe0photo"


async def of_shop(chain: Chain, login: str, role: str, shop: str) -> Mapping[str, str]:
    """The headers of somebody who belongs to a shop though their role could do without."""
    place = (await chain.shop(shop)).id
    hashed = await chain.deps.doorkeeper.passwords.hash(PASSWORD)
    new = NewPerson(login, login.title(), frozenset({role}), place, "en")
    async with chain.deps.database.transaction() as session:
        chain.people[login] = await people.add_person(
            session, new, password_hash=hashed, by=SYSTEM, now=chain.clock()
        )
    return await chain.login(login, role)


async def waiting(chain: Chain, shop: str, *, sent: bool = True) -> None:
    """A photo of a shop waits for its verdict."""
    place, now = (await chain.shop(shop)).id, chain.clock()
    photo = {"evidence": "ev", "job": "job", "step": "washer", "gate": "photo", "sha256": SHA, "shop": place}
    photo |= {"taken_by": "ann", "taken_at": now, "bytes_here": sent, "inspected": sent}
    async with chain.deps.database.transaction() as session:
        await session.execute(insert(tables.photo).values(**photo))
        await verdicts.enqueue(
            session,
            review=REVIEW,
            sha256=SHA,
            subject=Subject("job", "washer", "photo", "ev", place, "atf_washer"),
            taken_by="ann",
            taken_at=now,
            risk=RiskInput(outcome=Outcome.PASS),
            seen=Seen(),
            now=now,
        )


@pytest.mark.parametrize("verdict", ["accept", "reject", "rework", "unsure"])
async def test_a_reviewer_of_another_shop_cannot_judge(chain: Chain, verdict: str) -> None:
    """A verdict on a photo that its reviewer may not see is refused as unknown, and changes nothing."""
    await waiting(chain, "North")
    south = await of_shop(chain, "qa2", "qa_reviewer", "South")
    body = {"verdict": verdict, "reason": "other" if verdict in {"reject", "rework"} else "", "version": 1}
    for answer in (
        await chain.client.get(f"/api/reviews/{REVIEW}", headers=south),
        await chain.client.post(f"/api/reviews/{REVIEW}/verdict", json=body, headers=south),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "review_unknown")
    async with chain.deps.database.reading() as session:
        review = await verdicts.find(session, REVIEW, shop=None)
    assert (review.verdict, review.version, review.undecided) == (None, 1, ())


async def test_a_reviewer_of_another_shop_gets_no_bytes(chain: Chain) -> None:
    """A photo is as unknown to another shop's reviewer as its review is; their own shop's may look."""
    await waiting(chain, "North")
    chain.deps.blobs.kept[SHA] = PHOTO  # type: ignore[attr-defined]
    south = await of_shop(chain, "qa2", "qa_reviewer", "South")
    north = await of_shop(chain, "qa1", "qa_reviewer", "North")
    assert (await chain.client.get(f"/api/photos/{SHA}", headers=south)).status_code == 404
    assert (await chain.client.get(f"/api/photos/{SHA}", headers=north)).status_code == 200


async def test_naming_bytes_is_not_having_them(chain: Chain) -> None:
    """Whoever commits the hash of a photo that they never sent does not get it by that."""
    await waiting(chain, "North", sent=False)
    chain.deps.blobs.kept[SHA] = PHOTO  # type: ignore[attr-defined]
    north = await of_shop(chain, "qa1", "qa_reviewer", "North")
    assert (await chain.client.get(f"/api/photos/{SHA}", headers=north)).status_code == 404


async def test_a_verdict_names_the_version_that_was_seen(chain: Chain) -> None:
    """A verdict that does not say which state its reviewer looked at is refused."""
    await waiting(chain, "North")
    qa = await chain.login("qa", "qa_reviewer")
    answer = await chain.client.post(f"/api/reviews/{REVIEW}/verdict", json={"verdict": "accept"}, headers=qa)
    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")


async def test_an_administrator_of_a_shop_has_that_shop_alone(chain: Chain) -> None:
    """Whoever administers one shop neither sees, nor adds to, nor takes over anybody of another."""
    south = await of_shop(chain, "boss2", "administrator", "South")
    ann = await chain.person("ann", "technician", shop="North")
    own, other = chain.shops["South"].id, chain.shops["North"].id
    client = chain.client
    listed = (await client.get("/api/people", headers=south)).json()["items"]
    assert [one["login"] for one in listed] == ["boss2"]
    assert [one["id"] for one in (await client.get("/api/shops", headers=south)).json()["items"]] == [own]
    fresh = {"password": "another long password"}
    taken = await client.post(f"/api/people/{ann.id}/password", json=fresh, headers=south)
    assert (taken.status_code, taken.json()["code"]) == (404, "person_unknown")
    new = {"login": "eve", "name": "Eve", "roles": ["administrator"], "password": PASSWORD, "lang": "en"}
    for shop in (other, ""):
        added = await client.post("/api/people", json={**new, "shop": shop}, headers=south)
        assert added.json()["code"] == "shop_unknown"
    assert (await client.post("/api/people", json={**new, "shop": own}, headers=south)).status_code == 201
    shop = await client.post("/api/shops", json={"name_zh": "东店", "name_en": "East"}, headers=south)
    assert (shop.status_code, shop.json()["code"]) == (403, "not_allowed")
    assert (await client.post("/api/login", json={"login": "ann", "password": PASSWORD})).status_code == 200
