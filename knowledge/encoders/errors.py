"""What can go wrong between a text model and its files."""

from typing import ClassVar


class EncoderError(Exception):
    """A text model cannot be made or read."""

    code: ClassVar[str] = "encoder"

    def values(self) -> dict[str, str]:
        """What the sentence of the code has to name."""
        return {}


class UnknownEncoder(EncoderError):
    """Settings name an encoder that does not exist."""

    code: ClassVar[str] = "encoder_unknown"

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name, self.known = name, known

    def values(self) -> dict[str, str]:
        """The name, and those that exist."""
        return {"name": self.name, "known": ", ".join(self.known)}


class ExportFailed(EncoderError):
    """The child process did not leave a model behind."""

    code: ClassVar[str] = "encoder_export_failed"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def values(self) -> dict[str, str]:
        """The last line that the child process wrote."""
        return {"reason": self.reason}


class ExportDiffers(EncoderError):
    """The exported model does not give the original's vectors."""

    code: ClassVar[str] = "encoder_export_differs"

    def __init__(self, cosine: float, floor: float) -> None:
        super().__init__(f"{cosine:.5f} < {floor}")
        self.cosine, self.floor = cosine, floor

    def values(self) -> dict[str, str]:
        """The worst cosine met, and the floor."""
        return {"cosine": f"{self.cosine:.5f}", "floor": f"{self.floor}"}
