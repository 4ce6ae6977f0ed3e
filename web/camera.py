"""Looks at photos for the worker: fetches the bytes, opens the bank, and hands the verdict to the job."""

import asyncio
from collections.abc import Callable
from functools import lru_cache

import structlog

from assist import evidence
from assist.guidance.outcomes import Seen
from vision import publishing
from vision.banks import Bank, open_bank
from vision.checks import Anomaly
from vision.detectors.port import Detector
from vision.errors import VisionError
from vision.inspection import inspect
from web.adapters.blobs import BlobMissing
from web.adapters.store import Task
from web.wiring import Deps

KIND = "inspect"
"""Kind of the tasks that this module does."""
BANKS = "banks"

_log = structlog.get_logger(__name__)


class Camera:
    """Inspects photos with one detector, which is opened once."""

    def __init__(self, deps: Deps, open_detector: Callable[[], Detector]) -> None:
        self._deps = deps
        self._open_detector = open_detector
        self._detector: Detector | None = None
        self._bank = lru_cache(maxsize=64)(self._read_bank)

    async def warm(self) -> None:
        """Open the detector before the first photo comes; where that fails, each photo says so."""
        try:
            await asyncio.to_thread(self._opened)
        except VisionError as error:
            _log.exception("camera.closed", code=error.code)

    async def look(self, task: Task) -> None:
        """Inspect the photo of one evidence; a second time does nothing."""
        deps, name = self._deps, task.payload["evidence"]
        async with deps.database.reading() as session:
            wanted = await evidence.to_inspect(session, name, ports=deps.ports)
            if wanted is None:
                return
            sha256, check = wanted
            published = await publishing.current(session, check)
        try:
            data = await deps.blobs.get(sha256)
        except BlobMissing:
            _log.warning("camera.bytes_missing", evidence=name)
            raise
        version = published.version if published else None
        await self._say(name, await asyncio.to_thread(self._seen, data, check, version))

    async def give_up(self, task: Task) -> None:
        """Say of a photo that could not be looked at, however often, that the camera can't tell: QA looks."""
        await self._say(task.payload["evidence"], evidence.unlooked())

    async def _say(self, name: str, seen: Seen) -> None:
        deps = self._deps
        async with deps.database.transaction() as session:
            await evidence.inspected(session, name, seen, now=deps.now(), ports=deps.ports)

    def _seen(self, data: bytes, check: str, version: str | None) -> Seen:
        try:
            bank = self._bank(version) if version else None
            return evidence.seen_of(inspect(data, Anomaly(id=check), bank, self._opened()))
        except VisionError as error:
            if error.code.startswith("photo_"):
                return evidence.unreadable(error.code)
            _log.exception("camera.failed", check=check, code=error.code)
            return evidence.unlooked()

    def _opened(self) -> Detector:
        if self._detector is None:
            self._detector = self._open_detector()
        return self._detector

    def _read_bank(self, version: str) -> Bank:
        return open_bank(self._deps.settings.var / BANKS, version)
