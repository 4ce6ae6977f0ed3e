"""One job in two tabs of one device: the one that was opened last works, and going back works too."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Enter
from tests.e2e.phone import CHECK_MS, Phone
from tests.e2e.product import Product
from tests.e2e.test_journey import VAN, begin, open_order

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


def test_the_tab_that_was_opened_last_works(product: Product, enter: Enter) -> None:
    """A second tab takes the line over; the first says so, keeps what is done there, and takes it back."""
    witness = ("tech2", product.passwords["tech2"])
    first = Phone(enter("tech1"), "en")
    open_order(first, VAN)
    begin(first, "cabin filter")
    second = Phone(first.page.context.new_page(), "en")
    second.page.goto(first.page.url)
    second.settle()
    expect(first.page.locator(".link-state")).to_contain_text(first.word("words.link.elsewhere"))
    expect(first.page.locator(".head")).to_contain_text(first.word("ended.taken_over"))

    before = second.place
    first.button("technician.done_next").click()
    second.changed(before)
    expect(first.page.locator(".thumb")).to_contain_text(first.word("technician.wait_elsewhere"))

    first.button("technician.take_line").click()
    expect(first.page.locator(".place-number")).to_have_text("2/8", timeout=CHECK_MS)
    expect(first.button("technician.take_line")).to_have_count(0)
    expect(second.page.locator(".link-state")).to_contain_text(second.word("words.link.elsewhere"))
    first.settle()
    first.act(witness)
