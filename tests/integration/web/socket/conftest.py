"""A shop with a job, and its socket on a port."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.live import Serving, serving
from tests.fakes.shop import Shop
from web.database import Database


@pytest.fixture
async def shop(database: Database) -> Shop:
    """A shop with one job that nobody has claimed."""
    return await Shop(database).open()


@pytest.fixture
async def served(shop: Shop) -> AsyncIterator[Serving]:
    """The same, served."""
    async with serving(shop) as running:
        yield running
