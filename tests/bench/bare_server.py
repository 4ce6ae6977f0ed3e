"""The peer of the fan-out bench: the `websockets` library and nothing else, on the port it is given.

Each connection first names its number. What connection 0 sends is `[number, text]`; the text goes to that
connection behind the monotonic nanoseconds at which it was sent, in 20 characters.
"""

import asyncio
import json
import sys
import time

from websockets.asyncio.server import ServerConnection, serve

connections: dict[int, ServerConnection] = {}


async def hold(connection: ServerConnection) -> None:
    """Keep a connection under its number, and pass on what the first one sends."""
    connections[int(await connection.recv())] = connection
    async for line in connection:
        number, text = json.loads(line)
        await connections[number].send(f"{time.monotonic_ns():020d}{text}")


async def main() -> None:
    """Serve until terminated."""
    async with serve(hold, "127.0.0.1", int(sys.argv[1]), compression=None):
        await asyncio.Future()


if __name__ == "__main__":
    asyncio.run(main())
