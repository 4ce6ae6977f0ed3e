"""Small pictures for tests: a plate with bolts and a label, cheap to paint and known in every px."""

import struct
import zlib

import cv2
import numpy as np

from vision.images import Rgb

SIZE = (384, 288)
FAULT = (262, 150, 42)
"""Centre and radius of the bolt that a faulty plate lacks, in px."""


def plate(seed: int, *, faulty: bool = False, size: tuple[int, int] = SIZE) -> Rgb:
    """A plate under another light, a little moved, with noise; the same seed, the same picture."""
    rng = np.random.default_rng(seed)
    picture = np.full((SIZE[1], SIZE[0], 3), (70, 74, 82), np.uint8)
    cv2.rectangle(picture, (30, 26), (352, 262), (118, 120, 124), -1)
    cv2.rectangle(picture, (52, 52), (170, 132), (208, 204, 190), -1)
    for row in range(3):
        cv2.line(picture, (62, 72 + 20 * row), (150 - 18 * row, 72 + 20 * row), (40, 40, 44), 5)
    for x, y in ((90, 208), (176, 208), FAULT[:2]):
        if not (faulty and (x, y) == FAULT[:2]):
            cv2.circle(picture, (x, y), 34, (168, 170, 172), -1)
            cv2.circle(picture, (x, y), 18, (54, 56, 58), -1)
            cv2.circle(picture, (x - 9, y - 10), 6, (226, 226, 226), -1)
    move = cv2.getRotationMatrix2D((192, 144), float(rng.normal(0, 0.7)), 1 + float(rng.normal(0, 0.006)))
    move[:, 2] += rng.normal(0, 2.5, 2)
    held = cv2.warpAffine(picture, move, SIZE, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    lit = held * (1 + rng.normal(0, 0.05)) + rng.normal(0, 2.0, held.shape)
    shown = np.clip(lit, 0, 255).astype(np.uint8)
    return np.asarray(cv2.resize(shown, size, interpolation=cv2.INTER_CUBIC), np.uint8)


def other(seed: int) -> Rgb:
    """A sharp picture of something else."""
    rng = np.random.default_rng(seed)
    picture = np.full((SIZE[1], SIZE[0], 3), (150, 110, 60), np.uint8)
    for _ in range(40):
        x, y = (int(v) for v in rng.integers(0, 380, 2))
        colour = tuple(int(v) for v in rng.integers(0, 255, 3))
        cv2.line(picture, (x, 0), (y, SIZE[1]), colour, 7)
    return picture


def encoded(photo: Rgb, ending: str = ".jpg") -> bytes:
    """The picture as a file."""
    done, data = cv2.imencode(ending, cv2.cvtColor(photo, cv2.COLOR_RGB2BGR))
    assert done
    return data.tobytes()


def with_orientation(jpeg: bytes, orientation: int) -> bytes:
    """A JPEG file with an EXIF orientation, 1 to 8."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    tiff = b"MM\x00*\x00\x00\x00\x08" + struct.pack(">H", 1) + entry + b"\x00\x00\x00\x00"
    body = b"Exif\x00\x00" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def png_chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that claims any size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 1000)
    parts = (png_chunk(b"IHDR", head), png_chunk(b"IDAT", rows), png_chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg_bomb(width: int, height: int) -> bytes:
    """A small JPEG whose header claims any size."""
    data = bytearray(encoded(plate(1)))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)
