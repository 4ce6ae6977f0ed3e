"""Runs the edge and the worker as processes: their sockets, signals and logs."""

import asyncio
import contextlib
import logging
import signal
import socket
import sys
from types import FrameType

import structlog
import uvicorn

from web.errors import PortTaken
from web.migrate import upgrade
from web.wiring import MODELS, Deps

STOP_WITHIN_S = 5
BACKLOG = 2048


class _Server(uvicorn.Server):
    """Tells the socket first that the process ends, so that clients know when to come back."""

    def __init__(self, config: uvicorn.Config, deps: Deps) -> None:
        super().__init__(config)
        from web.app import edge  # noqa: PLC0415 - loads every route; the worker does without

        self._edge = edge(deps)
        config.app = self._edge.app

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal came."""
        self._edge.live.restarting()
        super().handle_exit(sig, frame)


async def serve(deps: Deps) -> None:
    """Serve until a signal comes."""
    log_to_stderr(deps.settings.log_level)
    config = uvicorn.Config(
        app="",
        host=deps.settings.host,
        port=deps.settings.port,
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=4 << 20,  # the socket itself closes at its own, smaller limit, and says why
        ws_per_message_deflate=False,  # its memory grows with each connection
        loop="none",
        lifespan="on",
        backlog=BACKLOG,
        access_log=False,
        log_level=deps.settings.log_level,
        timeout_graceful_shutdown=STOP_WITHIN_S,
        server_header=False,
    )
    await _Server(config, deps).serve()


async def migrate_and_serve(deps: Deps) -> None:
    """Bring the database to this version, then serve.

    Raises:
        DatabaseNewer, DatabaseUnreachable: see `web.migrate.upgrade`.
    """
    await upgrade(deps.database)
    await serve(deps)


async def work(deps: Deps) -> None:
    """Work until a signal comes."""
    from vision.detectors.anomaly import AnomalyDetector  # noqa: PLC0415 - the edge does without
    from vision.detectors.models import network  # noqa: PLC0415 - loads onnxruntime
    from web.camera import Camera  # noqa: PLC0415 - beside it
    from web.worker import Worker  # noqa: PLC0415 - beside it

    log_to_stderr(deps.settings.log_level)
    worker = Worker(deps, Camera(deps, lambda: AnomalyDetector(network(deps.settings.var / MODELS))))
    working = asyncio.create_task(worker.work())
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, working.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await working


def stop_if_taken(host: str, port: int, setting: str) -> None:
    """Return if the port is free.

    Raises:
        PortTaken: another program listens on it.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(port=port, setting=setting) from error


def log_to_stderr(level: str) -> None:
    """Structured lines on standard error, from this level on."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
