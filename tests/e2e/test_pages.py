"""What holds for every page: no accident on the first visit, nothing that shuts anybody out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import DESK, PHONE, Enter
from tests.e2e.phone import Phone
from tests.e2e.product import ROOT, Product
from tests.e2e.test_journey import BRAKES, begin, open_order

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

AXE = ROOT / "web/client/node_modules/axe-core/axe.min.js"
GRAVE = {"serious", "critical"}
OWN_PAGES = [("parts", "/parts"), ("qa", "/review"), ("admin", "/admin")]


def violations(page: Page) -> list[str]:
    """What keeps people out of a page. Source: axe-core, its whole rule set."""
    page.wait_for_timeout(300)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{each['id']}: {each['nodes'][0]['target']}" for each in found if each["impact"] in GRAVE]


def test_a_first_visit_is_refused_nothing(product: Product, browser: Browser) -> None:
    """Who was never here asks the server for nothing that it would refuse."""
    context = browser.new_context(base_url=product.url)
    page = context.new_page()
    refused: list[str] = []
    page.on("response", lambda answer: refused.append(answer.url) if answer.status >= 400 else None)
    page.goto("/")
    expect(page.locator(".journey-stop").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert refused == []
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize(("login", "path"), OWN_PAGES)
@pytest.mark.parametrize(("lang", "size"), [("zh", PHONE), ("en", DESK)])
def test_a_console_shuts_nobody_out(
    product: Product, enter: Enter, login: str, path: str, lang: str, size: dict[str, int]
) -> None:
    """Clerk, reviewer and administrator find no serious barrier, and only their own pages in the head."""
    page = enter(login, lang=lang, size=size)
    expect(page).to_have_url(f"{product.url}{path}")
    expect(page.locator("main")).to_be_visible()
    assert violations(page) == []
    ways = page.locator(".console-head a").evaluate_all("links => links.map(one => one.pathname)")
    assert set(ways) <= {"/", path}


@pytest.mark.parametrize("path", ["/technician", "/nix"])
def test_a_page_that_cannot_be_shown_leads_back(product: Product, enter: Enter, path: str) -> None:
    """Neither another role's page nor an address without one is a dead end."""
    page = enter("parts", lang="en", size=PHONE)
    page.goto(path)
    expect(page.locator("h1")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Back to my page", exact=True).click()
    expect(page).to_have_url(f"{product.url}/parts")


def look_at(phone: Phone, *paths: str) -> None:
    """Open pages one after the other; each has to be open to everybody."""
    for path in paths:
        phone.page.goto(path)
        expect(phone.page.locator("main")).to_be_visible()
        assert violations(phone.page) == [], path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_technicians_pages_shut_nobody_out(product: Product, enter: Enter, lang: str) -> None:
    """From the list of orders to the record, the phone pages have no serious barrier."""
    phone = Phone(enter("tech1", lang=lang), lang)
    look_at(phone, "/technician/new", "/technician/search?q=XH6A", "/technician")
    open_order(phone, BRAKES)
    assert violations(phone.page) == []
    begin(phone, {"zh": "前制动", "en": "front brake"}[lang])
    assert violations(phone.page) == []
    until(phone, lambda: phone.page.locator(".step-title").count() > 0, product)
    assert violations(phone.page) == []
    phone.button("words.more").click()
    assert violations(phone.page) == []
    look_at(phone, phone.page.url.replace("/technician/jobs/", "/records/"), "/headset/none", "/")


def test_a_reading_outside_its_window_is_said_where_it_is_typed(product: Product, enter: Enter) -> None:
    """A value outside the window is named beside its field, with the window, before and after it is sent."""
    phone = Phone(enter("tech1", lang="en"), "en")
    open_order(phone, BRAKES)
    begin(phone, "front brake")
    until(phone, lambda: phone.page.locator(".measure").count() > 0, product)
    said = phone.page.locator(".thumb [role=alert]")
    phone.page.locator(".measure input").fill("-5")
    expect(said).to_contain_text("outside the allowed 0–14")
    phone.page.locator(".measure input").fill("999")
    phone.button("technician.measure_record").click()
    expect(said).to_contain_text("is recorded")
    expect(phone.button("technician.override")).to_be_visible()


def test_a_cars_facts_are_read_in_words_and_a_wrong_mileage_at_its_field(enter: Enter) -> None:
    """No decoder's word stands among the facts; a mileage beyond any car is told where it is typed."""
    phone = Phone(enter("tech1", lang="zh"), "zh")
    open_order(phone, BRAKES)
    phone.page.locator("details.fold summary").first.click()
    facts = phone.page.locator(".facts")
    for told in ("远山", "双离合变速器", "四驱", "2020-07 至 2021-06", "320\u202fmm", "来自本店车辆表"):
        expect(facts).to_contain_text(told)
    phone.page.goto("/technician/new")
    phone.page.get_by_label(phone.word("technician.vin"), exact=True).fill("1HGCM82633A004352")
    mileage = phone.page.get_by_label(phone.word("technician.mileage"), exact=True)
    mileage.fill("9999999")
    phone.button("technician.open_order").click()
    expect(mileage).to_be_focused()
    expect(phone.page.locator(".field", has=mileage).get_by_role("alert")).to_contain_text("5,000,000")


def until(phone: Phone, reached: Callable[[], bool], product: Product, most: int = 60) -> None:
    """Do what the page asks for until it shows what is sought."""
    for _ in range(most):
        phone.settle()
        if reached():
            return
        phone.act(("tech2", product.passwords["tech2"]))
    raise AssertionError(phone.place)
