"""Fixtures that every test may ask for; databases are real, and each test has its own."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge.encoders.exported import ensure_exported
from tests.databases import Postgres, sqlite_copy, sqlite_template
from web.database import Database, open_database

os.environ["HF_HUB_OFFLINE"] = "1"
settings.register_profile("fixed", derandomize=True)  # the same examples on every machine
settings.load_profile("fixed")


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with every table, to be copied."""
    return sqlite_template(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL server, started when the first test asks for it."""
    server = Postgres()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The url of an empty database with every table, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        with sqlite_copy(request.getfixturevalue("sqlite_file"), tmp_path) as url:
            yield url
    else:
        with request.getfixturevalue("postgres").copy() as url:
            yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The url of a database without any table, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
    else:
        with request.getfixturevalue("postgres").empty() as url:
            yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database of this test alone."""
    opened = open_database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def session(database: Database) -> AsyncIterator[AsyncSession]:
    """A writing session that commits when the test ends."""
    async with database.transaction() as opened:
        yield opened


@pytest.fixture(scope="session")
def models_folder() -> Path:
    """Where exported models lie; kept between runs, for each takes half a minute to make."""
    return Path(__file__).resolve().parents[1] / "var" / "models"


@pytest.fixture(scope="session")
def exported_model(models_folder: Path) -> Path:
    """The folder of the exported text model, made where it is missing."""
    return ensure_exported(models_folder)
