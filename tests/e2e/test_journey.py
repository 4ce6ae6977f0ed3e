"""The main job, end to end, as its people play it."""

import contextlib
import json
import sqlite3
import time

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, Enter
from tests.e2e.phone import CHECK_MS, Phone
from tests.e2e.product import Product, words

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

AUTOMATIC, BRAKES, OPEN_DISC = "演A·10021", "演A·12345", "演C·30916"
ELECTRIC, VAN, HONDA = "演AD·08866", "演D·45120", "演E·51002"
PERFORMER = "李建国"
"""Who signs in as tech1."""
REAR_PADS = {"zh": "后制动片", "en": "rear brake pads"}
CABIN = {"zh": "空调滤芯", "en": "cabin filter"}
FLUID = {"zh": "变速器油", "en": "gearbox fluid"}


def open_order(phone: Phone, plate: str) -> None:
    """Open a repair order by its plate, also where work on it has begun."""
    phone.page.goto("/technician")
    row = phone.page.locator("a.row[href*='/orders/']", has_text=plate).first
    expect(row).to_be_attached()
    phone.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    row.click()
    expect(phone.page.locator(".car-title")).to_be_visible()


def begin(phone: Phone, title: str) -> None:
    """Start a procedure that the order offers; it is one's own at once."""
    card = phone.page.locator("article.offer").filter(has=phone.page.get_by_text(title))
    card.get_by_role("button").click()
    phone.page.wait_for_url("**/technician/jobs/*")
    expect(phone.page.locator(".job[data-screen=hazard], .job[data-screen=step]")).to_be_visible(
        timeout=CHECK_MS
    )


def send_back(desk: Page, plate: str, verdict: str, lang: str) -> float:
    """Send this car's photo back by keyboard, with a rectangle and the first reason; when it was sent."""
    wanted = desk.locator("main.bench", has_text=plate).filter(has_text=PERFORMER)
    for _ in range(20):
        expect(desk.locator(".stage img").first).to_be_visible()
        if wanted.count():
            break
        desk.keyboard.press("j")
    desk.keyboard.press(verdict)
    box = desk.locator(".stage").bounding_box()
    assert box is not None
    desk.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.4)
    desk.mouse.down()
    desk.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.6, steps=4)
    desk.mouse.up()
    expect(desk.get_by_text(words(lang)["review.box_there"])).to_be_visible()
    desk.keyboard.press("1")
    return time.monotonic()


def completed(product: Product, job: str) -> list[str]:
    """The steps whose completion stands in the job's log, as often as it stands there."""
    with contextlib.closing(sqlite3.connect(f"file:{product.var}/shifu.sqlite?mode=ro", uri=True)) as file:
        asked = "SELECT data FROM as_event WHERE channel = ? AND type = 'step.complete' ORDER BY seq"
        return [json.loads(data)["step"] for (data,) in file.execute(asked, (f"job:{job}",))]


def take_back(desk: Page) -> None:
    """Accept the photo on the bench and take it back by keyboard before it is sent."""
    waiting = desk.locator(".review-count")
    before = waiting.inner_text().partition(" · ")[0]
    desk.keyboard.press("a")
    expect(desk.locator(".toast", has=desk.get_by_role("button"))).to_be_visible()
    desk.keyboard.press("Control+z")
    expect(desk.locator(".toast", has=desk.get_by_role("button"))).to_have_count(0)
    expect(waiting).to_contain_text(before)


@pytest.mark.parametrize(("lang", "plate"), [("zh", ELECTRIC), ("en", VAN)])
def test_a_first_job_from_order_to_record(product: Product, enter: Enter, lang: str, plate: str) -> None:
    """A technician is led from the waiting order to the record of a finished job."""
    phone = Phone(enter("tech1", lang=lang), lang)
    open_order(phone, plate)
    begin(phone, CABIN[lang])
    phone.play(("tech2", product.passwords["tech2"]))
    phone.page.get_by_role("link", name=phone.word("technician.to_record"), exact=True).click()
    expect(phone.page.locator(".paper-step")).to_have_count(8)
    expect(phone.page.locator(".paper")).to_contain_text(phone.word("record.demonstration"))
    expect(phone.page.locator(".tally")).to_contain_text(phone.word("words.truth.photo_checked"))


