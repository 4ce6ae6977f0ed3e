"""The brake job from its first step to its record: every photo, reading, wait and the second person."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Enter
from tests.e2e.phone import CHECK_MS, Phone
from tests.e2e.product import Product
from tests.e2e.test_journey import BRAKES, begin, open_order

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


def test_the_brake_job_is_done_to_its_record(product: Product, enter: Enter) -> None:
    """With the first good scene of each check, every gate opens by itself and nothing is overridden."""
    phone = Phone(enter("tech1", lang="zh"), "zh")
    open_order(phone, BRAKES)
    begin(phone, "更换前制动片")
    phone.play(("tech2", product.passwords["tech2"]))
    phone.page.get_by_role("link", name=phone.word("technician.to_record"), exact=True).click()
    record = phone.page.locator("main")
    expect(record).to_contain_text("王海涛", timeout=CHECK_MS)
    expect(record).to_contain_text("0.025 mm")
    expect(record).not_to_contain_text(phone.word("words.truth.overridden"))
