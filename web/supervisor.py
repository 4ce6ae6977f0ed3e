"""Starts and watches all processes of one machine: `make run`.

Prepares what is missing first (models, demonstration), says what it does, then keeps the edge, the worker and
the demonstration's supplier running until it is told to stop. The edge brings the database to its version.
Each child is tied to this process (`web.tether`): it says itself when it is ready, and ends when this ends.
"""

import asyncio
import contextlib
import signal
import socket
import sys
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping
from dataclasses import dataclass, field

from web import serving
from web.commands.chain import tell_logins
from web.commands.errors import NotUnderstood
from web.commands.shown import Say, say_anyhow, say_of, settings
from web.demo import logins
from web.errors import Coded
from web.settings import Settings
from web.tether import STOP_WITHIN_S, tethered
from web.wiring import make_folder

MARKER = "demo-loaded"
"""See `web.demo.load`, which is not imported here: it loads every package."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0
CALM_S = 20.0
"""A process that ran this long is started again at once when it ends."""
ANSWERS_WITHIN_S = 60.0
NOT_UNDERSTOOD, NOT_READY = 2, 3
"""Codes with which a command ends that has said why it cannot begin; see `web.cli.exit_code`."""

PAINTING = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "134217728",
    "MALLOC_TRIM_THRESHOLD_": "134217728",
}
"""For glibc, while scenes are rendered: large arrays come and go, and each would be fetched and given back
anew; a fifth of the time and a third of the memory."""


async def started(
    command: tuple[str, ...], environment: Mapping[str, str], *, tells: bool
) -> tuple[Process, socket.socket]:
    """A process tied to this one, and our end of what ties it; what it prints is shown only if it tells."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = await asyncio.create_subprocess_exec(
            *command,
            env=dict(environment),
            stdin=theirs.fileno(),
            stdout=None if tells else DEVNULL,
            start_new_session=True,  # Ctrl+C reaches this process alone, which stops the others in order
        )
    ours.setblocking(False)
    return process, ours


async def ended(process: Process) -> None:
    """End a process: politely, then not."""
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(STOP_WITHIN_S):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


