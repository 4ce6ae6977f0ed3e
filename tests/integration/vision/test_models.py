from pathlib import Path

import numpy as np
import pytest

from tests.fakes.pictures import plate
from vision.detectors import models
from vision.detectors.features import Network


def test_the_network_is_exported_once(models_folder: Path) -> None:
    """A second call finds the file and makes nothing."""
    folder = models.ensure(models_folder)
    before = (folder / "features.onnx").stat().st_mtime_ns
    assert models.ensure(models_folder) == folder
    assert (folder / "features.onnx").stat().st_mtime_ns == before
    assert folder.name == models.key()
    assert len(models.key()) == 64


def test_a_new_folder_gets_its_own_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named by a relative path, the network lies where the caller meant, without anything beside it."""
    monkeypatch.chdir(tmp_path)
    folder = models.ensure(Path("var") / "models")
    assert folder == tmp_path / "var" / "models" / models.key()
    assert [path.name for path in folder.iterdir()] == ["features.onnx"]


def test_patches_are_described(models_folder: Path) -> None:
    """Each 8 × 8 px have a vector of finite numbers, and levels name all of its channels."""
    network: Network = models.network(models_folder)
    found = network.extract(plate(1))
    assert found.shape == (36, 48, sum(network.levels))
    assert found.dtype == np.float32
    assert np.isfinite(found).all()
    assert (network.extract(plate(1)) == found).all()


def test_the_name_tells_the_weights(models_folder: Path) -> None:
    """Another export has another name, so that no bank is read by it."""
    assert models.key()[:12] in models.network(models_folder).name
