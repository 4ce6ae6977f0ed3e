"""The exported model against the original, and the export itself."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoders import exported
from knowledge.encoders.errors import ExportFailed
from knowledge.encoders.exported import (
    MANIFEST,
    MODEL,
    ExportedEncoder,
    ensure_exported,
    identity,
    weights_folder,
)

COMPARE = """
import sys, numpy as np
from pathlib import Path
from knowledge.encoders.export import original
from knowledge.encoders.exported import ExportedEncoder
texts = sys.stdin.read().split("\\x1e")
print(float((ExportedEncoder(Path(sys.argv[1])).encode(texts) * original(texts)).sum(axis=1).min()))
"""
TEXTS = ["drain plug torque", "放油螺塞", "Hang the caliper on a hook.", "", "M12 10.9 125 N·m", "a " * 200]


def test_exported_vectors_are_the_originals(exported_model: Path) -> None:
    """On texts that the export did not probe, every cosine with sentence-transformers is at least .999."""
    child = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", COMPARE, str(exported_model)],
        input="\x1e".join(TEXTS),
        capture_output=True,
        text=True,
        check=True,
        timeout=110,
    )
    assert float(child.stdout.strip().splitlines()[-1]) >= 0.999


def test_a_second_export_does_nothing(exported_model: Path) -> None:
    """A model that is there is taken as it is: no file of it is written again."""
    before = (exported_model / MODEL).stat().st_mtime_ns
    assert ensure_exported(exported_model.parent) == exported_model
    assert (exported_model / MODEL).stat().st_mtime_ns == before


def test_the_folder_is_named_by_its_content(exported_model: Path) -> None:
    """The folder is named by the digest of weights, tokenizer and exporter, and so is the encoder."""
    assert exported_model.name == identity(weights_folder())
    assert ExportedEncoder(exported_model).name == f"minilm-{exported_model.name[:12]}"


def test_nothing_half_made_stays(exported_model: Path) -> None:
    """Beside finished models no working folder is left."""
    assert not list(exported_model.parent.glob(".export-*"))
    assert {path.name for path in exported_model.iterdir()} >= {MODEL, MANIFEST, "tokenizer.json"}


def test_a_failing_child_is_told(tmp_path: Path) -> None:
    """Where the models' folder cannot be written, the error carries the child's last line."""
    blocked = tmp_path / "models"
    blocked.write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(ExportFailed) as caught:
        ensure_exported(blocked)
    assert caught.value.code == "encoder_export_failed"
    assert caught.value.values()["reason"]


def test_serving_loads_no_torch(exported_model: Path) -> None:
    """Opening and using the exported model imports neither torch nor sentence-transformers."""
    code = (
        "import sys; from pathlib import Path; from knowledge.encoders.exported import ExportedEncoder; "
        "ExportedEncoder(Path(sys.argv[1])).encode(['x']); "
        "print([m for m in ('torch', 'sentence_transformers', 'transformers') if m in sys.modules])"
    )
    child = subprocess.run(
        [sys.executable, "-c", code, str(exported_model)], capture_output=True, text=True, check=True
    )
    assert child.stdout.strip() == "[]"


def test_a_copy_elsewhere_is_the_same_encoder(exported_model: Path, tmp_path: Path) -> None:
    """A model's folder may be moved or copied: it is found by what it holds, not by where it lies."""
    copy = tmp_path / "copied"
    shutil.copytree(exported_model, copy)
    np.testing.assert_array_equal(
        ExportedEncoder(copy).encode(TEXTS), ExportedEncoder(exported_model).encode(TEXTS)
    )
    assert exported.MODEL == "model.onnx"
