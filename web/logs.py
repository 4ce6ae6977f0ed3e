"""What a process tells while it runs: lines for machines, or sentences for the person who started it.

Nothing here ever holds a password, a token, a cookie, a VIN or a plate: events carry our own ids, routes are
named without what stood in them, and the database hides the values of a statement that failed.
"""

import contextlib
import logging
import sys
import time
from pathlib import Path

import stamina.instrumentation
import structlog
from structlog.typing import EventDict, WrappedLogger

from web import outages
from web.settings import Lang, Settings
from web.texts import Texts, load

FOLDER = "logs"
"""Folder in `var` for what a person is told only in a sentence."""
MOST_BYTES = 10_000_000
"""A log that is larger when its process starts is put aside, in place of the one before."""
AGAIN_AFTER_S = 60.0
"""The same sentence is not told again before."""


def begin(settings: Settings, name: str) -> None:
    """Tell what the settings ask for; `name` is the process's."""
    least = logging.getLevelNamesMapping()[settings.log_level.upper()]
    told: list[structlog.typing.Processor] = []
    lines = _Lines()
    if settings.log_form == "sentences":
        path = settings.var / FOLDER / f"{name}.log"
        _put_aside(path)
        lines = _Lines(path)
        told = [_Told(load(), settings.lang, path)]
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            _without_outages,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            *told,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=lambda *_: lines,
    )
    # Libraries tell of every connection and retry, which helps only who looks for a fault; at their own
    # `debug` they write down frames and statements with everything in them, so that is never asked for.
    quiet = least > logging.DEBUG
    floor = max(least, logging.WARNING) if quiet else logging.INFO
    logging.basicConfig(handlers=[_Carried()], level=floor, force=True)
    stamina.instrumentation.set_on_retry_hooks([] if quiet else None)


def _without_outages(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A processor of structlog that drops what failed because the database is away: that was told once."""
    error = event.get("exc_info")
    if outages.is_gone(sys.exc_info()[1] if error is True else error):
        raise structlog.DropEvent
    return event


class _Told:
    """Says warnings and errors as sentences on standard error; the whole line goes on to the file."""

    def __init__(self, texts: Texts, lang: Lang, path: Path) -> None:
        self._texts = texts
        self._lang = lang
        self._path = path
        self._screen = _Lines()
        self._last: dict[str, float] = {}

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        """A processor of structlog."""
        what = str(event["event"])
        if event["level"] in {"warning", "error", "critical"} and self._is_due(what):
            values = {name: str(value) for name, value in event.items() if name != "exception"}
            key = f"cli.log_{what.replace('.', '_')}"
            known = key if self._texts.has(key) else "cli.log_other"
            sentence = self._texts.render(known, self._lang, **values)
            more = self._texts.render("cli.log_more", self._lang, file=str(self._path))
            self._screen.msg(f"{time.strftime('%H:%M:%S')} ⚠ {sentence}{more}")
        return event

    def _is_due(self, what: str) -> bool:
        now = time.monotonic()
        if now - self._last.get(what, -AGAIN_AFTER_S) < AGAIN_AFTER_S:
            return False
        self._last[what] = now
        return True


class _Carried(logging.Handler):
    """Carries what libraries log to where ours goes."""

    def emit(self, record: logging.LogRecord) -> None:
        """Hand it on."""
        _log.log(record.levelno, record.getMessage(), exc_info=record.exc_info, library=record.name)


class _Lines:
    """Writes lines where it can: a full disk or a closed terminal must not fail the work that is told of."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def msg(self, line: str) -> None:
        """Write it, or not."""
        with contextlib.suppress(OSError, ValueError):
            if self._path is None:
                sys.stderr.write(f"{line}\n")
                return
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")

    debug = info = warning = error = critical = msg


def _put_aside(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > MOST_BYTES:
        path.replace(path.with_suffix(".log.1"))


_log = structlog.get_logger(__name__)
