"""The socket on a real port in this process, over a shop; people are known by tokens that are their names."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace

import uvicorn
from starlette.applications import Starlette

from assist.caller import UserId
from tests.fakes.shop import Shop
from web.live import mount
from web.socket.door import Door, Knobs, Visitor
from web.socket.live import Live

ROLES = {
    "ann": ("north", {"technician"}),
    "bo": ("north", {"technician"}),
    "cy": ("south", {"technician"}),
    "qa": ("", {"qa_reviewer"}),
    "clerk": ("north", {"parts_clerk"}),
    "author": ("", {"author"}),
    "all": ("north", {"technician", "parts_clerk"}),
}
QUICK = Knobs(ping_s=0.2, auth_s=0.3, revoked_s=0.05, poll_s=0.05)


@dataclass
class Serving:
    """A server with its door; `ended` revokes sessions, `expires_at` is when tokens run out."""

    shop: Shop
    live: Live
    url: str
    ended: set[str] = field(default_factory=set)

    def person(self, name: str) -> "Named":
        """Somebody whose token is their name."""
        return Named(self.url, name)


@dataclass(frozen=True)
class Named:
    """What `tests.wire.Device` needs of a person."""

    url: str
    token: str


@contextlib.asynccontextmanager
async def serving(
    shop: Shop, knobs: Knobs = QUICK, *, life_us: int = 3_600_000_000
) -> AsyncIterator[Serving]:
    """Serve a shop's jobs on a free port until the block ends."""
    ended: set[str] = set()

    async def authenticate(token: str) -> Visitor | None:
        async with shop.database.reading() as session:
            await session.connection()  # as the real one, which reads who it is
        name = token.partition("#")[0]
        if name not in ROLES or f"s-{token}" in ended:
            return None
        works_in, roles = ROLES[name]
        expires = shop.now + life_us
        return Visitor(UserId(name), name.title(), frozenset(roles), works_in, f"s-{token}", "en", expires)

    async def which_ended(sessions: frozenset[str]) -> frozenset[str]:
        return sessions & ended

    def sentence(code: str, values: Mapping[str, str], lang: str) -> str:
        return f"{lang}:{code}:{dict(values)}"

    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    door = Door(
        database=shop.database,
        ports=shop.ports,
        authenticate=authenticate,
        ended=which_ended,
        sentence=sentence,
        origins=frozenset({url}),
        server="shifu test",
        now=lambda: shop.now,
        knobs=knobs,
    )
    app = Starlette()
    live = mount(app, door)
    config = uvicorn.Config(
        app,
        port=port,
        log_level="warning",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        lifespan="off",
    )
    server = uvicorn.Server(config)
    await live.start()
    task = asyncio.create_task(server._serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn tells it by a flag alone
        await asyncio.sleep(0.01)
    try:
        yield Serving(shop, live, url, ended)
    finally:
        await live.stop()
        await asyncio.sleep(0.05)
        server.should_exit = True
        await task


def other_process(shop: Shop) -> Shop:
    """The shop as another process writes to it: its commits are not heard here."""
    other = shop.elsewhere()
    other.database = replace(shop.database, listeners=[])
    return other


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
