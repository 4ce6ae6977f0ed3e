"""The socket is mounted where the pages cannot hide it."""

from typing import cast

from starlette.applications import Starlette
from starlette.routing import Mount, WebSocketRoute

from web.live import PATH, mount
from web.socket.door import Door, Knobs


class _Shell:
    """As much of a door as mounting looks at."""

    database = None
    knobs = Knobs()


def test_the_socket_comes_before_the_pages() -> None:
    """A catch-all for pages that was mounted earlier does not swallow the socket."""
    app = Starlette(routes=[Mount("/", app=Starlette())])
    mount(app, cast(Door, _Shell()))
    first = app.router.routes[0]
    assert isinstance(first, WebSocketRoute)
    assert first.path == PATH == "/ws"
