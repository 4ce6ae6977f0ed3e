"""Every place that takes text or numbers over HTTP, given what no person types."""

import json
from collections.abc import Iterator, Mapping
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute

from tests.fakes.chain import PASSWORD, Chain
from web.app import NOUNS
from web.identity.models import ROLES
from web.routes.doors import PREFIX

VIN = "1HGCM82633A004352"
BODIES: Mapping[str, Mapping[str, object]] = {
    "POST /api/login": {"login": "somebody", "password": "x"},
    "POST /api/repair-orders": {"vin": VIN, "plate": "A1", "mileage_km": 1, "complaint": "noise"},
    "POST /api/repair-orders/{order}/facts": {"fact": "gearbox", "value": "automatic"},
    "POST /api/jobs": {"repair_order": "1", "procedure": "atf-change", "device": "d"},
    "POST /api/reviews/{review}/verdict": {
        "verdict": "reject",
        "reason": "blurred",
        "note": "again",
        "box": {"x": 0.1, "y": 0.1, "w": 0.1, "h": 0.1},
        "version": 1,
    },
    "POST /api/shops": {"name_zh": "北店", "name_en": "North"},
    "POST /api/people": {
        "login": "li",
        "name": "李",
        "roles": ["administrator"],
        "shop": "",
        "lang": "zh",
        "password": PASSWORD,
    },
    "POST /api/people/{person}/password": {"password": PASSWORD},
}
UNSTORABLE = {"nul": "a\x00b", "half a pair": "a\ud800b", "the other half": "\udfff"}
WORDS = {
    "sql": "'; DROP TABLE as_repair_order; --",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "template": "{password} {0.__class__} %s ${x}",
    "right to left": "\u202egnp.exe\u202c",
    "control": "\x1b[31m\x07",
}
NUMBERS = ("1e999", "NaN", "Infinity", "-Infinity", "-1", "1000000000", "9" * 30, "9" * 5000, "1.5", "true")


def taking_bodies() -> Iterator[tuple[str, APIRoute]]:
    for noun in NOUNS:
        for route in noun.router.routes:
            if isinstance(route, APIRoute) and route.body_field is not None:
                yield f"{min(route.methods)} {PREFIX}{route.path}", route


def addresses(text: str) -> Iterator[str]:
    """Every GET of the API with the text in one place of its path or query."""
    given = quote(text, safe="")
    for noun in NOUNS:
        for route in noun.router.routes:
            if not isinstance(route, APIRoute) or "GET" not in route.methods:
                continue
            path, names = PREFIX + route.path, [each.alias for each in route.dependant.path_params]
            for name in names:
                yield path.replace(f"{{{name}}}", given).replace("{", "").replace("}", "")
            queries = {each.alias: "x" for each in route.dependant.query_params}
            for name in queries:
                asked = "&".join(f"{each}={given if each == name else 'x'}" for each in queries)
                yield f"{path.replace('{', '').replace('}', '')}?{asked}"


