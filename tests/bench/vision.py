"""What the camera's verdicts are worth: on rendered scenes nobody tuned on, and on castings of others.

Figures on pictures that we rendered end in `_rendered` and say nothing of a workshop. With `--data DIR` also
`DIR/images/castings` (Ritamkarmakar2105, Submersible-pump-impeller-defect-Detection-and-Analysis): ten good
photos taught, test photos of other pieces only, byte-identical files dropped, mean over several draws.
Brightness alone stands beside each, for both sets have light in them that a shortcut could use.
"""

import csv
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import fmean, median, pstdev

import cv2
import numpy as np

from tests.bench.figure import Figure, at_least, at_most, plain
from vision.detectors.anomaly import AnomalyDetector
from vision.detectors.models import network
from vision.detectors.patches import HandMade
from vision.detectors.port import Detector
from vision.images import Rgb, decode, encode_jpeg
from vision.inspection import inspect
from vision.outcomes import Inspection, Outcome
from web.demo import scenes
from web.demo.load_vision import taught

SEEDS = range(3_200, 3_210)
"""Trials used seeds below 3200; these are seen here only. The scenes that the demonstration's page offers are
chosen to be clear cases (`web.demo.shown`), so none of them is measured here."""
MODELS = Path(__file__).resolve().parents[2] / "var" / "models"
USED = "network"
"""The detector that the product uses."""
UNUSABLE: tuple[scenes.Kind, ...] = ("blur", "dark", "glare", "wrong")
CAUSES = {"blur": "blur", "dark": "dark", "glare": "glare", "wrong": "not_found"}
DRAWS = range(4)
TAUGHT = 10
VERDICT_MS = 300


def auroc(good: Sequence[float], bad: Sequence[float]) -> float:
    """How often a bad one scores above a good one; ties count half."""
    a, b = np.asarray(good)[:, None], np.asarray(bad)[None]
    return float((b > a).mean() + (b == a).mean() / 2)


def either_way(good: Sequence[float], bad: Sequence[float]) -> float:
    """The better of a feature and its opposite: what a shortcut could reach."""
    value = auroc(good, bad)
    return max(value, 1 - value)


def parted(values: Sequence[float], good: Sequence[bool]) -> tuple[list[float], list[float]]:
    """Values of the good ones, and of the others."""
    pairs = list(zip(values, good, strict=True))
    return [value for value, fine in pairs if fine], [value for value, fine in pairs if not fine]


@dataclass(frozen=True)
class Seen:
    """What one detector said of one rendered photo."""

    check: str
    kind: scenes.Kind
    brightness: float
    said: Inspection


def watch(detector: Detector, folder: Path) -> Iterator[Seen]:
    """Teach every check, then show it the photos that were held back."""
    for check in scenes.CHECKS:
        _, bank = taught(check, detector, folder)
        for kind in scenes.KINDS:
            for seed in SEEDS if kind in ("good", "faulty") else SEEDS[:3]:
                data = scenes.photo(check, kind, seed)
                brightness = float(decode(data).mean())
                yield Seen(check, kind, brightness, inspect(data, bank.check, bank, detector))


def share(seen: Sequence[Seen], kind: scenes.Kind, *outcomes: Outcome) -> float:
    """Share of the photos of a kind with one of these outcomes."""
    return fmean(each.said.outcome in outcomes for each in seen if each.kind == kind)


def rendered(name: str, seen: Sequence[Seen]) -> Iterator[Figure]:
    """Rates on rendered photos; goals for what the product uses, the other detector is only looked at."""
    good, faulty = (
        [s.said.score if s.said.score is not None else 9.0 for s in seen if s.kind == kind]
        for kind in ("good", "faulty")
    )
    caught = share(seen, "faulty", Outcome.FAIL, Outcome.UNSURE, Outcome.RETAKE)
    right = fmean(s.said.cause == CAUSES[s.kind] for s in seen if s.kind in UNUSABLE)
    rates = (
        ("pass_on_good_rendered", share(seen, "good", Outcome.PASS), 0.9),
        ("not_passed_on_faulty_rendered", caught, 0.98),
        ("right_cause_of_retake_rendered", right, 0.95),
        ("fail_on_good_rendered", share(seen, "good", Outcome.FAIL), None),
        ("fail_on_faulty_rendered", share(seen, "faulty", Outcome.FAIL), None),
        ("AUROC_rendered", auroc(good, faulty), None),
    )
    for what, rate, goal in rates:
        wanted = goal is not None and name == USED
        yield (
            at_least(f"{name}_{what}", rate, "", goal or 0) if wanted else plain(f"{name}_{what}", rate, "")
        )
    yield plain(
        "brightness_alone_mean_AUROC_rendered",
        fmean(map(partial(shortcut, seen), scenes.CHECKS)),
        "",
    )


