"""The rendered photos that the demonstration's page offers: rendered once, then served as files.

They are chosen: each shows its case clearly, so that whoever takes the good one sees a pass and whoever takes
the faulty one a fail. They say nothing of how often the check is right. The figures of its quality are
measured on other seeds, `scenes.HELD_BACK`, of which none is left out and none is ever shown.
"""

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Shown = Literal["good", "faulty", "unusable"]
Kind = Literal["good", "faulty", "blur", "dark", "glare"]

FOLDER = "scenes"
_KINDS: tuple[tuple[Kind, Shown, tuple[int, ...]], ...] = (
    ("good", "good", (3, 5, 20, 22)),
    ("faulty", "faulty", (0, 7)),
    ("blur", "unusable", (3,)),
    ("dark", "unusable", (3,)),
    ("glare", "unusable", (3,)),
)
"""Kind, group, and the chosen pieces; unusable photos are of good work, as it happens."""


@dataclass(frozen=True)
class Scene:
    """One photo that is offered."""

    name: str
    kind: Kind
    shown: Shown
    piece: int


def scenes() -> Iterator[Scene]:
    """What is offered for every check, in the order of the page."""
    for kind, shown, pieces in _KINDS:
        for place, piece in enumerate(pieces, 1):
            yield Scene(f"{kind}-{place}", kind, shown, piece)


def urls(check: str) -> tuple[str, ...]:
    """Addresses of a check's photos."""
    return tuple(f"/api/demo/scenes/{check}/{scene.name}.jpg" for scene in scenes())


def path(var: Path, check: str, name: str) -> Path:
    """Where a photo lies."""
    return var / FOLDER / check / f"{name}.jpg"


def taken(photo: bytes) -> bytes:
    """A scene as a camera would take it: the same picture, with bytes that no other taking has.

    They are told apart by a comment that says what this is, behind the first segment. Whoever hands the same
    taking in twice has handed in the same photo twice.
    """
    comment = f"demonstration, rendered; taking {uuid.uuid4().hex}".encode()
    behind = 4 + int.from_bytes(photo[4:6])
    return photo[:behind] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2) + comment + photo[behind:]


def make(var: Path, told: Callable[[int], None]) -> None:
    """Render what is not there yet, two checks at a time; hears how many photos there are now."""
    from web.demo import scenes as studio  # noqa: PLC0415 - loads OpenCV, which serving does without

    def render(check: str) -> int:
        for scene in sorted(scenes(), key=lambda scene: scene.piece):  # one piece is laid out once
            file = path(var, check, scene.name)
            if file.exists():
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            beside = file.with_suffix(".part")
            beside.write_bytes(studio.photo(check, scene.kind, studio.SHOWN[scene.piece]))
            beside.replace(file)
        return len(urls(check))

    there = 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        for count in pool.map(render, studio.CHECKS):
            there += count
            told(there)