def test_a_photo_that_qa_sends_back_reaches_the_technician_in_a_second(
    product: Product, enter: Enter
) -> None:
    """A faulty photo does not pass, a good one does, and QA's rejection of it appears at its spot at once."""
    witness = ("tech2", product.passwords["tech2"])
    phone = Phone(enter("tech1", lang="en"), "en")
    open_order(phone, AUTOMATIC)
    begin(phone, FLUID["en"])
    while not phone.button("technician.photo_scenes").count():
        phone.settle()
        phone.act(witness)
    gated = phone.step()
    phone.hand_in("faulty")
    expect(phone.page.locator("[data-outcome=fail], [data-outcome=unsure]").first).to_be_visible(
        timeout=CHECK_MS
    )
    phone.settle()
    phone.hand_in("good")
    expect(phone.button("technician.done_next")).to_be_visible(timeout=CHECK_MS)
    phone.act(witness)
    expect(phone.page.locator(".job[data-screen=hazard]")).to_be_visible(timeout=CHECK_MS)
    phone.play(witness, until="step")

    desk = enter("qa", lang="en", size=DESK)
    expect(desk.locator("main.bench")).to_be_visible()
    take_back(desk)
    sent = send_back(desk, AUTOMATIC, "r", "en")
    banner = phone.page.locator("button.rework")
    expect(banner).to_be_visible(timeout=5_000)
    assert time.monotonic() - sent < 1.5, "the rejection took too long"
    banner.click()
    expect(phone.page.locator(".photo-box")).to_be_visible()
    phone.page.get_by_role("dialog").locator(".button-primary").click()
    while phone.screen == "hazard":
        phone.understand()
    expect(phone.page.locator(".step-title")).to_have_text(gated)
    phone.hand_in("good", 1)
    phone.button("technician.done_next").click(timeout=CHECK_MS)
    expect(banner).to_have_count(0, timeout=CHECK_MS)


def test_a_reload_keeps_the_step_and_a_colleague_acknowledges_anew(product: Product, enter: Enter) -> None:
    """After a reload, or back from its order, the step is simply there; who takes over sees hazards first."""
    witness = ("tech2", product.passwords["tech2"])
    phone = Phone(enter("tech1", lang="en"), "en")
    open_order(phone, BRAKES)
    order = phone.page.url
    begin(phone, "front brake")
    phone.play(witness, until="step")
    while not phone.page.locator(".hazard-band").count():
        phone.settle()
        phone.act(witness)
        if phone.screen == "hazard":
            phone.play(witness, until="step")
    title = phone.step()
    phone.page.reload()
    expect(phone.page.locator(".step-title")).to_have_text(title)
    job = phone.page.url
    phone.page.goto(order)
    phone.page.get_by_role("link", name=phone.word("technician.go_on"), exact=True).click()
    expect(phone.page).to_have_url(job)
    expect(phone.page.locator(".step-title")).to_have_text(title)

    other = Phone(enter("tech2", lang="en"), "en")
    other.page.goto(phone.page.url)
    expect(other.button("technician.takeover")).to_be_visible()
    assert title not in other.page.locator(".job").inner_text()
    other.button("technician.takeover").click()
    expect(other.page.locator(".job[data-screen=hazard]")).to_be_visible()
    expect(phone.page.locator(".job[data-screen=held]")).to_be_visible()
    while other.screen == "hazard":
        other.understand()
    expect(other.page.locator(".step-title")).to_have_text(title)


