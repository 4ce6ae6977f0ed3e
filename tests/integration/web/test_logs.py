"""What a process tells while it runs."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina.instrumentation
import structlog

from tests.fakes.chain import settings
from web import logs
from web.texts import load

ROOT = Path(__file__).resolve().parents[3]
TOLD = re.compile(r"_log\.(?:warning|error|exception)\(\s*\"([\w.]+)\"")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Other tests log as they did."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    stamina.instrumentation.set_on_retry_hooks(None)
    root.handlers[:], root.level = handlers, level


def begun(var: Path, **changed: object) -> None:
    logs.begin(settings(var, lang="en", log_form="sentences", **changed), "work")


def test_a_failure_is_a_sentence_on_the_screen_and_a_line_in_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A person reads one sentence; the file has the whole of it with its traceback."""
    begun(tmp_path)
    structlog.get_logger().error("index.failed", exc_info=RuntimeError("the disk hums"))
    said = capsys.readouterr().err
    assert "The search index was not built" in said
    assert "the disk hums" not in said
    assert said.count("\n") == 1
    kept = (tmp_path / "logs" / "work.log").read_text()
    assert "the disk hums" in kept
    assert kept.count("\n") == 1


def test_a_failure_that_goes_on_is_told_once_a_minute(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What fails ten times a second does not flood the screen."""
    begun(tmp_path)
    for _ in range(50):
        structlog.get_logger().warning("hub.look_failed")
    assert capsys.readouterr().err.count("\n") == 1


def test_what_is_no_failure_stays_off_the_screen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """News of ours are only in the file, and libraries' news nowhere; their warnings are told."""
    begun(tmp_path, log_level="info")
    structlog.get_logger().info("index.built")
    logging.getLogger("nats").info("connection open")
    assert capsys.readouterr().err == ""
    logging.getLogger("nats").warning("too many open files")
    assert "nats: too many open files" in capsys.readouterr().err
    kept = (tmp_path / "logs" / "work.log").read_text()
    assert "index.built" in kept
    assert "connection open" not in kept


def test_a_level_is_kept(tmp_path: Path) -> None:
    """Below the level that is set nothing is written."""
    begun(tmp_path, log_level="error")
    structlog.get_logger().warning("bus.error", error="x")
    assert not (tmp_path / "logs" / "work.log").exists()


def test_a_log_that_grew_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the next start a large log becomes the one before, which is let go."""
    monkeypatch.setattr(logs, "MOST_BYTES", 10)
    path = tmp_path / "logs" / "work.log"
    path.parent.mkdir()
    path.write_text("a long history")
    begun(tmp_path)
    assert not path.exists()
    assert path.with_name("work.log.1").read_text() == "a long history"


def test_a_full_disk_fails_no_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be written down is let go, and whoever tells it goes on."""
    begun(tmp_path)
    (tmp_path / "logs" / "work.log").mkdir()
    structlog.get_logger().warning("index.failed")
    assert "search index" in capsys.readouterr().err


def test_every_failure_has_a_sentence() -> None:
    """Whatever our code warns of can be told to a person, in both languages."""
    found = {
        event
        for package in ("assist", "commerce", "knowledge", "vision", "web")
        for path in (ROOT / package).rglob("*.py")
        for event in TOLD.findall(path.read_text(encoding="utf-8"))
    }
    texts = load()
    assert len(found) > 15
    assert sorted(event for event in found if not texts.has(f"cli.log_{event.replace('.', '_')}")) == []
