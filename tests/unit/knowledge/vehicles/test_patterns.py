"""The chain's own vehicle tables."""

from pathlib import Path

import pytest

from knowledge.vehicles.errors import VehicleFileError
from knowledge.vehicles.patterns import Pattern, check, dump, read, undump
from knowledge.vehicles.vin import Vin

CAR = Vin("0XHSA15H3MA003421")
FACTS = {"make": "Xinghe"}


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ({}, True),
        ({"wmi": "0YS"}, False),
        ({"vds": "SA15H*"}, True),
        ({"vds": "SB****"}, False),
        ({"year": "LM"}, True),
        ({"year": "L"}, False),
        ({"plant": "A"}, True),
        ({"plant": "B"}, False),
        ({"serial_low": 3421, "serial_high": 3421}, True),
        ({"serial_low": 3422}, False),
        ({"serial_high": 3420}, False),
    ],
)
def test_a_pattern_matches_by_its_positions(pattern: dict[str, object], *, matches: bool) -> None:
    """Maker, descriptor, year, plant and serial range, each only where it is given."""
    made = Pattern.model_validate({"wmi": "0XH", "facts": FACTS, **pattern})
    assert made.matches(CAR) is matches


def test_a_serial_with_letters_is_in_no_range() -> None:
    """Small makers put letters there; a range says nothing of them."""
    lettered = Vin(CAR[:12] + "AB123")
    assert not Pattern(wmi="0XH", serial_low=1, facts=FACTS).matches(lettered)
    assert Pattern(wmi="0XH", facts=FACTS).matches(lettered)


def test_a_pattern_is_kept_as_text_without_loss() -> None:
    """What the database gives back is what was imported."""
    (pattern,) = check(
        [{"wmi": "0XH", "when": {"fact": "build_date", "high": "2021-06"}, "facts": FACTS}], file="x"
    )
    assert undump(dump(pattern)) == pattern


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ({"wmi": "0X", "facts": FACTS}, "0.wmi"),
        ({"wmi": "0XO", "facts": FACTS}, "0.wmi"),
        ({"wmi": "0XH", "vds": "SA15H", "facts": FACTS}, "0.vds"),
        ({"wmi": "0XH", "serial_low": -1, "facts": FACTS}, "0.serial_low"),
        ({"wmi": "0XH", "serial_high": "1e9", "facts": FACTS}, "0.serial_high"),
        ({"wmi": "0XH", "facts": {"gearbox": "warp"}}, "0.facts"),
        ({"wmi": "0XH", "facts": {"sunroof": "yes"}}, "0.facts"),
        ({"wmi": "0XH"}, "0.facts"),
        ({"wmi": "0XH", "facts": FACTS, "colour": "red"}, "0.colour"),
        ({"wmi": "0XH", "facts": FACTS, "when": {"fact": "build_date"}}, "0.when"),
        ("0XH", "0"),
    ],
)
def test_a_wrong_row_is_named(row: object, where: str) -> None:
    """The error says which file, which row and which field."""
    with pytest.raises(VehicleFileError) as refused:
        check([row], file="table.yaml")
    assert refused.value.values()["file"] == "table.yaml"
    assert refused.value.values()["where"].startswith(where)


@pytest.mark.parametrize(
    "content", [b"patterns: [", b"\xff\xfe", b"patterns: 5", b"!!python/object:os.system {}"]
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    """Neither broken YAML nor other bytes nor an object get further than an error."""
    path = tmp_path / "table.yaml"
    path.write_bytes(content)
    with pytest.raises(VehicleFileError):
        read(path)


def test_a_file_that_is_not_there_is_an_error_of_ours(tmp_path: Path) -> None:
    """Not a trace of the operating system."""
    with pytest.raises(VehicleFileError) as refused:
        read(tmp_path / "none.yaml")
    assert refused.value.values()["file"] == "none.yaml"
