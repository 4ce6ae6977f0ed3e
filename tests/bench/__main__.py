"""`python -m tests.bench NAME [--data DIR]`: prints a bench's figures; exit 1 if one is short of its goal."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

from tests.bench.figure import Figure

FIGURES = Callable[[Path | None], Iterable[Figure]]


def names() -> list[str]:
    """The benches that exist."""
    own = {"__init__", "__main__", "figure"}
    return sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in own)


def run(name: str, data: Path | None) -> int:
    """Print the figures as they come; 1 if any is short."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the supervisor runs the product
    figures = cast("FIGURES", importlib.import_module(f"tests.bench.{name}").figures)
    short = 0
    for figure in figures(data):
        print(figure.line(), flush=True)
        short += figure.passed is False
    return 1 if short else 0


def main() -> int:
    """Run one bench by its name."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("name", choices=names())
    parser.add_argument("--data", type=Path, default=None, help="folder of real data, where a bench takes it")
    given = parser.parse_args()
    return run(given.name, given.data)


if __name__ == "__main__":
    sys.exit(main())
