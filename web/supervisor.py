"""Starts and watches all processes of one machine: `make run`.

Prepares what is missing first (models, demonstration), says what it does, then keeps the edge, the worker and
the demonstration's supplier running until it is told to stop. The edge brings the database to its version.
"""

import asyncio
import contextlib
import json
import signal
import sys
import time
from asyncio.subprocess import Process
from dataclasses import dataclass, field
from pathlib import Path

from web import serving
from web.commands.shown import Say, say_of, settings
from web.errors import Coded
from web.settings import Settings

MARKER = "demo-loaded"
"""See `web.demo.load`, which is not imported here: it loads every package."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0
CALM_S = 20.0
"""A process that ran this long is started again at once when it ends."""
STOP_WITHIN_S = 8.0
ANSWERS_WITHIN_S = 60.0
SHIFU = (sys.executable, "-m", "web")


@dataclass
class Child:
    """One process that is kept running."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str]
    say: Say
    stopping: asyncio.Event
    process: Process | None = field(default=None)

    async def keep(self) -> None:
        """Run it until told to stop; again whenever it ends by itself, later each time it ends soon."""
        pause = FIRST_PAUSE_S
        while not self.stopping.is_set():
            begun = time.monotonic()
            self.process = await asyncio.create_subprocess_exec(
                *self.command, env=self.environment, start_new_session=True
            )
            code = await self.process.wait()
            if self.stopping.is_set():
                return
            pause = FIRST_PAUSE_S if time.monotonic() - begun > CALM_S else min(pause * 2, LONGEST_PAUSE_S)
            self.say.line("run_died", name=self.name, code=str(code), seconds=f"{pause:g}")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), pause)

    async def stop(self) -> None:
        """End it: politely, then not."""
        if self.process is None or self.process.returncode is not None:
            return
        self.process.terminate()
        try:
            await asyncio.wait_for(self.process.wait(), STOP_WITHIN_S)
        except TimeoutError:
            self.process.kill()
            await self.process.wait()


@dataclass(frozen=True)
class Supervisor:
    """What is prepared and kept running."""

    chosen: Settings
    say: Say
    environment: dict[str, str]

    async def run(self) -> int:
        """Prepare, start, watch, stop; the code to end with."""
        stopping = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stopping.set)
        if not await self._prepared(stopping):
            return 1
        self.say.line("run_starting")
        first, *others = self._children(stopping)
        keeping = [asyncio.create_task(first.keep())]
        beside = asyncio.create_task(self._then(others))
        await stopping.wait()
        self.say.line("run_stopping")
        beside.cancel()
        await asyncio.gather(*(child.stop() for child in (first, *others)))
        await asyncio.gather(*keeping, beside, return_exceptions=True)
        self.say.line("run_stopped")
        return 0

    async def _then(self, others: list[Child]) -> None:
        """Say where the pages are, then keep the others running: the first page does not wait for them."""
        await self._greet()
        await asyncio.gather(*(child.keep() for child in others))

    async def _prepared(self, stopping: asyncio.Event) -> bool:
        """Export and load, only where that is needed, each step in a process of its own."""
        for key, command in self._steps():
            self.say.line(key)
            process = await asyncio.create_subprocess_exec(
                *command, env=self.environment, start_new_session=True
            )
            waiting, stopped = asyncio.create_task(process.wait()), asyncio.create_task(stopping.wait())
            await asyncio.wait({waiting, stopped}, return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
            if not waiting.done():
                process.terminate()
                await waiting
                return False
            if waiting.result() != 0:
                self.say.line("run_step_failed", name=" ".join(command[2:]), code=str(waiting.result()))
                return False
        return True

    def _steps(self) -> list[tuple[str, tuple[str, ...]]]:
        if not self.chosen.demo or (self.chosen.var / MARKER).exists():
            return []
        return [("run_models", (sys.executable, "-m", "web.models")), ("run_demo", (*SHIFU, "demo"))]

    def _children(self, stopping: asyncio.Event) -> list[Child]:
        commands: dict[str, tuple[str, ...]] = {
            "serve": (*SHIFU, "serve", "--migrate"),
            "work": (*SHIFU, "work"),
        }
        if self.chosen.demo:
            commands["supplier"] = (sys.executable, "-m", "web.demo.supplier")
        return [
            Child(name, command, self.environment, self.say, stopping) for name, command in commands.items()
        ]

    async def _greet(self) -> None:
        """Say where the pages are, as soon as they answer."""
        until = time.monotonic() + ANSWERS_WITHIN_S
        while not await _answers(self.chosen):
            if time.monotonic() > until:
                self.say.line("run_slow", name="serve")
                return
            await asyncio.sleep(0.05)
        self.say.line("run_ready", address=self.chosen.address)
        if self.chosen.demo:
            self.say.line("run_logins")
            for login in _logins(self.chosen.var):
                self.say.plain(f"  {login['login']:<8} {login['password']:<28} {login[self.say.lang]}")
            self.say.line("demo_warning")
        self.say.line("run_stop")


async def _answers(chosen: Settings) -> bool:
    host = "127.0.0.1" if chosen.host in {"0.0.0.0", "localhost"} else chosen.host  # noqa: S104 - compared, not bound
    try:
        reader, writer = await asyncio.open_connection(host, chosen.port)
    except OSError:
        return False
    writer.write(b"GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    try:
        return b" 200 " in await reader.readline()
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


def _logins(var: Path) -> list[dict[str, str]]:
    try:
        found: list[dict[str, str]] = json.loads((var / "demo-logins.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    return found


def main() -> int:
    """Run everything of one machine."""
    import os  # noqa: PLC0415 - children inherit the environment; nothing is read from it here

    say, chosen = say_of("", as_json=False), settings()
    try:
        serving.stop_if_taken(chosen.host, chosen.port, "SHIFU_PORT")
        if chosen.demo:
            serving.stop_if_taken("127.0.0.1", chosen.supplier_port, "SHIFU_SUPPLIER_PORT")
    except Exception as error:
        if not isinstance(error, Coded):
            raise
        say.refused(error)
        return 3
    # One thread each for numpy: edge and worker share the cores, and waiting threads would spin on them.
    alone = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    environment = {**os.environ, **alone, "HF_HUB_OFFLINE": "1", "PYTHONUNBUFFERED": "1"}
    return asyncio.run(Supervisor(chosen, say, environment).run())


if __name__ == "__main__":
    sys.exit(main())