def shortcut(seen: Sequence[Seen], check: str) -> float:
    """AUROC that brightness alone reaches on one check."""
    own = [s for s in seen if s.check == check and s.kind in ("good", "faulty")]
    return either_way(*parted([s.brightness for s in own], [s.kind == "good" for s in own]))


def speed(detector: Detector, folder: Path) -> Iterator[Figure]:
    """Milliseconds of one verdict, decode included, for the demonstration's and a phone's photo."""
    _, bank = taught("brake_hose", detector, folder)
    scene = scenes.render("brake_hose", "good", SEEDS[0])
    phone = np.asarray(cv2.resize(scene, (4000, 3000), interpolation=cv2.INTER_CUBIC), np.uint8)
    for name, data in (("0_7_MP_rendered", encode_jpeg(scene)), ("12_MP_rendered", encode_jpeg(phone))):
        took = []
        for _ in range(10):
            begun = time.perf_counter()
            inspect(data, bank.check, bank, detector)
            took.append((time.perf_counter() - begun) * 1e3)
        yield at_most(f"verdict_median_on_{name}", median(took), "ms", VERDICT_MS)


@dataclass(frozen=True)
class Casting:
    """A photo of the outside set."""

    piece: str
    good: bool
    photo: Rgb


def castings(folder: Path) -> list[Casting]:
    """Every file once, by its bytes."""
    with (folder / "pieces.csv").open(encoding="utf-8") as rows:
        listed = [row for row in csv.DictReader(rows) if not row["same_bytes_as"]]
    return [
        Casting(row["piece"], "/good/" in row["file"], decode((folder / row["file"]).read_bytes()))
        for row in listed
    ]


def draw(found: Sequence[Casting], seed: int) -> tuple[list[Casting], list[Casting]]:
    """Ten good photos to teach, spread over half of the pieces; and everything of other pieces."""
    rng = np.random.default_rng(seed)
    pieces = sorted({each.piece for each in found if each.good})
    known = set(rng.permutation(pieces)[: len(pieces) // 2].tolist())
    by_piece = {piece: [e for e in found if e.good and e.piece == piece] for piece in sorted(known)}
    for photos in by_piece.values():
        rng.shuffle(photos)  # type: ignore[arg-type]  # a list is shuffled in place
    turns = [photos[i] for i in range(TAUGHT) for photos in by_piece.values() if i < len(photos)]
    return turns[:TAUGHT], [each for each in found if each.piece not in known]


def outside(name: str, detector: Detector, found: Sequence[Casting]) -> Iterator[Figure]:
    """AUROC on castings of unseen pieces."""
    reached, alone = [], []
    for seed in DRAWS:
        teaching, shown = draw(found, seed)
        lesson = detector.teach([each.photo for each in teaching])
        good = [each.good for each in shown]
        score = [detector.look(each.photo, lesson.learnt).anomaly for each in shown]
        reached.append(auroc(*parted(score, good)))
        alone.append(either_way(*parted([float(each.photo.mean()) for each in shown], good)))
    yield plain(f"{name}_castings_10_good_unseen_pieces_AUROC", fmean(reached), "")
    yield plain(f"{name}_the_same_spread_over_draws", pstdev(reached), "")
    yield plain("brightness_alone_the_same_castings", fmean(alone), "")


def figures(data: Path | None) -> Iterator[Figure]:
    """Every figure; castings only with `data`."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        detectors = {
            USED: AnomalyDetector(network(MODELS)),
            "hand_made": AnomalyDetector(HandMade()),
        }
        yield from speed(detectors[USED], place / "banks")
        for name, detector in detectors.items():
            yield from rendered(name, list(watch(detector, place / "banks")))
        if data is not None:
            found = castings(data / "images" / "castings")
            for name, detector in detectors.items():
                yield from outside(name, detector, found)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield plain("peak_RSS_of_this_bench_which_also_teaches", peak, "MB")
