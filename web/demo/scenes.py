"""Renders the workshop photos of the demonstration: good work, faulty work, and photos nobody could judge.

Every picture carries a visible label. A figure measured on them says so in its name (`…_rendered`): they show
that the path works, never how well it works in a workshop. Same check, kind and seed, same bytes.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal, get_args

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.images import Rgb, encode_jpeg
from web.demo import scenes_brakes, scenes_cabin, scenes_gearbox
from web.demo.paint import HEIGHT, WIDTH, Field, Light, Stage, X, Y, f32, noise, shine

Kind = Literal["good", "faulty", "blur", "dark", "glare", "wrong"]
KINDS: tuple[Kind, ...] = get_args(Kind)

SIZE = (960, 720)
TEACHING = range(1_000, 1_010)
"""Seeds of the good photos that banks are taught from."""
SHOWN = range(2_000, 2_100)
"""Seeds of the photos that the page offers, out of which `shown` chooses clear cases."""
HELD_BACK = range(3_000, 4_000)
"""Seeds that only tests and benches use; figures are measured on these, and never on chosen ones."""

Maker = Callable[[int], Stage]


@dataclass(frozen=True)
class _Scene:
    """What can be seen at one check: as it should be, and the ways in which it is not."""

    good: Maker
    faulty: tuple[Maker, ...]


_SCENES: Mapping[str, _Scene] = {
    "atf_fluid_label": _Scene(
        partial(scenes_gearbox.fluid_label, wrong=False), (partial(scenes_gearbox.fluid_label, wrong=True),)
    ),
    "atf_washer": _Scene(
        partial(scenes_gearbox.washer, missing=False), (partial(scenes_gearbox.washer, missing=True),)
    ),
    "atf_leak": _Scene(
        partial(scenes_gearbox.leak, leaking=False), (partial(scenes_gearbox.leak, leaking=True),)
    ),
    "brake_pad_thickness": _Scene(
        partial(scenes_brakes.pad, friction_mm=8.0), (partial(scenes_brakes.pad, friction_mm=3.0),)
    ),
    "brake_paint_mark": _Scene(
        partial(scenes_brakes.paint_mark, marked=True), (partial(scenes_brakes.paint_mark, marked=False),)
    ),
    "brake_hose": _Scene(
        partial(scenes_brakes.hose, twisted=False), (partial(scenes_brakes.hose, twisted=True),)
    ),
    "cabin_filter_seat": _Scene(
        scenes_cabin.filter_seat,
        (
            partial(scenes_cabin.filter_seat, clip_missing=True),
            partial(scenes_cabin.filter_seat, reversed_arrow=True),
        ),
    ),
}

CHECKS = tuple(_SCENES)


def render(check: str, kind: Kind, seed: int) -> Rgb:
    """A photo of 960 × 720 px.

    Args:
        check: One of `CHECKS`.
        kind: What it shows; `wrong` is a sharp photo of something else.
        seed: Of the piece, the light, the hand and the sensor.
    """
    rng = np.random.default_rng((seed, CHECKS.index(check), KINDS.index(kind)))
    shown = CHECKS[(CHECKS.index(check) + 2) % len(CHECKS)] if kind == "wrong" else check
    scene = _SCENES[shown]
    fault = seed % len(scene.faulty) if kind == "faulty" else None
    lit = _expose(shine(_piece(shown, fault, seed), _light(rng)), rng)
    return _label(_sensor(_spoil(_hold(lit, rng), kind, rng), kind, rng))


def render_alone() -> None:
    """Let OpenCV take no threads of its own in this process: several photos at once keep the cores busy."""
    cv2.setNumThreads(1)


def photo(check: str, kind: Kind, seed: int) -> bytes:
    """The rendered photo as a JPEG file."""
    return encode_jpeg(render(check, kind, seed), 86 + seed % 9)


@lru_cache(maxsize=2)
def _piece(check: str, fault: int | None, specimen: int) -> Stage:
    """One piece of work, which several photos may be of; kept while it is photographed."""
    scene = _SCENES[check]
    return (scene.good if fault is None else scene.faulty[fault])(specimen * 101)


def _light(rng: np.random.Generator) -> Light:
    warm = rng.normal(0, 0.03)
    return Light(
        azimuth=float(235 + rng.normal(0, 14)),
        altitude=float(np.clip(50 + rng.normal(0, 5), 38, 62)),
        tint=(1 + warm, 0.97, 0.92 - warm),
        ambient=float(rng.uniform(0.17, 0.27)),
        slope=float(rng.uniform(0.25, 0.55)),
    )


def _expose(lit: Field, rng: np.random.Generator) -> Field:
    """A work lamp's pool of light, and the exposure that the camera chose."""
    x, y = WIDTH * float(rng.uniform(0.38, 0.62)), HEIGHT * float(rng.uniform(0.36, 0.6))
    far = ((X - x) / WIDTH) ** 2 + ((Y - y) / HEIGHT) ** 2
    pool = 0.42 + 0.68 * np.exp(-far / 0.16)
    return f32(lit * (pool * (0.82 * math.exp(rng.normal(0, 0.11))))[..., None])


