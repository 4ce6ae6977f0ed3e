"""The processes of a machine: how they begin, watch each other, are told to end, and what they log."""

import asyncio
import contextlib
import hashlib
import http.server
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE

import httpx
import psutil
import pytest
import websockets

from tests.bench.ports import free_port
from tests.fakes.pictures import encoded, plate
from tests.processes import ADMINISTRATOR, PASSWORD, ROOT, Home, Running, answers, serving, until
from tests.wire import Device, Person

VIN, PLATE = "1HGCM82633A004352", "沪A·QX739"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A chain with nobody but its administrator."""
    made = Home(tmp_path_factory.mktemp("chain"))
    made.call("init", "--login", ADMINISTRATOR)
    return made


@pytest.fixture
def watched(home: Home) -> Iterator[Running]:
    """`make run` of a chain that is no demonstration."""
    with home.running("web.supervisor") as running:
        yield running


def gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


async def ready(watched: Running) -> None:
    await until(lambda: "Ready:" in watched.said, else_said=watched)
    await until(lambda: len(watched.children()) >= 2, else_said=watched)


async def test_a_person_who_starts_it_reads_where_the_pages_are_and_how_to_stop(
    home: Home, watched: Running
) -> None:
    """The address and how to stop are said once, and a device that comes and goes is not told of."""
    await ready(watched)
    async with Person(home.url, ADMINISTRATOR, PASSWORD) as boss, Device(boss):
        await asyncio.sleep(0.3)
    assert watched.said.count("Ctrl+C") == 1
    assert watched.said.count(f"Ready: {home.url}") == 1
    assert len(watched.said.splitlines()) <= 4
    watched.process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    assert await asyncio.to_thread(watched.process.wait, 20) == 0
    assert time.monotonic() - begun < 5
    assert watched.said.endswith("Stopped.\n")


@pytest.fixture
def unread(home: Home) -> Iterator[Running]:
    """The same, but nobody reads what it prints."""
    command, said = [sys.executable, "-m", "web.supervisor"], home.folder / "unread.log"
    with (
        said.open("ab") as errors,
        subprocess.Popen(command, cwd=ROOT, env=home.environment(), stdout=PIPE, stderr=errors) as process,
    ):
        assert process.stdout is not None
        process.stdout.close()
        running = Running(process, said)
        yield running
        running.end()


async def test_everything_runs_where_nobody_reads_what_it_says(unread: Running) -> None:
    """A supervisor whose output is read no more starts the worker all the same, and ends as ever."""
    await until(lambda: any("work" in child.cmdline() for child in unread.children()), else_said=unread)
    unread.process.send_signal(signal.SIGINT)
    assert await asyncio.to_thread(unread.process.wait, 20) == 0, unread.said


async def test_a_process_says_that_it_works_once_it_does(home: Home) -> None:
    """`serve` gives its address when a page can be fetched there, `work` speaks beside it: one JSON each."""
    with home.running("web", "serve", "--json") as edge:
        address = f'{{"address": "{home.url}"}}'
        await until(lambda: address in edge.said.splitlines(), else_said=edge)
        async with httpx.AsyncClient() as http:
            assert (await http.get(f"{home.url}/api/health")).status_code == httpx.codes.OK
        with home.running("web", "work", "--json") as worker:
            await until(lambda: '{"working": true}' in worker.said.splitlines(), else_said=worker)


async def test_children_end_with_a_supervisor_that_was_killed(watched: Running) -> None:
    """A supervisor that is killed without a word takes its children with it."""
    await ready(watched)
    children = watched.children()
    watched.process.kill()
    await until(lambda: all(gone(child) for child in children), within_s=10)


async def test_a_child_that_crashes_comes_back_and_is_told_of(home: Home, watched: Running) -> None:
    """A page server that is killed is started again, and the person is told in words."""
    await ready(watched)
    watched.child("serve").kill()
    await until(lambda: "The page server ended unexpectedly (code -9)" in watched.said, else_said=watched)
    await answers(home, watched)


async def test_another_s_server_is_never_greeted(home: Home, watched: Running) -> None:
    """A server of somebody else, which takes the port while ours starts, is not taken for ours."""

    class Stranger(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    await until(lambda: "Starting" in watched.said, else_said=watched)
    with http.server.HTTPServer(("127.0.0.1", home.port), Stranger) as stranger:
        threading.Thread(target=stranger.serve_forever).start()
        code = await asyncio.to_thread(watched.process.wait, 30)
        stranger.shutdown()
    assert code == 3
    assert f"Port {home.port}" in watched.said
    assert "Ready:" not in watched.said
    assert "Traceback" not in watched.said


async def test_a_server_that_is_told_to_end_says_when_to_come_back(home: Home) -> None:
    """SIGTERM closes every socket with 4500 and a moment to come back, and the process ends soon."""
    async with serving(home) as running, Person(home.url, ADMINISTRATOR, PASSWORD) as boss:
        async with Device(boss) as device:
            running.process.send_signal(signal.SIGTERM)
            begun = time.monotonic()
            with pytest.raises(websockets.ConnectionClosed) as closed:
                while True:
                    await device.socket.ping()
                    await asyncio.sleep(0.02)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4500
        assert re.search(r'"reconnect":\s*true.*"after_ms":\s*\d+', closed.value.rcvd.reason)
        await asyncio.to_thread(running.process.wait, 10)
        assert time.monotonic() - begun < 5


async def test_no_log_holds_a_secret_or_a_car(home: Home, tmp_path: Path) -> None:
    """After a played session at the loudest level, no password, token, cookie, VIN or plate was logged."""
    secrets: set[str] = {PASSWORD, VIN, PLATE, PLATE[1:]}
    with home.running("web", "serve", LOG_LEVEL="debug") as running:
        await answers(home, running)
        async with Person(home.url, ADMINISTRATOR, PASSWORD) as boss:
            shop = (await boss.post("/api/shops", {"name_zh": "北店", "name_en": "North"}))["id"]
            person = {"login": "tech", "name": "李", "roles": ["technician"], "shop": shop}
            await boss.post("/api/people", {**person, "lang": "zh", "password": f"{PASSWORD} 2"})
            secrets |= {boss.token, *boss.http.cookies.values()}
        async with Person(home.url, "tech", f"{PASSWORD} 2") as tech, Device(tech):
            await _work(tech)
            secrets |= {tech.token, *tech.http.cookies.values()}
    assert "library=" in running.said  # it does log
    assert [secret for secret in secrets if secret in running.said] == []
    assert "Traceback" not in running.said


async def _work(tech: Person) -> None:
    await tech.http.get(f"/api/vin/{VIN}")
    await tech.http.get("/api/search", params={"q": VIN})
    order = {"vin": VIN, "plate": PLATE, "mileage_km": 1000, "complaint": VIN}
    await tech.post("/api/repair-orders", order)
    await tech.http.post("/api/login", json={"login": "tech", "password": "wrong horse battery"})
    await tech.http.post("/api/login", json={"login": VIN, "password": PASSWORD, "more": PASSWORD})
    await tech.http.post("/api/refresh")
    photo = encoded(plate(1))
    await tech.upload(photo)
    await tech.http.put(f"/api/photos/{hashlib.sha256(b'x').hexdigest()}", content=photo)
    assert (await tech.http.get("/api/me")).status_code == httpx.codes.OK


async def test_a_full_disk_is_said_and_loses_nothing(home: Home) -> None:
    """Where no file may grow, a photo is refused with 507 and words, and all before it is whole."""
    small, large = encoded(plate(1)), b"\xff\xd8\xff\xe0" + bytes(3_000_000)
    async with serving(home) as running, Person(home.url, ADMINISTRATOR, PASSWORD) as boss:
        shop = (await boss.post("/api/shops", {"name_zh": "南店", "name_en": "South"}))["id"]
        person = {"login": "full", "name": "满", "roles": ["technician"], "shop": shop, "lang": "zh"}
        await boss.post("/api/people", {**person, "password": PASSWORD})
        async with Person(home.url, "full", PASSWORD) as tech:
            kept = await tech.upload(small)
            process = psutil.Process(running.process.pid)
            process.rlimit(psutil.RLIMIT_FSIZE, (2_000_000, 2_000_000))
            refused = await tech.http.put(f"/api/photos/{hashlib.sha256(large).hexdigest()}", content=large)
            assert (refused.status_code, refused.json()["code"]) == (507, "disk_full")
            assert "still on your device" in refused.json()["detail"]
            assert (await tech.http.get(f"/api/photos/{kept}")).content == small
            assert list((home.var / "photos").glob(".*.part")) == []
            assert await tech.upload(encoded(plate(2)))
        assert "Traceback" not in running.said


@pytest.mark.parametrize("command", [("web", "serve"), ("web.supervisor",)])
async def test_a_bus_that_is_away_is_said_once(home: Home, command: tuple[str, ...]) -> None:
    """Where no NATS server answers, the edge says that alone, and begins nothing."""
    with home.running(*command, NATS_URL=f"nats://127.0.0.1:{free_port()}") as running:
        assert await asyncio.to_thread(running.process.wait, 60) == 3
        said = [line for line in running.said.splitlines() if line != "Starting…"]
    assert [line.partition(" nats:")[0] for line in said] == ["The NATS server"]


async def test_a_database_of_a_newer_version_starts_nothing(tmp_path: Path) -> None:
    """Whoever starts an older version on it is told so in one sentence, and the data stays as it is."""
    newer = Home(tmp_path)
    newer.call("migrate")
    with contextlib.closing(sqlite3.connect(newer.var / "shifu.sqlite")) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()
    with newer.running("web.supervisor") as running:
        assert await asyncio.to_thread(running.process.wait, 60) == 3
        assert "9999" in running.said
        assert "Ready:" not in running.said
        assert "Traceback" not in running.said
    with contextlib.closing(sqlite3.connect(newer.var / "shifu.sqlite")) as file:
        assert file.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
