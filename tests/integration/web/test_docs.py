"""What the documents tell people to type works, and what they point at is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.web.test_cli import COMMANDS, call, home
from web.commands.shown import with_deps
from web.demo.load_knowledge import load_knowledge
from web.settings import Settings
from web.wiring import Deps

__all__ = ["home"]

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`((?:make|shifu|python -m) [^`]+)`")
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
FOLDER = re.compile(r"(\w+)/  ")
RUN_ON = ("serve", "work")
"""Commands that run until they are stopped; that they start is held by the tests of processes."""


def blocks(language: str) -> Iterator[tuple[str, str]]:
    """Each line of the code blocks in a language, with its document."""
    for document in DOCUMENTS:
        for found, body in BLOCK.findall(document.read_text("utf-8")):
            if found == language:
                yield from ((document.name, line.partition("  #")[0].strip()) for line in body.splitlines())


def typed() -> set[str]:
    """Everything that a document tells a person to type."""
    inline = {words for path in DOCUMENTS for words in INLINE.findall(path.read_text("utf-8"))}
    return {line for _, line in blocks("sh")} | inline


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_every_block_says_what_it_is() -> None:
    """A block is for the shell, or plain text."""
    for document in DOCUMENTS:
        for language, _ in BLOCK.findall(document.read_text("utf-8")):
            assert language in {"sh", "text"}, document.name


def test_what_is_to_be_typed_exists() -> None:
    """Every make target, command and module that a document names is there."""
    assert any(line.startswith("make ") for line in typed())
    for line in typed():
        program, *words = line.split()
        if program == "make":
            assert words[0] in targets(), line
        elif program == "shifu":
            named = " ".join(words)
            assert any(f"{named} ".startswith(f"{each} ") for each in (*COMMANDS, "COMMAND", "--help")), line
        else:
            assert program == "python", line
            module = ROOT.joinpath(*words[1].split("."))
            assert module.with_suffix(".py").exists() or (module / "__main__.py").exists(), line


def test_every_link_and_folder_exists() -> None:
    """What a document points at lies where it says."""
    for document in DOCUMENTS:
        text = document.read_text("utf-8")
        for link in LINK.findall(text):
            assert link.startswith("http") or (document.parent / link).exists(), (document.name, link)
        for word in re.findall(r"SHIFU_[A-Z_]+", text):
            assert word.removeprefix("SHIFU_").lower() in Settings.model_fields, (document.name, word)
    folders = {folder for _, line in blocks("text") for folder in FOLDER.findall(line)}
    assert {"knowledge", "vision", "commerce", "assist", "web", "tests"} <= folders
    assert all((ROOT / folder).is_dir() for folder in folders)


def test_the_commands_of_the_readme_run(home: Path, exported_model: Path) -> None:
    """On an empty folder each command of the README that ends does so well, in the order given."""
    lines = [line.split() for name, line in blocks("sh") if name == "README.md" and line.startswith("shifu ")]
    assert {words[1] for words in lines} >= {"init", "serve", "work", "vin", "search"}
    var = home / "var"
    for words in lines:
        if words[1] == "search":
            _teach(var, exported_model)
        if words[1] not in RUN_ON:
            done = call(*(word.strip('"') for word in words[1:]), "--lang", "en")
            assert done.returncode == 0, (words, done.stderr)
            assert done.stdout.strip()


def _teach(var: Path, exported_model: Path) -> None:
    """Give the new chain the built-in procedures, as its author and approver would."""
    (var / "models").symlink_to(exported_model.parent)

    async def load(deps: Deps) -> None:
        async with deps.database.transaction() as session:
            await load_knowledge(session, now=deps.now())

    with_deps(load)
    done = call("index", "--lang", "en")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_the_reference_names_every_command(command: str) -> None:
    """docs/cli.md has a place for each command."""
    assert f"## `shifu {command}`" in (ROOT / "docs" / "cli.md").read_text("utf-8")
