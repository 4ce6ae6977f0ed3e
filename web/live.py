"""The socket of `assist.v1`: mounts it on the application, and ends it when the process does."""

from starlette.applications import Starlette
from starlette.routing import WebSocketRoute

from web.socket.door import Door
from web.socket.live import Live

PATH = "/ws"


def mount(app: Starlette, door: Door) -> Live:
    """Serve the socket at `/ws`.

    Returns:
        The running part: `await live.start()` and `await live.stop()` in the application's lifespan, and
        `live.restarting()` as soon as the process is told to end (before uvicorn closes connections).
    """
    live = Live(door)
    app.router.routes.insert(0, WebSocketRoute(PATH, live.endpoint))  # before the pages, which take any path
    return live
