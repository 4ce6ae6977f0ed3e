import numpy as np
import pytest

from web.demo.paint import HEIGHT, WIDTH, Light, Stage, bevel, box, circle, grain, hexagon, path, shine, tube


def at(field: np.ndarray, x: int, y: int) -> float:
    return float(field[y, x])


def test_distances_are_signed() -> None:
    """Inside is negative, outside positive, in px."""
    assert at(circle(100, 100, 20), 100, 100) == pytest.approx(-20)
    assert at(circle(100, 100, 20), 150, 100) == pytest.approx(30)
    assert at(box((200, 200), (40, 20)), 200, 200) == pytest.approx(-10)
    assert at(box((200, 200), (40, 20)), 230, 200) == pytest.approx(10)
    assert at(hexagon((300, 300), 60), 300, 300) == pytest.approx(-30)
    assert at(hexagon((300, 300), 60), 340, 300) == pytest.approx(10)


def test_a_turned_box_is_turned() -> None:
    """A quarter turn swaps width and height."""
    turned = box((200, 200), (80, 20), angle=90)
    assert at(turned, 200, 230) < 0 < at(turned, 230, 200)


def test_a_curve_knows_side_and_way() -> None:
    """Near a straight line: the distance, on which side, and how far along."""
    distance, across, along = path(np.array([[100.0, 200.0], [300.0, 200.0]]))
    assert at(distance, 200, 210) == pytest.approx(10, abs=1)
    assert at(across, 200, 210) == pytest.approx(10, abs=1)
    assert at(across, 200, 190) == pytest.approx(-10, abs=1)
    assert at(along, 200, 200) == pytest.approx(100, abs=2)
    assert at(distance, 900, 700) == 1e6


def test_relief_rises_inside_only() -> None:
    """A plate stands above its surroundings, a bar is highest on its axis."""
    plate = bevel(circle(400, 400, 50), 10, 5)
    assert at(plate, 400, 400) == pytest.approx(10)
    assert at(plate, 500, 400) == 0
    bar = tube(np.abs(circle(400, 400, 0)), 20, base=3)
    assert at(bar, 400, 400) == pytest.approx(23, abs=0.5)


def test_grain_is_repeated_by_its_seed() -> None:
    """The same seed is the same noise, about zero."""
    assert (grain(5, 20) == grain(5, 20)).all()
    assert (grain(5, 20) != grain(6, 20)).any()
    assert abs(float(grain(5, 8).mean())) < 0.1


def test_a_material_covers_its_shape_alone() -> None:
    """Putting a shape changes what it covers and nothing else."""
    stage = Stage()
    stage.put(circle(300, 300, 40), (1.0, 0.0, 0.0), relief=12.0, gloss=0.9, metal=1.0)
    assert stage.colour[300, 300].tolist() == [1, 0, 0]
    assert stage.relief[300, 300] == 12
    assert stage.colour[300, 400].tolist() == pytest.approx([0.2, 0.2, 0.2])
    assert stage.relief[300, 400] == stage.metal[300, 400] == 0


def test_a_shape_off_the_canvas_changes_nothing() -> None:
    """What cannot be seen is not painted."""
    stage = Stage()
    stage.put(circle(-500, -500, 40), (1.0, 0.0, 0.0), relief=12.0)
    assert stage.relief.max() == 0


def test_light_falls_from_its_side() -> None:
    """What stands up is brighter towards the lamp and throws its shadow away from it."""
    stage = Stage()
    block = circle(520, 400, 60)
    stage.put(block, (0.2, 0.2, 0.2), relief=bevel(block, 60, 20))
    lit = shine(stage, Light(azimuth=180, altitude=40, slope=0))
    assert lit.shape == (HEIGHT, WIDTH, 3)
    assert np.isfinite(lit).all()
    assert lit[400, 466].mean() > 1.3 * lit[400, 574].mean()
    assert lit[400, 600].mean() < 0.8 * lit[400, 430].mean()
