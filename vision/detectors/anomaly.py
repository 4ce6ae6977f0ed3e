"""Finds what differs from good photos: each patch of a photo against its counterparts in all good ones.

A patch's distance to the nearest counterpart is read in units of how much good photos differ from each other
at that place, so a rusty corner may vary and a missing washer stands out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.boxes import Box
from vision.detectors.alignment import Aligned, Plane, align, cover, frame_size, framed, outline
from vision.detectors.port import Finding, Learnt, Lesson
from vision.images import Rgb

Features = NDArray[np.float32]
"""Shape (rows, columns, d)."""

PROJECTED = 192
"""Dimensions that distances are measured in; a random projection keeps them.

Source: Johnson and Lindenstrauss, 1984; more changed no verdict in our measurements.
"""
SEED = 2008
SCALE_LEAST = 0.05
"""Least scale of a channel, as a share of the mean scale; else a silent channel would shout."""
REACH = 1
"""Patches to each side in which a counterpart is looked for, after alignment."""
SMOOTH_PATCHES = 0.8
SPREAD_PATCHES = 2.0
"""Over how far the good photos' own differences are averaged; ten photos say little of a single patch."""
SPREAD_LEAST = 0.08
"""Least spread, as a share of the mean distance."""
STRONGEST = 4
"""A deviation is the mean of this many strongest patches: one patch alone may be noise."""
HEAT_SHARE = 0.5
"""What belongs to the heat box: patches of at least this share of the strongest."""
SEEN_LEAST = 0.6
"""Share of the frame that the photo must reach to count as found at all."""
MARGIN_PATCHES = 2
"""Patches along the border that are not judged: the network sees beyond them, where there is no photo."""
FEWEST = 3


class Extractor(Protocol):
    """Describes each patch of a photo by a vector."""

    @property
    def name(self) -> str:
        """Method and weights."""

    @property
    def levels(self) -> tuple[int, ...]:
        """Channels of each level of detail, in order; each level has an equal vote."""

    def extract(self, photo: Rgb) -> Features:
        """Vectors of patches of 8 × 8 px; the photo's sides are multiples of 16."""


@dataclass(frozen=True)
class AnomalyDetector:
    """Compares with good photos patch by patch, in the features of any extractor."""

    extractor: Extractor

    @property
    def name(self) -> str:
        """Method and weights."""
        return f"anomaly-1/{self.extractor.name}"

    def teach(self, photos: Sequence[Rgb]) -> Lesson:
        """Learn from good photos; their middle one becomes the frame that all are laid over."""
        if len(photos) < FEWEST:
            raise ValueError(len(photos))
        reference = _middle(photos)
        laid = [align(photo, reference) for photo in photos]
        raw = [self.extractor.extract(each.photo) for each in laid]
        scaling = _scaling(raw, self.extractor.levels)
        good = np.stack([_project(each, scaling) for each in raw])
        del raw  # far larger than anything that is made of it
        own = _own_distances(good)
        learnt: Learnt = {"reference": reference, "good": good.astype(np.float16), **scaling, **_spread(own)}
        held_back = tuple(
            _finding(each, own[i], _spread(np.delete(own, i, axis=0))) for i, each in enumerate(laid)
        )
        return Lesson(learnt, held_back)

    def look(self, photo: Rgb, learnt: Learnt) -> Finding:
        """Lay the photo over the frame and measure how far it is from the good ones."""
        laid = align(photo, np.asarray(learnt["reference"], np.float32))
        features = _project(self.extractor.extract(laid.photo), learnt)
        distance = _distances(features, np.asarray(learnt["good"], np.float32)).min(axis=0)
        return _finding(laid, distance, learnt)


def _middle(photos: Sequence[Rgb]) -> Plane:
    """The outline of the photo that the others resemble most."""
    size = frame_size(photos[0])
    planes = np.stack([outline(framed(photo, cover(photo, size), size).photo) for photo in photos])
    flat = planes.reshape(len(planes), -1)
    flat = flat / np.linalg.norm(flat, axis=1, keepdims=True)
    return np.asarray(planes[int((flat @ flat.T).sum(axis=1).argmax())], np.float32)


