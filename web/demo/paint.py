"""Paints a picture from shapes: colour, relief, gloss and metal are laid down first, light comes last.

Everything is our own arithmetic on arrays; no picture of others goes in. Colours are linear light, 0 to 1.
"""

import math
from dataclasses import dataclass, field
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]
Colour = tuple[float, float, float]

WIDTH, HEIGHT = 1040, 800
"""Canvas in px; the camera cuts 960 × 720 out of it."""

Y, X = (grid.astype(np.float32) for grid in np.mgrid[0:HEIGHT, 0:WIDTH])

_NEAR_PX = 60
"""How far from a curve anybody asks for its distance."""
_MARCH = tuple(range(1, 27))
"""Steps along the light, at half size, that look for something which casts a shadow."""


def _flat(value: float = 0.0) -> Field:
    return np.full((HEIGHT, WIDTH), value, np.float32)


def f32(values: NDArray[np.generic] | float) -> Field:
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
        share = f32(np.clip(0.5 - shape, 0, 1) * cover)
        rows, columns = np.flatnonzero(share.any(axis=1)), np.flatnonzero(share.any(axis=0))
        if not rows.size:
            return
        part = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        share = share[part]
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


def circle(x: float, y: float, radius: float) -> Field:
    """Signed distance to a circle."""
    return np.asarray(cv2.magnitude(X - x, Y - y) - radius, np.float32)


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
    u, v = turned(*centre, angle)
    dx = np.abs(u) - (size[0] / 2 - round_px)
    dy = np.abs(v) - (size[1] / 2 - round_px)
    inside = np.minimum(np.maximum(dx, dy), 0)
    np.maximum(dx, 0, out=dx)
    np.maximum(dy, 0, out=dy)
    return np.asarray(cv2.magnitude(dx, dy) + inside - round_px, np.float32)


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
    near = _around(curve)
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
    whole = [_flat(start) for start in (1e6, 0, 0)]
    for plane, part in zip(whole, found, strict=True):
        size = plane[near].shape[::-1]
        plane[near] = cv2.resize(part, size, interpolation=cv2.INTER_LINEAR)
    return whole[0], whole[1], whole[2]


def _around(curve: NDArray[np.float64]) -> tuple[slice, slice]:
    """Rows and columns that are near a curve."""
    (left, top), (right, bottom) = curve.min(axis=0) - _NEAR_PX, curve.max(axis=0) + _NEAR_PX
    rows = slice(max(0, int(top)), min(HEIGHT, int(bottom)))
    return rows, slice(max(0, int(left)), min(WIDTH, int(right)))


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
    t = np.clip(-shape / width, 0, 1)
    return f32(height * np.sqrt(1 - (1 - t) ** 2))


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
        size = (max(2, int(WIDTH / (step * stretch))), max(2, int(HEIGHT / step)))
        coarse = rng.standard_normal((size[1], size[0]), np.float32) * np.float32(weight)
        how = cv2.INTER_CUBIC if octave == 0 else cv2.INTER_LINEAR
        total += np.asarray(cv2.resize(coarse, (WIDTH, HEIGHT), interpolation=how), np.float32)
        weight *= 0.55
    return total


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
    wall = 0.10 + 0.40 / (1 + np.exp((ry - 0.02) * 8))
    lamp = 1.5 * np.exp(-(((ry + 0.55) / 0.17) ** 2))
    door = 0.45 * np.exp(-(((rx - 0.66) / 0.18) ** 2)) + 0.25 * np.exp(-(((rx + 0.8) / 0.15) ** 2))
    return np.asarray(wall + lamp + door, np.float32)


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
    mirror = _surroundings(2 * nz * nx, 2 * nz * ny) * (0.45 + 0.55 * lit) * near * (1 - 0.6 * hollow)
    tint = np.array(light.tint, np.float32)
    lamp = (matt * (1 - 0.7 * stage.metal))[..., None] * tint
    lamp += (1.05 * stage.metal * mirror)[..., None]
    return np.asarray(stage.colour * lamp + glint[..., None], np.float32)


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
