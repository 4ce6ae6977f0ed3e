"""The three things of a brake job that are photographed: pad thickness, a bolt's paint mark, the hose."""

import numpy as np

from web.demo.paint import Field, Stage, X, Y, bevel, box, circle, f32, grain, hexagon, path, tube

IRON = (0.12, 0.117, 0.113)
STEEL = (0.42, 0.425, 0.43)
RUST = (0.20, 0.085, 0.035)
PX_PER_MM = 15


def pad(seed: int, *, friction_mm: float) -> Stage:
    """A caliper's window: vented disc in the middle, a pad on each side of it.

    Args:
        seed: Of dust, rust and scratches.
        friction_mm: What is left of the friction material.
    """
    stage = Stage()
    stage.colour[:] = f32([0.05, 0.05, 0.052]) + 0.008 * grain(seed, 90)[..., None]
    stage.relief[:] = f32(-60 + 4 * grain(seed + 1, 60))
    _disc(stage, seed)
    wear = friction_mm * PX_PER_MM
    for side in (-1, 1):
        _pad(stage, side, wear, seed + 20 * side)
    for side in (-1, 1):
        _bridge(stage, side, seed + 50 + side)
    dust = np.clip(grain(seed + 3, 140) * 0.5, 0, 0.35)
    stage.put(f32(-Y - 9), (0.10, 0.085, 0.07), cover=f32(dust), gloss=0.05)
    return stage


def _disc(stage: Stage, seed: int) -> None:
    faces = box((520, 400), (336, 900))
    turning = 0.25 * np.sin(X * 1.5) + 0.08 * grain(seed + 4, 3)
    stage.put(faces, STEEL, relief=f32(30 + turning), gloss=0.55, metal=1)
    gap = box((520, 400), (120, 900))
    stage.put(gap, (0.09, 0.06, 0.045), relief=-40, gloss=0.05)
    for y in range(-20, 860, 74):
        vane = box((520, y + seed % 30), (122, 26), round_px=6)
        stage.put(vane, (0.20, 0.13, 0.09), relief=f32(10 + bevel(vane, 8, 8)), gloss=0.1)
    for x in (460, 580):
        rim = box((x, 400), (20, 900))
        rusty = np.clip(0.6 + 0.4 * grain(seed + 5, 30), 0, 1)
        stage.put(rim, RUST, cover=f32(rusty), gloss=0.05)


def _pad(stage: Stage, side: int, wear: float, seed: int) -> None:
    edge = 520 + side * 172
    middle = edge + side * wear / 2
    block = box((middle, 400), (wear, 560), round_px=5)
    speck = np.clip(grain(seed + 60, 5) - 1.2, 0, 1)[..., None] * f32([0.30, 0.25, 0.17])
    colour = f32([0.075, 0.068, 0.062]) + speck + 0.012 * grain(seed + 61, 14)[..., None]
    stage.put(block, f32(colour), relief=f32(bevel(block, 66, 8) + 0.7 * grain(seed + 62, 5)), gloss=0.08)
    slot = box((middle, 400), (wear, 14))
    stage.put(slot, (0.03, 0.03, 0.03), relief=30, gloss=0.05)
    plate_at = edge + side * (wear + 38)
    plate = box((plate_at, 400), (76, 600), round_px=8)
    worn = 0.25 * grain(seed + 63, 4)
    stage.put(plate, (0.20, 0.205, 0.21), relief=f32(bevel(plate, 78, 10) + worn), gloss=0.4, metal=0.6)
    rusty = np.clip(grain(seed + 64, 46) - 0.5, 0, 0.8)
    stage.put(plate, RUST, cover=f32(rusty), gloss=0.05)
    piston = box((plate_at + side * 118, 400), (160, 330), round_px=14)
    bar = tube(f32(np.abs(Y - 400)), 165, base=20) * 0.45
    stage.put(piston, (0.44, 0.44, 0.43), relief=f32(bar), gloss=0.6, metal=1)


