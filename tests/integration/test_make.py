"""`make run` on a machine that lacks something: it is named, and nothing is done."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PLAIN = ("sh", "find", "sed", "head", "mkdir", "touch", "test", "env", "id", "make")
"""What every Linux with make has; neither Python nor git."""
WITHOUT_VENV = """#!/bin/sh
[ "$1" = -c ] && exec {python} "$@"
exec {python} -c '
import importlib.util, runpy, sys
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "ensurepip" else found(name, *rest)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
' "$@"
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """What a clone has of what `make` reads, beside a folder of programs that are there."""
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "web" / "client").mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "web" / "client" / name, tmp_path / "web" / "client" / name)
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in PLAIN:
        found = shutil.which(name)
        assert found
        (programs / name).symlink_to(found)
    return tmp_path


def program(tree: Path, name: str, script: str) -> None:
    path = tree / "programs" / name
    path.write_text(script)
    path.chmod(0o755)


def make(
    tree: Path, *arguments: str, typed: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    command = [str(tree / "programs" / "make"), *arguments]
    given = {"PATH": str(tree / "programs"), "HOME": str(tree), **environment}
    return subprocess.run(
        command, cwd=tree, env=given, input=typed, capture_output=True, text=True, check=False
    )


def undone(tree: Path, done: "subprocess.CompletedProcess[str]") -> str:
    """What it said; it must have failed and made nothing."""
    assert done.returncode != 0
    assert not (tree / ".venv").exists()
    assert not (tree / "var").exists()
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_a_missing_python_is_named(tree: Path) -> None:
    """Without Python, what to install is said in both languages."""
    said = undone(tree, make(tree, "run"))
    assert "没有找到 Python 3.11" in said
    assert "apt-get install python3 python3-venv" in said


def test_an_old_python_is_no_python(tree: Path) -> None:
    """A Python that is too old is passed over, and the needed version is named."""
    program(tree, "python3", "#!/bin/sh\nexit 1\n")
    assert "Python 3.11 or newer was not found" in undone(tree, make(tree, "run"))


def test_a_missing_venv_is_named(tree: Path) -> None:
    """A Python without the parts that Debian packs apart is not begun with."""
    program(tree, "python3", WITHOUT_VENV.format(python=sys.executable))
    said = undone(tree, make(tree, "run", f"PORT={free_port()}", f"SUPPLIER_PORT={free_port()}"))
    assert "apt-get install python3-venv" in said


@pytest.mark.parametrize("name", ["PORT", "SUPPLIER_PORT"])
def test_a_taken_port_is_named(tree: Path, name: str) -> None:
    """A port that somebody uses is named with the word that chooses another, before anything is installed."""
    program(tree, "python3", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    ports = {"PORT": free_port(), "SUPPLIER_PORT": free_port()}
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", ports[name]))
        taken.listen()
        said = undone(tree, make(tree, "run", *(f"{key}={port}" for key, port in ports.items())))
    assert f"make run {name}={ports[name] + 1}" in said
    assert str(ports[name]) in said


@pytest.mark.parametrize("name", ["PORT", "SUPPLIER_PORT"])
@pytest.mark.parametrize("given", ["abc", "99999", "-1", "0", "", "80 81", "８０８０", "9" * 5000])
def test_what_is_no_port_is_named(tree: Path, name: str, given: str) -> None:
    """A port that cannot be is refused in both languages, before anything is looked for or installed."""
    program(tree, "python3", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    ports = {"PORT": str(free_port()), "SUPPLIER_PORT": str(free_port()), name: given}
    said = undone(tree, make(tree, "run", *(f"{key}={port}" for key, port in ports.items())))
    assert f"{name} 要写成 1 到 65535 之间的数字" in said
    assert f"{name} must be a number from 1 to 65535, not “{given}”" in said


def test_two_processes_want_two_ports(tree: Path) -> None:
    """One port for both is refused by name, before anything is installed."""
    program(tree, "python3", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    one = free_port()
    said = undone(tree, make(tree, "run", f"PORT={one}", f"SUPPLIER_PORT={one}"))
    assert "PORT and SUPPLIER_PORT must not be the same port" in said
    assert "不能是同一个端口" in said


def test_git_is_not_needed(tree: Path) -> None:
    """Where there is no git, nothing asks for it."""
    program(tree, "python3", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    planned = make(tree, "-n", "run", f"PORT={free_port()}", f"SUPPLIER_PORT={free_port()}")
    assert planned.returncode == 0, planned.stderr
    assert "web.supervisor" in planned.stdout
    assert "git " not in planned.stdout


@pytest.fixture
def data(tree: Path) -> Path:
    """What a chain has entered, beside what can be made again."""
    (tree / "programs" / "rm").symlink_to(shutil.which("rm") or "")
    (tree / ".venv").mkdir()
    kept = tree / "var" / "shifu.sqlite"
    kept.parent.mkdir()
    kept.write_text("orders")
    return kept


def test_clean_leaves_data_alone(tree: Path, data: Path) -> None:
    """`make clean` deletes what can be made again, and nothing that people entered."""
    assert make(tree, "clean").returncode == 0
    assert not (tree / ".venv").exists()
    assert data.read_text() == "orders"


@pytest.mark.parametrize(
    ("typed", "gone"), [("delete\n", True), ("yes\n", False), ("\n", False), ("", False)]
)
def test_data_is_deleted_only_by_who_says_so(tree: Path, data: Path, typed: str, gone: bool) -> None:  # noqa: FBT001
    """`make clean-data` names the folder and deletes it only when the word was typed."""
    done = make(tree, "clean-data", typed=typed)
    assert str(data.parent) in done.stdout
    assert data.exists() != gone
    assert (done.returncode == 0) == gone
