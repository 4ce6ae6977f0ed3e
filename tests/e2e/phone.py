"""What a technician's hands do on the phone page, by the words that stand on it."""

import contextlib
import re
from dataclasses import dataclass

from playwright.sync_api import Error, Locator, Page

from tests.e2e.product import words

HELD_MS = 750
CHECK_MS = 15_000


@dataclass(frozen=True)
class Phone:
    """One technician's page in one language."""

    page: Page
    lang: str

    def word(self, key: str, **values: object) -> str:
        """A text of the page."""
        return words(self.lang)[key].format(**values)

    def button(self, key: str, **values: object) -> Locator:
        """The button with this text."""
        return self.page.get_by_role("button", name=self.word(key, **values), exact=True)

    @property
    def screen(self) -> str:
        """What the machine hands to the screen: hazard, step, held and so on."""
        return str(self.page.locator(".job").get_attribute("data-screen"))

    @property
    def place(self) -> str:
        """Where the job is: screen, step number and what stands in the thumb zone."""
        return f"{self.screen}|{self.page.locator('.job').inner_text()}"

    def settle(self) -> None:
        """Wait until the page shows something to act on."""
        acting = ".thumb .button-primary:not([disabled]), .measure, .timer, .thumb .button-hold"
        self.page.locator(acting).first.wait_for(timeout=CHECK_MS)

    def changed(self, before: str) -> None:
        """Wait until the page shows something else than before."""
        self.page.wait_for_function(
            "before => { const job = document.querySelector('.job');"
            " return job && `${job.dataset.screen}|${job.innerText}` !== before; }",
            arg=before,
            timeout=CHECK_MS,
        )

    def understand(self) -> None:
        """Hold the button that says that the hazard is understood."""
        before = self.place
        held = self.page.locator(".button-hold:not([disabled])")
        box = held.bounding_box() if held.count() else None
        if box is None:  # the last one is on its way to the server
            self.page.wait_for_timeout(50)
            return
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.mouse.down()
        self.page.wait_for_timeout(HELD_MS)
        self.page.mouse.up()
        self.changed(before)

    def hand_in(self, kind: str, which: int = 0) -> None:
        """Choose one of the rendered scenes of a kind (good, faulty, unusable)."""
        self.button("technician.photo_scenes").click()
        self.page.locator(f".scene[data-kind={kind}]").nth(which).click()
        self.page.locator(".scene").first.wait_for(state="detached")

    def measure(self) -> None:
        """Type a value in the middle of the window that stands on the page."""
        with contextlib.suppress(Error):  # the form goes as soon as its entry waits to be sent
            window = self.page.locator(".measure .field-hint").inner_text(timeout=2_000)
            numbers = [float(each) for each in re.findall(r"\d+(?:\.\d+)?", window)]
            middle = sum(numbers) / len(numbers)
            self.page.locator(".measure input").fill(f"{middle:g}", timeout=2_000)
            self.button("technician.measure_record").click(timeout=2_000)

    def sign(self, login: str, password: str) -> None:
        """Let a second person confirm with their own credential."""
        self.button("technician.witness_sign").click()
        self.page.get_by_label(self.word("technician.witness_login"), exact=True).fill(login)
        self.page.get_by_label(self.word("technician.witness_password"), exact=True).fill(password)
        self.button("technician.witness_confirm").click()
        self.page.get_by_role("dialog").wait_for(state="detached")

    def press(self, asked: str) -> None:
        """Press the biggest button while it says this; it may be gone before the key is down.

        By key, for a finger has to wait a moment wherever something has just moved.
        """
        with contextlib.suppress(Error):
            self.page.locator(".thumb .button-primary", has_text=asked).first.press("Enter", timeout=2_000)

    def act(self, witness: tuple[str, str]) -> None:
        """Do the one thing that the page asks for now."""
        before = self.place
        if self.screen == "hazard":
            self.understand()
            return
        primary = self.page.locator(".thumb .button-primary")
        asked = primary.first.inner_text() if primary.count() else ""
        photos = {self.word("technician.photo_check"), self.word("technician.photo_again")}
        if asked == self.word("technician.to_record"):
            return
        if asked in photos:
            self.hand_in("good")
        elif asked == self.word("technician.measure_record"):
            self.measure()
        elif asked == self.word("technician.witness_sign"):
            self.sign(*witness)
        elif asked:
            self.press(asked)
        self.changed(before)

    def play(self, witness: tuple[str, str], *, until: str = "finished", most: int = 400) -> None:
        """Do what the page asks for until it shows a screen of this kind."""
        for _ in range(most):
            if self.screen == until:
                return
            self.settle()
            self.act(witness)
        raise AssertionError(f"still {self.place} after {most} acts")

    def step(self) -> str:
        """The title of the open step."""
        return self.page.locator(".step-title").inner_text()

    def refused(self) -> bool:
        """Whether the page shows a refusal."""
        return self.page.get_by_role("alert").count() > 0
