"""What the technician's page weighs on the wire, fonts apart, as a real browser counts it."""

from playwright.sync_api import sync_playwright

from tests.browser import CHROMIUM_FLAGS, chromium_path

LIMIT_KB = 250
COUNTED = {"Document", "Script", "Stylesheet"}


def weight_kb(url: str, account: tuple[str, str]) -> float:
    """Compressed kilobytes of documents, scripts and styles from the first visit to the technician's list.

    Args:
        url: Scheme, host and port of a running demonstration.
        account: Login and password of a technician.
    """
    login, password = account
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        context = browser.new_context(viewport={"width": 360, "height": 800}, service_workers="block")
        page = context.new_page()
        page.request.post(f"{url}/api/login", data={"login": login, "password": password})
        wire = context.new_cdp_session(page)
        wire.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
        wire.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
        wire.send("Network.enable")
        page.goto(f"{url}/technician", wait_until="networkidle")
        browser.close()
    return sum(size for request, size in sizes.items() if kinds.get(request) in COUNTED) / 1000
