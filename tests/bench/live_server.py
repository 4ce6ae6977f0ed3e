"""Our server for the fan-out bench: `shifu serve`, which also notes when each event's commit ended.

Writes `{"ch", "seq", "ns"}` lines to `stamps.jsonl` in `SHIFU_VAR`; `ns` is the system-wide monotonic clock.
"""

import asyncio
import json
import time
from collections.abc import Sequence

from web.database import Committed
from web.serving import serve
from web.settings import read
from web.wiring import build


async def main() -> None:
    """Serve until terminated."""
    deps = build(read())
    with (deps.settings.var / "stamps.jsonl").open("w", buffering=1) as stamps:

        def note(events: Sequence[Committed]) -> None:
            now = time.monotonic_ns()
            for event in events:
                stamps.write(json.dumps({"ch": event.channel, "seq": event.seq, "ns": now}) + "\n")

        deps.database.listeners.append(note)
        await serve(deps)


if __name__ == "__main__":
    asyncio.run(main())
