"""Which car is this: what the sources say of a VIN, and what a person has answered."""

from collections.abc import Mapping, Sequence

from knowledge.vehicles.decoders.port import NOTHING, Decoder
from knowledge.vehicles.facts import vocabulary
from knowledge.vehicles.vehicle import Vehicle
from knowledge.vehicles.vin import Vin, check_digit_ok, check_digit_required

ASKED = "asked"
"""The source of a fact that a person answered."""


def identify(vin: Vin, decoders: Sequence[Decoder], known: Mapping[str, str] = NOTHING) -> Vehicle:
    """The vehicle of this VIN.

    Args:
        vin: parsed; a wrong check digit becomes a warning where the region requires one.
        decoders: strongest first: what one has said, a later one does not change.
        known: facts that a person has answered; they win over every source.
    """
    facts = dict(known)
    sources = dict.fromkeys(known, ASKED)
    for decoder in decoders:
        for fact, value in decoder.decode(vin, facts).items():
            if fact not in facts:
                facts[fact] = value
                sources[fact] = decoder.name
    return Vehicle(vin, _in_order(facts), sources, _warnings(vin, facts))


def _in_order(facts: Mapping[str, str]) -> Mapping[str, str]:
    """The facts as a person reads them: first what the car is called."""
    ranks = vocabulary()
    return dict(sorted(facts.items(), key=lambda item: ranks.get(item[0], len(ranks))))


def _warnings(vin: Vin, facts: Mapping[str, str]) -> tuple[str, ...]:
    found = []
    if check_digit_required(vin) and not check_digit_ok(vin):
        found.append("vin_check_digit")
    if "model" not in facts:
        found.append("vin_model_unknown")
    return tuple(found)
