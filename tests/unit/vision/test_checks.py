import pytest
from pydantic import ValidationError

from vision.boxes import Box
from vision.checks import CHECK, Anomaly


def test_a_check_survives_json() -> None:
    """A check is the same after it was written and read."""
    check = Anomaly(id="atf_washer", region=Box(x=0, y=0, w=1, h=0.5))
    assert CHECK.validate_json(CHECK.dump_json(check)) == check


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "anomaly"},
        {"kind": "anomaly", "id": ""},
        {"kind": "anomaly", "id": "Drop Table"},
        {"kind": "anomaly", "id": "../secrets"},
        {"kind": "anomaly", "id": "a" * 65},
        {"kind": "smell", "id": "atf_leak"},
        {"kind": "anomaly", "id": "atf_leak", "threshold": 3},
    ],
)
def test_a_check_is_exact(values: dict[str, object]) -> None:
    """Another kind, a strange name or an unknown field is refused."""
    with pytest.raises(ValidationError):
        CHECK.validate_python(values)
