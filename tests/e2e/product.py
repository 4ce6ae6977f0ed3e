"""The product of a test process: started as `make run` starts it, in a folder and on ports of its own."""

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import httpx

from tests.bench.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
START_WITHIN_S = 400


@dataclass(frozen=True)
class Product:
    """A running demonstration."""

    url: str
    var: Path
    passwords: dict[str, str]


@cache
def words(lang: str) -> dict[str, str]:
    """Every text of the pages in one language, by key."""
    found: dict[str, str] = {}
    for file in sorted((ROOT / "web" / "locales" / lang).glob("*.json")):
        found |= json.loads(file.read_text(encoding="utf-8"))
    return found


def loaded(folder: Path) -> Path:
    """The data of a demonstration after its first start; the first of the processes that ask makes it.

    Raises:
        TimeoutError: the first page did not come; the message holds the end of the log.
    """
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / "made"
        if not made.exists():
            with started(folder):
                pass
            made.touch()
    return folder / "var"


@contextlib.contextmanager
def started(folder: Path) -> Iterator[Product]:
    """The supervisor with everything that it starts, until the block ends.

    Raises:
        TimeoutError: the first page did not come; the message holds the end of the log.
    """
    port, supplier = free_port(), free_port()
    settings = {"DEMO": "true", "VAR": str(folder / "var"), "PORT": str(port), "SUPPLIER_PORT": str(supplier)}
    environment = os.environ | {f"SHIFU_{name}": value for name, value in settings.items()}
    log = folder / "run.log"
    url = f"http://localhost:{port}"
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "web.supervisor"], cwd=ROOT, env=environment, stdout=out, stderr=out
        )
        try:
            logins = _wait(url, process, log)
            yield Product(url, folder / "var", {each["login"]: each["password"] for each in logins})
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> list[dict[str, str]]:
    begun = time.monotonic()
    while time.monotonic() - begun < START_WITHIN_S and process.poll() is None:
        with contextlib.suppress(httpx.HTTPError):
            answer = httpx.get(f"{url}/api/demo", timeout=5)
            if answer.status_code == 200:
                logins: list[dict[str, str]] = answer.json()["logins"]
                return logins
        time.sleep(0.2)
    raise TimeoutError(log.read_text(encoding="utf-8")[-3000:])
