"""Static checks: each finds what it is for, and leaves good work alone."""

import pytest

from knowledge.procedures.checks import CODES, check
from tests.unit.knowledge.procedures.test_models import procedure

GOOD = {
    "id": "one",
    "title": {"zh": "拧紧", "en": "Tighten"},
    "text": {"zh": "用扳手拧紧。", "en": "Tighten it."},
}
TORQUE = {"name": {"zh": "力矩", "en": "Torque"}, "unit": "N·m", "source": "formula", "demonstration": True}


def hazard(level: str) -> dict[str, object]:
    words = {"zh": f"会受伤{level}", "en": f"It hurts {level}"}
    return {
        "level": level,
        "symbol": "general",
        "consequence": {**words, "zh": "会受伤。"},
        "action": {**words, "zh": "停。"},
    }


def codes(**changed: object) -> list[str]:
    return [found.code for found in check(procedure(steps=[{**GOOD, **changed}]), pictures={"plug"})]


def test_good_work_has_no_findings() -> None:
    """A short step in both languages with a known picture and an explained torque."""
    values = [{**TORQUE, "value": 50, "fastener": "M10 8.8"}]
    assert codes(picture="plug", values=values, hazards=[hazard("danger"), hazard("notice")]) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"picture": "unicorn"}, "check_picture_unknown"),
        ({"title": {"zh": "拧" * 17, "en": "Tighten"}}, "check_too_long"),
        ({"title": {"zh": "拧紧", "en": "T" * 33}}, "check_too_long"),
        ({"text": {"zh": "拧" * 97, "en": "Tighten it."}}, "check_too_long"),
        ({"text": {"zh": "Tighten it.", "en": "Tighten it."}}, "check_language"),
        ({"text": {"zh": "拧紧。", "en": "拧紧 it."}}, "check_language"),
        ({"text": {"zh": "拧 3 圈。", "en": "Turn it 2 turns."}}, "check_numbers_differ"),
        ({"text": {"zh": "拧到 90 N·m。", "en": "Tighten it to 90 N·m."}}, "check_number_unsourced"),
        ({"text": {"zh": "拆。擦。装。拧。", "en": "Take it."}}, "check_many_actions"),
        ({"text": {"zh": "拆。", "en": "Undo it. Wipe it. Fit it. Tighten it."}}, "check_many_actions"),
        ({"values": [{**TORQUE, "value": 51, "fastener": "M10 8.8"}]}, "check_torque_differs"),
        ({"values": [{**TORQUE, "value": 50}]}, "check_torque_unexplained"),
        ({"hazards": [hazard("notice"), hazard("danger")]}, "check_hazard_order"),
    ],
)
def test_each_check_finds_its_own(changed: dict[str, object], code: str) -> None:
    """One flaw, one finding, with its step."""
    assert codes(**changed) == [code]
    assert code in CODES


def test_a_number_in_a_text_may_come_from_a_value_or_a_gate() -> None:
    """What has a source may be said."""
    said = {"zh": "拧到 50 N·m，油温 35 °C。", "en": "Tighten it to 50 N·m at 35 °C."}
    gate = {
        "kind": "measure",
        "id": "t",
        "name": said,
        "unit": "°C",
        "low": 35,
        "prompt": {"zh": "填写", "en": "Enter"},
    }
    assert codes(text=said, values=[{**TORQUE, "value": 50, "fastener": "M10 8.8"}], gates=[gate]) == []


def test_a_gearboxs_name_is_no_number() -> None:
    """XH6A is not six amperes."""
    assert codes(text={"zh": "看铭牌 XH6A。", "en": "Read XH6A."}) == []
