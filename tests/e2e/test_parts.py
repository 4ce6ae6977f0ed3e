"""The parts desk in a real browser: where to begin, hasty fingers, a lost reply, a reload in the middle."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from tests.e2e.conftest import DESK, PHONE, Enter
from tests.e2e.phone import CHECK_MS
from tests.e2e.product import words

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

CAR, PLATE = "0YST2SY40MA000815", "演A·12345"
STILL_MS = 800


def ask(desk: Page, text: str, lang: str = "en") -> None:
    box = desk.get_by_label(words(lang)["parts.say"], exact=True)
    box.fill(text)
    box.press("Enter")
    expect(desk.locator(".turn").last.locator("article.offer").first).to_be_visible(timeout=CHECK_MS)


def reading_back(desk: Page, text: str, lang: str = "en") -> Locator:
    """The button that orders what was read back last."""
    ask(desk, text, lang)
    taken = desk.locator(".turn").last.locator("article.offer").first
    taken.get_by_role("button", name=words(lang)["parts.take"], exact=True).click()
    confirm = desk.get_by_role("button", name=words(lang)["parts.confirm"], exact=True).last
    expect(confirm).to_be_visible(timeout=CHECK_MS)
    return confirm


def orders(desk: Page) -> list[dict[str, Any]]:
    """The shop's orders as the server has them."""
    token = desk.request.post("/api/refresh").json()["token"]
    answer = desk.request.get("/api/orders", headers={"Authorization": f"Bearer {token}"})
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def twice(desk: Page, button: Locator, pause_ms: int) -> None:
    """Two presses on one spot, as a hasty finger makes them."""
    desk.wait_for_timeout(STILL_MS)
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    for _ in range(2):
        desk.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        desk.wait_for_timeout(pause_ms)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_clerk_begins_with_a_waiting_car(enter: Enter, lang: str) -> None:
    """The cars that wait in the shop are one tap away, then the part is, and the VIN was never typed."""
    desk = enter("parts", lang=lang, size=PHONE)
    desk.locator(".cars").get_by_role("button", name=re.compile(re.escape(PLATE))).click()
    part = {"zh": "前制动片", "en": "front brake pads"}[lang]
    desk.get_by_role("button", name=part, exact=True).click()
    expect(desk.locator("article.offer").first).to_contain_text("320", timeout=CHECK_MS)
    expect(desk.locator(".chat-car")).to_contain_text(CAR)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_example_ends_at_offers(enter: Enter, lang: str) -> None:
    """Whoever presses the first example is asked for the car with the waiting cars as buttons."""
    desk = enter("parts", lang=lang, size=PHONE)
    desk.get_by_role("button", name=words(lang)["parts.example.pads"], exact=True).click()
    desk.locator(".question").get_by_role("button", name=re.compile(re.escape(PLATE))).click(timeout=CHECK_MS)
    expect(desk.locator("article.offer").first).to_be_visible(timeout=CHECK_MS)


@pytest.mark.parametrize("pause_ms", [60, 250, 450])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_hasty_finger_orders_once_and_cancels_nothing(
    enter: Enter, size: dict[str, int], pause_ms: int
) -> None:
    """Two presses on the same spot are one order, and the second lands on nothing that came in its place."""
    desk = enter("parts", size=size)
    before = len(orders(desk))
    confirm = reading_back(desk, f"front pads {CAR} cheapest")
    twice(desk, confirm, pause_ms)
    expect(desk.locator(".turn").last.locator("article.order")).to_be_visible(timeout=CHECK_MS)
    desk.wait_for_timeout(STILL_MS)
    now = orders(desk)
    assert len(now) == before + 1
    assert now[0]["status"] != "cancelled"


@dataclass
class Wire:
    """Between a page and the server: knows the orders that were sent, and may lose what comes back."""

    lose: Callable[["Wire", WebSocketRoute], bool]
    sent: list[dict[str, Any]] = field(default_factory=list)

    def lead(self, route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def up(text: str | bytes) -> None:
            frame = json.loads(text)
            if frame["type"] == "parts.order":
                self.sent.append(frame)
            server.send(text)

        def down(text: str | bytes) -> None:
            answered = bool(self.sent) and json.loads(text).get("re") == self.sent[-1]["id"]
            if not (answered and self.lose(self, route)):
                route.send(text)

        route.on_message(up)
        server.on_message(down)


def led(desk: Page, lose: Callable[[Wire, WebSocketRoute], bool]) -> Wire:
    """The page again, its sockets led through a wire that may lose the reply to an order."""
    wire = Wire(lose)
    desk.route_web_socket(re.compile("/ws$"), wire.lead)
    desk.reload()
    return wire


def first_only(wire: Wire, _route: WebSocketRoute) -> bool:
    return len(wire.sent) == 1


def first_with_the_line(wire: Wire, route: WebSocketRoute) -> bool:
    lost = first_only(wire, route)
    if lost:
        route.close(code=3000)
    return lost


def test_a_lost_reply_is_fetched_by_the_page_itself(enter: Enter) -> None:
    """The line breaks between the order and its reply: the page asks again under the same key, one order."""
    desk = enter("parts", size=DESK)
    before = len(orders(desk))
    wire = led(desk, first_with_the_line)
    reading_back(desk, f"cabin filter {CAR}").click()
    expect(desk.locator(".turn").last.locator("article.order")).to_be_visible(timeout=CHECK_MS)
    assert [frame["idem"] for frame in wire.sent] == [wire.sent[0]["idem"]] * 2
    assert len(orders(desk)) == before + 1


def test_a_reload_in_the_middle_claims_nothing(enter: Enter) -> None:
    """Reloaded before the reply, the page says that the orders tell; pressed again, it is the same order."""
    desk = enter("parts", size=DESK)
    before = len(orders(desk))
    led(desk, first_only)
    reading_back(desk, f"cabin filter {CAR}").click()
    expect(desk.locator(".turn-waiting")).to_have_text(words("en")["parts.ordering"])
    desk.wait_for_timeout(STILL_MS)
    desk.reload()
    expect(desk.get_by_role("alert").last).to_have_text(words("en")["parts.unanswered_turn"])
    desk.get_by_role("button", name=words("en")["parts.confirm"], exact=True).click()
    expect(desk.locator(".turn").last.locator("article.order")).to_be_visible(timeout=CHECK_MS)
    assert len(orders(desk)) == before + 1
