"""Writes requirements.lock: what this environment has of all that pyproject.toml asks for, pinned.

`make lock` after a change of dependencies. Torch comes first, because an unpinned one would
bring another build.
"""

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
HEAD = "# Made by `make lock` from pyproject.toml; every version that this tree was tested with."


def name_of(text: str) -> str:
    """A project's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", text).lower()


def closure(wanted: list[Requirement]) -> dict[str, str]:
    """Versions by name, of everything that is wanted and what that needs."""
    found: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    while wanted:
        requirement = wanted.pop()
        key = (name_of(requirement.name), frozenset(requirement.extras))
        if key in seen:
            continue
        seen.add(key)
        try:
            installed = distribution(requirement.name)
        except PackageNotFoundError:
            sys.exit(f"{requirement} is asked for and not installed")
        found[key[0]] = installed.version.partition("+")[0]
        for line in installed.requires or ():
            needed = Requirement(line)
            extras = requirement.extras or {""}
            if needed.marker is None or any(
                needed.marker.evaluate({"extra": extra}) for extra in {*extras, ""}
            ):
                wanted.append(needed)
    return found


def main() -> None:
    """Write the file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    found = closure([Requirement(line) for line in lines])
    order = sorted(found, key=lambda name: (name != "torch", name))
    text = "\n".join([HEAD, *(f"{name}=={found[name]}" for name in order), ""])
    (ROOT / "requirements.lock").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
