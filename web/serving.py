"""Runs the edge and the worker as processes: their sockets and signals."""

import asyncio
import contextlib
import errno
import signal
import socket
from collections.abc import Callable
from functools import partial
from types import FrameType

import uvicorn

from web import logs, tether
from web.errors import ListenRefused, PortTaken
from web.migrate import upgrade
from web.settings import Settings
from web.wiring import MODELS, Deps

STOP_WITHIN_S = 2
"""What answers still take may be waited for; sockets are closed before."""
BACKLOG = 2048


class _Server(uvicorn.Server):
    """Tells the socket first that the process ends, so that clients know when to come back.

    It runs the application's lifespan itself: uvicorn would write a traceback of why one cannot begin.
    """

    def __init__(self, config: uvicorn.Config, deps: Deps, begun: Callable[[], None]) -> None:
        super().__init__(config)
        self._begun = begun
        from web.app import edge  # noqa: PLC0415 - loads every route; the worker does without

        self._edge = edge(deps)
        self._running = contextlib.AsyncExitStack()
        config.app = self._edge.app

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and say so.

        Raises:
            BusUnreachable: see `web.adapters.bus`.
        """
        await self._running.enter_async_context(self._edge.running())
        await super().startup(sockets)
        if self.started:
            self._begun()
            tether.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what still runs, once nothing is answered any more."""
        await super().shutdown(sockets)
        await self._running.aclose()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal came."""
        self._edge.live.restarting()
        super().handle_exit(sig, frame)


async def serve(deps: Deps, begun: Callable[[], None]) -> None:
    """Serve until a signal comes; calls `begun` once it listens."""
    logs.begin(deps.settings, "serve")
    await _Server(configured(deps.settings), deps, begun).serve()


def configured(settings: Settings) -> uvicorn.Config:
    """How the edge listens."""
    return uvicorn.Config(
        app="",
        host=settings.host,
        port=settings.port,
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=4 << 20,  # the socket itself closes at its own, smaller limit, and says why
        ws_per_message_deflate=False,  # its memory grows with each connection
        loop="none",
        lifespan="off",
        backlog=BACKLOG,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=STOP_WITHIN_S,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxy),  # else anybody names any address for the limits
        forwarded_allow_ips=settings.trusted_proxy,
    )


async def migrate_and_serve(deps: Deps, begun: Callable[[], None]) -> None:
    """Bring the database to this version, then serve.

    Raises:
        DatabaseNewer, DatabaseUnreachable: see `web.migrate.upgrade`.
    """
    await upgrade(deps.database)
    await serve(deps, begun)


async def work(deps: Deps, begun: Callable[[], None]) -> None:
    """Work until a signal comes; calls `begun` once it does."""
    from vision.detectors.anomaly import AnomalyDetector  # noqa: PLC0415 - the edge does without
    from vision.detectors.models import network  # noqa: PLC0415 - loads onnxruntime
    from web.camera import Camera  # noqa: PLC0415 - beside it
    from web.indexing import Indexing, build_aside  # noqa: PLC0415 - beside it
    from web.worker import Worker  # noqa: PLC0415 - beside it

    logs.begin(deps.settings, "work")
    camera = Camera(deps, lambda: AnomalyDetector(network(deps.settings.var / MODELS)))
    worker = Worker(deps, camera, Indexing(partial(build_aside, deps.settings)))
    working = asyncio.create_task(worker.work())
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, working.cancel)
    begun()
    tether.ready()
    with contextlib.suppress(asyncio.CancelledError):
        await working


def stop_if_taken(host: str, port: int, setting: str) -> None:
    """Return if the port is free, at every address that its name may lead to.

    Raises:
        PortTaken: another program listens on it.
        ListenRefused: the address is none of this machine's, or the port is not for everybody.
    """
    others = ("::1",) if host == "127.0.0.1" else ()  # browsers try it first for `localhost`
    for address in (host, *others):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        try:
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(port=port, setting=setting) from error
            if address == host:
                raise ListenRefused(host=host, port=port, problem=error.strerror or str(error)) from error