def _bridge(stage: Stage, side: int, seed: int) -> None:
    y = 400 + side * 372
    arm = box((520, y), (1200, 190), round_px=40)
    rough = 0.16 * grain(seed, 7) + 0.7 * grain(seed + 1, 40)
    stage.put(arm, IRON, relief=f32(bevel(arm, 130, 46) + rough), gloss=0.25)
    for x in (210, 830):
        pin = circle(x, y - side * 20, 40)
        stage.put(pin, (0.36, 0.36, 0.35), relief=f32(130 + bevel(pin, 16, 12)), gloss=0.5, metal=1)
        socket = hexagon((x, y - side * 20), 38, angle=seed % 60)
        stage.put(socket, (0.03, 0.03, 0.03), relief=118, gloss=0.2)


def paint_mark(seed: int, *, marked: bool) -> Stage:
    """A flanged bolt in an iron knuckle; torqued ones carry a yellow line across head and iron."""
    stage = Stage()
    rough = 0.22 * grain(seed, 6) + 1.2 * grain(seed + 1, 70)
    tone = 1 + 0.15 * grain(seed + 2, 120)
    stage.colour[:] = tone[..., None] * np.array(IRON, np.float32)
    stage.relief[:] = f32(rough)
    stage.gloss[:] = 0.18
    rusty = np.clip(grain(seed + 3, 90) - 0.45, 0, 0.8)
    stage.put(f32(-Y - 9), RUST, cover=f32(rusty), gloss=0.04)
    stage.put(box((90, 400), (250, 900), round_px=60), (0.035, 0.036, 0.04), relief=-50, gloss=0.1)
    ear = circle(540, 410, 268)
    stage.put(ear, (0.19, 0.185, 0.18), relief=f32(bevel(ear, 44, 34) + rough), gloss=0.2)
    face = circle(540, 410, 205)
    ring = 0.4 * np.sin(np.hypot(X - 540, Y - 410) * 0.9)
    stage.put(face, (0.36, 0.36, 0.355), relief=f32(38 + ring), gloss=0.45, metal=0.8)
    flange = circle(540, 410, 168)
    zinc = (0.42, 0.41, 0.35)
    stage.put(
        flange, zinc, relief=f32(40 + bevel(flange, 22, 20) + 0.1 * grain(seed + 4, 4)), gloss=0.55, metal=1
    )
    head = hexagon((540, 410), 212, angle=12)
    dome = bevel(head, 74, 30) - 0.0016 * np.maximum(circle(540, 410, 0) - 60, 0) ** 2
    stage.put(head, zinc, relief=f32(60 + dome + 0.1 * grain(seed + 5, 4)), gloss=0.55, metal=1)
    dimple = circle(540, 410, 48)
    stage.put(dimple, (0.46, 0.45, 0.40), relief=f32(128 - bevel(dimple, 9, 22)), gloss=0.5, metal=1)
    if marked:
        _stroke(stage, seed)
    return stage


def _stroke(stage: Stage, seed: int) -> None:
    line, _, along = path(np.array([[552, 372], [610, 310], [668, 246], [722, 190]]))
    width = 15 + 2.5 * grain(seed + 6, 60, octaves=1) - 0.012 * along
    thin = np.clip(1.15 - 0.5 * np.clip(grain(seed + 7, 9), 0, 2) * (along / 260), 0.15, 0.97)
    stage.put(
        f32((line - width) / 2), (0.86, 0.60, 0.025), relief=stage.relief + 1.5, gloss=0.5, cover=f32(thin)
    )


