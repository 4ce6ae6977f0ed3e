"""Makes the ONNX form of the sentence-transformers model, once.

Run it as `python -m knowledge.encoders.export --out DIR`. The only importer of torch and
sentence-transformers in knowledge, and only ever in a short-lived process: together they hold half a
gigabyte. What is made lies in `DIR/<sha256 of weights and exporter>/` with its tokenizer and a manifest;
weights stand beside the graph, so that onnxruntime maps them instead of copying. It is written aside,
checked against the original, and renamed, so that a folder that exists is whole.
"""

import argparse
import json
import logging
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.encoders.errors import ExportDiffers
from knowledge.encoders.exported import MANIFEST, MODEL, TOKENIZER, ExportedEncoder, identity, weights_folder
from knowledge.encoders.port import Vectors

COSINE_FLOOR = 0.999
"""Against the original, on every probe. Source: our own rule; fp32 exports measure above .99999."""

OPSET = 18
PROBES = (
    "Torque the drain plug to 25 N·m with a new washer.",
    "变速箱油温在35–45 °C之间检查油位。",
    "front pads",
    "",
    "Hang the caliper on a hook; never let it hang by its hose. " * 8,
    "把导向销螺栓拧紧至 28 N·m,并用记号笔画上漆线。" * 6,
)


def export(out: Path) -> Path:
    """The folder of the exported model, made if it is not there yet.

    Raises:
        ExportDiffers: a probe's cosine is below `COSINE_FLOOR`; nothing is left behind.
    """
    source = weights_folder()
    target = out / identity(source)
    if target.is_dir():
        return target
    out.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".export-", dir=out))
    try:
        _write(source, aside, target.name)
        aside.chmod(0o755)
        _swap(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return target


def original(texts: Sequence[str], source: Path | None = None) -> Vectors:
    """Vectors of the original through sentence-transformers; loads torch, so never in serving."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - heavy, and only here

    model = SentenceTransformer(str(source or weights_folder()), device="cpu")
    return np.asarray(
        model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False), np.float32
    )


def _swap(aside: Path, target: Path) -> None:
    """Rename; where another process was first, its folder stays."""
    try:
        aside.rename(target)
    except OSError:
        if not target.is_dir():
            raise


def _write(source: Path, folder: Path, digest: str) -> None:
    _trace(source, folder / MODEL)
    shutil.copyfile(source / "tokenizer.json", folder / TOKENIZER)
    manifest = {"name": f"minilm-{digest[:12]}", "kind": "text-encoder", "tokens": 256, "dimension": 384}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    made = ExportedEncoder(folder).encode(PROBES)
    worst = float((made * original(PROBES, source)).sum(axis=1).min())
    if worst < COSINE_FLOOR:
        raise ExportDiffers(cosine=f"{worst:.5f}", floor=str(COSINE_FLOOR))


def _trace(source: Path, path: Path) -> None:
    import torch  # noqa: PLC0415 - heavy, and only here
    from transformers import AutoModel  # noqa: PLC0415 - heavy, and only here

    class Sentence(torch.nn.Module):
        """Token ids → one vector of length one; the pooling of the original, inside the graph."""

        def __init__(self) -> None:
            super().__init__()
            self.bert = AutoModel.from_pretrained(source, dtype=torch.float32, attn_implementation="eager")

        def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
            """Ids, shape (1, tokens) → shape (1, 384)."""
            mask = torch.ones_like(input_ids)
            states = self.bert(input_ids=input_ids, attention_mask=mask).last_hidden_state
            return torch.nn.functional.normalize(states.mean(dim=1), dim=1)

    ids = torch.arange(1000, 1012).unsqueeze(0)
    torch.onnx.export(
        Sentence().eval(),
        (ids,),
        str(path),
        input_names=["input_ids"],
        output_names=["vector"],
        dynamic_shapes={"input_ids": {1: torch.export.Dim("tokens", min=2, max=256)}},
        opset_version=OPSET,
        dynamo=True,
        external_data=True,
        verbose=False,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Export, and print the folder as the last line."""
    parser = argparse.ArgumentParser(prog="knowledge.encoders.export")
    parser.add_argument(
        "--out", type=Path, required=True, help="folder of exported models, such as var/models"
    )
    options = parser.parse_args(arguments)
    os.environ["HF_HUB_OFFLINE"] = "1"
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    try:
        folder = export(options.out)
    except ExportDiffers as error:
        sys.stderr.write(f"{error.code} {error}\n")
        return 1
    sys.stdout.write(f"{folder}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
