"""Turns bytes into an upright photo, or says why not; everything else in vision sees only arrays.

The header is read and held against the limits before anything is decoded.
"""

from typing import Annotated, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from vision import headers
from vision.boxes import Box
from vision.errors import PhotoNotImage, PhotoTooLarge, PhotoTooNarrow, PhotoTooSmall

Rgb: TypeAlias = NDArray[np.uint8]
"""Shape (H, W, 3), red first, upright."""


class Limits(BaseModel):
    """What a photo may be; stated on the screen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_bytes: Annotated[int, Field(ge=1, description="largest file")] = 30_000_000
    max_pixels: Annotated[int, Field(ge=1, description="most pixels, 24 megapixels")] = 24_000_000
    min_side_px: Annotated[
        int, Field(ge=1, description="shortest side, for there must be something to see")
    ] = 256
    max_ratio: Annotated[
        float, Field(ge=1, description="longest side by the shortest; a strip shows no work")
    ] = 4


LIMITS = Limits()

_REDUCED = {
    2: cv2.IMREAD_REDUCED_COLOR_2,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    8: cv2.IMREAD_REDUCED_COLOR_8,
}


def check(data: bytes, limits: Limits = LIMITS) -> headers.Header:
    """What the file says of itself, if it keeps the limits; nothing is decoded.

    Raises:
        PhotoTooLarge: too many bytes or pixels.
        PhotoTooSmall: a side is too short.
        PhotoTooNarrow: a side is many times the other.
        PhotoNotImage: no JPEG, PNG or still WebP by its content.
        PhotoTruncated: it ends too early.
    """
    if len(data) > limits.max_bytes:
        raise PhotoTooLarge(size=f"{len(data) / 1e6:.1f} MB", limit=f"{limits.max_bytes / 1e6:g} MB")
    header = headers.read(data)
    pixels, side = header.width * header.height, min(header.width, header.height)
    if pixels > limits.max_pixels:
        raise PhotoTooLarge(size=f"{pixels / 1e6:.1f} MP", limit=f"{limits.max_pixels / 1e6:g} MP")
    if side < limits.min_side_px:
        raise PhotoTooSmall(size_px=str(side), limit_px=str(limits.min_side_px))
    ratio = max(header.width, header.height) / side
    if ratio > limits.max_ratio:
        raise PhotoTooNarrow(ratio=f"{ratio:.1f}", limit=f"{limits.max_ratio:g}")
    return header


def decode(data: bytes, limits: Limits = LIMITS, *, long_side_px: int | None = None) -> Rgb:
    """The photo, upright.

    Args:
        data: A whole file.
        limits: What it may be.
        long_side_px: Enough for the caller; a larger photo may come halved, which is faster and smaller,
            but never below this.

    Raises:
        PhotoError: see `check`; or the content cannot be decoded.
    """
    header = check(data, limits)
    long_side = max(header.width, header.height)
    factor = next((f for f in (8, 4, 2) if long_side_px and long_side // f >= long_side_px), 1)
    flag = _REDUCED.get(factor, cv2.IMREAD_COLOR)
    try:
        decoded = cv2.imdecode(np.frombuffer(data, np.uint8), flag)
    except cv2.error:
        decoded = None
    if decoded is None:
        raise PhotoNotImage
    return cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB).astype(np.uint8, copy=False)


def encode_jpeg(photo: Rgb, quality: int = 92) -> bytes:
    """The photo as a JPEG file."""
    done, data = cv2.imencode(
        ".jpg", cv2.cvtColor(photo, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality]
    )
    if not done:
        raise PhotoNotImage
    return data.tobytes()


def resize(photo: Rgb, width: int, height: int) -> Rgb:
    """The photo in another size, averaged where it shrinks."""
    shrinks = width * height < photo.shape[0] * photo.shape[1]
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return cv2.resize(photo, (width, height), interpolation=how).astype(np.uint8, copy=False)


def crop(photo: Rgb, region: Box | None) -> Rgb:
    """The part of a photo that a box names, without copying; the whole photo for None."""
    if region is None:
        return photo
    height, width = photo.shape[:2]
    left, top = min(round(region.x * width), width - 1), min(round(region.y * height), height - 1)
    right, bottom = round((region.x + region.w) * width), round((region.y + region.h) * height)
    return photo[top : max(bottom, top + 1), left : max(right, left + 1)]