def hose(seed: int, *, twisted: bool) -> Stage:
    """A brake hose from its bracket to the caliper; its white stripe runs straight, or winds round it."""
    stage = Stage()
    dirt = 1 + 0.25 * grain(seed, 160) + 0.08 * grain(seed + 1, 8)
    stage.colour[:] = dirt[..., None] * np.array([0.050, 0.052, 0.056], np.float32)
    stage.relief[:] = f32(5 * grain(seed + 2, 130) + 0.4 * grain(seed + 3, 6))
    _strut(stage, seed)
    stage.soften(3)
    _bracket(stage, seed)
    bend = [[286, 120], [300, 250], [372, 400], [520, 480], [668, 520], [770, 610], [790, 720]]
    if twisted:
        bend = [[286, 120], [306, 250], [396, 372], [506, 508], [640, 474], [758, 590], [790, 720]]
    distance, across, along = path(np.array(bend, np.float32), steps=110)
    rubber = f32(distance - 34)
    stage.put(
        rubber,
        (0.022, 0.022, 0.024),
        relief=f32(tube(distance, 34, base=70) + 0.15 * grain(seed + 4, 4)),
        gloss=0.35,
    )
    _stripe(stage, (distance, across, along), seed, twisted=twisted)
    for low, high in ((0, 78), (800, 2000)):
        collar = f32(np.maximum(distance - 39, np.maximum(low - along, along - high)))
        crimp = tube(distance, 39, base=72) + 2.5 * np.sign(np.sin(along / 5.5))
        stage.put(collar, (0.50, 0.49, 0.44), relief=f32(crimp), gloss=0.5, metal=1)
    block = box((792, 742), (200, 110), round_px=18)
    stage.put(block, IRON, relief=f32(bevel(block, 140, 26) + 0.4 * grain(seed + 5, 6)), gloss=0.25)
    return stage


def _stripe(stage: Stage, place: tuple[Field, Field, Field], seed: int, *, twisted: bool) -> None:
    distance, across, along = place
    turn = along / 62.0 if twisted else np.full_like(along, 0.25)
    around = np.arcsin(np.clip(across / 34, -1, 1))
    off = (around - turn + np.float32(np.pi)) % np.float32(2 * np.pi) - np.float32(np.pi)
    line = f32(np.maximum((np.abs(off) - 0.17) * 34, distance - 33))
    worn = np.clip(0.85 - 0.3 * np.clip(grain(seed + 6, 8), 0, 2), 0.2, 1)
    stage.put(line, (0.62, 0.62, 0.58), cover=f32(worn), gloss=0.3)


def _strut(stage: Stage, seed: int) -> None:
    body = box((760, 250), (150, 700), round_px=30, angle=-8)
    axis = np.abs((X - 760) * np.cos(0.14) - (Y - 250) * np.sin(0.14))
    stage.put(body, (0.07, 0.09, 0.12), relief=f32(tube(f32(axis), 75)), gloss=0.4)
    for y in (30, 150, 270, 390):
        coil, _, _ = path(np.array([[590, y + 60], [680, y + 30], [800, y - 10], [930, y - 52]]), steps=24)
        stage.put(f32(coil - 24), (0.10, 0.10, 0.105), relief=tube(coil, 24, base=66), gloss=0.5)
    arm = box((330, 700), (760, 120), round_px=50, angle=10)
    stage.put(
        arm, (0.12, 0.118, 0.115), relief=f32(bevel(arm, 60, 44) + 0.8 * grain(seed + 7, 20)), gloss=0.2
    )


def _bracket(stage: Stage, seed: int) -> None:
    plate = box((250, 96), (320, 150), round_px=24, angle=4)
    rough = 0.3 * grain(seed + 8, 7)
    stage.put(
        plate, (0.24, 0.235, 0.22), relief=f32(50 + bevel(plate, 20, 10) + rough), gloss=0.35, metal=0.5
    )
    rusty = np.clip(grain(seed + 9, 50) - 0.6, 0, 0.8)
    stage.put(plate, RUST, cover=f32(rusty), gloss=0.05)
    bolt = hexagon((150, 92), 66, angle=seed % 60)
    stage.put(bolt, STEEL, relief=f32(70 + bevel(bolt, 30, 12)), gloss=0.5, metal=1)
