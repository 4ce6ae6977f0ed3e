"""The chain's own vehicle tables: which VINs mean what. For makers and models that no register knows.

A table is a YAML file that a person imports; `store.py` keeps it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from knowledge.vehicles.conditions import Always, Condition, FactName, Value
from knowledge.vehicles.errors import FactValue, UnknownFact, VehicleFileError
from knowledge.vehicles.facts import check_answer
from knowledge.vehicles.vin import Vin

Facts = Mapping[FactName, Value]


def _known_facts(facts: Facts) -> Facts:
    try:
        return {name: check_answer(name, value) for name, value in facts.items()}
    except (FactValue, UnknownFact) as error:
        raise ValueError(f"{error.code}: {', '.join(error.values().values())}") from error


class Pattern(BaseModel):
    """VINs that share facts.

    Attributes:
        wmi: positions 1 to 3.
        vds: positions 4 to 9, `*` for any character.
        year: position 10, or empty for any.
        plant: position 11, or empty for any.
        serial_low, serial_high: positions 12 to 17 as a number, both included.
        when: it holds only if this does for the facts gathered so far: so a gearbox follows a build date.
        facts: what it says.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    wmi: Annotated[str, Field(pattern=r"^[0-9A-HJ-NPR-Z]{3}$")]
    vds: Annotated[str, Field(pattern=r"^[0-9A-HJ-NPR-Z*]{6}$")] = "******"
    year: Annotated[str, Field(pattern=r"^[0-9A-HJ-NPR-Z]*$")] = ""
    plant: Annotated[str, Field(pattern=r"^[0-9A-HJ-NPR-Z]*$")] = ""
    serial_low: Annotated[int, Field(ge=0, le=999_999)] = 0
    serial_high: Annotated[int, Field(ge=0, le=999_999)] = 999_999
    when: Condition = Always()
    facts: Annotated[dict[FactName, Value], AfterValidator(_known_facts)]

    def matches(self, vin: Vin) -> bool:
        """Whether the VIN is one of these; `when` is for the caller."""
        alike = all(wanted in {"*", given} for wanted, given in zip(self.vds, vin[3:9], strict=True))
        year = not self.year or vin[9] in self.year
        plant = not self.plant or vin[10] in self.plant
        return vin.startswith(self.wmi) and alike and year and plant and self._has_serial(vin[11:])

    def _has_serial(self, serial: str) -> bool:
        if (self.serial_low, self.serial_high) == (0, 999_999):
            return True
        return serial.isdecimal() and self.serial_low <= int(serial) <= self.serial_high


_PATTERNS: TypeAdapter[tuple[Pattern, ...]] = TypeAdapter(tuple[Pattern, ...])


def read(path: Path) -> tuple[Pattern, ...]:
    """The patterns in a file: a YAML list, or a mapping with the list under `patterns`.

    Raises:
        VehicleFileError: the file is no YAML, or a pattern in it is wrong; says which and why.
    """
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - builds nothing but text
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise VehicleFileError(file=path.name, where="", problem=str(error)) from error
    return check(found.get("patterns") if isinstance(found, dict) else found, file=path.name)


def check(rows: object, *, file: str) -> tuple[Pattern, ...]:
    """The patterns in plain data.

    Raises:
        VehicleFileError: says which row is wrong, where and why.
    """
    try:
        return _PATTERNS.validate_python(rows)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise VehicleFileError(file=file, where=where, problem=first["type"]) from error


def dump(pattern: Pattern) -> str:
    """The pattern as JSON text; `undump` reads it back."""
    return pattern.model_dump_json(exclude_defaults=True)


def undump(text: str) -> Pattern:
    """The pattern that `dump` wrote."""
    return Pattern.model_validate_json(text)
