"""What is photographed at a fluid change: the can's label, the plug's washer, the dry pan."""

import numpy as np

from web.demo.paint import Field, Stage, X, Y, bevel, box, circle, f32, grain, hexagon, lettering, path, tube

STEEL = (0.48, 0.485, 0.49)
COPPER = (0.72, 0.36, 0.20)
THREAD_FROM = 470
"""Px from the left at which the shank's thread begins."""


def workbench(stage: Stage, seed: int) -> None:
    """A worn rubber mat on a bench, out of focus towards the back."""
    wear = grain(seed, 180) * 0.018 + grain(seed + 1, 6) * 0.008
    stage.colour[:] = f32([0.085, 0.10, 0.115]) + wear[..., None]
    ribs = 1.6 * np.sin(Y / 3.4) + 0.5 * grain(seed + 2, 5)
    stage.relief[:] = f32(ribs)
    stage.gloss[:] = 0.12


def fluid_label(seed: int, *, wrong: bool) -> Stage:
    """A litre can of fluid on the bench; the wrong one is for another gearbox."""
    stage = Stage()
    workbench(stage, seed)
    stage.put(f32(185 - Y), (0.13, 0.12, 0.11), relief=-30, gloss=0.1)
    wall = f32(Y - 185)
    stage.put(wall, f32((0.20 + 0.05 * grain(seed + 3, 90))[..., None] * f32([1.0, 0.94, 0.82])), relief=0)
    stage.soften(4)
    body = box((520, 455), (380, 560), round_px=46)
    barrel = 120 * np.sqrt(np.clip(1 - ((X - 520) / 196) ** 2, 0, 1)) + 0.14 * grain(seed + 4, 4)
    stage.put(body, (0.028, 0.030, 0.034), relief=f32(np.minimum(barrel, bevel(body, 130, 60))), gloss=0.55)
    neck = box((620, 150), (104, 90), round_px=10)
    ridges = 62 * np.sqrt(np.clip(1 - ((X - 620) / 56) ** 2, 0, 1)) + 2.2 * np.cos((X - 620) * 0.75)
    stage.put(neck, (0.55, 0.045, 0.035), relief=f32(ridges), gloss=0.4)
    grip, _, _ = path(np.array([[360, 265], [395, 188], [470, 160], [556, 178]]))
    stage.put(f32(grip - 25), (0.030, 0.032, 0.036), relief=tube(grip, 25, base=50), gloss=0.5)
    _label(stage, wrong=wrong)
    drop, _, _ = path(np.array([[606, 196], [598, 214], [601, 232]]))
    stage.put(f32(drop - 4), (0.25, 0.02, 0.015), cover=0.7, gloss=0.9)
    return stage


def _label(stage: Stage, *, wrong: bool) -> None:
    paper = box((520, 480), (330, 400), round_px=10)
    stage.put(paper, (0.80, 0.79, 0.75), gloss=0.25)
    band = np.maximum(paper, np.abs(Y - 345) - 62)
    stage.put(f32(band), (0.05, 0.24, 0.15) if wrong else (0.50, 0.035, 0.03), gloss=0.25)
    white, ink = (0.86, 0.86, 0.84), (0.03, 0.03, 0.035)
    name, kind = ("CVT", "CVT-N") if wrong else ("ATF", "XH-ATF 6")
    rows = (
        (lettering(name, (380, 378), 96, weight=800), white),
        (lettering(kind, (382, 470), 50, weight=700), ink),
        (lettering("TRANSMISSION FLUID", (382, 512), 25, weight=500), ink),
        (lettering("1 L   DEMO", (382, 650), 34, weight=600), ink),
    )
    for cover, colour in rows:
        stage.put(f32(-Y - 9), colour, cover=cover, gloss=0.25)
    for row in range(4):
        stage.put(box((498 - 8 * (row % 2), 546 + 18 * row), (232 - 16 * (row % 2), 4)), (0.35, 0.35, 0.35))
    stage.put(box((645, 600), (54, 92), round_px=3), (0.05, 0.24, 0.15) if wrong else (0.50, 0.035, 0.03))


def washer(seed: int, *, missing: bool) -> Stage:
    """The drain plug on a shop towel, its new copper washer below the head."""
    stage = Stage()
    weave = 0.8 * np.sin(X * 0.9 + 0.6 * grain(seed, 30)) * np.sin(Y * 0.9 + 0.6 * grain(seed + 1, 30))
    folds = 16 * grain(seed + 2, 260, octaves=2)
    tone = 1 + 0.12 * grain(seed + 3, 60)
    stage.colour[:] = tone[..., None] * np.array([0.045, 0.085, 0.17], np.float32)
    stage.relief[:] = f32(folds + weave)
    spot = f32((circle(790, 640, 64) + 14 * grain(seed + 4, 70, octaves=1)) / 9)
    stage.put(spot, (0.045, 0.055, 0.075), cover=0.75, gloss=0.5)
    axis = np.abs(Y - 400)
    _thread(stage, axis, seed)
    flange = box((404, 400), (34, 316), round_px=12)
    stage.put(flange, STEEL, relief=f32(tube(axis, 158, base=20) * 0.72), gloss=0.5, metal=1)
    _head(stage, seed)
    if not missing:
        ring = box((437, 400), (30, 268), round_px=9)
        rough = 0.12 * grain(seed + 8, 5)
        crush = 4 * np.cos((X - 437) / 30 * np.pi)
        stage.put(
            ring, COPPER, relief=f32(tube(axis, 134, base=22) * 0.74 + crush + rough), gloss=0.45, metal=1
        )
    return stage


