"""Takes in a vehicle table of the chain, and gives what all of them say."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import event_store
from knowledge.vehicles import store
from knowledge.vehicles.decoders.chain import ChainDecoder
from knowledge.vehicles.patterns import Pattern, dump


async def import_table(
    session: AsyncSession, source: str, rows: Sequence[Pattern], *, by: str, now: int
) -> bool:
    """Whether the table was new or changed; its earlier rows are replaced and the import is logged.

    Args:
        session: written to, not committed.
        source: the table's name.
        rows: in the order in which they correct each other.
        by: who imports it.
        now: UTC microseconds.
    """
    if await store.contents(session, source) == [dump(row) for row in rows]:
        return False
    await store.replace(session, source, rows, by=by, now=now)
    data = {"source": source, "patterns": len(rows)}
    await event_store.append(session, f"vehicles:{source}", "vehicles.imported", data, by=by, now=now)
    return True


async def decoder(session: AsyncSession) -> ChainDecoder:
    """The decoder of all imported tables as they stand now."""
    return ChainDecoder(await store.patterns(session))
