"""Exports the models once, in child processes, because only that needs torch: `python -m web.models`."""

import sys
from pathlib import Path

from knowledge.encoders.choice import open_encoder
from vision.detectors.models import ensure as ensure_network
from web.commands.shown import say_anyhow, settings
from web.errors import Coded
from web.room import room_said
from web.wiring import MODELS


def ensure(models: Path, encoder: str) -> None:
    """Make what is missing; nothing where it is there already."""
    models.mkdir(parents=True, exist_ok=True)
    ensure_network(models)
    open_encoder(encoder, models)


def main() -> int:
    """Export for this process's settings."""
    try:
        chosen = settings()
        with room_said(chosen.var, None):
            ensure(chosen.var / MODELS, chosen.search_encoder)
    except Exception as error:
        if not isinstance(error, Coded):
            raise
        say_anyhow("", as_json=False).refused(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
