"""Processes that are watched."""

import asyncio
import sys
import time
from pathlib import Path

import pytest

from web import supervisor
from web.commands.shown import Say
from web.supervisor import Child
from web.texts import load


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "FIRST_PAUSE_S", 0.02)
    monkeypatch.setattr(supervisor, "STOP_WITHIN_S", 0.5)


def child(script: str, stopping: asyncio.Event) -> Child:
    say = Say(load(), "en", as_json=False)
    return Child("work", (sys.executable, "-c", script), {}, say, stopping)


def written(path: Path) -> int:
    return len(path.read_text().splitlines()) if path.exists() else 0


async def until(path: Path, lines: int) -> None:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if written(path) >= lines:
            return
        await asyncio.sleep(0.02)
    raise TimeoutError


async def test_a_child_that_dies_is_started_again_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A process that ends by itself is started again, later each time, and its end is told with its code."""
    log = tmp_path / "log"
    stopping = asyncio.Event()
    dying = child(f"open({str(log)!r}, 'a').write('x\\n'); raise SystemExit(7)", stopping)
    keeping = asyncio.create_task(dying.keep())
    await until(log, 3)
    stopping.set()
    await keeping
    told = capsys.readouterr().out
    assert "The background worker ended unexpectedly (code 7)" in told
    assert "0.04 s" in told
    assert "0.08 s" in told


async def test_a_child_that_is_stopped_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A process that is told to stop ends, and nothing is said of it."""
    log = tmp_path / "log"
    stopping = asyncio.Event()
    running = child(f"import time; open({str(log)!r}, 'a').write('x\\n'); time.sleep(60)", stopping)
    keeping = asyncio.create_task(running.keep())
    await until(log, 1)
    stopping.set()
    await running.stop()
    await asyncio.wait_for(keeping, 2)
    assert capsys.readouterr().out == ""


async def test_a_child_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    """A process that ignores being told to stop is killed after its time."""
    log = tmp_path / "log"
    stopping = asyncio.Event()
    deaf = child(
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        f"open({str(log)!r}, 'a').write('x\\n'); time.sleep(60)",
        stopping,
    )
    keeping = asyncio.create_task(deaf.keep())
    await until(log, 1)
    stopping.set()
    begun = time.monotonic()
    await deaf.stop()
    await asyncio.wait_for(keeping, 2)
    assert 0.4 < time.monotonic() - begun < 5