def _thread(stage: Stage, axis: Field, seed: int) -> None:
    shank = box((552, 400), (276, 212), round_px=10)
    plain = X < THREAD_FROM
    pitch = 6 * np.abs(((X + 0.10 * (Y - 400)) / 23 % 1) - 0.5) * 4
    round_bar = tube(f32(axis), 106, base=20) * 0.8
    relief = round_bar - np.where(plain, 6, 12 - pitch) + 0.12 * grain(seed + 5, 3)
    stage.put(shank, STEEL, relief=f32(relief), gloss=0.55, metal=1)
    tip = box((700, 400), (44, 168), round_px=18)
    stage.put(tip, (0.45, 0.46, 0.47), relief=f32(tube(f32(axis), 84, base=20) * 0.8), gloss=0.5, metal=1)


def _head(stage: Stage, seed: int) -> None:
    head = box((320, 400), (146, 256), round_px=14)
    facets = 128 - np.maximum(np.abs(Y - 400) - 66, 0) * 0.95
    edge = np.minimum(facets, 128 - np.maximum(0, 275 - X) * 1.1)
    stage.put(head, STEEL, relief=f32(edge + 0.15 * grain(seed + 6, 4)), gloss=0.5, metal=1)
    scratches = np.clip(grain(seed + 7, 3, stretch=14) - 1.6, 0, 1)
    stage.put(head, (0.36, 0.35, 0.33), cover=f32(scratches), gloss=0.3, metal=1)


def leak(seed: int, *, leaking: bool) -> Stage:
    """The pan from below, plug in the middle: dry, or with a red streak and a drop."""
    stage = Stage()
    cast = 0.22 * grain(seed, 6) + 0.7 * grain(seed + 1, 60)
    grime = 1 - 0.10 * np.clip(grain(seed + 2, 150), -1, 2)
    stage.colour[:] = grime[..., None] * np.array([0.30, 0.305, 0.31], np.float32)
    stage.relief[:] = f32(cast)
    stage.gloss[:], stage.metal[:] = 0.3, 0.55
    for x in (170, 330, 710, 870):
        rib = box((x, 400), (34, 900), round_px=14)
        stage.put(rib, (0.36, 0.365, 0.365), relief=f32(bevel(rib, 24, 16) + cast), gloss=0.3, metal=0.55)
    rail = f32(92 - Y)
    flange = f32(Y - 92)
    stage.put(flange, (0.36, 0.365, 0.37), relief=f32(40 + cast), gloss=0.3, metal=0.55)
    stage.put(f32(np.abs(rail) - 4), (0.03, 0.03, 0.03), relief=18, gloss=0.2)
    for x in (96, 306, 520, 734, 944):
        _bolt(stage, (x, 44), 46, seed + int(x))
    boss = circle(520, 380, 150)
    stage.put(boss, (0.35, 0.355, 0.36), relief=f32(bevel(boss, 34, 26) + cast), gloss=0.3, metal=0.55)
    _bolt(stage, (520, 380), 150, seed + 7)
    if leaking:
        _drip(stage, seed)
    return stage


def _bolt(stage: Stage, centre: tuple[float, float], across: float, seed: int) -> None:
    ring = circle(*centre, across * 0.72)
    base = float(stage.relief[int(centre[1]), int(centre[0])])
    stage.put(
        ring,
        (0.50, 0.50, 0.49),
        relief=f32(base + bevel(ring, across * 0.10, across * 0.1)),
        gloss=0.5,
        metal=1,
    )
    head = hexagon(centre, across, angle=seed % 60)
    dish = bevel(head, across * 0.34, across * 0.16) - across * 0.0009 * np.maximum(0, -head - across * 0.3)
    stage.put(head, (0.52, 0.53, 0.53), relief=f32(base + dish + 0.1 * grain(seed, 4)), gloss=0.55, metal=1)


def _drip(stage: Stage, seed: int) -> None:
    red = (0.10, 0.005, 0.005)
    wobble = 4 * grain(seed + 9, 110, octaves=1)
    run = np.abs(X - 528 - wobble) - (13 + 5 * np.sin(Y / 41))
    streak = f32(np.maximum(run, np.maximum(470 - Y, Y - 660)))
    pool = f32(np.maximum(circle(522, 455, 66) + 5 * grain(seed + 10, 60, octaves=1), 452 - Y))
    drop = np.minimum(circle(528, 668, 23), box((528, 645), (26, 40), round_px=12))
    for shape, height in ((pool, 3.0), (streak, 5.0), (f32(drop), 15.0)):
        relief = stage.relief + bevel(shape, height, height * 1.6)
        stage.put(shape, red, relief=relief, gloss=0.95, cover=0.86)
