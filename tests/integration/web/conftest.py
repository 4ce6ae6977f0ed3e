"""A running chain for each test of the edge."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.chain import Chain, running
from web.database import Database


@pytest.fixture
async def chain(database: Database, tmp_path: Path) -> AsyncIterator[Chain]:
    """An application over a database of this test alone."""
    async with running(database, tmp_path / "var") as opened:
        yield opened
