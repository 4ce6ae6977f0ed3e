"""Processes that are watched."""

import asyncio
import sys
import time
from pathlib import Path

import pytest

from web import supervisor
from web.commands.chain import tell_logins
from web.commands.shown import Progress, Say
from web.demo import logins
from web.settings import Lang
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


@pytest.mark.parametrize(
    ("lang", "roles"),
    [
        ("zh", "技师 技师 配件员 质检员 管理员"),
        ("en", "technician technician parts clerk QA reviewer administrator"),
    ],
)
def test_who_may_enter_is_told_with_their_roles(
    capsys: pytest.CaptureFixture[str], lang: Lang, roles: str
) -> None:
    """Each login of the demonstration stands with its password, its name and what its role is called."""
    cast = logins.invent()
    tell_logins(Say(load(), lang, as_json=False), cast)
    *told, warning = capsys.readouterr().out.splitlines()
    assert " ".join(line.split("，" if lang == "zh" else ", ")[1] for line in told) == roles
    for line, each in zip(told, cast, strict=True):
        assert line.split()[:2] == [each.login, each.password]
        assert getattr(each, lang) in line
    assert warning


def test_each_state_of_a_stage_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Where lines stay, a stage has one for its begin and one for its end, also when it is taken up again."""
    progress = Progress(Say(load(), "en", as_json=False))
    for done in (0, 0, 1, 2, 7, 7):
        progress.tell("demo_vision", done, 7)
    for done in (2, 3, 4):
        progress.tell("demo_scenes", done, 4)
    progress.tell("demo_ready", 0, 0)
    assert [line.split("… ")[-1] for line in capsys.readouterr().out.splitlines()[:-1]] == [
        "0/7",
        "7/7",
        "2/4",
        "4/4",
    ]


def test_a_terminal_shows_a_stage_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal the line of a stage changes, and the next stage begins on a line of its own."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    progress = Progress(Say(load(), "en", as_json=False))
    for done in (0, 0, 1, 2):
        progress.tell("demo_vision", done, 2)
    told = capsys.readouterr().out
    assert (told.count("\r"), told.count("\n"), told.endswith("2/2\n")) == (3, 1, True)
