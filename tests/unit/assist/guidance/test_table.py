"""The transition table is complete, and says what may follow."""

import json
from typing import get_args

import pytest

from assist.guidance import table
from assist.guidance.effects import EFFECTS
from assist.guidance.facts import Refusal
from assist.guidance.guards import GUARDS
from assist.messages.commands import JobCommand
from assist.messages.pushes import FACTS
from assist.messages.views import GateKind
from tests.fakes.jobs import Job


def types() -> list[str]:
    """The type of every command that moves a job."""
    union = get_args(JobCommand)[0]
    return [get_args(model.model_fields["type"].annotation)[0] for model in get_args(union)]


def test_every_command_has_a_row_and_an_effect() -> None:
    """No command of a job is forgotten in the table, and no row is for a command that does not exist."""
    assert set(table.TABLE) == set(types()) == set(EFFECTS)


def test_every_guard_has_a_question_and_a_refusal() -> None:
    """Each guard that the table names can be asked, and has a code for no."""
    assert set(get_args(table.Guard)) == set(GUARDS) == set(table.REFUSALS)


def test_rows_emit_only_facts() -> None:
    """What may follow a command is something that can be logged."""
    assert all(kind in FACTS for row in table.TABLE.values() for kind in row.emits)


def test_the_export_is_the_table() -> None:
    """Another interpreter reads the same rows, in the same order of guards."""
    exported = json.loads(table.as_json())
    assert [row["command"] for row in exported["transitions"]] == list(table.TABLE)
    assert exported["refusals"] == dict(table.REFUSALS)
    assert set(exported["override_reasons"]) == set(get_args(GateKind))
    assert table.as_json() == table.as_json()


@pytest.mark.parametrize("kind", sorted(table.TABLE))
def test_a_played_job_emits_only_what_the_table_says(kind: str) -> None:
    """No effect writes a fact that its row does not name."""
    seen: set[str] = set()

    class Watched(Job):
        def do(self, command: str, data: dict[str, object] | None = None, **more: object) -> list[str]:
            made = super().do(command, data, **more)
            if command == kind:
                seen.update(made)
            return made

    job = Watched()
    job.play()
    for other in ("job.takeover", "step.back"):
        if not isinstance(job.copy().ask(other, by="bo"), Refusal):
            job.do(other, by="bo", device="b")
    assert seen <= set(table.TABLE[kind].emits)
