"""Reads a procedure from a YAML file. Every fault names the file, the line, the step and what is wrong.

For the author's hand a file may define what it uses often: hazards and tools stand once, by name, under
`define`, and a step names them. A value takes `demonstration` from its procedure unless it says otherwise.
"""

from collections.abc import Mapping
from pathlib import Path as File

from pydantic import ValidationError

from knowledge.procedures import faults
from knowledge.procedures.document import Document, Path, load
from knowledge.procedures.errors import Fault, ProcedureFileError
from knowledge.procedures.models import Procedure

LIBRARY = File(__file__).parent.parent / "library"
"""The built-in procedures, written by us."""

_NAMED = {"hazards": "procedure_hazard_unknown", "tools": "procedure_tool_unknown"}
"""What a step may name instead of spelling it out, and the fault if nothing is defined by that name."""


def read(path: File) -> Procedure:
    """The procedure in a file.

    Raises:
        ProcedureFileError: with every fault of the file.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        unreadable = Fault("procedure_file_unreadable", path.name, 0, "", "", type(error).__name__)
        raise ProcedureFileError([unreadable]) from error
    return parse(text, file=path.name)


def library(folder: File = LIBRARY) -> list[Procedure]:
    """Every built-in procedure, by file name.

    Raises:
        ProcedureFileError: at the first file that has a fault.
    """
    return [read(path) for path in sorted(folder.glob("*.yaml"))]


def parse(text: str, *, file: str) -> Procedure:
    """The procedure in a YAML text; `file` is its name in faults.

    Raises:
        ProcedureFileError: with every fault of the text.
    """
    document = load(text)
    _refuse(faults.of_document(document, file))
    content, unnamed = _spelt_out(document, file)
    _refuse(unnamed)
    try:
        procedure = Procedure.model_validate(content)
    except ValidationError as error:
        spelt = Document(content, {**document.lines, **_defining_lines(document)})
        raise ProcedureFileError(faults.of_fields(error.errors(include_url=False), spelt, file)) from error
    _refuse(faults.of_content(procedure, document, file))
    return procedure


def _refuse(found: list[Fault]) -> None:
    if found:
        raise ProcedureFileError(found)


def _spelt_out(document: Document, file: str) -> tuple[dict[str, object], list[Fault]]:
    """The content with every name replaced by what it stands for, and the names that stand for nothing."""
    content = dict(document.content) if isinstance(document.content, Mapping) else {}
    defined = content.pop("define", {})
    steps = content.get("steps")
    if not isinstance(steps, list):
        return content, []
    unnamed = [
        faults.at(document, file, ("steps", place, kind, item), code=code, given=name)
        for place, step in enumerate(steps)
        for kind, code in _NAMED.items()
        for item, name in _names(step, kind)
        if name not in _table(defined, kind)
    ]
    demonstration = content.get("demonstration", False)
    content["steps"] = [_step(step, defined, demonstration) for step in steps]
    return content, unnamed


def _defining_lines(document: Document) -> dict[Path, int]:
    """The lines of what steps name, by the paths at which they name it: what is missing is added there."""
    steps = document.content.get("steps") if isinstance(document.content, Mapping) else None
    named = [
        (("define", kind, name), ("steps", place, kind, item))
        for place, step in enumerate(steps if isinstance(steps, list) else [])
        for kind in _NAMED
        for item, name in _names(step, kind)
    ]
    return {
        (*used, *path[3:]): line
        for defined, used in named
        for path, line in document.lines.items()
        if path[:3] == defined
    }


def _names(step: object, kind: str) -> list[tuple[int, str]]:
    """What a step names, with its place in the list."""
    items = step.get(kind) if isinstance(step, Mapping) else None
    return [(place, item) for place, item in enumerate(items or []) if isinstance(item, str)]


def _table(defined: object, kind: str) -> Mapping[str, object]:
    table = defined.get(kind) if isinstance(defined, Mapping) else None
    return table if isinstance(table, Mapping) else {}


def _step(step: object, defined: object, demonstration: object) -> object:
    if not isinstance(step, Mapping):
        return step
    spelt = dict(step)
    for kind in _NAMED:
        table, items = _table(defined, kind), step.get(kind)
        if isinstance(items, list):
            spelt[kind] = [table.get(item, item) if isinstance(item, str) else item for item in items]
    values = step.get("values")
    if isinstance(values, list):
        spelt["values"] = [
            {"demonstration": demonstration, **value} if isinstance(value, Mapping) else value
            for value in values
        ]
    return spelt
