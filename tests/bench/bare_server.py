"""The peer of the fan-out bench: the `websockets` library and nothing else, on the port it is given.

Each connection first names its number. What connection 0 sends is `[number, texts]`; the texts go to that
connection, each behind the monotonic nanoseconds at which their sending began, in `STAMP` characters.
"""

import json
import sys
import time

import uvloop
from websockets.asyncio.server import ServerConnection, serve

STAMP = 20

connections: dict[int, ServerConnection] = {}


async def hold(connection: ServerConnection) -> None:
    """Keep a connection under its number; the first one asks for what the others get."""
    mine = int(await connection.recv())
    connections[mine] = connection
    async for line in connection:
        if mine == 0 and line.startswith("["):
            number, texts = json.loads(line)
            now = time.monotonic_ns()
            for text in texts:
                await connections[number].send(f"{now:0{STAMP}d}{text}")


async def main() -> None:
    """Serve until terminated."""
    async with serve(hold, "127.0.0.1", int(sys.argv[1]), compression=None) as server:
        await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main())
