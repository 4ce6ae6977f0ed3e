"""The command line as a person or a script calls it."""

import contextlib
import io
import json
import re
import resource
import socket
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knowledge.search import Answer, Hit
from knowledge.vehicles.text import Text
from web import cli
from web.cli import app, fronted
from web.commands import manual, people
from web.identity.models import ROLES
from web.texts import load

VIN = "1HGCM82633A004352"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one test for everything that is made at run time."""
    monkeypatch.setenv("SHIFU_VAR", str(tmp_path / "var"))
    for name in ("SHIFU_LANG", "SHIFU_DATABASE_URL", "SHIFU_DEMO", "SHIFU_PORT", "SHIFU_HOST"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def call(*arguments: str) -> Done:
    """Run the command as `shifu` would, in this process."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    before, sys.argv = sys.argv, ["shifu", *arguments]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            cli.main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        sys.argv = before
    return Done(code, out.getvalue(), err.getvalue())


def answer(*arguments: str) -> dict[str, object]:
    """The JSON that a command prints; it must succeed."""
    done = call("--json", *arguments)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_help_is_in_both_languages_and_quick(home: Path) -> None:
    """Help names every command in both languages, without loading a package."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "web", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert time.monotonic() - begun < 10
    for word in ("init", "serve", "work", "migrate", "vin", "search", "demo", "退出码", "Exit codes"):
        assert word in done.stdout
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, web.cli; print('sqlalchemy' in sys.modules, 'numpy' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.strip() == "False False"


def test_a_chain_begins(home: Path) -> None:
    """`init` makes the tables and an administrator, once; then shops and people are added by command."""
    made = answer("init", "--login", "boss")
    assert made["login"] == "boss"
    assert len(str(made["password"])) >= 10
    again = call("init", "--lang", "en")
    assert again.returncode == 1
    assert "chain in this database already" in again.stderr
    shop = answer("shop", "add", "北店", "North")
    word = "a long password"
    person = answer(
        "person", "add", "li", "李", "--role", "technician", "--shop", str(shop["id"]), "--password", word
    )
    assert person["login"] == "li"
    listed = answer("person", "list")["items"]
    assert [row["login"] for row in listed] == ["boss", "li"]  # type: ignore[attr-defined]
    assert answer("person", "password", "li", "--password", "another password") == {"login": "li"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_to_type_instead_is_said(home: Path, lang: str) -> None:
    """A refusal speaks of what a command line has: the words there are, or the command that lists them."""
    answer("init")
    shop = str(answer("shop", "add", "北店", "North")["id"])
    word = ("--password", "a long password", "--lang", lang)
    no_role = call("person", "add", "li", "李", "--role", "technicien", "--shop", shop, *word)
    for role in ROLES:
        assert role in no_role.stderr
        assert lang == "en" or load().raw(f"words.role.{role}", "zh") in no_role.stderr
    no_shop = call("person", "add", "li", "李", "--role", "technician", *word)
    other_shop = call("person", "add", "li", "李", "--role", "technician", "--shop", "x", *word)
    nobody = call("person", "password", "nobody", *word)
    assert ["shifu shop list" in each.stderr for each in (no_shop, other_shop)] == [True, True]
    assert "“nobody”" in nobody.stderr
    assert "shifu person list" in nobody.stderr
    assert {each.returncode for each in (no_role, no_shop, other_shop, nobody)} == {1}
    assert (
        json.loads(call("person", "password", "nobody", *word, "--json").stderr)["detail"]
        == nobody.stderr.strip()
    )


@pytest.mark.parametrize(("lang", "said"), [("zh", "还没有"), ("en", "No procedure")])
def test_a_search_in_an_empty_index_is_said(
    home: Path, lang: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing is indexed yet, that is said with what to do, and no list is promised."""
    monkeypatch.setattr(manual, "with_deps", lambda _run: Answer("not_in_manual", (), (), 0.0))
    told = call("search", "torque", "--lang", lang).stdout
    assert told.startswith(said)
    assert "shifu index" in told


def test_a_vin_is_decoded(home: Path) -> None:
    """`vin` prints what a VIN says, as sentences in one language or as JSON."""
    call("migrate")
    found = answer("vin", VIN)
    assert found["facts"]["make"]  # type: ignore[index]
    english, chinese = (call("vin", VIN, "--lang", lang).stdout for lang in ("en", "zh"))
    assert "Make: Honda (the United States' register of cars)" in english
    assert "品牌：本田（美国车辆登记库）" in chinese


