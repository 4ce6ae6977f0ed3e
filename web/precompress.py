"""Compresses the built client beside its files, once: `python -m web.precompress`."""

import gzip
from pathlib import Path

import brotli

from web.pages import DIST

ENDINGS = frozenset({".js", ".css", ".html", ".svg", ".json", ".webmanifest", ".wasm"})
LEAST_BYTES = 1_000
"""Smaller files gain less than their headers cost."""


def compress(folder: Path) -> int:
    """Write `.br` and `.gz` beside every file that gains by it; how many files those were."""
    done = 0
    for path in sorted(folder.rglob("*")):
        if path.suffix not in ENDINGS or path.stat().st_size < LEAST_BYTES:
            continue
        data = path.read_bytes()
        path.with_name(path.name + ".br").write_bytes(brotli.compress(data, quality=11))
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(data, 9, mtime=0))
        done += 1
    return done


if __name__ == "__main__":
    compress(DIST)
