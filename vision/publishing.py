"""Which bank a check is judged by: published ones are appended, the last counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from vision import store


@dataclass(frozen=True)
class Published:
    """A bank that judges.

    Attributes:
        version: Names the stored bank, see `banks.open_bank`.
        detector: Who taught it, and so must read it.
        photos: SHA-256 of the good photos.
    """

    check: str
    version: str
    detector: str
    photos: tuple[str, ...]
    by: str
    at_us: int


async def publish(
    session: AsyncSession,
    check: str,
    version: str,
    *,
    detector: str,
    photos: Sequence[str],
    by: str,
    now: int,
) -> Published:
    """Let a stored bank judge from now on; publishing the one that judges already changes nothing."""
    there = await current(session, check)
    if there is not None and there.version == version:
        return there
    values = {"check_id": check, "version": version, "detector": detector, "photos": list(photos)}
    await store.insert_bank(session, {**values, "by": by, "at_us": now})
    return Published(check, version, detector, tuple(photos), by, now)


async def current(session: AsyncSession, check: str) -> Published | None:
    """The bank that judges a check; None if none was published."""
    row = await store.bank_row(session, check)
    if row is None:
        return None
    v = row._mapping  # noqa: SLF001 - the public name of a row's mapping
    return Published(v["check_id"], v["version"], v["detector"], tuple(v["photos"]), v["by"], v["at_us"])


async def is_example(session: AsyncSession, sha256: str) -> bool:
    """Whether a photo is one of the good examples that a bank was taught from."""
    return sha256 in await store.bank_photos(session)
