"""Paints a picture from shapes: colour, relief, gloss and metal are laid down first, light comes last.

Everything is our own arithmetic on arrays; no picture of others goes in. Colours are linear light, 0 to 1.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]
Colour = tuple[float, float, float]
Row = NDArray[np.float64]

WIDTH, HEIGHT = 1040, 800
"""Canvas in px; the camera cuts 960 × 720 out of it."""

Y, X = (grid.astype(np.float32) for grid in np.mgrid[0:HEIGHT, 0:WIDTH])

_STOCK = 1 << 22
"""Values of noise that are kept; twice as many as the largest piece that is cut from them."""
_NEAR_PX = 60
"""How far from a shape anybody asks for its distance."""
_FAR = 1e6
"""The distance beyond."""
_DIRECTIONS = 4096
"""Steps between left and right, fine enough for what a mirror shows."""
_MARCH = tuple(range(1, 27))
"""Steps along the light, at half size, that look for something which casts a shadow."""


def _flat(value: float = 0.0) -> Field:
    return np.full((HEIGHT, WIDTH), value, np.float32)


def f32(values: NDArray[np.generic] | list[float] | float) -> Field:
    """Values as the arrays of this module hold them."""
    return np.asarray(values, np.float32)


@dataclass
class Stage:
    """What lies before the camera, before any light falls on it.

    Attributes:
        colour: (H, W, 3), linear.
        relief: (H, W), px above the background.
        gloss: (H, W), 0 matt to 1 wet.
        metal: (H, W), 0 or 1.
    """

    colour: Field = field(default_factory=lambda: np.full((HEIGHT, WIDTH, 3), 0.2, np.float32))
    relief: Field = field(default_factory=_flat)
    gloss: Field = field(default_factory=_flat)
    metal: Field = field(default_factory=_flat)

    def put(
        self,
        shape: Field,
        colour: Colour | Field,
        *,
        relief: Field | float | None = None,
        gloss: float = 0.2,
        metal: float = 0.0,
        cover: float | Field = 1.0,
    ) -> None:
        """Lay a material over a shape.

        Args:
            shape: Signed distance to its edge in px, negative inside.
            colour: One, or one for each px.
            relief: Height above the background; what lies below shows its own if absent.
            gloss: 0 matt to 1 wet.
            metal: 0 or 1.
            cover: How opaque, 0 to 1.
        """
        part = _within(shape, 0.5)
        if part is None:
            return
        opaque = np.asarray(cover, np.float32)
        share = f32(np.clip(0.5 - shape[part], 0, 1) * (opaque[part] if opaque.ndim else opaque))
        paint = f32(np.asarray(colour))
        paint = paint[part] if paint.ndim > 1 else paint
        self.colour[part] += share[..., None] * (paint - self.colour[part])
        self.gloss[part] += share * (np.float32(gloss) - self.gloss[part])
        self.metal[part] += share * (np.float32(metal) - self.metal[part])
        if relief is not None:
            height = f32(relief)
            self.relief[part] += share * ((height[part] if height.ndim else height) - self.relief[part])

    def soften(self, sigma: float) -> None:
        """Put everything painted so far out of focus."""
        for name in ("colour", "relief", "gloss"):
            setattr(self, name, f32(cv2.GaussianBlur(getattr(self, name), (0, 0), sigma)))


def _within(shape: Field, below: float) -> tuple[slice, slice] | None:
    """Rows and columns that hold every px of a shape below a value; None where there is none.

    Most shapes cover little of the canvas, and all arithmetic is on what this leaves.
    """
    rows, columns = np.flatnonzero(shape.min(axis=1) < below), np.flatnonzero(shape.min(axis=0) < below)
    if not rows.size:
        return None
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def circle(x: float, y: float, radius: float) -> Field:
    """Signed distance to a circle."""
    rows, columns = _around((x - radius, y - radius), (x + radius, y + radius))
    distance = _flat(_FAR)
    distance[rows, columns] = np.sqrt((X[:1, columns] - x) ** 2 + (Y[rows, :1] - y) ** 2) - np.float32(radius)
    return distance


def turned(x: float, y: float, angle: float) -> tuple[Field, Field]:
    """Coordinates about a point, turned by degrees."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    if not angle:
        return X - x, Y - y
    u, v = X - x, Y - y
    return u * cos + v * sin, v * cos - u * sin