@pytest.mark.parametrize(
    ("vin", "code"),
    [("1HGCM82633A00435", "vin_length"), ("1HGCM82633A00435O", "vin_character"), ("'; DROP TABLE", "vin_")],
)
def test_a_vin_that_cannot_be_is_refused(home: Path, vin: str, code: str) -> None:
    """A VIN of the wrong length, or with a letter that no VIN has, is one clear error."""
    done = call("vin", vin, "--json")
    assert done.returncode == 1
    assert json.loads(done.stderr)["code"].startswith(code)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command", [("serve",), ("work",), ("vin", VIN), ("search", "torque"), ("shop", "list")]
)
def test_an_unmigrated_database_is_said(home: Path, command: tuple[str, ...]) -> None:
    """Every command that needs the tables says only that they are missing and what to run, with code 3."""
    done = call("--lang", "en", *command)
    assert (done.returncode, done.stdout) == (3, "")
    assert "Traceback" not in done.stderr
    assert "shifu migrate" in done.stderr


@pytest.mark.parametrize(("lang", "said"), [("zh", "写不进去"), ("en", "cannot be made or written")])
@pytest.mark.parametrize("folder", ["file/var", "/proc/self"])
def test_a_folder_that_cannot_be_written_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch, folder: str, lang: str, said: str
) -> None:
    """Every command that needs the folder, and `make run`, name it in one sentence and begin nothing."""
    (home / "file").touch()
    monkeypatch.setenv("SHIFU_VAR", str(home / folder))
    monkeypatch.setenv("SHIFU_LANG", lang)
    for command in ("init", "serve", "work", "migrate", "demo", "shop list"):
        done = call(*command.split())
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
        assert str(home / folder) in done.stderr
        assert said in done.stderr
    watched = subprocess.run(
        [sys.executable, "-m", "web.supervisor"], capture_output=True, text=True, check=False
    )
    assert (watched.returncode, watched.stdout, watched.stderr) == (3, "", done.stderr)
    assert answer("demo", "--logins") == {"logins": []}


@pytest.mark.parametrize(
    ("room", "lang", "said"), [(0, "zh", "磁盘已满"), (20_000, "en", "The disk is full")]
)
def test_a_full_disk_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch, room: int, lang: str, said: str
) -> None:
    """Where no file may grow, a command names the folder in one sentence; once there is room it is done."""
    monkeypatch.setenv("SHIFU_LANG", lang)
    for command in ("init", "migrate", "serve", "work"):
        done = subprocess.run(
            [sys.executable, "-m", "web", command],
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (room, room)),
        )
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1), done.stderr
        assert said in done.stderr
        assert str(home / "var") in done.stderr
    assert answer("init")["login"] == "admin"


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "已经有一家连锁店"), ("en", "a chain in this database already")]
)
def test_a_chain_at_work_gets_no_demonstration(home: Path, lang: str, said: str) -> None:
    """Where somebody works, invented people and torques are refused, and nothing is added."""
    answer("init")
    done = call("--lang", lang, "demo")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert said in done.stderr
    people = answer("person", "list")["items"]
    assert [each["login"] for each in people] == ["admin"]  # type: ignore[attr-defined]


def test_a_newer_database_is_said(home: Path) -> None:
    """A database of a newer version is named, not touched, and stops every command."""
    call("migrate")
    with contextlib.closing(sqlite3.connect(home / "var" / "shifu.sqlite")) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()
    for command in ("migrate", "serve"):
        done = call("--lang", "en", command)
        assert done.returncode == 3
        assert "9999" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_missing_index_is_said(home: Path) -> None:
    """Searching before anything was indexed says so."""
    call("migrate")
    done = call("search", "扭矩", "--lang", "en")
    assert done.returncode == 3
    assert "index" in done.stderr


def test_a_taken_port_is_said(home: Path) -> None:
    """A port that another program listens on is named, with the setting that changes it."""
    call("migrate")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = call("--lang", "en", "serve", "--port", port)
    assert done.returncode == 3
    assert port in done.stderr
    assert "SHIFU_PORT" in done.stderr


