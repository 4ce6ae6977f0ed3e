"""The secrets that the demonstration's suppliers sign with: made up at loading, kept in a private file."""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

FILE = "demo-suppliers.json"
SUPPLIERS = ("prompt", "late", "twice", "never")
"""The four characters; also their ids."""


def invent() -> Mapping[str, str]:
    """A fresh secret for each supplier."""
    return {supplier: secrets.token_urlsafe(32) for supplier in SUPPLIERS}


def settled(var: Path) -> Mapping[str, str]:
    """The secrets of this demonstration; made up and kept at the first call."""
    if not (var / FILE).exists():
        save(var, invent())
    return read(var)


def save(var: Path, made: Mapping[str, str]) -> None:
    """Keep them; only the owner of the folder may read the file."""
    descriptor = os.open(var / FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(dict(made), file)


def read(var: Path) -> Mapping[str, str]:
    """What was kept.

    Raises:
        FileNotFoundError: the demonstration was never loaded here.
    """
    kept: Mapping[str, str] = json.loads((var / FILE).read_text(encoding="utf-8"))
    return kept
