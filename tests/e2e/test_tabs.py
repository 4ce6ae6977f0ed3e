"""One job in two tabs of one device: the one that was opened last works, and going back works too."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Enter
from tests.e2e.phone import CHECK_MS, Phone
from tests.e2e.product import Product
from tests.e2e.test_journey import VAN, begin, open_order

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


def test_the_tab_that_was_opened_last_works(product: Product, enter: Enter) -> None:
    """A second tab takes the line over and goes on; the first says so, and goes on after a reload."""
    witness = ("tech2", product.passwords["tech2"])
    first = Phone(enter("tech1"), "en")
    open_order(first, VAN)
    begin(first, "cabin filter")
    second = Phone(first.page.context.new_page(), "en")
    second.page.goto(first.page.url)
    second.settle()
    expect(first.page.get_by_role("status").first).to_contain_text(first.word("words.link.refused"))
    second.act(witness)
    reached = second.place
    first.page.reload()
    first.settle()
    expect(first.page.locator(".job")).to_contain_text(second.step(), timeout=CHECK_MS)
    first.act(witness)
    assert first.place != reached
