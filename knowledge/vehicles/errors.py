"""What can be wrong with a VIN or with a vehicle table."""

from typing import ClassVar

from knowledge.errors import KnowledgeError


class VehicleError(KnowledgeError):
    """Root of the errors about vehicles."""

    code: ClassVar[str] = "vehicle"


class InvalidVin(VehicleError):
    """The text cannot be a VIN at all."""

    code: ClassVar[str] = "vin"


class VinLength(InvalidVin):
    """Not 17 characters: values `length` and `vin`."""

    code: ClassVar[str] = "vin_length"


class VinCharacter(InvalidVin):
    """A character that no VIN contains: values `character`, `position` and `vin`."""

    code: ClassVar[str] = "vin_character"


class VehicleFileError(VehicleError):
    """A vehicle table that cannot be read: values `file`, `where` and `problem`."""

    code: ClassVar[str] = "vehicle_file"


class UnknownFact(VehicleError):
    """A fact that the vocabulary does not name: value `fact`."""

    code: ClassVar[str] = "fact_unknown"


class FactValue(VehicleError):
    """A value that a fact cannot have: values `fact` and `value`."""

    code: ClassVar[str] = "fact_value"
