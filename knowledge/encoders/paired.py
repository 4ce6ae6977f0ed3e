"""Two encoders as one: the universal bridges Chinese and English, MiniLM reads English far better.

A text's vector is both vectors side by side, weighed by the text's own language, so that the cosine of two
texts is a weighted mean of both models' cosines: two English texts are compared by MiniLM, all others by
the universal encoder.
"""

import math
from collections.abc import Sequence

import numpy as np

from knowledge.encoders.port import Encoder, Vectors

SHARE_ENGLISH = 0.3
"""Length of the bridge's part of an English text's vector; a Chinese text has nothing else."""


class PairedEncoder:
    """A bridge between languages beside a specialist for one of them."""

    def __init__(self, bridge: Encoder, english: Encoder) -> None:
        self._bridge, self._english = bridge, english

    @property
    def name(self) -> str:
        """Both names: an index belongs to this very pair."""
        return f"paired-{self._bridge.name}+{self._english.name}"

    @property
    def dimension(self) -> int:
        """The sum of both."""
        return self._bridge.dimension + self._english.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text; MiniLM is not asked about Chinese texts."""
        rows = np.zeros((len(texts), self.dimension), np.float32)
        rows[:, : self._bridge.dimension] = self._bridge.encode(texts)
        english = [at for at, text in enumerate(texts) if not _has_chinese(text)]
        rows[english, : self._bridge.dimension] *= SHARE_ENGLISH
        rest = math.sqrt(1 - SHARE_ENGLISH**2)
        rows[english, self._bridge.dimension :] = rest * self._english.encode([texts[at] for at in english])
        return rows


def _has_chinese(text: str) -> bool:
    return any("\u3400" <= letter <= "\u9fff" for letter in text)