@dataclass
class Child:
    """One process that is kept running.

    Attributes:
        ready: Set once it has said that it does its work.
        refused: Whether it ended because it cannot begin, and has said why.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    say: Say
    stopping: asyncio.Event
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    refused: bool = False
    process: Process | None = None

    async def keep(self) -> None:
        """Run it until told to stop; again whenever it ends by itself, later each time it ends soon."""
        pause = FIRST_PAUSE_S
        while not self.stopping.is_set():
            begun = time.monotonic()
            code = await self._run()
            if self.stopping.is_set():
                return
            if code == NOT_READY and not self.ready.is_set():
                self.refused = True
                self.stopping.set()
                return
            pause = FIRST_PAUSE_S if time.monotonic() - begun > CALM_S else min(pause * 2, LONGEST_PAUSE_S)
            name = self.say.text(f"run_part_{self.name}")
            self.say.line("run_died", name=name, code=str(code), seconds=f"{pause:g}")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self.stopping.wait()

    async def stop(self) -> None:
        """End it."""
        if self.process is not None:
            await ended(self.process)

    async def _run(self) -> int:
        self.process, ours = await started(self.command, self.environment, tells=False)
        with ours:
            if await asyncio.get_running_loop().sock_recv(ours, 1):
                self.ready.set()
            return await self.process.wait()


@dataclass(frozen=True)
class Supervisor:
    """What is prepared and kept running."""

    chosen: Settings
    say: Say
    environment: Mapping[str, str]

    async def run(self) -> int:
        """Prepare, start, watch, stop; the code to end with."""
        stopping = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, stopping.set)
        if not await self._prepared(stopping):
            return 0 if stopping.is_set() else 1
        self.say.line("run_starting")
        first, *others = children = self._children(stopping)
        keeping = [asyncio.create_task(first.keep()), asyncio.create_task(self._then(first, others))]
        await stopping.wait()
        refused = any(child.refused for child in children)
        if not refused:
            self.say.line("run_stopping")
        keeping[1].cancel()
        await asyncio.gather(*(child.stop() for child in children))
        await asyncio.gather(*keeping, return_exceptions=True)
        if refused:
            return NOT_READY
        self.say.line("run_stopped")
        return 0

    async def _then(self, first: Child, others: list[Child]) -> None:
        """Say where the pages are, then keep the others running: the first page does not wait for them."""
        try:
            async with asyncio.timeout(ANSWERS_WITHIN_S):
                await first.ready.wait()
        except TimeoutError:
            self.say.line("run_slow", name=self.say.text(f"run_part_{first.name}"))
            await first.ready.wait()
        self._greet()
        await asyncio.gather(*(child.keep() for child in others))

    async def _prepared(self, stopping: asyncio.Event) -> bool:
        """Export and load, only where that is needed, each step in a process of its own."""
        for key, command in self._steps():
            self.say.line(key)
            process, ours = await started(command, {**self.environment, **PAINTING}, tells=True)
            with ours:
                waiting, stopped = asyncio.create_task(process.wait()), asyncio.create_task(stopping.wait())
                await asyncio.wait({waiting, stopped}, return_when=asyncio.FIRST_COMPLETED)
                stopped.cancel()
                await ended(process)
            if stopping.is_set():
                self.say.line("run_stopped")
                return False
            if code := await waiting:
                self.say.line("run_step_failed", name=self.say.text(key).rstrip("…"), code=str(code))
                return False
        return True

    def _steps(self) -> list[tuple[str, tuple[str, ...]]]:
        if not self.chosen.demo or (self.chosen.var / MARKER).exists():
            return []
        return [
            ("run_models", tethered("web.models")),
            ("run_demo", tethered("web", "demo", "--no-logins")),
        ]

    def _children(self, stopping: asyncio.Event) -> list[Child]:
        commands = {
            "serve": tethered("web", "serve", "--migrate"),
            "work": tethered("web", "work"),
        }
        if self.chosen.demo:
            commands["supplier"] = tethered("web.demo.supplier")
        return [
            Child(name, command, self.environment, self.say, stopping) for name, command in commands.items()
        ]

    def _greet(self) -> None:
        """Say where the pages are, who may enter, and how to stop: once."""
        self.say.line("run_ready", address=self.chosen.address)
        if self.chosen.demo:
            self.say.line("run_logins")
            tell_logins(self.say, logins.read(self.chosen.var))
        self.say.line("run_stop")


def _environment(chosen: Settings) -> Mapping[str, str]:
    """What children inherit: one thread each for numpy, for waiting threads spin; sentences for a person."""
    import os  # noqa: PLC0415 - handed on to children; nothing is read from it here

    return {
        **os.environ,
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "HF_HUB_OFFLINE": "1",
        "PYTHONUNBUFFERED": "1",
        "SHIFU_VAR": str(chosen.var.resolve()),
        "SHIFU_LOG_FORM": "sentences" if "log_form" not in chosen.model_fields_set else chosen.log_form,
    }


def main() -> int:
    """Run everything of one machine."""
    try:
        say, chosen = say_of("", as_json=False), settings()
        make_folder(chosen.var)
        serving.stop_if_taken(chosen.host, chosen.port, "SHIFU_PORT")
        if chosen.demo:
            serving.stop_if_taken("127.0.0.1", chosen.supplier_port, "SHIFU_SUPPLIER_PORT")
    except Exception as error:
        if not isinstance(error, Coded):
            raise
        say_anyhow("", as_json=False).refused(error)
        return NOT_UNDERSTOOD if isinstance(error, NotUnderstood) else NOT_READY
    return asyncio.run(Supervisor(chosen, say, _environment(chosen)).run())


if __name__ == "__main__":
    sys.exit(main())