def test_a_cut_connection_is_said_and_an_entry_arrives_once(product: Product, enter: Enter) -> None:
    """Cut off, the open step stays usable; its entry waits on the device and is recorded once."""
    phone = Phone(enter("tech1", lang="zh"), "zh")
    open_order(phone, OPEN_DISC)
    begin(phone, CABIN["zh"])
    witness = ("tech2", product.passwords["tech2"])
    phone.play(witness, until="step")
    title, job = phone.step(), phone.page.url.rpartition("/")[2]
    before = completed(product, job)
    phone.page.context.set_offline(True)
    expect(phone.page.locator("[data-link]:not([data-link=online])").first).to_be_visible(
        timeout=2 * CHECK_MS
    )
    phone.button("technician.done_next").click()
    expect(phone.page.get_by_text(phone.word("technician.leaving"))).to_be_visible()
    assert completed(product, job) == before
    phone.page.context.set_offline(False)
    after = phone.page.locator(".step-title, .hazard-alone").first
    expect(after).not_to_have_text(title, timeout=2 * CHECK_MS)
    phone.page.reload()  # what still waited on the device would go out again
    expect(after).not_to_have_text(title, timeout=CHECK_MS)
    entered = completed(product, job)
    assert len(entered) == len(set(entered)) == len(before) + 1


def test_a_verdict_is_taken_along_when_its_page_goes(product: Product, enter: Enter) -> None:
    """What a reviewer has accepted is sent, also if they leave before it can no longer be taken back."""
    desk = enter("qa", lang="en", size=DESK)

    def waiting() -> int:
        login = {"login": "qa", "password": product.passwords["qa"]}
        with httpx.Client(base_url=product.url) as client:
            token = client.post("/api/login", json=login).json()["token"]
            found = client.get("/api/reviews", headers={"Authorization": f"Bearer {token}"}).json()
        return len(found["items"])

    for leave in (desk.reload, lambda: desk.goto("/")):
        desk.goto("/review")
        expect(desk.locator(".stage img, .stage-override").first).to_be_visible()
        before = waiting()
        desk.keyboard.press("a")
        expect(desk.get_by_text(words("en")["review.said.accept"])).to_be_visible()
        leave()
        desk.wait_for_timeout(1_000)
        assert waiting() == before - 1


def test_a_double_tap_completes_one_step(product: Product, enter: Enter) -> None:
    """What comes under the finger after a press takes none for a moment."""
    phone = Phone(enter("tech1", lang="en"), "en")
    open_order(phone, ELECTRIC)
    begin(phone, CABIN["en"])
    phone.play(("tech2", product.passwords["tech2"]), until="step")
    job = phone.page.url.rpartition("/")[2]
    for steps in (1, 2, 3):
        phone.play(("tech2", product.passwords["tech2"]), until="step")
        box = phone.button("technician.done_next").bounding_box()
        assert box is not None
        phone.page.wait_for_timeout(700)
        for _ in range(2):
            phone.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            phone.page.wait_for_timeout(300)
        phone.page.wait_for_timeout(700)
        assert len(completed(product, job)) == steps


def test_an_entry_of_a_job_that_was_taken_over_is_named(product: Product, enter: Enter) -> None:
    """What was done without a network on a job that a colleague took meanwhile is told, by its step."""
    phone, other = Phone(enter("tech1", lang="zh"), "zh"), Phone(enter("tech2", lang="zh"), "zh")
    open_order(phone, OPEN_DISC)
    begin(phone, CABIN["zh"])
    phone.play(("tech2", product.passwords["tech2"]), until="step")
    title = phone.step()
    phone.page.context.set_offline(True)
    expect(phone.page.locator("[data-link]:not([data-link=online])").first).to_be_visible(
        timeout=2 * CHECK_MS
    )
    phone.button("technician.done_next").click()
    expect(phone.page.get_by_text(phone.word("technician.leaving"))).to_be_visible()
    other.page.goto(phone.page.url)
    other.button("technician.takeover").click()
    expect(other.page.locator(".job:not([data-screen=held])")).to_be_visible()
    phone.page.context.set_offline(False)
    told = phone.page.locator(".head [role=alert]")
    expect(told).to_contain_text(title, timeout=2 * CHECK_MS)
    expect(told).to_contain_text("请把做过的内容告诉接手的人")
    phone.button("technician.read").click()
    expect(told).to_have_count(0)


