"""The whole way from teaching to verdict on rendered scenes that nobody tuned on."""

from pathlib import Path

import pytest

from vision.banks import Bank, open_bank
from vision.detectors.anomaly import AnomalyDetector
from vision.detectors.models import network
from vision.detectors.port import Detector
from vision.inspection import inspect
from vision.outcomes import Inspection, Outcome
from web.demo import scenes
from web.demo.load_vision import taught

CHECK = "atf_washer"
SEEDS = range(3_600, 3_604)


@pytest.fixture(scope="module")
def detector(models_folder: Path) -> Detector:
    """The network."""
    return AnomalyDetector(network(models_folder))


@pytest.fixture(scope="module")
def bank(detector: Detector, tmp_path_factory: pytest.TempPathFactory) -> Bank:
    """What the demonstration teaches, as the worker opens it."""
    folder = tmp_path_factory.mktemp("banks")
    photos, made = taught(CHECK, detector, folder)
    assert len(photos) == len(made.photos) == 10
    return open_bank(folder, made.version)


def said(bank: Bank, detector: Detector, kind: scenes.Kind) -> list[Inspection]:
    return [inspect(scenes.photo(CHECK, kind, seed), bank.check, bank, detector) for seed in SEEDS]


def test_good_work_passes_rendered(bank: Bank, detector: Detector) -> None:
    """A washer that is there is seen."""
    assert sum(each.outcome is Outcome.PASS for each in said(bank, detector, "good")) >= 3


def test_faulty_work_fails_where_it_is_faulty_rendered(bank: Bank, detector: Detector) -> None:
    """A missing washer is never passed, and the heat lies where it should be."""
    faulty = said(bank, detector, "faulty")
    assert faulty
    for each in faulty:
        assert each.outcome in (Outcome.FAIL, Outcome.UNSURE)
        assert each.heat is not None
        assert each.heat.x < 0.44 < each.heat.x + each.heat.w + 0.06


@pytest.mark.parametrize(
    ("kind", "cause"), [("blur", "blur"), ("dark", "dark"), ("glare", "glare"), ("wrong", "not_found")]
)
def test_unusable_photos_are_taken_again_rendered(
    bank: Bank, detector: Detector, kind: scenes.Kind, cause: str
) -> None:
    """Each is named by its cause."""
    first = said(bank, detector, kind)[:2]
    assert [(each.outcome, each.cause) for each in first] == [(Outcome.RETAKE, cause)] * 2
