"""What the technician's pages weigh on the wire, fonts apart, as a real browser counts it."""

from playwright.sync_api import sync_playwright

from tests.browser import CHROMIUM_FLAGS, chromium_path

LIMIT_KB = 250
SETTLED_MS = 2_000
"""Long enough for what a page fetches after it is drawn."""
COUNTED = {"Document", "Script", "Stylesheet"}


def weights_kb(url: str, account: tuple[str, str], order: str) -> tuple[float, float]:
    """Compressed kilobytes of documents, scripts and styles from the first visit on: to the list, to a step.

    Args:
        url: Scheme, host and port of a running demonstration.
        account: Login and password of a technician.
        order: Id of a repair order that a procedure applies to; one is begun on it.
    """
    login, password = account
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}

    def counted() -> float:
        return sum(size for request, size in sizes.items() if kinds.get(request) in COUNTED) / 1000

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        context = browser.new_context(viewport={"width": 360, "height": 800}, service_workers="block")
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
        wire.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
        wire.send("Network.enable")
        page.goto(f"{url}/login?next=/technician")
        page.locator("input[name=username]").fill(login)
        page.locator("input[name=password]").fill(password)
        page.locator("button[type=submit]").click()
        page.locator("a[href*='/technician/orders/']").first.wait_for()
        page.wait_for_timeout(SETTLED_MS)
        to_the_list = counted()
        page.goto(f"{url}/technician/orders/{order}")  # what was fetched before is not fetched again
        page.locator("article.offer button").first.click()
        page.locator(".job[data-screen=hazard], .job[data-screen=step]").wait_for()
        page.wait_for_timeout(SETTLED_MS)
        to_a_step = counted()
        browser.close()
    return to_the_list, to_a_step
