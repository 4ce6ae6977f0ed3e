"""Draws the outline that shows how to hold the camera: what all good photos of a scene have in common."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.boxes import Box
from vision.detectors.alignment import align, frame_size, framed, outline
from vision.images import Rgb, crop, resize

WIDTH_PX = 960
_SMOOTH_PX = 1.4
_STRONG_SHARE = 0.12
"""Share of the frame that may start an edge; an outline should guide, not hide what lies below."""
_SHORTEST_PX = 40
_LINE_PX, _HALO_PX = 3, 7
_INK = 96


def ghost(photos: Sequence[Rgb], region: Box | None = None) -> bytes:
    """A PNG with transparency, of the photos' shape: white lines with a dark rim where good photos agree.

    Args:
        photos: At least one, of one scene, each (H, W, 3).
        region: Where the check looks; nothing is drawn outside.
    """
    size = frame_size(photos[0])
    still = np.array([[1, 0, 0], [0, 1, 0]], np.float32)
    first = framed(resize(photos[0], *size), still, size).photo
    reference = outline(first)
    mean = np.mean([align(photo, reference).photo for photo in photos], axis=0).astype(np.uint8)
    lines = _lines(mean, region)
    height = round(WIDTH_PX * photos[0].shape[0] / photos[0].shape[1])
    drawn = np.asarray(cv2.resize(lines, (WIDTH_PX, height), interpolation=cv2.INTER_CUBIC), np.uint8)
    return _png(drawn)


def _lines(mean: Rgb, region: Box | None) -> NDArray[np.uint8]:
    grey = cv2.GaussianBlur(cv2.cvtColor(mean, cv2.COLOR_RGB2GRAY), (0, 0), _SMOOTH_PX)
    strength = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    high = float(np.quantile(strength, 1 - _STRONG_SHARE))
    edges = np.asarray(cv2.Canny(grey, high * 0.5, high, L2gradient=True), np.uint8)
    kept = np.zeros_like(edges)
    crop(kept, region)[:] = crop(edges, region)
    _, labels, about, _ = cv2.connectedComponentsWithStats(kept)
    long = about[:, cv2.CC_STAT_AREA] >= _SHORTEST_PX
    long[0] = False
    return np.where(long[labels], np.uint8(255), np.uint8(0))


def _png(lines: NDArray[np.uint8]) -> bytes:
    thick = cv2.dilate(np.asarray(lines > _INK, np.uint8), _disc(_LINE_PX)).astype(np.float32)
    line = np.asarray(cv2.GaussianBlur(thick, (0, 0), 0.8))
    halo = np.asarray(cv2.GaussianBlur(cv2.dilate(thick, _disc(_HALO_PX)), (0, 0), 1.5))
    alpha = np.maximum(line * 0.85, halo * 0.4)
    white = line / np.maximum(alpha, 1e-3) * 0.85
    picture = np.stack([white, white, white, alpha], axis=-1).clip(0, 1) * 255
    _, data = cv2.imencode(".png", picture.astype(np.uint8), [cv2.IMWRITE_PNG_COMPRESSION, 6])
    return data.tobytes()


def _disc(px: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (px, px)), np.uint8)
