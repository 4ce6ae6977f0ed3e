"""The same job in the emulated headset, by controller and by hand."""

import contextlib

import pytest
from playwright.sync_api import Error, Page, expect

from tests.e2e.conftest import DESK, Enter
from tests.e2e.phone import CHECK_MS, Phone
from tests.e2e.product import Product
from tests.e2e.test_journey import AUTOMATIC, CABIN, FLUID, VAN, begin, open_order

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

TAP_MS, HOLD_MS = 200, 1_200


def enter_headset(phone: Phone, job: str) -> None:
    """Open the job in an emulated headset; there is no second one to open."""
    phone.page.goto(f"/headset/{job}")
    phone.button("headset.emulate").click()
    expect(phone.page.locator(".emulated-bar")).to_be_visible(timeout=CHECK_MS)
    expect(phone.button("headset.emulate")).to_have_count(0)


def press(phone: Phone, key: str, for_ms: int) -> None:
    """Press trigger or fingers for a while, once there is something to press."""
    button = phone.page.locator(".emulated-bar .button-primary[aria-disabled=false]")
    expect(button).to_have_text(phone.word(key), timeout=CHECK_MS)
    phone.page.wait_for_timeout(500)  # the ray has to find the button in the scene
    button.hover()
    phone.page.mouse.down()
    phone.page.wait_for_timeout(for_ms)
    phone.page.mouse.up()


def at(page: Page, place: str, screen: str) -> None:
    """The other device sees the job at this step and screen."""
    expect(page.locator(f".job[data-screen={screen}]")).to_be_visible(timeout=CHECK_MS)
    expect(page.locator(".place-number")).to_have_text(place, timeout=CHECK_MS)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_job_goes_on_by_trigger_and_by_pinch(product: Product, enter: Enter, lang: str) -> None:
    """In the headset a step is done by trigger and by pinch; a hazard wants a press that is meant."""
    glasses = Phone(enter("tech2", lang=lang, size=DESK), lang)
    open_order(glasses, AUTOMATIC)
    begin(glasses, FLUID[lang])
    job = glasses.page.url.rsplit("/", 1)[1]
    phone = Phone(enter("tech2", lang=lang), lang)
    phone.page.goto(f"/technician/jobs/{job}")

    enter_headset(glasses, job)
    press(glasses, "headset.trigger", TAP_MS)
    at(phone.page, "2/23", "hazard")
    press(glasses, "headset.trigger", TAP_MS)
    at(phone.page, "2/23", "hazard")
    press(glasses, "headset.trigger", HOLD_MS)
    at(phone.page, "2/23", "step")
    phone.hand_in("good")
    expect(phone.button("technician.done_next")).to_be_visible(timeout=CHECK_MS)

    glasses.button("headset.by_hand").click()
    press(glasses, "headset.pinch", TAP_MS)
    at(phone.page, "3/23", "hazard")
    press(glasses, "headset.pinch", HOLD_MS)
    at(phone.page, "3/23", "step")
    press(glasses, "headset.pinch", TAP_MS)
    at(phone.page, "4/23", "hazard")
    glasses.button("headset.leave").click()
    expect(glasses.button("headset.emulate")).to_be_visible()


def test_a_whole_job_is_done_in_the_headset(product: Product, enter: Enter) -> None:
    """From the first hazard to the record by pinch; only photos are taken with the phone beside it."""
    glasses = Phone(enter("tech2", lang="en", size=DESK), "en")
    open_order(glasses, VAN)
    begin(glasses, CABIN["en"])
    job = glasses.page.url.rsplit("/", 1)[1]
    phone = Phone(enter("tech2", lang="en"), "en")
    phone.page.goto(f"/technician/jobs/{job}")
    enter_headset(glasses, job)
    glasses.button("headset.by_hand").click()
    pinch = glasses.page.locator(".emulated-bar .button-primary[aria-disabled=false]")
    for _ in range(200):
        if phone.screen == "finished":
            break
        if phone.button("technician.photo_scenes").count():
            phone.hand_in("good")
        elif pinch.count():
            with contextlib.suppress(Error):  # what there was to press has gone meanwhile
                pinch.hover(timeout=1_000)
                glasses.page.mouse.down()
                glasses.page.wait_for_timeout(HOLD_MS if phone.screen == "hazard" else TAP_MS)
                glasses.page.mouse.up()
        glasses.page.wait_for_timeout(700)
    phone.page.get_by_role("link", name=phone.word("technician.to_record"), exact=True).click()
    expect(phone.page.locator(".paper-step")).to_have_count(8)
    expect(phone.page.locator(".paper")).to_contain_text(phone.word("record.means_pinch"))


def test_a_job_that_is_not_there_says_so(enter: Enter) -> None:
    """The headset page of an unknown job names that, and leads back to the work."""
    phone = Phone(enter("tech1", lang="en"), "en")
    phone.page.goto("/headset/nonsense")
    expect(phone.page.get_by_role("heading", name=phone.word("technician.job_closed"))).to_be_visible()
    phone.page.get_by_role("link", name=phone.word("technician.to_work"), exact=True).last.click()
    phone.page.wait_for_url("**/technician")
