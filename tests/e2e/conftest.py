"""One product and one browser for each process of tests; a context of its own for each person."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import CHROMIUM_FLAGS, chromium_path
from tests.e2e.product import Product, loaded, started, words

PHONE = {"width": 360, "height": 800}
DESK = {"width": 1280, "height": 800}


@pytest.fixture(scope="package")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The running demonstration of this process; what a first start makes is made once for all of them."""
    base = tmp_path_factory.getbasetemp()
    folder = tmp_path_factory.mktemp("product")
    shutil.copytree(
        loaded((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo"), folder / "var"
    )
    with started(folder) as running:
        yield running


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A real Chromium with a fake camera, drawing in software.

    It goes with these tests, for its driver holds the event loop.
    """
    camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    flags = [*CHROMIUM_FLAGS, *camera, "--enable-unsafe-swiftshader"]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium_path(), args=flags)
        yield opened
        opened.close()


Enter = Callable[..., Page]


@pytest.fixture
def enter(product: Product, browser: Browser) -> Iterator[Enter]:
    """Signs a person in on a device of their own: `enter("tech1", lang="zh", size=PHONE)`."""
    contexts = []

    def signed_in(login: str, *, lang: str = "en", size: dict[str, int] | None = None) -> Page:
        context = browser.new_context(
            viewport=size or PHONE, locale={"en": "en-US", "zh": "zh-CN"}[lang], base_url=product.url
        )
        contexts.append(context)
        page = context.new_page()
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto("/login")
        say = words(lang)
        page.get_by_label(say["start.login.name"], exact=True).fill(login)
        page.get_by_label(say["start.login.password"], exact=True).fill(product.passwords[login])
        page.get_by_role("button", name=say["start.login.enter"], exact=True).click()
        page.wait_for_url(lambda address: "/login" not in address)
        return page

    yield signed_in
    for context in contexts:
        assert not [error for page in context.pages for error in getattr(page, "errors", [])]
        context.close()
