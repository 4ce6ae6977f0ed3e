"""Opens the encoder that settings name."""

from collections.abc import Callable
from pathlib import Path

from knowledge.encoders.errors import UnknownEncoder
from knowledge.encoders.exported import ExportedEncoder, ensure_exported
from knowledge.encoders.port import Encoder
from knowledge.encoders.universal import UniversalEncoder

ENCODERS: dict[str, Callable[[Path, int], Encoder]] = {
    "universal": lambda _models, threads: UniversalEncoder(threads),
    "minilm": lambda models, threads: ExportedEncoder(ensure_exported(models), threads),
}
DEFAULT = "universal"


def open_encoder(name: str, models: Path, threads: int = 1) -> Encoder:
    """The encoder of that name, ready to use.

    Args:
        name: A key of `ENCODERS`.
        models: Folder of exported models, such as var/models.
        threads: Threads of the model; 1 in serving.

    Raises:
        UnknownEncoder: no encoder has that name.
        ExportFailed: the exported form was missing and could not be made.
    """
    maker = ENCODERS.get(name)
    if maker is None:
        raise UnknownEncoder(name, tuple(ENCODERS))
    return maker(models, threads)
