"""Opens the encoder that settings name, and loads only what that one needs."""

from pathlib import Path
from typing import Literal, get_args

from knowledge.encoders.errors import EncoderUnknown
from knowledge.encoders.paired import PairedEncoder
from knowledge.encoders.port import Encoder

EncoderName = Literal["paired", "universal", "minilm"]
DEFAULT: EncoderName = "paired"
"""Measured against the others in docs/decisions/0010."""


def open_encoder(name: str, models: Path, threads: int = 1) -> Encoder:
    """The encoder of that name, ready to use.

    Args:
        name: One of `EncoderName`.
        models: Folder of exported models, such as var/models.
        threads: Threads of the model; 1 in serving.

    Raises:
        EncoderUnknown: no encoder has that name.
        ExportFailed: the exported form was missing and could not be made.
    """
    if name == "paired":
        return PairedEncoder(_universal(threads), _minilm(models, threads))
    if name == "universal":
        return _universal(threads)
    if name == "minilm":
        return _minilm(models, threads)
    raise EncoderUnknown(name=name, known=", ".join(get_args(EncoderName)))


def _universal(threads: int) -> Encoder:
    from knowledge.encoders.universal import UniversalEncoder  # noqa: PLC0415 - 130 MB with its weights

    return UniversalEncoder(threads)


def _minilm(models: Path, threads: int) -> Encoder:
    from knowledge.encoders.exported import ExportedEncoder, ensure_exported  # noqa: PLC0415 - loads onnxruntime

    return ExportedEncoder(ensure_exported(models), threads)
