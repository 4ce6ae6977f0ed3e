"""What can be wrong with a procedure, its file or its approval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from knowledge.errors import KnowledgeError


class ProcedureError(KnowledgeError):
    """Root of the errors about procedures."""

    code: ClassVar[str] = "procedure"


class UnknownVersion(ProcedureError):
    """No version has this hash: value `version`."""

    code: ClassVar[str] = "procedure_version_unknown"


class ApproverIsAuthor(ProcedureError):
    """Who wrote a version cannot approve it: values `procedure` and `number`."""

    code: ClassVar[str] = "approver_is_author"


class NumberTaken(ProcedureError):
    """Another content already has this number: values `procedure` and `number`."""

    code: ClassVar[str] = "procedure_number_taken"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a procedure's file.

    Attributes:
        code: what kind of fault, such as `procedure_unit_missing`.
        file: its name.
        line: from 1; 0 where the fault has no place.
        step: id of the step, or its number if it has none; empty outside the steps.
        field: what is missing or wrong, as a path: `values.1.unit`.
        given: what stands there, cut to 60 characters; empty if it is missing.
    """

    code: str
    file: str
    line: int
    step: str
    field: str
    given: str

    def values(self) -> Mapping[str, str]:
        """What the sentence for people needs, by name."""
        return {
            "file": self.file,
            "line": str(self.line),
            "step": self.step or "–",
            "field": self.field,
            "given": self.given,
        }


class ProcedureFileError(ProcedureError):
    """A procedure's file that cannot be read; its code and values are those of the first fault.

    Attributes:
        faults: every fault that was found, in the order of the file.
    """

    code: ClassVar[str] = "procedure_file"

    def __init__(self, faults: Sequence[Fault]) -> None:
        first = faults[0]
        super().__init__(**first.values())
        vars(self)["code"] = first.code  # the fault says it more exactly than the class
        self.faults = tuple(faults)
