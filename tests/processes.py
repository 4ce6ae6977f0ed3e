"""Processes of a chain of one test, started as a person or a machine starts them."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from tests.bench.ports import free_port

ROOT = Path(__file__).resolve().parents[1]
ADMINISTRATOR = "boss"
PASSWORD = "correct horse battery"
WITHIN_S = 60


@dataclass
class Home:
    """A folder with a chain, and ports of its own; `settings` are `SHIFU_…` without the prefix."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        """Where its pages are."""
        return f"http://localhost:{self.port}"

    @property
    def var(self) -> Path:
        """Everything that is made at run time."""
        return self.folder / "var"

    def environment(self, **changed: str) -> dict[str, str]:
        """What its processes are given; nothing of ours that the caller's environment may hold."""
        mine = {"VAR": str(self.var), "PORT": str(self.port), "LANG": "en", "INIT_PASSWORD": PASSWORD}
        outer = {name: value for name, value in os.environ.items() if not name.startswith("SHIFU_")}
        return outer | {f"SHIFU_{name}": value for name, value in (mine | self.settings | changed).items()}

    def call(self, *arguments: str) -> str:
        """What a command of `shifu` prints; it must succeed."""
        command = [sys.executable, "-m", "web", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextlib.contextmanager
    def running(self, *module: str, **changed: str) -> Iterator["Running"]:
        """A module that runs until the block ends, or until the test ends it."""
        log = self.folder / f"{uuid.uuid4().hex}.log"
        with log.open("ab") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", *module],
                cwd=ROOT,
                env=self.environment(**changed),
                stdout=out,
                stderr=out,
            )
            running = Running(process, log)
            try:
                yield running
            finally:
                running.end()


@dataclass(frozen=True)
class Running:
    """A process, and what it has said."""

    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def said(self) -> str:
        """Everything on its standard output and error so far."""
        return self.log.read_text(encoding="utf-8")

    def children(self) -> list[psutil.Process]:
        """The processes that it has started, and theirs."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def child(self, word: str) -> psutil.Process:
        """The one whose command holds a word."""
        return next(each for each in self.children() if word in each.cmdline())

    def end(self) -> None:
        """Ask it to stop, and see that it does."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


async def until(
    holds: Callable[[], object], *, within_s: float = WITHIN_S, else_said: Running | None = None
) -> None:
    """Wait until something holds.

    Raises:
        TimeoutError: it did not; the message is what the process has said.
    """
    end = time.monotonic() + within_s
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(else_said.said if else_said else "")
        await asyncio.sleep(0.02)


async def answers(home: Home, running: Running, *, port: int = 0) -> None:
    """Wait until the pages answer."""
    url = f"http://localhost:{port or home.port}/api/health"
    async with httpx.AsyncClient() as http:
        await _hold(lambda: _healthy(http, url), running)


async def _hold(holds: Callable[[], Awaitable[bool]], running: Running) -> None:
    end = time.monotonic() + WITHIN_S
    while not await holds():
        if time.monotonic() > end or running.process.poll() is not None:
            raise TimeoutError(running.said)
        await asyncio.sleep(0.05)


async def _healthy(http: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await http.get(url, timeout=5)).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


@contextlib.asynccontextmanager
async def serving(home: Home, *, port: int = 0) -> AsyncIterator[Running]:
    """`shifu serve` of a chain, until the block ends."""
    chosen = port or home.port
    with home.running("web", "serve", PORT=str(chosen)) as running:
        await answers(home, running, port=chosen)
        yield running