def box(
    centre: tuple[float, float], size: tuple[float, float], *, round_px: float = 0, angle: float = 0
) -> Field:
    """Signed distance to a rectangle with rounded corners."""
    if not angle:
        return _upright(centre, size, round_px)
    u, v = turned(*centre, angle)
    return _rounded(u, v, size, round_px)


def _upright(centre: tuple[float, float], size: tuple[float, float], round_px: float) -> Field:
    (x, y), (w, h) = centre, size
    rows, columns = _around((x - w / 2, y - h / 2), (x + w / 2, y + h / 2))
    distance = _flat(_FAR)
    distance[rows, columns] = _rounded(X[:1, columns] - x, Y[rows, :1] - y, size, round_px)
    return distance


def _rounded(u: Field, v: Field, size: tuple[float, float], round_px: float) -> Field:
    dx = np.abs(u) - np.float32(size[0] / 2 - round_px)
    dy = np.abs(v) - np.float32(size[1] / 2 - round_px)
    distance = np.sqrt(np.maximum(dx, 0) ** 2 + np.maximum(dy, 0) ** 2)
    distance += np.minimum(np.maximum(dx, dy), 0)
    return f32(distance - np.float32(round_px))


def hexagon(centre: tuple[float, float], across: float, *, angle: float = 0) -> Field:
    """Signed distance to a hexagon, by its width across flats."""
    u, v = turned(*centre, angle)
    ways = ((math.cos(a), math.sin(a)) for a in (0, math.pi / 3, 2 * math.pi / 3))
    sides = [np.abs(u * cos + v * sin) for cos, sin in ways]
    return np.asarray(np.maximum.reduce(sides) - across / 2, np.float32)


def path(points: NDArray[np.floating], *, steps: int = 72) -> tuple[Field, Field, Field]:
    """Distance to a curve through points, the side, and how far along it.

    Args:
        points: (n, 2), px; smoothed into a curve.
        steps: Pieces of the curve.

    Returns:
        Distance in px, 1e6 beyond `_NEAR_PX`; signed offset across, negative to the left; px along.
    """
    curve = _curve(np.asarray(points, np.float64), steps)
    near = _around(curve.min(axis=0), curve.max(axis=0))
    x, y = (grid[near][::2, ::2] for grid in (X, Y))  # half the size is enough for what is smooth
    found = [np.full_like(x, start) for start in (1e12, 0, 0)]
    reached = 0.0
    for (x0, y0), (x1, y1) in pairwise(curve):
        length = float(np.hypot(x1 - x0, y1 - y0)) or 1e-6
        ux, uy = np.float32((x1 - x0) / length), np.float32((y1 - y0) / length)
        dx, dy = x - np.float32(x0), y - np.float32(y0)
        t = np.clip(dx * ux + dy * uy, 0, np.float32(length))
        square = (dx - t * ux) ** 2 + (dy - t * uy) ** 2
        closer = square < found[0]
        for kept, value in zip(found, (square, dy * ux - dx * uy, t + np.float32(reached)), strict=True):
            np.copyto(kept, value, where=closer)
        reached += length
    found[0] = np.sqrt(found[0])
    whole = [_flat(start) for start in (_FAR, 0, 0)]
    for plane, part in zip(whole, found, strict=True):
        size = plane[near].shape[::-1]
        plane[near] = cv2.resize(part, size, interpolation=cv2.INTER_LINEAR)
    return whole[0], whole[1], whole[2]


