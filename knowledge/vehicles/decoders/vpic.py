"""What the United States' register of makers' submissions (NHTSA vPIC) says of a VIN, decoded by ultravin.

The whole register ships inside ultravin; its tables are mapped at the first decode. It knows cars sold in
North America well, Europe's by maker, and China's not at all.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import cast

from knowledge.vehicles.decoders.port import NOTHING
from knowledge.vehicles.vin import Vin

_PLAIN = {
    "make": "Make",
    "maker": "Manufacturer Name",
    "model": "Model",
    "series": "Series",
    "trim": "Trim",
    "engine": "Engine Model",
    "cylinders": "Engine Number of Cylinders",
    "gears": "Transmission Speeds",
    "body": "Body Class",
    "doors": "Doors",
    "vehicle_type": "Vehicle Type",
    "plant": "Plant City",
    "country": "Plant Country",
}
"""Our facts by the name of the register's element, where the value is taken as it stands."""

_CODED: Mapping[str, tuple[str, Mapping[str, str]]] = MappingProxyType(
    {
        "gearbox": (
            "Transmission Style",
            {
                "Automatic": "automatic",
                "Electronic Continuously Variable (e-CVT)": "cvt",
                "Continuously Variable Transmission (CVT)": "cvt",
                "Dual-clutch Transmission (DCT)": "dual_clutch",
                "Automated Manual Transmission (AMT)": "automated_manual",
                "Manual/Standard": "manual",
            },
        ),
        "fuel": (
            "Fuel Type - Primary",
            {
                "Gasoline": "petrol",
                "Diesel": "diesel",
                "Electric": "electric",
                "Compressed Natural Gas (CNG)": "gas",
                "Liquefied Natural Gas (LNG)": "gas",
                "Liquefied Petroleum Gas (propane or LPG)": "gas",
                "Natural Gas": "gas",
                "Compressed Hydrogen/Hydrogen": "hydrogen",
                "Fuel Cell": "hydrogen",
                "Flexible Fuel Vehicle (FFV)": "flex",
            },
        ),
        "drive": (
            "Drive Type",
            {
                "FWD/Front-Wheel Drive": "front",
                "RWD/Rear-Wheel Drive": "rear",
                "AWD/All-Wheel Drive": "all",
                "4WD/4-Wheel Drive/4x4": "all",
            },
        ),
        "steering": (
            "Steering Location",
            {"Left-Hand Drive (LHD)": "left", "Right-Hand Drive (RHD)": "right"},
        ),
    }
)
"""Our facts by the register's element and its words; a word that is not here is left out, never guessed."""

_NORTH_AMERICA = frozenset("12345")
"""Where position 7 tells the register which cycle of thirty years is meant; Europe uses it as it likes."""

_CHINA = "L"
"""Whose plants' codes the register gives to the one make that they export; at home they build others."""

_UNREGISTERED = 7
"""The maker sells nothing in the United States. Source: NHTSA vPIC, table ErrorCode."""

Decode = Callable[..., Mapping[str, object]]


class VpicDecoder:
    """Decodes by NHTSA vPIC, in process."""

    name = "vpic"

    def __init__(self) -> None:
        self._decode: Decode | None = None

    def decode(self, vin: Vin, known: Mapping[str, str] = NOTHING) -> Mapping[str, str]:
        """Facts of this VIN; a model year that a person gave decides between the register's cycles."""
        found = self._register()(vin, year=_year(known.get("model_year", "")))
        codes = cast("Sequence[int]", found["error_codes"])
        if _UNREGISTERED in codes:
            return NOTHING
        facts = _facts(cast("Mapping[str, object]", found["attributes"]))
        if vin[0] == _CHINA and "model" not in facts:
            return NOTHING
        if vin[0] in _NORTH_AMERICA or "model" in facts:
            _add_year(facts, found.get("model_year"))
        return facts

    def _register(self) -> Decode:
        if self._decode is None:
            import ultravin  # noqa: PLC0415 - maps 80 MB of tables

            self._decode = cast("Decode", ultravin.decode)
        return self._decode


def _facts(attributes: Mapping[str, object]) -> dict[str, str]:
    facts = {fact: text for fact, element in _PLAIN.items() if (text := _text(attributes.get(element)))}
    for fact, (element, words) in _CODED.items():
        word = words.get(_text(attributes.get(element)))
        if word:
            facts[fact] = word
    if displacement := _litres(_text(attributes.get("Displacement (L)"))):
        facts["displacement_l"] = displacement
    return facts


def _year(answer: str) -> int | None:
    """A year that the register may be asked for; it takes nothing else."""
    return int(answer) if len(answer) == 4 and answer.isascii() and answer.isdecimal() else None  # noqa: PLR2004


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) and value != "Not Applicable" else ""


def _litres(text: str) -> str:
    """Litres to one place, as engines are called: 2.998832712 is a 3.0."""
    try:
        return f"{Decimal(text):.1f}" if text else ""
    except InvalidOperation:
        return ""


def _add_year(facts: dict[str, str], year: object) -> None:
    if isinstance(year, int) and facts:
        facts["model_year"] = str(year)
