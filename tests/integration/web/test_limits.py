"""Bodies that are too large, broken, or not what they say."""

import pytest

from tests.fakes.chain import Chain
from web.guards import BODY_MOST_BYTES


async def test_a_large_body_is_refused_before_it_is_read(chain: Chain) -> None:
    """Two megabytes of JSON are refused by their announced length."""
    answer = await chain.client.post(
        "/api/login", content=b"x" * 2_000_000, headers={"Accept-Language": "en"}
    )
    assert answer.status_code == 413
    assert answer.json()["values"] == {"most_bytes": str(BODY_MOST_BYTES)}
    assert "content-security-policy" in answer.headers


async def test_a_large_body_without_a_length_is_cut_off(chain: Chain) -> None:
    """A body that does not announce its length is refused as soon as it is too long, with its limit."""

    async def endless():
        for _ in range(100):
            yield b"x" * 10_000

    answer = await chain.client.post(
        "/api/login", content=endless(), headers={"Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    assert answer.json()["values"] == {"most_bytes": str(BODY_MOST_BYTES)}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"login": 1}', b'{"login": "a"}']
)
async def test_a_broken_body_is_a_problem_with_its_field(chain: Chain, content: bytes) -> None:
    """JSON that is broken or of another shape names what is wrong and changes nothing."""
    answer = await chain.client.post(
        "/api/login", content=content, headers={"Content-Type": "application/json"}
    )
    assert answer.is_client_error
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "request_invalid"


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("DELETE", "/api/jobs", "GET, POST"),
        ("POST", "/api/health", "GET"),
        ("HEAD", "/api/health", "GET"),
        ("PATCH", f"/api/photos/{'0' * 64}", "GET, HEAD, PUT"),
        ("PUT", "/api/login", "POST"),
        ("DELETE", "/", "GET, HEAD"),
    ],
)
async def test_another_method_names_those_that_are_allowed(
    chain: Chain, method: str, path: str, allow: str
) -> None:
    """An address that is there, asked in another way, answers 405 and says what it is for."""
    answer = await chain.client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, allow)
    assert answer.headers["content-type"] == "application/problem+json"
    if method != "HEAD":
        assert answer.json()["code"] == "method_refused"


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nothing", "/api/jobs/", "/api/jobs/1/2/3"])
async def test_an_unknown_address_of_the_api_is_a_problem(chain: Chain, method: str, path: str) -> None:
    """Whatever the method, an address that the API does not have answers 404 as problem details."""
    answer = await chain.client.request(method, path)
    assert answer.status_code in {404, 405}
    assert answer.headers["content-type"] == "application/problem+json"


async def test_the_same_key_gives_the_same_answer(chain: Chain) -> None:
    """A write that is sent twice with one key happens once and is answered alike."""
    headers = await chain.login("tech1", "technician") | {"Idempotency-Key": "k1"}
    body = {"vin": "1HGCM82633A004352", "plate": "A1"}
    first = await chain.client.post("/api/repair-orders", json=body, headers=headers)
    again = await chain.client.post("/api/repair-orders", json=body, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    listed = await chain.client.get("/api/repair-orders", headers=headers)
    assert len(listed.json()["items"]) == 1


async def test_the_same_key_with_another_body_is_refused(chain: Chain) -> None:
    """One key never stands for two different writes."""
    headers = await chain.login("tech1", "technician") | {"Idempotency-Key": "k1"}
    body = {"vin": "1HGCM82633A004352", "plate": "A1"}
    await chain.client.post("/api/repair-orders", json=body, headers=headers)
    answer = await chain.client.post("/api/repair-orders", json=body | {"plate": "A2"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (409, "idem_conflict")


async def test_a_write_without_a_key_is_refused(chain: Chain) -> None:
    """What must not happen twice does not happen without a key."""
    headers = await chain.login("tech1", "technician")
    answer = await chain.client.post("/api/repair-orders", json={"vin": "1HGCM82633A004352"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_missing")


async def test_a_refused_write_leaves_its_key_free(chain: Chain) -> None:
    """A write that was refused may be corrected and sent again with the same key."""
    headers = await chain.login("tech1", "technician") | {"Idempotency-Key": "k1"}
    wrong = await chain.client.post("/api/repair-orders", json={"vin": "1HGCM82633A00435O"}, headers=headers)
    assert wrong.is_client_error
    right = await chain.client.post("/api/repair-orders", json={"vin": "1HGCM82633A004352"}, headers=headers)
    assert right.status_code == 201


@pytest.mark.parametrize(
    "changed",
    [{"mileage_km": -1}, {"mileage_km": 10**9}, {"plate": "x" * 99}, {"complaint": "x" * 2001}, {"vin": ""}],
)
async def test_a_repair_order_that_cannot_be_is_refused(chain: Chain, changed: dict[str, object]) -> None:
    """Numbers and texts beyond their limits are refused before anything is written."""
    headers = await chain.login("tech1", "technician") | {"Idempotency-Key": "k1"}
    body = {"vin": "1HGCM82633A004352", **changed}
    answer = await chain.client.post("/api/repair-orders", json=body, headers=headers)
    assert answer.status_code in {409, 422}
    assert (await chain.client.get("/api/repair-orders", headers=headers)).json()["items"] == []


async def test_another_shop_s_order_looks_like_none(chain: Chain) -> None:
    """What belongs to another shop and what does not exist are answered alike."""
    mine = await chain.login("tech1", "technician", shop="North") | {"Idempotency-Key": "k1"}
    made = await chain.client.post("/api/repair-orders", json={"vin": "1HGCM82633A004352"}, headers=mine)
    other = await chain.login("tech9", "technician", shop="South")
    for order in (made.json()["id"], "0" * 32):
        answer = await chain.client.get(f"/api/repair-orders/{order}", headers=other)
        assert (answer.status_code, answer.json()["code"]) == (404, "repair_order_unknown")
