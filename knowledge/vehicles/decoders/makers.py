"""Who made the car, where, and of which model year, as far as the VIN itself says so.

The list of makers is vininfo's with our additions in `makers.yaml`. It knows China's and Europe's makers;
models are for the chain's own tables to know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.vehicles.decoders.port import NOTHING
from knowledge.vehicles.vin import Vin, model_years

_CHINA = "L"


class _Additions(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    manufacturers: dict[str, str]
    single_make: dict[str, str]
    year_at_ten: frozenset[str]
    countries: dict[str, str]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Lists:
    makers: Mapping[str, str]
    countries: Mapping[str, str]
    single_make: Mapping[str, str]
    year_at_ten: frozenset[str]


class MakersDecoder:
    """Decodes by lists of makers' codes.

    Args:
        newest_model_year: no car is newer; position 10 repeats every thirty years.
    """

    name = "makers"

    def __init__(self, *, newest_model_year: int) -> None:
        self._newest = newest_model_year

    def decode(self, vin: Vin, known: Mapping[str, str] = NOTHING) -> Mapping[str, str]:
        """Manufacturer, make, country and model year, as far as the VIN itself says so."""
        lists = _lists()
        facts = {}
        maker = lists.makers.get(vin[:3]) or lists.makers.get(vin[:2])
        if maker:
            facts["maker"] = maker
            if make := lists.single_make.get(maker):
                facts["make"] = make
        if country := lists.countries.get(vin[:2]):
            facts["country"] = country
        if self._says_year(vin, lists) and "model_year" not in known:
            facts.update(("model_year", str(year)) for year in model_years(vin, until=self._newest)[:1])
        return facts

    def _says_year(self, vin: Vin, lists: _Lists) -> bool:
        """China's makers must put the model year at position 10 (GB 16735), some of Europe's do."""
        return vin[0] == _CHINA or vin[:3] in lists.year_at_ten


@cache
def _lists() -> _Lists:
    from vininfo.dicts import COUNTRIES, WMI  # noqa: PLC0415 - read at the first decode

    source = Path(__file__).parent.parent.joinpath("makers.yaml").read_text(encoding="utf-8")
    ours = _Additions.model_validate(yaml.safe_load(source))
    theirs = {code: _title(maker) for code, maker in cast("Mapping[str, object]", WMI).items()}
    return _Lists(
        makers=theirs | ours.manufacturers,
        countries=dict(cast("Mapping[str, str]", COUNTRIES)),
        single_make=ours.single_make,
        year_at_ten=ours.year_at_ten,
    )


def _title(maker: object) -> str:
    """The name of a maker; vininfo gives either the name or an object that has one."""
    return maker if isinstance(maker, str) else str(getattr(maker, "title", maker))
