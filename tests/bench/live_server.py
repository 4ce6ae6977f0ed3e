"""Our server for the fan-out bench: `shifu serve`, which also notes when each event's commit ended.

At its end it writes `{"ch", "seq", "ns"}` lines to `stamps.jsonl` in `SHIFU_VAR`; `ns` is the system-wide
monotonic clock.
"""

import json
import signal
import sys
import time
from collections.abc import Sequence

import uvloop

from web.database import Committed
from web.serving import serve
from web.settings import read
from web.wiring import Deps, build


async def main(deps: Deps) -> None:
    """Serve until terminated."""
    stamps: list[tuple[str, int, int]] = []

    def note(events: Sequence[Committed]) -> None:
        now = time.monotonic_ns()
        stamps.extend((event.channel, event.seq, now) for event in events)

    deps.database.listeners.append(note)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        await serve(deps, lambda: None)
    finally:
        rows = [json.dumps({"ch": ch, "seq": seq, "ns": ns}) for ch, seq, ns in stamps]
        (deps.settings.var / "stamps.jsonl").write_text("\n".join(rows))


if __name__ == "__main__":
    uvloop.run(main(build(read())))
