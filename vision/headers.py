"""Reads what a picture file says of itself, without decoding it: kind, size, and whether its end is there.

The decoder is never shown a file that this module refuses, so a bomb costs no memory.
"""

import re
import struct
from dataclasses import dataclass
from typing import Literal

from vision.errors import PhotoNotImage, PhotoTruncated

Kind = Literal["jpeg", "png", "webp"]

_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive DCT; the decoder takes no other. Source: ITU-T T.81, table B.1."""
_JPEG_START_OF_SCAN, _JPEG_END = 0xDA, 0xD9
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a length. Source: ITU-T T.81, B.1.1.4."""
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
_WEBP_ANIMATED = 0x02


@dataclass(frozen=True)
class Header:
    """What a picture file says of itself.

    Attributes:
        width: In px, as stored; EXIF may turn it.
        height: In px, as stored.
    """

    kind: Kind
    width: int
    height: int


def read(data: bytes) -> Header:
    """Kind and size of a picture file, by its content.

    Raises:
        PhotoNotImage: no JPEG, PNG or still WebP.
        PhotoTruncated: it ends too early.
    """
    if data.startswith(_JPEG):
        return _jpeg(data)
    if data.startswith(_PNG):
        return _png(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    raise PhotoNotImage


def _unpack(form: str, data: bytes, at: int) -> tuple[int, ...]:
    try:
        return struct.unpack_from(form, data, at)
    except struct.error:
        raise PhotoTruncated from None


def _sized(kind: Kind, width: int, height: int) -> Header:
    if width < 1 or height < 1:
        raise PhotoNotImage
    return Header(kind, width, height)


def _jpeg_marker(data: bytes, at: int) -> tuple[int, int]:
    """The marker at or after fill bytes at `at`, and the position behind it."""
    (lead,) = _unpack(">B", data, at)
    if lead != 0xFF:  # noqa: PLR2004 - every marker begins so
        raise PhotoNotImage
    marker = lead
    while marker == 0xFF:  # noqa: PLR2004 - fill bytes may repeat it
        at += 1
        (marker,) = _unpack(">B", data, at)
    return marker, at + 1


def _jpeg(data: bytes) -> Header:
    at, frame = 2, None
    while True:
        marker, at = _jpeg_marker(data, at)
        if marker == _JPEG_END:
            break
        if marker in _JPEG_BARE:
            continue
        (length,) = _unpack(">H", data, at)
        if marker in _JPEG_FRAMES:
            height, width = _unpack(">HH", data, at + 3)
            frame = _sized("jpeg", width, height)
        at += length
        if marker == _JPEG_START_OF_SCAN:
            at = _jpeg_scan_end(data, at)
    if frame is None:
        raise PhotoNotImage
    return frame


def _jpeg_scan_end(data: bytes, at: int) -> int:
    found = _AFTER_SCAN.search(data, at)
    if found is None:
        raise PhotoTruncated
    return found.start()


def _png(data: bytes) -> Header:
    at, frame = len(_PNG), None
    while True:
        length, kind = _unpack(">I4s", data, at)
        if kind == b"IHDR":  # type: ignore[comparison-overlap]
            width, height = _unpack(">II", data, at + 8)
            frame = _sized("png", width, height)
        at += 12 + length
        if at > len(data):
            raise PhotoTruncated
        if kind == b"IEND":  # type: ignore[comparison-overlap]
            break
        if frame is None:
            raise PhotoNotImage
    if frame is None:
        raise PhotoNotImage
    return frame


def _webp(data: bytes) -> Header:
    (size,) = _unpack("<I", data, 4)
    if size + 8 > len(data):
        raise PhotoTruncated
    chunk = data[12:16]
    if chunk == b"VP8 ":
        width, height = _unpack("<HH", data, 26)
        return _sized("webp", width & 0x3FFF, height & 0x3FFF)
    if chunk == b"VP8L":
        (bits,) = _unpack("<I", data, 21)
        return _sized("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if chunk == b"VP8X":
        return _webp_extended(data)
    raise PhotoNotImage


def _webp_extended(data: bytes) -> Header:
    flags, low_w, high_w, low_h, high_h = _unpack("<B3xHBHB", data, 20)
    if flags & _WEBP_ANIMATED:
        raise PhotoNotImage
    return _sized("webp", (low_w | high_w << 16) + 1, (low_h | high_h << 16) + 1)
