"""Loading the demonstration: whole after being killed twice, and a second time changes nothing."""

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from assist import tables as assist_tables
from knowledge import tables as knowledge_tables
from tests.databases import metadatas
from tests.processes import ROOT, Home
from vision import tables as vision_tables
from vision.images import decode
from web.database import open_database
from web.demo import load, scenes, shown
from web.demo.load_knowledge import waiting_cars
from web.identity import tables as identity_tables

BANKS = "banks"
LEFT_BY_A_KILL = {".part"}


def killed(home: Home, when: Callable[[], bool]) -> None:
    """A load that is killed without a word as soon as something holds."""
    command = [sys.executable, "-m", "web", "demo"]
    with subprocess.Popen(command, cwd=ROOT, env=home.environment(), stdout=subprocess.DEVNULL) as process:
        end = time.monotonic() + 300
        while not when():
            assert process.poll() is None, "it ended before it was killed"
            assert time.monotonic() < end
            time.sleep(0.02)
        process.kill()


def banks(home: Home) -> list[Path]:
    return [path for path in (home.var / BANKS).glob("*") if not path.name.startswith(".")]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, models_folder: Path) -> Home:
    """A demonstration whose load was killed while scenes were rendered, and while checks were taught."""
    made = Home(tmp_path_factory.mktemp("demo"), {"DEMO": "true"})
    made.var.mkdir()
    (made.var / "models").symlink_to(models_folder)
    killed(made, lambda: len(list((made.var / shown.FOLDER).glob("*/*.jpg"))) >= 5)
    killed(made, lambda: len(banks(made)) >= 2)
    assert not (made.var / load.MARKER).exists()
    made.call("demo")
    return made


async def rows(home: Home) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    database = open_database(f"sqlite:///{home.var / 'shifu.sqlite'}")
    found: dict[str, list[tuple[object, ...]]] = {}
    async with database.reading() as session:
        for metadata in metadatas():
            for table in metadata.sorted_tables:
                found[table.name] = sorted(
                    (tuple(row) for row in await session.execute(select(table))), key=repr
                )
    await database.close()
    return found


def files(home: Home) -> dict[str, str]:
    """Every file that the load has made, by its content."""
    return {
        str(path.relative_to(home.var)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(home.var.rglob("*"))
        if path.is_file() and "sqlite" not in path.name and path.suffix not in LEFT_BY_A_KILL
    }


@pytest.mark.timeout(600)
async def test_a_load_that_was_killed_is_whole_after_the_next(home: Home) -> None:
    """What was there is not made twice, what was missing is made, and no file is half of one."""
    there = await rows(home)
    assert len(there[identity_tables.shop.name]) == len(load.SHOPS)
    assert len(there[assist_tables.repair_order.name]) == len(waiting_cars())
    taught = [row[1] for row in there[vision_tables.bank.name]]
    assert sorted(taught) == sorted(scenes.CHECKS)
    log = knowledge_tables.metadata.tables["kn_event"]
    approved = [row for row in there[log.name] if "procedure.approved" in row]
    assert len(approved) == len({row[1] for row in approved}) > 0
    for check in scenes.CHECKS:
        for scene in shown.scenes():
            photo = decode(shown.path(home.var, check, scene.name).read_bytes())
            assert photo.shape == (scenes.SIZE[1], scenes.SIZE[0], 3)
    assert (home.var / load.MARKER).exists()


@pytest.mark.timeout(600)
async def test_a_second_load_changes_nothing(home: Home) -> None:
    """Neither a row nor a file is another one afterwards, and the same logins are shown."""
    before = await rows(home), files(home)
    shown_first = home.call("--json", "demo", "--logins")
    begun = time.monotonic()
    assert home.call("--json", "demo") == shown_first
    assert time.monotonic() - begun < 60
    assert (await rows(home), files(home)) == before


def test_every_stage_is_counted(home: Home) -> None:
    """Whoever looks on reads of each stage how much of it is there."""
    said = home.call("demo", "--no-logins")
    photos = len(scenes.CHECKS) * len(list(shown.scenes()))
    assert f"Rendering demonstration photos… {photos}/{photos}" in said
    assert f"Learning the good examples… {len(scenes.CHECKS)}/{len(scenes.CHECKS)}" in said
    assert "is ready." in said.splitlines()[-1]
