"""Between commits and other nodes."""

import asyncio
from dataclasses import dataclass

from web.adapters.bus import Hint, LocalBus
from web.database import open_database
from web.hints import OWN_MOST, Hints


@dataclass(frozen=True)
class Happened:
    seq: int
    channel: str = "job:1"
    epoch: str = "e"
    type: str = "step.show"


async def test_a_commit_is_told_once_by_its_head() -> None:
    """Others hear of the last event of each channel; the teller is not woken by its own hint."""
    bus, database, woken, far = LocalBus(), open_database("sqlite:///never-opened.sqlite"), [], list[Hint]()
    hints = Hints(bus, database, lambda: woken.append(1))
    await hints.start()
    bus.listen(far.append)
    for listener in database.listeners:
        listener([Happened(1), Happened(2), Happened(5, channel="job:2")])
    await asyncio.sleep(0.01)
    assert far == [Hint("job:1", "e", 2), Hint("job:2", "e", 5)]
    assert woken == []
    await bus.send(Hint("job:1", "e", 3))
    assert woken == [1]
    await hints.stop()
    assert database.listeners == []
    await database.close()


async def test_hints_that_never_come_back_are_forgotten() -> None:
    """While the bus is down what was sent does not pile up."""

    class Down(LocalBus):
        async def send(self, hint: Hint) -> None:
            return

    database = open_database("sqlite:///never-opened.sqlite")
    hints = Hints(Down(), database, lambda: None)
    await hints.start()
    for seq in range(OWN_MOST + 10):
        database.listeners[0]([Happened(seq)])
    await asyncio.sleep(0)
    assert len(hints._own) <= OWN_MOST + 1
    await hints.stop()
    await database.close()
