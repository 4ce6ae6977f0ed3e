"""A way to a PostgreSQL server that can be shut: to whoever asks, the server is then away."""

import asyncio
import contextlib
from dataclasses import dataclass, field

from sqlalchemy import make_url

from tests.bench.ports import free_port


@dataclass
class Doorway:
    """Leads to the server of a url while it is open.

    Attributes:
        behind: Url of a database, at a socket in a folder or at a port.
    """

    behind: str
    port: int = field(default_factory=free_port)
    _server: asyncio.Server | None = None
    _through: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def url(self) -> str:
        """The same database through this doorway."""
        return make_url(self.behind).set(host="127.0.0.1", port=self.port, query={}).render_as_string(False)

    async def open(self) -> None:
        """Let everybody through."""
        self._server = await asyncio.start_server(self._lead, "127.0.0.1", self.port)

    async def shut(self) -> None:
        """Cut who is through, and refuse who comes."""
        if self._server is not None:
            self._server.close()
        for writer in tuple(self._through):
            writer.transport.abort()
        await asyncio.sleep(0)

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        to = make_url(self.behind)
        folder = to.query.get("host")
        if folder:
            inner = await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.{to.port or 5432}")
        else:
            inner = await asyncio.open_connection(to.host, to.port)
        self._through |= {writer, inner[1]}
        with contextlib.suppress(OSError):
            await asyncio.gather(_carry(reader, inner[1]), _carry(inner[0], writer))
        for each in (writer, inner[1]):
            self._through.discard(each)
            each.close()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
    finally:
        writer.transport.abort()
