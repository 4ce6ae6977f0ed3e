"""The texts for people, in both languages."""

import importlib
import json
import pkgutil
import re
from pathlib import Path

import pytest

import assist
import commerce
import knowledge
import vision
import web
from web.app import ROOTS
from web.errors import Coded, problem, status
from web.texts import LOCALES, load, preferred

PLACEHOLDER = re.compile(r"\{\{?\s*(\w+)\s*\}?\}")
REFUSAL = re.compile(r"Refusal\(\s*\"(\w+)\"")
AREAS = sorted(path.name for path in (LOCALES / "zh").glob("*.json"))


def area(lang: str, name: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((LOCALES / lang / name).read_text(encoding="utf-8"))
    return found


def codes() -> set[str]:
    """The code of every error class of every package, imported wherever it lies."""
    for package in (assist, commerce, knowledge, vision, web):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "errors" in module.name:
                importlib.import_module(module.name)
    for name in ("knowledge.index", "web.app"):
        importlib.import_module(name)
    found: set[str] = set()
    waiting = list(ROOTS)
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        code = getattr(kind, "code", "")
        if code and kind not in ROOTS:
            found.add(code)
    return found | refusals()


def refusals() -> set[str]:
    """The codes of expected refusals, as they stand in the source."""
    root = LOCALES.parent.parent
    sources = [*(root / "assist").rglob("*.py"), *(root / "web" / "socket").rglob("*.py")]
    return {code for path in sources for code in REFUSAL.findall(path.read_text(encoding="utf-8"))}


def test_both_languages_have_the_same_areas() -> None:
    """Every area is a file in both languages."""
    assert sorted(path.name for path in (LOCALES / "en").glob("*.json")) == AREAS


@pytest.mark.parametrize("name", AREAS)
def test_both_languages_have_the_same_keys(name: str) -> None:
    """A text that one language has, the other has too."""
    assert area("zh", name).keys() == area("en", name).keys()


@pytest.mark.parametrize("name", AREAS)
def test_placeholders_agree(name: str) -> None:
    """A value that one language shows, the other shows too."""
    zh, en = area("zh", name), area("en", name)
    for key in zh:
        assert set(PLACEHOLDER.findall(zh[key])) == set(PLACEHOLDER.findall(en[key])), key


@pytest.mark.parametrize("name", AREAS)
def test_no_text_is_empty_or_left_in_the_other_language(name: str) -> None:
    """No text is blank, and no English text holds Chinese."""
    for key, text in area("en", name).items():
        assert text.strip(), key
        assert not re.search(r"[\u4e00-\u9fff]{3}", text) or "lang" in key, key
    assert all(text.strip() for text in area("zh", name).values())


def test_every_error_code_has_a_text() -> None:
    """Whatever is refused, there is a sentence for it in both languages."""
    texts = load()
    assert sorted(code for code in codes() if not texts.has(f"errors.{code}")) == []


def test_every_status_has_a_title() -> None:
    """Whatever HTTP status a code has, there is a title for it in both languages."""
    texts = load()
    assert sorted(code for code in codes() if not texts.has(f"problems.{status(code)}")) == []


def test_a_problem_is_told_in_the_language_that_was_asked_for() -> None:
    """Problem details carry code, status and values, and a sentence in one language."""

    class Refused(Exception):
        code = "port_taken"

        def values(self) -> dict[str, str]:
            return {"port": "8000", "setting": "SHIFU_PORT"}

    error = Refused()
    assert isinstance(error, Coded)
    told = problem(load(), error, "en")
    assert (told.status, told.code, told.values["port"]) == (409, "port_taken", "8000")
    assert "8000" in told.detail
    assert "SHIFU_PORT" in problem(load(), error, "zh").detail


def test_a_value_is_never_read_as_a_placeholder() -> None:
    """Braces and signs in what a person typed stay what they are."""
    text = load().render("errors.login_taken", "en", login="{password} {0.__class__} %s")
    assert "{password} {0.__class__} %s" in text


def test_a_value_may_have_any_name() -> None:
    """A value called `key` or `lang` is a value like any other."""
    assert load().render("errors.idem_conflict", "en", key="k", lang="x")


def test_a_missing_value_leaves_its_place() -> None:
    """A text whose value is missing is shown all the same."""
    assert "{login}" in load().render("errors.login_taken", "en")


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        (None, "zh"),
        ("", "zh"),
        ("en", "en"),
        ("en-US,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("fr,en;q=0.5,zh;q=0.4", "en"),
        ("fr", "zh"),
        ("en;q=0,zh;q=0.1", "zh"),
        ("en;q=x, zh;q=0.1", "zh"),
        (";;;,,,=", "zh"),
        ("*" * 5000, "zh"),
    ],
)
def test_the_best_language_is_chosen(header: str | None, lang: str) -> None:
    """The header's weights decide between our languages; nonsense falls back to the chain's."""
    assert preferred(header, "zh") == lang


def test_a_key_outside_its_area_is_refused(tmp_path: Path) -> None:
    """A text in the wrong file is found when texts are read, not by a person."""
    for lang in ("zh", "en"):
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "words.json").write_text('{"errors.x": "y"}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"words\.json"):
        load(tmp_path)
