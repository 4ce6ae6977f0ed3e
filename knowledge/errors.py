"""What can go wrong in knowledge: a stable code and values, never a sentence."""

from collections.abc import Mapping
from typing import ClassVar


class KnowledgeError(Exception):
    """Root of the errors of knowledge."""

    code: ClassVar[str] = "knowledge"

    def __init__(self, **values: str) -> None:
        super().__init__(self.code, values)
        self._values = values

    def values(self) -> Mapping[str, str]:
        """What the sentence for people needs, by name."""
        return self._values