def test_a_database_that_does_not_answer_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address without a database is named, without its password."""
    monkeypatch.setenv("SHIFU_DATABASE_URL", "postgresql://me:secret@127.0.0.1:1/none")
    done = call("--lang", "en", "migrate")
    assert done.returncode == 3
    assert "127.0.0.1:1" in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("lang", "said"), [("zh", "不是师傅的数据库"), ("en", "no database of Shifu")])
def test_a_file_that_is_no_database_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    """A file of another kind is named and left as it is, in one sentence and nothing before it."""
    letter = home / "letter.txt"
    letter.write_text("Dear customer, " * 20, encoding="utf-8")
    monkeypatch.setenv("SHIFU_DATABASE_URL", f"sqlite:///{letter}")
    for command in ("init", "migrate", "serve", "work"):
        done = call("--lang", lang, command)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1), done
        assert said in done.stderr
        assert f"{letter} " in done.stderr
    assert letter.read_text(encoding="utf-8") == "Dear customer, " * 20


@pytest.mark.parametrize(
    ("name", "value"), [("SHIFU_PORT", "x"), ("SHIFU_LANG", "fr"), ("SHIFU_ACCESS_TOKEN_S", "1")]
)
def test_a_setting_that_cannot_be_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """A wrong setting is named and nothing runs."""
    monkeypatch.setenv(name, value)
    done = call("migrate")
    assert done.returncode == 2
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    watched = subprocess.run(
        [sys.executable, "-m", "web.supervisor"], capture_output=True, text=True, check=False
    )
    assert (watched.returncode, watched.stdout, watched.stderr) == (2, "", done.stderr)


COMMANDS = ("serve", "work", "init", "migrate", "demo", "vin", "search", "index", "shop list", "shop add",
            "person list", "person add", "person password")  # fmt: skip
MISUSES = (
    ("dance", "usage_command_unknown"),
    ("shop dance", "usage_command_unknown"),
    ("vin", "usage_argument_missing"),
    ("shop add 北店", "usage_argument_missing"),
    ("person add li 李", "usage_argument_missing"),
    ("vin one two (three)", "usage_argument_extra"),
    ("init --login", "usage_option_misused"),
    ("migrate --check=3", "usage_option_misused"),
    ("search x --limit 0", "usage_value"),
    ("search x --limit 51", "usage_value"),
    ("search x --limit many", "usage_value"),
    ("serve --port 99999", "usage_value"),
    ("--lang fr migrate", "usage_language_unknown"),
    ("person add li 李 --role technician", "usage_password_unanswered"),
    *((f"{command} --no-such", "usage_option_unknown") for command in COMMANDS),
)


def commands() -> set[str]:
    """Every command that does something, as it is typed."""
    named = [(app, ""), (people.shops, "shop "), (people.people, "person ")]
    return {
        f"{prefix}{each.name or each.callback.__name__}"  # type: ignore[union-attr]
        for made, prefix in named
        for each in made.registered_commands
    }


def test_every_command_is_tried_here() -> None:
    """A new command is held to the same."""
    assert commands() == set(COMMANDS)


@pytest.mark.parametrize(("words", "code"), MISUSES)
def test_what_is_not_understood_is_said_in_the_language_that_was_chosen(
    home: Path, monkeypatch: pytest.MonkeyPatch, words: str, code: str
) -> None:
    """A misuse ends with 2, writes nothing to standard output, and is a sentence or one JSON object."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    told = {}
    for lang in ("zh", "en"):
        monkeypatch.setenv("SHIFU_LANG", lang)
        done = call(*words.split())
        assert (done.returncode, done.stdout) == (2, ""), done
        told[lang] = done.stderr
        as_json = call(*words.split(), "--json")
        assert (as_json.returncode, as_json.stdout) == (2, "")
        assert json.loads(as_json.stderr)["code"] == code
        assert json.loads(as_json.stderr)["detail"] == done.stderr.strip()
    assert re.search(r"[\u4e00-\u9fff]", told["zh"])
    assert not re.search(r"[\u4e00-\u9fff]{3}", told["en"])
    assert not re.search(r"Error|Usage|Input should", told["zh"] + told["en"])
    if "--lang" not in words:
        assert call(*words.split(), "--lang", "zh").stderr == told["zh"]


