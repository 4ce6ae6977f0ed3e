"""Reads a catalogue from YAML: families, fitment rules by name, parts, suppliers. Writes nothing.

Every refusal names the place in the file and what is wrong there.
"""

from collections.abc import Mapping
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from commerce.catalog.numbers import MOST, normalise
from commerce.catalog.parts import Tier
from commerce.errors import CatalogFileError, NumberUnreadable
from knowledge.vehicles.conditions import Condition
from knowledge.vehicles.text import Text

Key = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z0-9][a-z0-9_\-]*$")]
Cost = Annotated[int, Field(gt=0, le=10_000_000_00, description="minor units before tax")]


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StockEntry(_Closed):
    """Pieces in one place, and for how many days they have lain there."""

    pieces: Annotated[int, Field(ge=0, le=100_000)]
    days: Annotated[int, Field(ge=0, le=3_650)] = 0


class SupplyEntry(_Closed):
    """What a supplier takes for one piece, and the hours from their yes to the shop."""

    cost: Cost
    hours: Annotated[int, Field(ge=0, le=24 * 90)]


class PartEntry(_Closed):
    """One part. `fits` names a rule; `replaces` names the part whose place it took."""

    id: Key
    number: Annotated[str, Field(min_length=3, max_length=MOST)]
    maker: Annotated[str, Field(min_length=1, max_length=64)]
    family: Key
    tier: Tier
    fits: Key
    name: Text | None = None
    cost: Cost
    pack_ml: Annotated[int, Field(gt=0, le=1_000_000)] | None = None
    replaces: Key | None = None
    interchanges: tuple[Key, ...] = ()
    stock: Mapping[Key, StockEntry] = {}
    supplies: Mapping[Key, SupplyEntry] = {}


class PlaceEntry(_Closed):
    """A warehouse or shop of ours, and the hours that a transfer from it takes."""

    id: Key
    kind: Annotated[str, Field(pattern=r"^(shop|warehouse)$")]
    name: Text
    transfer_hours: Annotated[int, Field(ge=0, le=240)]


class SupplierEntry(_Closed):
    """A supplier, and the seconds that they have for a yes or no."""

    id: Key
    name: Text
    deadline_s: Annotated[int, Field(ge=1, le=7 * 86_400)]


class CatalogFile(_Closed):
    """A whole catalogue."""

    demonstration: bool
    families: Mapping[Key, Text]
    rules: Mapping[Key, Condition]
    places: tuple[PlaceEntry, ...]
    suppliers: tuple[SupplierEntry, ...]
    volumes: Mapping[Key, Annotated[int, Field(ge=0)]] = {}
    parts: tuple[PartEntry, ...]


def read(text: str) -> CatalogFile:
    """The catalogue in a YAML text, with every name in it resolved.

    Raises:
        CatalogFileError: it is not YAML, a field is wrong, or a name leads nowhere; values `where`, `what`.
    """
    try:
        file = CatalogFile.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as wrong:
        raise CatalogFileError(where="file", what="not_yaml") from wrong
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise CatalogFileError(where=where or "file", what=first["type"]) from wrong
    for part in file.parts:
        _check(part, file)
    _check_once([part.id for part in file.parts])
    _check_once([part.replaces for part in file.parts if part.replaces])
    return file


def _check(part: PartEntry, file: CatalogFile) -> None:
    """Refuse a part that names something the file does not have.

    Raises:
        CatalogFileError: what is missing, at the part's id.
    """
    known = {entry.id for entry in file.parts}
    places, suppliers = {place.id for place in file.places}, {supplier.id for supplier in file.suppliers}
    missing = {
        "family": {part.family} - set(file.families),
        "fits": {part.fits} - set(file.rules),
        "replaces": ({part.replaces} if part.replaces else set()) - known,
        "interchanges": set(part.interchanges) - known,
        "stock": set(part.stock) - places,
        "supplies": set(part.supplies) - suppliers,
    }
    for field, names in missing.items():
        if names:
            raise CatalogFileError(where=f"{part.id}.{field}", what=f"unknown {min(names)}")
    try:
        normalise(part.number)
    except NumberUnreadable as wrong:
        raise CatalogFileError(where=f"{part.id}.number", what="part_number_unreadable") from wrong


def _check_once(names: list[str]) -> None:
    """Refuse a name that stands twice: one id, one part; one old number, one successor.

    Raises:
        CatalogFileError: the name.
    """
    for name in names:
        if names.count(name) > 1:
            raise CatalogFileError(where=name, what="twice")
