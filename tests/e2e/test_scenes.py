"""Every rendered photo that the demonstration offers shows the case that it is offered as."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.product import Product
from vision.banks import open_bank
from vision.detectors.anomaly import AnomalyDetector
from vision.detectors.models import network
from vision.inspection import inspect
from vision.outcomes import Inspection, Outcome
from web.demo import scenes, shown
from web.demo.load_vision import BANKS
from web.wiring import MODELS

OUTCOMES = {"good": Outcome.PASS, "faulty": Outcome.FAIL, "unusable": Outcome.RETAKE}
CLEARLY_GOOD, CLEARLY_FAULTY = 0.65, 1.05
"""Shares of the failing score; a photo passes up to .74, and fails from 1 on."""

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


def clear(scene: shown.Scene, said: Inspection) -> bool:
    """Whether the verdict is the scene's own, and no close one."""
    if said.outcome is not OUTCOMES[scene.shown]:
        return False
    if said.score is None:
        return said.cause == scene.kind
    return said.score <= CLEARLY_GOOD if scene.kind == "good" else said.score >= CLEARLY_FAULTY


def published(var: Path) -> dict[str, str]:
    """The version of each check's bank."""
    with closing(sqlite3.connect(var / "shifu.sqlite")) as connection:
        return dict(connection.execute("SELECT check_id, version FROM vi_bank ORDER BY pos"))


@pytest.fixture(scope="module")
def detector(product: Product) -> AnomalyDetector:
    """What the product looks with."""
    return AnomalyDetector(network(product.var / MODELS))


@pytest.mark.parametrize("check", scenes.CHECKS)
def test_every_offered_scene_shows_its_case(product: Product, detector: AnomalyDetector, check: str) -> None:
    """Good ones pass, faulty ones fail and unusable ones are taken again for their own cause, all clearly."""
    learnt = open_bank(product.var / BANKS, published(product.var)[check])
    said = {
        scene: inspect(
            shown.path(product.var, check, scene.name).read_bytes(), learnt.check, learnt, detector
        )
        for scene in shown.scenes()
    }
    assert [(scene.name, one) for scene, one in said.items() if not clear(scene, one)] == []
