"""A small manual of three steps, and encoders that need no model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.encoders.port import Vectors
from knowledge.procedures.models import Procedure

HAZARD = {
    "level": "danger",
    "symbol": "falling_load",
    "consequence": {"zh": "车辆滑落会把人压死。", "en": "A car that slips kills."},
    "action": {"zh": "落下安全锁。", "en": "Drop the locks."},
}


def manual(procedure: str = "gearbox-oil", number: str = "1.0") -> Procedure:
    """Raise the car, tighten the plug, look at the filter."""
    return Procedure.model_validate(
        {
            "id": procedure,
            "number": number,
            "kind": "maintenance",
            "title": {"zh": "换变速箱油", "en": "Change the gearbox oil"},
            "applies": {"always": True},
            "demonstration": True,
            "steps": [
                {
                    "id": "raise",
                    "title": {"zh": "举升车辆", "en": "Raise the car"},
                    "text": {"zh": "把车举到作业高度。落下安全锁。", "en": "Raise the car. Drop the locks."},
                    "hazards": [HAZARD],
                    "tools": [{"zh": "举升机", "en": "Lift"}],
                },
                {
                    "id": "plug",
                    "title": {"zh": "拧紧放油螺塞", "en": "Tighten the drain plug"},
                    "text": {
                        "zh": "用扭力扳手拧紧放油螺塞。",
                        "en": "Tighten the drain plug with the wrench.",
                    },
                    "values": [
                        {
                            "name": {"zh": "放油螺塞", "en": "Drain plug"},
                            "value": "50",
                            "unit": "N·m",
                            "fastener": "M10 8.8",
                            "source": "formula",
                            "demonstration": True,
                        }
                    ],
                },
                {
                    "id": "filter",
                    "title": {"zh": "核对箭头", "en": "Check the arrow"},
                    "text": {"zh": "箭头朝下装入滤芯。", "en": "Fit the filter with its arrow down."},
                },
            ],
        }
    )


@dataclass(frozen=True)
class Letters:
    """An encoder that counts letters: no meaning, but all that an encoder promises."""

    name: str = "letters-1"
    dimension: int = 64

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Characters by their code, modulo the dimension."""
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[0] = 0.1
            np.add.at(row, [ord(letter) % self.dimension for letter in text.lower()], 1)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)
