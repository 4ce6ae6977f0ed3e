"""The seat of the cabin filter: pleats, air-flow arrow, a clip on each side."""

import numpy as np

from web.demo.paint import Stage, X, Y, bevel, box, f32, grain, lettering


def filter_seat(seed: int, *, clip_missing: bool = False, reversed_arrow: bool = False) -> Stage:
    """The open filter box behind the glove compartment, with the new filter in it."""
    stage = Stage()
    stage.colour[:] = f32([0.038, 0.038, 0.041]) + 0.003 * grain(seed, 60)[..., None]
    stage.relief[:] = f32(0.35 * grain(seed + 1, 4))
    stage.gloss[:] = 0.22
    for y in (70, 100, 706, 736):
        rib = box((520, y), (1100, 12), round_px=5)
        stage.put(rib, (0.040, 0.040, 0.043), relief=f32(bevel(rib, 10, 5)), gloss=0.25)
    frame = box((520, 402), (770, 540), round_px=26)
    stage.put(
        frame, (0.050, 0.050, 0.054), relief=f32(bevel(frame, 42, 20) + 0.3 * grain(seed + 2, 4)), gloss=0.3
    )
    hole = box((520, 402), (690, 460), round_px=12)
    stage.put(hole, (0.02, 0.02, 0.02), relief=-26, gloss=0.1)
    _pleats(stage, seed)
    _tab(stage, seed, reversed_arrow=reversed_arrow)
    for x in (148, 892):
        if not (clip_missing and x > WIDTH_MIDDLE):
            _clip(stage, x, seed + x)
    return stage


WIDTH_MIDDLE = 520


def _pleats(stage: Stage, seed: int) -> None:
    rim = box((520, 402), (672, 442), round_px=8)
    stage.put(rim, (0.60, 0.60, 0.57), relief=f32(bevel(rim, 26, 6) + 0.3 * grain(seed + 3, 5)), gloss=0.08)
    cloth = box((520, 402), (628, 398), round_px=4)
    bow = 2.2 * grain(seed + 4, 220, stretch=0.4, octaves=1)
    wave = np.abs(((X + bow) / 25 % 1) - 0.5) * 2
    fibre = 0.5 * grain(seed + 5, 4) + 0.8 * grain(seed + 6, 12)
    tone = 1 + 0.035 * grain(seed + 7, 40)
    white = tone[..., None] * np.array([0.64, 0.645, 0.63], np.float32)
    stage.put(cloth, f32(white), relief=f32(-14 + 34 * wave + fibre), gloss=0.04)
    for y in (300, 402, 504):
        bead = box((520, y), (628, 7), round_px=3)
        stage.put(bead, (0.72, 0.71, 0.66), relief=f32(18 + bevel(bead, 5, 3)), gloss=0.4)


def _tab(stage: Stage, seed: int, *, reversed_arrow: bool) -> None:
    card = box((520, 402), (250, 128), round_px=8)
    stage.put(
        card, (0.70, 0.70, 0.67), relief=f32(30 + bevel(card, 4, 3) + 0.2 * grain(seed + 8, 6)), gloss=0.12
    )
    ink = (0.03, 0.10, 0.27)
    stage.put(f32(-Y - 9), ink, cover=lettering("AIR FLOW", (414, 452), 42, weight=700), gloss=0.15)
    way = -1 if reversed_arrow else 1
    shaft = box((520 - way * 22, 376), (112, 16))
    tip = np.maximum(
        np.abs(Y - 376) - (560 - (520 + way * (X - 520))) * 0.62 - 10, 520 + 34 - (520 + way * (X - 520))
    )
    stage.put(shaft, ink, gloss=0.15)
    stage.put(f32(tip), ink, gloss=0.15)


def _clip(stage: Stage, x: float, seed: int) -> None:
    for offset, width, height in ((0, 66, 150), (0, 40, 118)):
        body = box((x + offset, 402), (width, height), round_px=10)
        top = 52 if width > 50 else 66  # noqa: PLR2004 - the tongue stands above its base
        shade = (0.055, 0.056, 0.06) if width > 50 else (0.075, 0.076, 0.08)  # noqa: PLR2004
        stage.put(body, shade, relief=f32(bevel(body, top, 10) + 0.2 * grain(seed, 4)), gloss=0.4)
    for y in (372, 402, 432):
        ridge = box((x, y), (34, 9), round_px=4)
        stage.put(ridge, (0.075, 0.076, 0.08), relief=f32(66 + bevel(ridge, 7, 4)), gloss=0.45)
