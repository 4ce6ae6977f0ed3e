"""A car as far as it is known: facts, and where each comes from."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.vehicles.facts import value_text
from knowledge.vehicles.text import Text, same
from knowledge.vehicles.vin import Vin


@dataclass(frozen=True, slots=True)
class Vehicle:
    """What is known of one car.

    Attributes:
        vin: its number.
        facts: value by fact name; names and values as `facts.yaml` lists them. A value may be an interval
            `low..high` (either end may be empty) where only that much is known.
        sources: the name of the decoder that said so, or `asked`, by fact name.
        warnings: codes: `vin_check_digit`, `vin_model_unknown`.
    """

    vin: Vin
    facts: Mapping[str, str]
    sources: Mapping[str, str]
    warnings: tuple[str, ...] = ()


def title(vehicle: Vehicle) -> Text:
    """The car in a few words: maker, model, year; the VIN where nothing is known."""
    facts = vehicle.facts
    maker = "make" if "make" in facts else "maker"
    words = [value_text(name, facts[name]) for name in (maker, "model", "model_year") if name in facts]
    if not words:
        return same(vehicle.vin)
    return Text(zh=" ".join(word.zh for word in words), en=" ".join(word.en for word in words))
