"""Chinese is written with Chinese punctuation, wherever a person reads it."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from web.texts import LOCALES

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("assist", "commerce", "knowledge", "vision", "web", "migrations", ".ci")
CHINESE = r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef“”‘’{}]"
HALF = re.compile(rf"{CHINESE} ?[,;:!?()\"]|[,;:!?()\"] ?{CHINESE}|[\u3400-\u9fff]\.(?!\w)|[「」『』]")
"""A sign of half width beside a Chinese character or a value; and corner brackets, which we do not use."""


def texts() -> Iterator[tuple[str, str]]:
    """Every Chinese text with the file that it stands in."""
    for path in sorted((LOCALES / "zh").glob("*.json")):
        yield from ((path.name, text) for text in json.loads(path.read_text("utf-8")).values())
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.yaml")):
            if "node_modules" not in path.parts:
                yield from ((path.name, text) for text in _in_data(yaml.safe_load(path.read_text("utf-8"))))
        for path in sorted((ROOT / package).rglob("*.py")):
            if "node_modules" not in path.parts:
                yield from ((path.name, text) for text in _in_code(ast.parse(path.read_text("utf-8"))))


def _in_data(value: object) -> Iterator[str]:
    """What stands under `zh`."""
    if isinstance(value, dict):
        if isinstance(value.get("zh"), str):
            yield value["zh"]
        for each in value.values():
            yield from _in_data(each)
    elif isinstance(value, list):
        for each in value:
            yield from _in_data(each)


def _in_code(tree: ast.Module) -> Iterator[str]:
    """What is given as `zh=…` or first to `Text`, or stands under `"zh"`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "zh":
            found: list[ast.expr | None] = [node.value]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text" and node.args:
            found = [node.args[0]]
        elif isinstance(node, ast.Dict):
            named = zip(node.keys, node.values, strict=True)
            found = [value for key, value in named if isinstance(key, ast.Constant) and key.value == "zh"]
        else:
            continue
        yield from (
            each.value for each in found if isinstance(each, ast.Constant) and isinstance(each.value, str)
        )


def test_chinese_has_chinese_punctuation() -> None:
    """No comma, colon, bracket or quotation mark of half width stands beside a Chinese character."""
    found = list(texts())
    assert len(found) > 1_000
    assert [(name, text) for name, text in found if HALF.search(text)] == []


@pytest.mark.parametrize(
    "name", ["README.md", "docs/glossary.md", "Makefile", ".ci/check.py", "web/client/index.html"]
)
def test_files_of_both_languages_too(name: str) -> None:
    """Where both languages share a line, no sign of half width stands between two Chinese characters."""
    between = re.compile(r"[\u3400-\u9fff][,;:!?(.]\w*[\u3400-\u9fff]|[\u3400-\u9fff]\(")
    lines = (ROOT / name).read_text("utf-8").splitlines()
    assert [line for line in lines if between.search(line)] == []


@pytest.mark.parametrize(
    "wrong",
    ["好的,没有", "车架号(VIN)", "价格:{gross}", "{name}:{id}", "下单.", "“是”,", "叫「他」", '说"是"'],
)
def test_what_is_wrong_is_found(wrong: str) -> None:
    """Each kind of slip is seen."""
    assert HALF.search(wrong)


@pytest.mark.parametrize(
    "right", ["最多 86,400 秒", "见 http://x", "车架号（VIN）", "18.5 公里", "{a}、{b}", "9:00 到"]
)
def test_what_is_right_is_left(right: str) -> None:
    """Numbers, times and addresses keep their signs."""
    assert not HALF.search(right)
