"""Describes patches by colour and edges alone: no weights, so it works where no network was exported."""

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.images import Rgb

_PATCH_PX = 8
_DIRECTIONS = 8
_SCALES = (1.0, 2.5)


class HandMade:
    """Colour and histograms of gradients by patch, each with its neighbourhood.

    Source: Dalal and Triggs, "Histograms of Oriented Gradients for Human Detection", CVPR 2005.
    """

    name = "colour-hog/1"
    levels = (3, 8, 8, 3, 8, 8)

    def extract(self, photo: Rgb) -> NDArray[np.float32]:
        """Vectors of patches of 8 × 8 px, (h / 8, w / 8, 38); the photo's sides are multiples of 16."""
        lab = cv2.cvtColor(photo, cv2.COLOR_RGB2LAB).astype(np.float32) / 255
        layers = [_pooled(lab)]
        layers += [_gradients(cv2.GaussianBlur(lab[..., 0], (0, 0), sigma)) for sigma in _SCALES]
        near = np.concatenate(layers, axis=-1)
        around = np.stack([cv2.blur(near[..., i], (3, 3)) for i in range(near.shape[-1])], axis=-1)
        return np.concatenate([near, around], axis=-1).astype(np.float32)


def _pooled(plane: NDArray[np.generic]) -> NDArray[np.float32]:
    rows, columns = plane.shape[0] // _PATCH_PX, plane.shape[1] // _PATCH_PX
    blocks = plane.reshape(rows, _PATCH_PX, columns, _PATCH_PX, -1)
    return np.asarray(blocks.mean(axis=(1, 3)), np.float32)


def _gradients(grey: NDArray[np.generic]) -> NDArray[np.float32]:
    """Histogram of edge directions by patch, softly binned; compressed, so that light matters less."""
    plane = np.asarray(grey, np.float32)
    gx, gy = cv2.Scharr(plane, cv2.CV_32F, 1, 0), cv2.Scharr(plane, cv2.CV_32F, 0, 1)
    strength, angle = np.hypot(gx, gy), np.arctan2(gy, gx) % np.pi
    bins = np.arange(_DIRECTIONS) * np.pi / _DIRECTIONS
    apart = np.abs(angle[..., None] - bins)
    near = np.maximum(1 - np.minimum(apart, np.pi - apart) * _DIRECTIONS / np.pi, 0)
    return np.sqrt(_pooled(strength[..., None] * near))
