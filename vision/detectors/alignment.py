"""Lays a photo over the taught scene, so that each patch meets its counterpart; and says how well it lies."""

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.boxes import Box
from vision.images import Rgb

Plane: TypeAlias = NDArray[np.float32]
"""Shape (H, W)."""
Warp: TypeAlias = NDArray[np.float32]
"""Shape (2, 3): from px of the frame to px of the photo."""

LONG_SIDE_PX = 384
_STEP_PX = 16
"""The network halves a side four times."""
_COARSE = 2
"""Alignment looks at the frame this many times smaller."""
_ITERATIONS, _EPSILON = 40, 1e-4
_SMOOTHING_PX = 5
_EVERYWHERE = np.empty(0, np.uint8)
"""No mask."""
_LOCAL_PX = 12.0
"""Light is evened out over this reach, in px of the coarse frame."""


@dataclass(frozen=True)
class Aligned:
    """A photo as seen in the taught frame.

    Attributes:
        photo: (h, w, 3) uint8, of the frame's size.
        seen: (h, w), 1 where the photo reaches, else 0.
        similarity: Correlation with the reference after alignment, from 0 to 1.
        warp: From px of the frame to px of the photo.
        shape: (H, W) of the photo.
    """

    photo: Rgb
    seen: Plane
    similarity: float
    warp: Warp
    shape: tuple[int, int]

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A rectangle of the frame, in its px, as a box on the photo."""
        corners = np.array([[left, top, 1], [right, top, 1], [left, bottom, 1], [right, bottom, 1]])
        found = corners @ self.warp.T / (self.shape[1], self.shape[0])
        (x0, y0), (x1, y1) = np.clip(found.min(axis=0), 0, 1), np.clip(found.max(axis=0), 0, 1)
        return Box(x=float(x0), y=float(y0), w=float(x1 - x0), h=float(y1 - y0))


def frame_size(photo: Rgb) -> tuple[int, int]:
    """Width and height of the frame for scenes of this photo's shape."""
    height, width = photo.shape[:2]
    scale = LONG_SIDE_PX / max(width, height)
    width_px, height_px = (max(1, round(side * scale / _STEP_PX)) * _STEP_PX for side in (width, height))
    return width_px, height_px


def outline(photo: Rgb) -> Plane:
    """What a photo shows, less what the light does to it: the reference that others are laid over.

    Args:
        photo: (h, w, 3), of the frame's size.

    Returns:
        (h / 2, w / 2), about 0, evened out over a short reach.
    """
    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    size = (photo.shape[1] // _COARSE, photo.shape[0] // _COARSE)
    small = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.float32)
    rest = small - cv2.GaussianBlur(small, (0, 0), _LOCAL_PX)
    strength = np.sqrt(cv2.GaussianBlur(rest * rest, (0, 0), _LOCAL_PX * 2))
    return np.asarray(rest / (strength + 0.02), np.float32)


def cover(photo: Rgb, size: tuple[int, int]) -> Warp:
    """The warp that fills a frame with the middle of a photo."""
    (height, width), (to_width, to_height) = photo.shape[:2], size
    scale = min(width / to_width, height / to_height)
    x, y = (width - scale * to_width) / 2, (height - scale * to_height) / 2
    half = (scale - 1) / 2  # px centres
    return np.array([[scale, 0, x + half], [0, scale, y + half]], np.float32)


def framed(photo: Rgb, warp: Warp, size: tuple[int, int]) -> Aligned:
    """The photo through a warp."""
    scale = float(np.sqrt(abs(np.linalg.det(warp[:, :2]))))
    shrunk, inner = photo, warp
    if scale > 1:
        to = (max(1, round(photo.shape[1] / scale)), max(1, round(photo.shape[0] / scale)))
        shrunk = np.asarray(cv2.resize(photo, to, interpolation=cv2.INTER_AREA), np.uint8)
        ratio = np.array([[to[0] / photo.shape[1]], [to[1] / photo.shape[0]]])
        inner = warp * ratio
        inner[:, 2:] += (ratio - 1) / 2
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    seen = cv2.warpAffine(shrunk, inner, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    ones = np.ones(shrunk.shape[:2], np.float32)
    reach = cv2.warpAffine(ones, inner, size, flags=how, borderMode=cv2.BORDER_CONSTANT, borderValue=0)
    return Aligned(np.asarray(seen, np.uint8), np.asarray(reach, np.float32), 0.0, warp, photo.shape[:2])


def align(photo: Rgb, reference: Plane) -> Aligned:
    """The photo laid over the reference.

    Args:
        photo: (H, W, 3), any size.
        reference: See `outline`.

    Source: Evangelidis and Psarakis, "Parametric Image Alignment Using Enhanced Correlation Coefficient
    Maximization", PAMI 2008.
    """
    size = (reference.shape[1] * _COARSE, reference.shape[0] * _COARSE)
    first = cover(photo, size)
    plane = outline(framed(photo, first, size).photo)
    move, similarity = _refine(reference, plane)
    whole = np.vstack([first, [0, 0, 1]]) @ np.vstack([_scaled(move), [0, 0, 1]])
    laid = framed(photo, np.asarray(whole[:2], np.float32), size)
    return Aligned(laid.photo, laid.seen, similarity, laid.warp, laid.shape)


def _scaled(move: Warp) -> Warp:
    """A warp as the same one at twice the size."""
    whole = move.copy()
    whole[:, 2] = move[:, 2] * _COARSE + (_COARSE - 1) / 2 * (1 - move[:, :2].sum(axis=1))
    return whole


def _refine(reference: Plane, plane: Plane) -> tuple[Warp, float]:
    """The warp within the coarse frame, and the correlation that it reaches; first at half its size."""
    still = np.eye(2, 3, dtype=np.float32)
    similarity = max(0.0, _correlation(reference, plane))
    rough = _climbed(_halved(reference), _halved(plane), still)
    start = still if rough is None else _scaled(rough[0])
    reached = _climbed(reference, plane, start)
    return reached if reached is not None and reached[1] > similarity else (still, similarity)


def _halved(plane: Plane) -> Plane:
    size = (plane.shape[1] // 2, plane.shape[0] // 2)
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.float32)


def _climbed(reference: Plane, plane: Plane, start: Warp) -> tuple[Warp, float] | None:
    """The warp at which the correlation is highest near a start; None where there is nothing in common."""
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, _ITERATIONS, _EPSILON)
    try:
        reached, move = cv2.findTransformECC(
            reference, plane, start.copy(), cv2.MOTION_AFFINE, stop, _EVERYWHERE, _SMOOTHING_PX
        )
    except cv2.error:  # it does not converge
        return None
    return np.asarray(move, np.float32), float(reached)


def _correlation(a: Plane, b: Plane) -> float:
    a, b = a - a.mean(), b - b.mean()
    length = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float((a * b).sum()) / length if length else 0.0