def _hold(lit: Field, rng: np.random.Generator) -> Field:
    """The frame as a hand holds the camera: a little turned, near or aside."""
    turn, scale = rng.normal(0, 1.1), 1 + rng.normal(0, 0.015)
    move = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), float(np.clip(turn, -2.5, 2.5)), float(scale))
    shift = np.clip(rng.normal(0, 7, 2), -18, 18) - np.array([(WIDTH - SIZE[0]) / 2, (HEIGHT - SIZE[1]) / 2])
    move[:, 2] += shift
    return f32(cv2.warpAffine(lit, move, SIZE, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101))


def _spoil(lit: Field, kind: Kind, rng: np.random.Generator) -> Field:
    if kind == "blur":
        return _shaken(lit, rng)
    if kind == "dark":
        return f32(lit * rng.uniform(0.035, 0.06))
    if kind == "glare":
        return _glare(lit, rng)
    return lit


def _shaken(lit: Field, rng: np.random.Generator) -> Field:
    soft = cv2.GaussianBlur(lit, (0, 0), float(rng.uniform(4.0, 6.0)))
    kernel = np.zeros((41, 41), np.float32)
    reach = 15 * np.array([np.cos(a := rng.uniform(0, np.pi)), np.sin(a)])
    (x0, y0), (x1, y1) = ((int(20 + sign * part) for part in reach) for sign in (-1, 1))
    cv2.line(kernel, (x0, y0), (x1, y1), 1.0, 2)
    return f32(cv2.filter2D(soft, -1, kernel / kernel.sum()))


def _glare(lit: Field, rng: np.random.Generator) -> Field:
    """A lamp mirrored straight into the lens, with its bloom."""
    x, y = SIZE[0] * rng.uniform(0.42, 0.58), SIZE[1] * rng.uniform(0.42, 0.58)
    h, w = lit.shape[:2]
    far = np.hypot((X[:h, :w] - x) / 1.5, Y[:h, :w] - y)
    spot = 7 * np.exp(-((far / rng.uniform(95, 125)) ** 4)) + 0.55 * np.exp(-((far / 300) ** 2))
    return f32(lit + spot[..., None] * f32([1, 0.99, 0.95]))


def _sensor(lit: Field, kind: Kind, rng: np.random.Generator) -> Rgb:
    """What lens and sensor make of it: vignette, softness, noise, and a film-like curve."""
    h, w = lit.shape[:2]
    corner = ((X[:h, :w] / w - 0.5) ** 2 + (Y[:h, :w] / h - 0.5) ** 2) * 2
    lamp = np.maximum(cv2.GaussianBlur(lit, (0, 0), 0.7), 0) * (1 - 0.32 * corner)[..., None]
    grains = noise(rng, (h, w, 3)) * np.float32(0.5)
    grains += noise(rng, (h, w, 1))
    grains *= np.sqrt(lamp * np.float32(2.2e-4) + np.float32(2.5e-6))
    lamp += grains * np.float32(0.6 if kind == "dark" else 1)
    levels = np.clip(np.sqrt(np.maximum(lamp, 0)) * np.float32(_LEVELS), 0, len(_CURVE) - 1)
    return np.asarray(_CURVE[levels.astype(np.uint16)], np.uint8)


def _curve() -> NDArray[np.uint8]:
    """Grey by the root of light, so that dark tones have levels enough.

    Source: Narkowicz, "ACES Filmic Tone Mapping Curve", 2015; gamma 2.2.
    """
    light = (np.arange(8 * _LEVELS) / _LEVELS) ** 2
    seen = light * (2.51 * light + 0.03) / (light * (2.43 * light + 0.59) + 0.14)
    return np.asarray(np.clip(seen, 0, 1) ** (1 / 2.2) * 255 + 0.5, np.uint8)


_LEVELS = 2048
_CURVE = _curve()


def _label(photo: Rgb) -> Rgb:
    """The photo with its visible label in the lower right corner."""
    labelled = np.ascontiguousarray(photo)
    labelled[SIZE[1] - 40 :, SIZE[0] - 176 :] = (24, 26, 28)
    at = (SIZE[0] - 164, SIZE[1] - 12)
    cv2.putText(labelled, "DEMO 演示", at, (240, 240, 236), cv2.FontFace("sans"), 26, 600)
    return labelled
