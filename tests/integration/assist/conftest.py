"""A shop for each test of assist."""

import pytest

from tests.fakes.shop import Shop
from web.database import Database


@pytest.fixture
async def shop(database: Database) -> Shop:
    """A shop with one job that nobody has claimed."""
    return await Shop(database).open()
