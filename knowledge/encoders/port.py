"""What search and indexing ask of a text model."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""float32, shape (n, d); each row of length one."""


class Encoder(Protocol):
    """A text model that runs without a network.

    Held to by tests/contract/test_encoder.py: rows have length one, the same text gives the same row
    whatever stands beside it, the empty text is allowed, and no part of a long text is cut off silently.
    """

    @property
    def name(self) -> str:
        """What made the vectors, down to the weights: an index opens only with the name that built it."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, in order; shape (0, dimension) for none."""
