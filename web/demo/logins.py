"""The demonstration's people and their passwords, which are made up for each and shown on its page."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "demo-logins.json"
_SYLLABLES = (
    "ba",
    "da",
    "fei",
    "gao",
    "hu",
    "jin",
    "kai",
    "lan",
    "mei",
    "ning",
    "pan",
    "qi",
    "rui",
    "shan",
    "tao",
    "wen",
)
_WORDS = 5


@dataclass(frozen=True)
class Login:
    """One login of the demonstration."""

    login: str
    password: str
    role: str
    zh: str
    en: str
    page: str


CAST: tuple[tuple[str, str, str, str, str], ...] = (
    ("tech1", "technician", "李建国", "Li Jianguo (李建国)", "/technician"),
    ("tech2", "technician", "王海涛", "Wang Haitao (王海涛)", "/technician"),
    ("parts", "parts_clerk", "陈静", "Chen Jing (陈静)", "/parts"),
    ("qa", "qa_reviewer", "赵明", "Zhao Ming (赵明)", "/review"),
    ("admin", "administrator", "孙丽", "Sun Li (孙丽)", "/admin"),
)
"""Login, role, names, and the page that is theirs; the English one names the same characters, for a person
has one name on every page."""


def invent() -> tuple[Login, ...]:
    """The people with fresh passwords that are easy to type."""
    return tuple(Login(login, _password(), role, zh, en, page) for login, role, zh, en, page in CAST)


def save(var: Path, logins: tuple[Login, ...]) -> None:
    """Keep them; only the owner of the folder may read the file."""
    descriptor = os.open(var / FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump([asdict(login) for login in logins], file, ensure_ascii=False)


def read(var: Path) -> tuple[Login, ...]:
    """The people of this demonstration; nobody where none was loaded."""
    try:
        rows = json.loads((var / FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return ()
    return tuple(Login(**row) for row in rows)


def _password() -> str:
    return "-".join(secrets.choice(_SYLLABLES) for _ in range(_WORDS))
