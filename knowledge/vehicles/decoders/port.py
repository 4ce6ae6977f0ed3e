"""The seam for what reads a VIN."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from knowledge.vehicles.vin import Vin

NOTHING: Mapping[str, str] = MappingProxyType({})


class Decoder(Protocol):
    """One source of facts about a VIN. It answers what it knows, and nothing for a VIN it does not know."""

    @property
    def name(self) -> str:
        """The source's name, as it stands beside each fact."""
        ...

    def decode(self, vin: Vin, known: Mapping[str, str] = NOTHING) -> Mapping[str, str]:
        """Facts of this VIN by name.

        Args:
            vin: parsed; its check digit may be wrong.
            known: what a person or a stronger source has already said. It may narrow the answer; the
                caller drops whatever contradicts it.
        """
        ...
