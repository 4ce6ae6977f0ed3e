"""What can go wrong between a text model and its files."""

from typing import ClassVar

from knowledge.errors import KnowledgeError


class EncoderError(KnowledgeError):
    """A text model cannot be made or read."""

    code: ClassVar[str] = "encoder"


class EncoderUnknown(EncoderError):
    """Settings name an encoder that does not exist. Values: name, known."""

    code: ClassVar[str] = "encoder_unknown"


class ExportFailed(EncoderError):
    """The child process did not leave a model behind. Values: reason."""

    code: ClassVar[str] = "encoder_export_failed"


class ExportDiffers(EncoderError):
    """The exported model does not give the original's vectors. Values: cosine, floor."""

    code: ClassVar[str] = "encoder_export_differs"