def test_a_real_car_is_decoded_and_told_that_nothing_is_approved(enter: Enter) -> None:
    """A real VIN shows its make and model, and no procedure; what is wrong with one is named."""
    phone = Phone(enter("tech1", lang="en"), "en")
    open_order(phone, HONDA)
    expect(phone.page.locator(".car-title")).to_contain_text("Honda")
    expect(phone.page.get_by_text(phone.word("technician.not_covered"))).to_be_visible()
    phone.page.goto("/technician/new")
    field = phone.page.get_by_label(phone.word("technician.vin"), exact=True)
    field.fill("1HGCM82633AO04352")
    expect(phone.page.get_by_text("never contains")).to_be_visible()
    field.fill("1HGCM82633A00435")
    field.press("Enter")
    expect(phone.page.get_by_role("alert")).to_contain_text("1 too few")
    field.fill("1HGCM82633A004352")
    field.press("Enter")
    expect(phone.page.locator(".car-title")).to_contain_text("Honda")


def test_search_cites_the_step_and_refuses_nonsense(enter: Enter) -> None:
    """A question in either language finds the step with its procedure and version; nonsense finds nothing."""
    phone = Phone(enter("tech1", lang="en"), "en")
    phone.page.goto("/technician/search")
    field = phone.page.get_by_label(phone.word("technician.search_label"), exact=True)
    for question in ("drain plug torque", "放油螺塞扭矩"):
        field.fill(question)
        field.press("Enter")
        expect(phone.page.get_by_text("Change the automatic gearbox fluid").first).to_be_visible(
            timeout=2 * CHECK_MS
        )
    field.fill("how do I bake a sourdough bread")
    field.press("Enter")
    expect(phone.page.get_by_text(phone.word("technician.not_in_manual"), exact=True)).to_be_visible()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_clerk_finds_the_part_and_orders_it_once(enter: Enter, lang: str) -> None:
    """The clerk asks in words, refines, reads back, orders, and sees the supplier's answer."""
    desk = enter("parts", lang=lang, size=DESK)
    say = words(lang)
    field = desk.get_by_label(say["parts.say"], exact=True)
    field.fill(
        "0YST2SY40MA000815 前刹车片, 要原厂的" if lang == "zh" else "0YST2SY40MA000815 front pads, genuine"
    )
    desk.get_by_role("button", name=say["parts.send"], exact=True).click()
    expect(desk.locator("article.offer").first).to_be_visible(timeout=CHECK_MS)
    field.fill("那后面的呢?" if lang == "zh" else "and the rear?")
    field.press("Enter")
    expect(desk.locator("article.offer").last).to_contain_text(REAR_PADS[lang], timeout=CHECK_MS)
    desk.locator("article.offer").last.get_by_role("button", name=say["parts.take"], exact=True).click()
    card = desk.locator("section.readback").last
    expect(card).to_be_visible(timeout=CHECK_MS)
    card.get_by_role("button", name=say["parts.confirm"], exact=True).click()
    order = desk.locator("article.order").first
    expect(order).to_be_visible(timeout=CHECK_MS)
    expect(order.get_by_role("status")).not_to_be_empty()


def test_nobody_opens_a_page_of_another_role(enter: Enter) -> None:
    """A clerk who types the address of the reviews is refused in words."""
    desk = enter("parts", lang="en", size=DESK)
    desk.goto("/review")
    refusal = words("en")["words.page_forbidden"]
    expect(desk.get_by_role("heading", level=1)).to_have_text(refusal.partition(" Nothing")[0])
    expect(desk.get_by_role("link", name=words("en")["words.own_page"])).to_have_attribute("href", "/parts")
    expect(desk.locator("main.bench")).to_have_count(0)
