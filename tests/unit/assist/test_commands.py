"""What a command must be, before anything is asked of the job."""

import pytest
from pydantic import ValidationError

from assist.messages.commands import COMMANDS

GOOD = {"id": 1, "type": "job.claim", "job": "j", "idem": "k", "at": 1, "fence": 1, "rev": 2, "dseq": 3}


def test_a_whole_command_is_read() -> None:
    """Every number of the envelope is kept as it came."""
    assert COMMANDS.validate_python(GOOD).model_dump(include=set(GOOD)) == GOOD


@pytest.mark.parametrize("field", ["id", "at", "fence", "rev", "dseq"])
@pytest.mark.parametrize("value", ["1", 1.5, True])
def test_a_number_is_a_whole_number(field: str, value: object) -> None:
    """Text, a fraction or a truth value where a whole number belongs is refused, never made into one."""
    with pytest.raises(ValidationError):
        COMMANDS.validate_python({**GOOD, field: value})
