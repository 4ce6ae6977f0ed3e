"""Teaches the demonstration's checks from rendered good photos, and publishes what they learnt."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

from vision import banks, publishing
from vision.banks import Bank
from vision.boxes import Box
from vision.checks import Anomaly
from vision.detectors.anomaly import AnomalyDetector
from vision.detectors.models import network
from vision.detectors.port import Detector
from web.beginning import SYSTEM
from web.demo import scenes
from web.wiring import MODELS, Deps

BANKS = "banks"
"""Folder in `var` that the worker opens banks from."""
REGION = Box(x=0, y=0, w=1, h=0.93)
"""All but the strip that carries the label of the demonstration."""
_AT_ONCE = 2
"""Checks that are rendered and taught side by side; each keeps a core busy."""


async def load_vision(deps: Deps, told: Callable[[int], None]) -> None:
    """Teach every check that has no bank yet; a second time changes nothing.

    Args:
        deps: everything.
        told: hears how many checks are taught now.
    """
    var = deps.settings.var
    missing = [check for check in scenes.CHECKS if not await _is_taught(deps, check)]
    told(len(scenes.CHECKS) - len(missing))
    if not missing:
        return
    detector = AnomalyDetector(await asyncio.to_thread(network, var / MODELS))
    turn = asyncio.Semaphore(_AT_ONCE)
    teaching = [_teach(deps, check, detector, turn) for check in missing]
    for left, taught_one in zip(range(len(missing))[::-1], asyncio.as_completed(teaching), strict=True):
        await taught_one
        told(len(scenes.CHECKS) - left)


async def _is_taught(deps: Deps, check: str) -> bool:
    async with deps.database.reading() as session:
        published = await publishing.current(session, check)
    return published is not None and (deps.settings.var / BANKS / published.version).is_dir()


async def _teach(deps: Deps, check: str, detector: Detector, turn: asyncio.Semaphore) -> None:
    async with turn:
        photos, bank = await asyncio.to_thread(taught, check, detector, deps.settings.var / BANKS)
    for data in photos:
        await deps.blobs.put(hashlib.sha256(data).hexdigest(), _whole(data), most_bytes=len(data))
    async with deps.database.transaction() as session:
        await publishing.publish(
            session,
            check,
            bank.version,
            detector=bank.detector,
            photos=bank.photos,
            by=SYSTEM,
            now=deps.now(),
        )


def taught(check: str, detector: Detector, folder: Path) -> tuple[Sequence[bytes], Bank]:
    """The good photos of a check and the bank learnt from them, which is stored below `folder`."""
    photos = [scenes.photo(check, "good", seed) for seed in scenes.TEACHING]
    bank = banks.teach(photos, Anomaly(id=check, region=REGION), detector)
    banks.save(bank, folder)
    return photos, bank


async def _whole(data: bytes) -> AsyncIterator[bytes]:
    yield data
