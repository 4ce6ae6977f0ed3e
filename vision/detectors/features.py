"""Describes patches by a network that was trained on millions of photos; run by onnxruntime, one thread."""

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from vision.images import Rgb


class Network:
    """EfficientNet-lite0 up to its eleventh block, from a file that `export` made."""

    levels = (144, 240, 672)
    """Detail, shape and context."""

    def __init__(self, folder: Path) -> None:
        """Load `features.onnx` from a folder, see `models.ensure`."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # the arena keeps what one large photo needed
        self._session = onnxruntime.InferenceSession(
            folder / "features.onnx", options, providers=["CPUExecutionProvider"]
        )
        self.name = f"efficientnet-lite0/{folder.name[:12]}"

    def extract(self, photo: Rgb) -> NDArray[np.float32]:
        """Vectors of patches of 8 × 8 px, (h / 8, w / 8, 1056); the photo's sides are multiples of 16."""
        pixels = (photo.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)[None]
        (found,) = self._session.run(None, {"photo": pixels})
        return np.ascontiguousarray(np.asarray(found, np.float32)[0].transpose(1, 2, 0))
