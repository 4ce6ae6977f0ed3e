"""Says of each fault in a procedure's file what it is, on which line, in which step: pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pydantic_core import ErrorDetails

from knowledge.procedures.document import Document, Path
from knowledge.procedures.errors import Fault
from knowledge.procedures.models import Procedure
from knowledge.vehicles.conditions import leaves
from knowledge.vehicles.facts import facts

_MISSING = {
    "unit": "procedure_unit_missing",
    "source": "procedure_source_missing",
    "zh": "procedure_language_missing",
    "en": "procedure_language_missing",
    "kind": "procedure_gate_kind",
}
_WRONG = {
    "unit": "procedure_unit_unknown",
    "level": "procedure_hazard_level",
    "symbol": "procedure_symbol_unknown",
    "seconds": "procedure_timer_range",
    "zh": "procedure_language_missing",
    "en": "procedure_language_missing",
}
_VALUE = {
    "low above high": "procedure_window_empty",
    "low or high": "procedure_window_missing",
    "value": "procedure_number_missing",
}
CODES = tuple(
    sorted(
        {
            *_MISSING.values(),
            *_WRONG.values(),
            *_VALUE.values(),
            "procedure_alias",
            "procedure_condition_wrong",
            "procedure_demonstration_value",
            "procedure_fact_unknown",
            "procedure_field_empty",
            "procedure_field_missing",
            "procedure_field_unknown",
            "procedure_file_large",
            "procedure_file_shape",
            "procedure_file_syntax",
            "procedure_file_unreadable",
            "procedure_gate_twice",
            "procedure_hazard_twice",
            "procedure_hazard_unknown",
            "procedure_key_twice",
            "procedure_slot_twice",
            "procedure_step_twice",
            "procedure_tool_unknown",
            "procedure_value_wrong",
        }
    )
)
"""Every code that a fault can have; each needs a sentence in both languages."""


def of_document(document: Document, file: str) -> list[Fault]:
    """The faults of the YAML itself."""
    return [Fault(t.code, file, t.line, "", "", t.given[:60]) for t in document.troubles]


def of_fields(errors: Sequence[ErrorDetails], document: Document, file: str) -> list[Fault]:
    """The faults that the models found: missing, unknown and wrong fields."""
    found = [_of_field(error, document, file) for error in errors if not _follows(error)]
    return sorted(found, key=lambda fault: fault.line)


def of_content(procedure: Procedure, document: Document, file: str) -> list[Fault]:
    """The faults that show only in the whole: what is left empty, stands twice or is invented."""
    found = [*_empty(document), *_twice(procedure), *_invented(procedure), *_unknown_facts(procedure)]
    return [at(document, file, path, code=code, given=given) for code, path, given in found]


def at(document: Document, file: str, path: Path, *, code: str, given: str = "") -> Fault:
    """A fault at a path of the document."""
    in_step = len(path) > 1 and path[0] == "steps"
    field = ".".join(map(str, path[2:] if in_step else path))
    return Fault(code, file, document.line(path), _step(document, path) if in_step else "", field, given[:60])


Found = tuple[str, Path, str]


def _of_field(error: ErrorDetails, document: Document, file: str) -> Fault:
    path = _path(error, document.content)
    given = error["input"] if isinstance(error["input"], str) and error["type"] != "missing" else ""
    return at(document, file, path, code=_code(error, path), given=given)


def _follows(error: ErrorDetails) -> bool:
    """Whether a list only seems too short because what is in it was refused."""
    return error["type"] == "too_short" and bool(error["input"])


def _path(error: ErrorDetails, content: object) -> Path:
    """The location without the union tags that the models put between; what is missing stands last."""
    path: Path = ()
    for place, part in enumerate(error["loc"], start=1):
        inner = _inner(content, part)
        if inner is not None:
            content = inner
        if inner is not None or (error["type"] == "missing" and place == len(error["loc"])):
            path = (*path, part)
    return path


def _inner(content: object, part: int | str) -> object | None:
    if isinstance(content, Mapping):
        return content.get(part)
    if isinstance(content, list) and isinstance(part, int) and part < len(content):
        inner: object = content[part]
        return inner
    return None


def _code(error: ErrorDetails, path: Path) -> str:
    field, kind = str(path[-1]) if path else "", error["type"]
    if path[:1] == ("applies",):
        return "procedure_condition_wrong"
    if kind == "missing":
        return _MISSING.get(field, "procedure_field_missing")
    if kind == "extra_forbidden":
        return "procedure_field_unknown"
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        return "procedure_gate_kind"
    if kind == "value_error":
        return _VALUE.get(str(error.get("ctx", {}).get("error", "")), "procedure_value_wrong")
    return _WRONG.get(field, "procedure_value_wrong")


def _step(document: Document, path: Path) -> str:
    steps = document.content.get("steps") if isinstance(document.content, Mapping) else None
    place = path[1]
    if isinstance(steps, list) and isinstance(place, int) and place < len(steps):
        step = steps[place]
        if isinstance(step, Mapping) and isinstance(step.get("id"), str):
            return str(step["id"])
    return str(int(place) + 1) if isinstance(place, int) else ""


def _empty(document: Document) -> Iterator[Found]:
    """Keys that may be left out, but were begun: somebody meant to write a tolerance."""
    return (("procedure_field_empty", path, "") for path in document.empty)


def _twice(procedure: Procedure) -> Iterator[Found]:
    steps = list(enumerate(procedure.steps))
    yield from _repeated("procedure_step_twice", [(("steps", n, "id"), step.id) for n, step in steps])
    for name, code in (("gates", "procedure_gate_twice"), ("slots", "procedure_slot_twice")):
        ids = [
            (("steps", n, name, m, "id"), part.id)
            for n, step in steps
            for m, part in enumerate(getattr(step, name))
        ]
        yield from _repeated(code, ids)
    for n, step in steps:
        hashes = [(("steps", n, "hazards", m), hazard.hash) for m, hazard in enumerate(step.hazards)]
        yield from _repeated("procedure_hazard_twice", hashes)


def _repeated(code: str, found: Sequence[tuple[Path, str]]) -> Iterator[Found]:
    met: Counter[str] = Counter()
    for path, name in found:
        met[name] += 1
        if met[name] > 1:
            yield code, path, name


def _invented(procedure: Procedure) -> Iterator[Found]:
    """Invented numbers in a procedure that says it is real."""
    if not procedure.demonstration:
        for n, step in enumerate(procedure.steps):
            for m, value in enumerate(step.values):
                if value.demonstration:
                    yield "procedure_demonstration_value", ("steps", n, "values", m), value.number


def _unknown_facts(procedure: Procedure) -> Iterator[Found]:
    for leaf in leaves(procedure.applies):
        if leaf.fact not in facts():
            yield "procedure_fact_unknown", ("applies",), leaf.fact