def _around(first: Sequence[float] | Row, last: Sequence[float] | Row) -> tuple[slice, slice]:
    """Rows and columns that are near a rectangle, by its corners."""
    (left, top), (right, bottom) = ((float(corner[0]), float(corner[1])) for corner in (first, last))
    rows = slice(max(0, int(top - _NEAR_PX)), max(0, min(HEIGHT, int(bottom + _NEAR_PX))))
    return rows, slice(max(0, int(left - _NEAR_PX)), max(0, min(WIDTH, int(right + _NEAR_PX))))


def _curve(points: NDArray[np.float64], steps: int) -> NDArray[np.float64]:
    """Catmull-Rom curve through points."""
    padded = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    at = np.linspace(0, len(points) - 1 - 1e-9, steps)
    i = at.astype(int)
    t = (at - i)[:, None]
    a, b, c, d = padded[i], padded[i + 1], padded[i + 2], padded[i + 3]
    bent: NDArray[np.float64] = 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )
    return bent


def bevel(shape: Field, height: float, width: float) -> Field:
    """Relief of a plate whose edge is rounded over a width."""
    relief, part = _flat(), _within(shape, 0)
    if part is not None:
        t = np.clip(shape[part] / np.float32(-width), 0, 1)
        relief[part] = np.float32(height) * np.sqrt(t * (2 - t))
    return relief


def tube(distance: Field, radius: float, *, base: float = 0) -> Field:
    """Relief of a round bar, from the distance to its axis."""
    return f32(base + np.sqrt(np.maximum(radius**2 - distance**2, 0)))


def grain(seed: int, scale: float, *, stretch: float = 1.0, octaves: int = 3) -> Field:
    """Smooth noise about 0, about 1 strong.

    Args:
        seed: The same seed, the same noise.
        scale: Size of its coarsest grain in px.
        stretch: How much longer than high a grain is.
        octaves: How many halvings of the scale are added.
    """
    rng = np.random.default_rng(seed)
    total, weight = _flat(), 1.0
    for octave in range(octaves):
        step = max(1.0, scale / 2**octave)
        coarse = noise(rng, (max(2, int(HEIGHT / step)), max(2, int(WIDTH / (step * stretch)))))
        how = cv2.INTER_CUBIC if octave == 0 else cv2.INTER_LINEAR
        total = f32(cv2.scaleAdd(cv2.resize(coarse, (WIDTH, HEIGHT), interpolation=how), weight, total))
        weight *= 0.55
    return total


def noise(rng: np.random.Generator, shape: tuple[int, ...]) -> Field:
    """Normal noise about 0, of deviation 1; cut at random from a stock, since drawing it anew is slow."""
    stock, size = _stock(), math.prod(shape)
    start = int(rng.integers(0, stock.size - size))
    return stock[start : start + size].reshape(shape)


@cache
def _stock() -> Field:
    return np.random.default_rng(2025).standard_normal(_STOCK, np.float32)


def lettering(text: str, at: tuple[int, int], size: int, *, weight: int = 600) -> Field:
    """Coverage of a printed text, 0 to 1; the face is the one built into OpenCV."""
    page = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    cv2.putText(page, text, at, (255, 255, 255), cv2.FontFace("sans"), size, weight)
    return f32(page[..., 0] / np.float32(255))


@dataclass(frozen=True)
class Light:
    """Where the light comes from and what it does.

    Attributes:
        azimuth: Degrees, from the right, clockwise as seen.
        altitude: Degrees above the picture.
        tint: Colour of the lamp.
        ambient: Light from everywhere, 0 to 1.
        slope: How much brighter the lamp's side is.
    """

    azimuth: float = 235
    altitude: float = 52
    tint: Colour = (1.0, 0.97, 0.92)
    ambient: float = 0.24
    slope: float = 0.4