def places(body: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Every leaf of a body."""
    pairs = body.items() if isinstance(body, Mapping) else enumerate(body) if isinstance(body, list) else ()
    for name, value in pairs:
        if isinstance(value, Mapping | list):
            yield from places(value, (*path, name))
        else:
            yield (*path, name), value


def changed(body: object, path: tuple[str | int, ...], value: object) -> object:
    if not path:
        return value
    copied = dict(body) if isinstance(body, Mapping) else list(body)  # type: ignore[call-overload]
    copied[path[0]] = changed(copied[path[0]], path[1:], value)
    return copied


def added(body: object, key: str) -> Iterator[object]:
    """A body with one key too many, in each of its objects."""
    if isinstance(body, Mapping):
        yield {**body, key: 1}
        for name, value in body.items():
            for more in added(value, key):
                yield {**body, name: more}


def hostile(kind: type, value: object) -> Iterator[tuple[str, str, object]]:
    """Each route with its body, one leaf of this kind replaced."""
    for route, body in BODIES.items():
        for path, known in places(body):
            if isinstance(known, kind):
                yield route, ".".join(map(str, path)), changed(body, path, value)


async def send(
    chain: Chain, route: str, body: str, headers: Mapping[str, str], key: str
) -> tuple[int, dict[str, object]]:
    method, path = route.split(" ")
    more = {**headers, "Idempotency-Key": key, "Content-Type": "application/json"}
    sent = path.replace("{", "").replace("}", "")
    answer = await chain.client.request(method, sent, content=body, headers=more)
    return answer.status_code, answer.json() if answer.content else {}


def broken(status: int, code: object) -> bool:
    """Whether an answer is the server's own fault; the search has no index here."""
    return status >= 500 and code != "index_missing"


async def everybody(chain: Chain) -> Mapping[str, str]:
    return await chain.login("everybody", *ROLES)


def test_every_body_has_a_sample_here() -> None:
    """A new route that takes a body is tried out too."""
    assert {name for name, _ in taking_bodies()} == set(BODIES)
    for name, route in taking_bodies():
        assert route.body_field is not None
        model = route.body_field.field_info.annotation
        assert set(BODIES[name]) == set(model.model_fields), name


@pytest.mark.parametrize("text", UNSTORABLE.values(), ids=UNSTORABLE.keys())
async def test_text_that_no_database_stores_is_refused_by_name(chain: Chain, text: str) -> None:
    """A NUL or half a surrogate pair is refused with its field, wherever text is taken."""
    headers = await everybody(chain)
    for number, (route, field, body) in enumerate(hostile(str, text)):
        status, told = await send(chain, route, json.dumps(body), headers, f"k{number}")
        assert (status, told["code"]) == (422, "request_invalid"), (route, field, told)
        assert str(told["values"]["field"]).startswith(f"body.{field.removesuffix('.0')}"), (route, told)  # type: ignore[index]


@pytest.mark.parametrize("text", [*UNSTORABLE.values(), *WORDS.values()])
async def test_no_key_breaks_the_server(chain: Chain, text: str) -> None:
    """A field that no body has is refused, whatever its name."""
    headers = await everybody(chain)
    for route, sample in BODIES.items():
        for number, body in enumerate(added(sample, text)):
            status, told = await send(chain, route, json.dumps(body), headers, f"k{number}")
            assert (status, told["code"]) == (422, "request_invalid"), (route, told)


@pytest.mark.parametrize("text", ["a\x00b", "x" * 300, *WORDS.values()])
async def test_no_address_breaks_the_server(chain: Chain, text: str) -> None:
    """Whatever stands in a path or a query, the answer is a problem of the asker's, in JSON."""
    headers = await everybody(chain)
    for address in addresses(text):
        answer = await chain.client.get(address, headers=headers)
        if answer.is_error:
            assert answer.headers["content-type"] == "application/problem+json", address
            assert not broken(answer.status_code, answer.json()["code"]), (address, answer.text)


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS.keys())
async def test_words_are_words(chain: Chain, text: str) -> None:
    """SQL, markup, templates and control characters in every text box are kept as they are, or refused."""
    headers = await everybody(chain)
    for number, (route, field, body) in enumerate(hostile(str, text)):
        status, told = await send(chain, route, json.dumps(body), headers, f"k{number}")
        assert not broken(status, told.get("code")), (route, field, told)
    body = json.dumps({"vin": VIN, "complaint": text})
    status, told = await send(chain, "POST /api/repair-orders", body, headers, "kept")
    assert (status, told["complaint"]) == (201, text.strip())


@pytest.mark.parametrize("number", NUMBERS)
async def test_no_number_breaks_the_server(chain: Chain, number: str) -> None:
    """Numbers that are none, or that no column holds, are refused or taken, never an error of the server."""
    headers = await everybody(chain)
    for at, (route, field, body) in enumerate(hostile((int, float), "@")):  # type: ignore[arg-type]
        sent = json.dumps(body).replace('"@"', number)
        status, told = await send(chain, route, sent, headers, f"k{at}")
        assert not broken(status, told.get("code")), (route, field, told)


@pytest.mark.parametrize("depth", [50, 900, 50_000])
async def test_deep_nesting_is_refused(chain: Chain, depth: int) -> None:
    """Brackets in brackets are no body of ours, and cost nothing."""
    headers = await everybody(chain)
    for opening, closing in (("[", "]"), ('{"vin":', "}")):
        body = opening * depth + "1" + closing * depth
        status, told = await send(chain, "POST /api/repair-orders", body, headers, "deep")
        assert (status in {400, 413, 422}, told["code"] in {"request_invalid", "body_too_large"}) == (
            True,
            True,
        )


@pytest.mark.parametrize("key", ["", " ", "x" * 129, "a\x00b", "钥匙"])
async def test_a_key_is_plain_and_short(chain: Chain, key: str) -> None:
    """An idempotency key that cannot be kept is refused, and nothing is written."""
    headers = await everybody(chain)
    sent = {**headers, "Idempotency-Key": key.encode()}
    answer = await chain.client.post("/api/repair-orders", json={"vin": VIN}, headers=sent)  # type: ignore[arg-type]
    assert answer.status_code == 422, answer.text
