"""Ties a process to the one that started it: `python -m web.tether MODULE ARGUMENTS…`.

Standard input is one end of a pair of sockets. However the process at the other end goes, also killed without
a word, the pair closes and this one is told to stop. Over the same pair it says once that it is ready.
"""

import contextlib
import os
import runpy
import signal
import socket
import sys
import threading
import time
from pathlib import Path

STOP_WITHIN_S = 4.0
"""A process that was told to stop is ended by force after this."""
READY = b"\n"

_held: list[socket.socket] = []
"""Our end; empty in a process that nobody holds."""


def tethered(module: str, *arguments: str) -> tuple[str, ...]:
    """The command that runs a module tied to its caller, which gives it a socket as standard input."""
    return (sys.executable, "-m", "web.tether", module, *arguments)


def ready() -> None:
    """Tell whoever holds this process that it does its work now; nothing where nobody does."""
    for end in _held:
        with contextlib.suppress(OSError):
            end.send(READY)


def main() -> None:
    """Run a module as if it had been called by its own name."""
    end = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    _held.append(end)
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(
            nothing.fileno(), sys.stdin.fileno()
        )  # or this process's own children would hold the pair open
    threading.Thread(target=_watch, args=(end,), daemon=True).start()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _watch(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while end.recv(64):
            continue
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_WITHIN_S)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.modules["web.tether"] = sys.modules["__main__"]  # so that `ready` knows our end
    main()