def _scaling(raw: Sequence[Features], levels: tuple[int, ...]) -> dict[str, NDArray[np.generic]]:
    """Mean and scale of each channel over the good photos, and the projection.

    Photos are taken one by one, for all together are large; they are of one size and count alike.
    """
    means = np.stack([each.mean(axis=(0, 1)) for each in raw])
    within = np.stack([each.var(axis=(0, 1)) for each in raw])
    mean = means.mean(axis=0)
    spread = np.sqrt((within + (means - mean) ** 2).mean(axis=0))
    vote = np.concatenate([np.full(channels, channels**-0.5) for channels in levels])
    scale = vote * np.sqrt(len(vote) / len(levels)) / (spread + SCALE_LEAST * spread.mean() + 1e-6)
    rng = np.random.default_rng(SEED)
    project = rng.standard_normal((len(vote), PROJECTED)) / np.sqrt(PROJECTED) * scale[:, None]
    return {"mean": mean.astype(np.float32), "project": project.astype(np.float32)}


def _plane(stored: NDArray[np.generic]) -> NDArray[np.float32]:
    return np.asarray(stored, np.float32)


def _project(raw: Features, learnt: Learnt) -> Features:
    return np.asarray((raw - _plane(learnt["mean"])) @ _plane(learnt["project"]), np.float32)


def _distances(features: Features, good: Features) -> NDArray[np.float32]:
    """Distance of each patch to its nearest counterpart in each good photo: (n, rows, columns)."""
    rows, columns = features.shape[:2]
    around = np.pad(good, ((0, 0), (REACH, REACH), (REACH, REACH), (0, 0)), mode="edge")
    lengths = np.einsum("nhwd,nhwd->nhw", around, around)
    nearest = np.full((len(good), rows, columns), np.inf, np.float32)
    for dy in range(2 * REACH + 1):
        for dx in range(2 * REACH + 1):
            part = np.s_[:, dy : dy + rows, dx : dx + columns]
            product = np.einsum("nhwd,hwd->nhw", around[part], features)
            np.minimum(nearest, lengths[part] - 2 * product, out=nearest)
    own = np.einsum("hwd,hwd->hw", features, features)
    return np.asarray(np.sqrt(np.maximum(nearest + own, 0)), np.float32)


def _own_distances(good: Features) -> NDArray[np.float32]:
    """Each good photo's distance to the nearest of the others: (n, rows, columns)."""
    rest = (np.delete(good, i, axis=0) for i in range(len(good)))
    return np.stack([_distances(good[i], others).min(axis=0) for i, others in enumerate(rest)])


def _spread(own: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    """What distance is usual at each place, and how much it varies."""
    usual = np.asarray(cv2.GaussianBlur(own.mean(axis=0), (0, 0), SPREAD_PATCHES), np.float32)
    varies = np.asarray(cv2.GaussianBlur(own.std(axis=0), (0, 0), SPREAD_PATCHES), np.float32)
    return {"usual": usual, "varies": varies + np.float32(SPREAD_LEAST * usual.mean())}


def _finding(laid: Aligned, distance: NDArray[np.float32], learnt: Learnt) -> Finding:
    rows, columns = distance.shape
    deviation = (distance - _plane(learnt["usual"])) / _plane(learnt["varies"])
    inside = _inside(laid.seen, (rows, columns))
    heat = np.where(inside, cv2.GaussianBlur(deviation.astype(np.float32), (0, 0), SMOOTH_PATCHES), 0)
    strongest = np.sort(heat, axis=None)[-STRONGEST:].mean()
    reach = float(inside.mean())
    similarity = laid.similarity if reach >= SEEN_LEAST else 0.0
    return Finding(min(max(similarity, 0.0), 1.0), max(float(strongest), 0.0), _heat_box(laid, heat))


def _inside(seen: Plane, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """Patches that lie well within both the photo and the frame."""
    patches = np.asarray(cv2.resize(seen, shape[::-1], interpolation=cv2.INTER_AREA)) > 1 - 1e-3
    window = np.ones((2 * MARGIN_PATCHES + 1,) * 2, np.uint8)
    edge = cv2.BORDER_CONSTANT
    return np.asarray(cv2.erode(patches.astype(np.uint8), window, borderType=edge, borderValue=0), np.bool_)


def _heat_box(laid: Aligned, heat: NDArray[np.float32]) -> Box | None:
    peak = float(heat.max())
    if peak <= 0:
        return None
    row, column = np.unravel_index(int(heat.argmax()), heat.shape)
    _, labels = cv2.connectedComponents((heat >= HEAT_SHARE * peak).astype(np.uint8))
    ys, xs = np.nonzero(labels == labels[row, column])
    px = laid.photo.shape[1] / heat.shape[1]
    return laid.box(xs.min() * px, ys.min() * px, (xs.max() + 1) * px, (ys.max() + 1) * px)
