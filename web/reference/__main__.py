"""Writes every file that differs; with `--check` only says which do."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from web.reference import cli, protocol, settings

DOCS = Path(__file__).parent.parent.parent / "docs"
FILES: Mapping[str, Callable[[], str]] = {
    "cli.md": cli.text,
    "protocol.md": protocol.text,
    "settings.md": settings.text,
}


def differing() -> list[str]:
    """Names of files in `docs` that are not what they would be made now."""
    kept = {name: (DOCS / name).read_text("utf-8") if (DOCS / name).exists() else "" for name in FILES}
    return [name for name, made in FILES.items() if kept[name] != made()]


def main() -> int:
    """The exit code: 1 where something differs and only a check was asked for."""
    found, check = differing(), "--check" in sys.argv
    for name in found:
        sys.stdout.write(f"docs/{name}\n")
        if not check:
            (DOCS / name).write_text(FILES[name](), encoding="utf-8")
    return int(bool(found) and check)


if __name__ == "__main__":
    sys.exit(main())
