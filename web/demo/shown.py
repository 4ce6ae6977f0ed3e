"""The rendered photos that the demonstration's page offers: rendered once, then served as files."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Shown = Literal["good", "faulty", "unusable"]
Kind = Literal["good", "faulty", "blur", "dark", "glare"]

FOLDER = "scenes"
_KINDS: tuple[tuple[Kind, Shown, int], ...] = (
    ("good", "good", 2),
    ("faulty", "faulty", 2),
    ("blur", "unusable", 1),
    ("dark", "unusable", 1),
    ("glare", "unusable", 1),
)


@dataclass(frozen=True)
class Scene:
    """One photo that is offered."""

    name: str
    kind: Kind
    shown: Shown
    number: int


def scenes() -> Iterator[Scene]:
    """What is offered for every check, in the order of the page."""
    number = 0
    for kind, shown, count in _KINDS:
        for place in range(1, count + 1):
            yield Scene(f"{kind}-{place}", kind, shown, number)
            number += 1


def urls(check: str) -> tuple[str, ...]:
    """Addresses of a check's photos."""
    return tuple(f"/api/demo/scenes/{check}/{scene.name}.jpg" for scene in scenes())


def path(var: Path, check: str, name: str) -> Path:
    """Where a photo lies."""
    return var / FOLDER / check / f"{name}.jpg"


def make(var: Path) -> None:
    """Render what is not there yet, two photos at a time; takes some seconds."""
    from web.demo import scenes as studio  # noqa: PLC0415 - loads OpenCV, which serving does without

    def render(check: str, scene: Scene) -> None:
        file = path(var, check, scene.name)
        if file.exists():
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".part")
        beside.write_bytes(studio.photo(check, scene.kind, studio.SHOWN[scene.number]))
        beside.replace(file)

    with ThreadPoolExecutor(max_workers=2) as pool:
        done = [pool.submit(render, check, scene) for check in studio.CHECKS for scene in scenes()]
    for each in done:
        each.result()
