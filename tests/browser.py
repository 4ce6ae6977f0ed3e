"""Where the real browser is, and how it is started on a machine without a screen."""

import os
import shutil

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


def chromium_path() -> str:
    """The Chromium of this machine.

    Raises:
        LookupError: there is none; `make test` installs or names it.
    """
    given = os.environ.get("SHIFU_CHROMIUM")
    found = (
        given or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    )
    if not found:
        raise LookupError("no Chromium: install Debian's package chromium, or set SHIFU_CHROMIUM")
    return found
