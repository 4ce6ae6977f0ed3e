"""Says what vision refuses, by stable codes; texts for people lie in the locales."""

from typing import ClassVar


class VisionError(Exception):
    """Root of everything that vision refuses.

    Attributes:
        code: Stable; the text for people is `errors.<code>`.
    """

    code: ClassVar[str]

    def __init__(self, **values: str) -> None:
        super().__init__(self.code, values)
        self._values = values

    def values(self) -> dict[str, str]:
        """What the text for people names in braces."""
        return dict(self._values)


class PhotoError(VisionError):
    """The bytes are no photo that can be inspected."""


class PhotoTooLarge(PhotoError):
    """More bytes or more pixels than allowed; values `size` and `limit`, each with its unit."""

    code = "photo_too_large"


class PhotoTooSmall(PhotoError):
    """A side is shorter than allowed; values `size_px` and `limit_px`."""

    code = "photo_too_small"


class PhotoTooNarrow(PhotoError):
    """One side is many times the other; values `ratio` and `limit`."""

    code = "photo_too_narrow"


class PhotoNotImage(PhotoError):
    """No JPEG, PNG or WebP by its content, or one that cannot be decoded."""

    code = "photo_not_image"


class PhotoTruncated(PhotoError):
    """The file ends before its picture does."""

    code = "photo_truncated"


class BankError(VisionError):
    """A bank cannot be taught, opened or published."""


class BankTooFewPhotos(BankError):
    """Too few good photos to learn from; values `count` and `least`."""

    code = "bank_too_few_photos"


class BankPhotoUnfit(BankError):
    """A photo meant to teach is itself unfit; values `number` (from 1) and `cause`."""

    code = "bank_photo_unfit"


class BankUnknown(BankError):
    """No bank of this version is stored; value `version`."""

    code = "bank_unknown"


class BankBroken(BankError):
    """A stored bank is not what its version says; value `version`."""

    code = "bank_broken"


class DetectorDiffers(BankError):
    """A bank was taught by another detector; values `bank` and `detector`."""

    code = "detector_differs"


class ModelMissing(VisionError):
    """The network's weights or what exports them are not installed; value `package`."""

    code = "model_missing"


class ModelDiffers(VisionError):
    """The exported network does not answer as the original; value `cosine`."""

    code = "model_differs"


class ReviewError(VisionError):
    """A verdict on a review is refused."""


class ReviewUnknown(ReviewError):
    """No such review; value `review`."""

    code = "review_unknown"


class OwnPhoto(ReviewError):
    """Nobody reviews a photo or an override of their own."""

    code = "own_photo"


class AlreadyJudged(ReviewError):
    """The review has its verdict; value `verdict`."""

    code = "already_judged"


class StaleReview(ReviewError):
    """The reviewer saw an older version; values `seen` and `current`."""

    code = "stale_review"


class ReasonUnknown(ReviewError):
    """The reason is not in the list of this verdict; value `reason`."""

    code = "reason_unknown"


class ReasonMissing(ReviewError):
    """A reject or rework needs a reason; value `verdict`."""

    code = "reason_missing"


class NoPhotoToReject(ReviewError):
    """An override of a gate without a photo is accepted or sent back; no photo can be asked for again."""

    code = "no_photo_to_reject"


class NoteTooLong(ReviewError):
    """The note is longer than allowed; values `size` and `limit`, in characters."""

    code = "note_too_long"
