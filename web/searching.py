"""Keeps the search ready: opens encoder and index when first needed, and again when the index was rebuilt.

The encoder is large, so it is opened after the first page was served, in a thread, once.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge.procedures import revisions
from knowledge.procedures.models import Procedure
from knowledge.vehicles.conditions import Truth, evaluate
from knowledge.vehicles.vehicle import Vehicle
from web.errors import QuestionEmpty

if TYPE_CHECKING:  # faiss and numpy are loaded by the first search, not by the first page
    from knowledge.encoders.port import Encoder
    from knowledge.index import Index
    from knowledge.passages import Passage
    from knowledge.search import Answer

FOLDER = "index"


@dataclass
class Searching:
    """The search of one process.

    Attributes:
        folder: Where the index lies.
        open_encoder: Makes the encoder; slow.
    """

    folder: Path
    open_encoder: "Callable[[], Encoder]"
    _encoder: "Encoder | None" = None
    _open_now: "tuple[Index, Encoder] | None" = None
    _current: str = ""
    _opening: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def search(self, query: str, *, limit: int, vehicle: Vehicle | None) -> "Answer":
        """The steps that answer a question.

        Raises:
            QuestionEmpty: nothing was asked.
            knowledge.index.IndexMissing: none was built yet.
        """
        if not query.strip():
            raise QuestionEmpty
        if not _current(self.folder):
            from knowledge.index import IndexMissing  # noqa: PLC0415 - loads faiss, but not the encoder

            raise IndexMissing(folder=self.folder.name)
        index, encoder = await self._opened()
        return await asyncio.to_thread(_search, index, encoder, query, limit=limit, vehicle=vehicle)

    async def warm(self) -> None:
        """Open encoder and index before somebody asks; an index that is not there is no failure."""
        from knowledge.errors import KnowledgeError  # noqa: PLC0415 - beside the others

        try:
            await self._opened()
        except KnowledgeError:
            return

    async def rebuild(self, session: AsyncSession) -> bool:
        """Build the index of what is approved now; False if it stands already."""
        procedures = await revisions.approved(session)
        return await asyncio.to_thread(self._build, procedures)

    async def _opened(self) -> "tuple[Index, Encoder]":
        async with self._opening:
            current = _current(self.folder)
            if self._open_now is None or current != self._current:
                self._open_now = await asyncio.to_thread(self._open)
                self._current = current
            return self._open_now

    def _open(self) -> "tuple[Index, Encoder]":
        from knowledge.index import Index  # noqa: PLC0415 - loads faiss

        self._encoder = self._encoder or self.open_encoder()
        return Index.open(self.folder, self._encoder), self._encoder

    def _build(self, procedures: list[Procedure]) -> bool:
        from knowledge.index import build, is_current  # noqa: PLC0415 - loads faiss
        from knowledge.passages import passages  # noqa: PLC0415 - beside it

        self._encoder = self._encoder or self.open_encoder()
        found = [passage for procedure in procedures for passage in passages(procedure)]
        if is_current(found, self._encoder, self.folder):
            return False
        build(found, self._encoder, self.folder)
        return True


def _search(
    index: "Index", encoder: "Encoder", query: str, *, limit: int, vehicle: Vehicle | None
) -> "Answer":
    from knowledge.search import search  # noqa: PLC0415 - loads numpy

    def applies(passage: "Passage") -> Truth:
        return evaluate(passage.applies, vehicle).truth if vehicle else "unknown"

    return search(index, encoder, query, limit=limit, applies=applies)


def _current(folder: Path) -> str:
    try:
        return (folder / "current").read_text(encoding="utf-8")
    except (FileNotFoundError, IsADirectoryError):
        return ""
