"""What the chain's own imported tables say of a VIN."""

from collections.abc import Iterable, Mapping

from knowledge.vehicles.conditions import decide
from knowledge.vehicles.decoders.port import NOTHING
from knowledge.vehicles.patterns import Pattern
from knowledge.vehicles.vin import Vin


class ChainDecoder:
    """Decodes by patterns, in the order of the table: a later, more special one corrects an earlier one.

    Args:
        patterns: every pattern of every imported table, in order.
    """

    name = "chain"

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._by_wmi: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            self._by_wmi.setdefault(pattern.wmi, []).append(pattern)

    def decode(self, vin: Vin, known: Mapping[str, str] = NOTHING) -> Mapping[str, str]:
        """Facts of every pattern that the VIN matches; `when` is judged on what is known so far."""
        facts: dict[str, str] = {}
        for pattern in self._by_wmi.get(vin[:3], ()):
            if pattern.matches(vin) and decide(pattern.when, {**facts, **known}).truth == "yes":
                facts.update(pattern.facts)
        return facts