def test_a_group_without_a_command_shows_its_help(home: Path) -> None:
    """Whoever types only `shifu` or `shifu shop` sees what there is, and a script gets an error."""
    for words in ((), ("shop",), ("person",)):
        done = call(*words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "Commands:" in done.stderr
        assert json.loads(call(*words, "--json").stderr)["code"] == "usage_command_missing"


@pytest.mark.parametrize("question", ["", " ", "\t\n"])
def test_a_search_for_nothing_is_said(home: Path, question: str) -> None:
    """An empty question is a plain error, whatever else is missing."""
    call("migrate")
    done = call("search", question, "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing to search for" in done.stderr
    assert json.loads(call("search", question, "--json").stderr)["code"] == "question_empty"


def test_bytes_that_are_no_text_are_said(home: Path) -> None:
    """A word in another encoding is refused before anything is done."""
    done = call("shop", "add", "\udcff", "North", "--lang", "en")
    assert (done.returncode, "cannot be read" in done.stderr) == (2, True)


def test_every_answer_is_one_json_object(home: Path) -> None:
    """With `--json` each command that succeeds prints exactly one object and nothing else."""
    assert call("migrate", "--check", "--json").returncode == 3
    answer("migrate")
    checked = answer("migrate", "--check")
    assert checked["before"] == checked["after"] == answer("migrate")["after"]
    shop = str(answer("shop", "add", "北店", "North")["id"])
    answer(
        "person", "add", "li", "李", "--role", "technician", "--shop", shop, "--password", "a long password"
    )
    for words in ("shop list", "person list", "demo --logins", f"vin {VIN}"):
        assert answer(*words.split())


def test_a_password_may_come_as_a_line(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A script gives the password on standard input, where no list of processes shows it."""
    answer("init", "--login", "boss")
    monkeypatch.setattr(sys, "stdin", io.StringIO("a long password\n"))
    assert answer("person", "password", "boss") == {"login": "boss"}


def test_a_search_prints_what_is_nearest(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not in the manual comes with the nearest steps, in JSON as in sentences."""
    title = Text(zh="加油", en="Fill")
    hit = Hit("p", "v", "1.0", title, "fill", 3, title, title, (), (), (), 0.1, "zh", "unknown")
    monkeypatch.setattr(manual, "with_deps", lambda _run: Answer("not_in_manual", (), (hit,), 0.1))
    found = answer("search", "weather")
    assert found["status"] == "not_in_manual"
    assert (found["hits"], [each["step"] for each in found["nearest"]]) == ([], ["fill"])  # type: ignore[union-attr]
    assert "Fill" in call("search", "weather", "--lang", "en").stdout


def test_options_may_stand_anywhere() -> None:
    """`--json` and `--lang` are understood behind the command too, and nothing else moves."""
    assert fronted(["vin", "X", "--json"]) == ["--json", "vin", "X"]
    assert fronted(["vin", "--lang", "en", "X"]) == ["--lang", "en", "vin", "X"]
    assert fronted(["search", "--", "--json"]) == ["search", "--", "--json"]


def test_the_migration_can_be_checked_and_undone(home: Path) -> None:
    """`migrate --check` changes nothing, `migrate --to` goes down, or up to where it says."""
    assert call("migrate", "--check").returncode == 3
    assert answer("migrate")["before"] == "base"
    assert call("migrate", "--check").returncode == 0
    assert answer("migrate", "--to", "base", "--yes")["after"] == "base"
    assert answer("migrate", "--to", "0002") == {"before": "base", "after": "0002"}


class Terminal(io.StringIO):
    """What a person types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_goes_down_unconfirmed(home: Path, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    """Going down is refused, with what would be lost, until an option or a typed word confirms it."""
    answer("init")
    going = ("migrate", "--to", "0003")
    monkeypatch.setattr(sys, "stdin", io.StringIO("0003\n"))
    refused = call(*going, "--lang", lang)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "id_person 1" in refused.stderr
    assert "--yes" in refused.stderr
    as_json = json.loads(call(*going, "--json", "--lang", lang).stderr)
    assert (as_json["code"], as_json["detail"]) == ("downgrade_unconfirmed", refused.stderr.strip())
    for typed in ("", "y\n", "0004\n"):
        monkeypatch.setattr(sys, "stdin", Terminal(typed))
        asked = call(*going, "--lang", lang)
        assert (asked.returncode, "id_person 1" in asked.stdout) == (1, True)
    assert len(answer("person", "list")["items"]) == 1  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "stdin", Terminal("0003\n"))
    assert call(*going, "--lang", lang).returncode == 0
    assert call("migrate", "--check").returncode == 3


def test_every_command_has_help() -> None:
    """Each command explains itself."""
    for command in COMMANDS:
        shown = CliRunner().invoke(app, [*command.split(), "--help"])
        assert shown.exit_code == 0
        assert "/" in shown.output
        assert "退出码" in shown.output
        assert "Exit codes" in shown.output.replace("\n  ", " ")
    assert cli.NOT_READY