def _shadow(relief: Field, along: tuple[float, float], rise: float) -> Field:
    """How much of the lamp reaches each px, 0 to 1, softened."""
    half = f32(cv2.resize(relief, (WIDTH // 2, HEIGHT // 2), interpolation=cv2.INTER_AREA))
    over = np.zeros_like(half)
    for step in _MARCH:
        reach = float(step**1.28)
        move = np.array([[1, 0, -along[0] * reach], [0, 1, -along[1] * reach]], np.float32)
        there = cv2.warpAffine(half, move, (WIDTH // 2, HEIGHT // 2), borderMode=cv2.BORDER_REPLICATE)
        over = np.maximum(over, (there - half - 2 * reach * rise) / (1.5 + 0.22 * reach))
    lit = cv2.GaussianBlur(1 - np.clip(over, 0, 1), (0, 0), 1.6)
    return f32(cv2.resize(lit, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR))


def _surroundings(rx: Field, ry: Field) -> Field:
    """What a mirror sees in a workshop: a dark floor, a pale wall, a strip lamp and a door."""
    upright, across = _workshop()
    scale = np.float32(_DIRECTIONS / 2)
    return upright[((ry + 1) * scale).astype(np.int16)] + across[((rx + 1) * scale).astype(np.int16)]


@cache
def _workshop() -> tuple[Field, Field]:
    """The workshop by direction, -1 to 1: from top to bottom, and from left to right."""
    at = np.linspace(-1, 1, _DIRECTIONS + 1)
    wall = 0.10 + 0.40 / (1 + np.exp((at - 0.02) * 8))
    lamp = 1.5 * np.exp(-(((at + 0.55) / 0.17) ** 2))
    door = 0.45 * np.exp(-(((at - 0.66) / 0.18) ** 2)) + 0.25 * np.exp(-(((at + 0.8) / 0.15) ** 2))
    return f32(wall + lamp), f32(door)


def shine(stage: Stage, light: Light) -> Field:
    """The stage under a light: (H, W, 3), linear."""
    azimuth, altitude = math.radians(light.azimuth), math.radians(light.altitude)
    flat, lz = math.cos(altitude), math.sin(altitude)
    lx, ly = math.cos(azimuth) * flat, math.sin(azimuth) * flat
    nx, ny, nz = _normals(stage.relief)
    lit = _shadow(stage.relief, (lx / flat, ly / flat), lz / flat)
    facing = nx * lx + ny * ly + nz * lz
    hollow = np.clip((_blurred(stage.relief, 14) - stage.relief) / 34, 0, 0.75)
    near = 1 + light.slope * ((X / WIDTH - 0.5) * lx + (Y / HEIGHT - 0.5) * ly) * 2
    sky = light.ambient * (1 - hollow) * (0.8 - 0.2 * ny)
    matt = 0.85 * np.maximum(facing, 0) * lit * near + sky
    half = (facing + nz) / math.sqrt(2 * (1 + lz))
    lobe = np.exp((8 + 90 * stage.gloss**2) * (np.clip(half, 0, 1) - 1))
    glint = stage.gloss * lobe * lit * (0.26 + 0.49 * stage.gloss)
    lamp = (matt * (1 - 0.7 * stage.metal))[..., None] * np.array(light.tint, np.float32)
    part = _within(-stage.metal, 0)
    if part is not None:
        mirror = _surroundings((2 * nz * nx)[part], (2 * nz * ny)[part]) * (0.45 + 0.55 * lit[part])
        lamp[part] += (1.05 * stage.metal[part] * mirror * near[part] * (1 - 0.6 * hollow[part]))[..., None]
    return f32(lamp * stage.colour + glint[..., None])


def _normals(relief: Field) -> tuple[Field, Field, Field]:
    gx = np.asarray(cv2.Scharr(relief, cv2.CV_32F, 1, 0, scale=1 / 32), np.float32)
    gy = np.asarray(cv2.Scharr(relief, cv2.CV_32F, 0, 1, scale=1 / 32), np.float32)
    nz = 1 / np.sqrt(1 + gx * gx + gy * gy)
    return f32(-gx * nz), f32(-gy * nz), f32(nz)


def _blurred(plane: Field, sigma: float) -> Field:
    """Blurred widely, at a quarter of the size."""
    small = cv2.resize(plane, (WIDTH // 4, HEIGHT // 4), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), sigma / 4)
    return np.asarray(cv2.resize(soft, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR), np.float32)
