"""No refusal shows a machine's words to a person who reads Chinese."""

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from types import UnionType
from typing import Union, get_args, get_origin

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core.core_schema import ErrorType

import assist.messages
from assist.messages import commands
from assist.messages.model import Input
from web import faults
from web.errors import sentence
from web.identity.models import ROLES
from web.routes import shapes
from web.texts import LOCALES, load

TEXTS = load()
MACHINE = re.compile(r"[a-zA-Z_]{3,}")
TRADE = {
    "HTTP", "Idempotency", "JPEG", "Key", "NATS", "PNG", "UTF", "VIN", "WebP", "YAML",
    # what is typed: commands, settings, and the words of a procedure's file
    "make", "client", "run", "shifu", "demo", "index", "migrate", "work", "sqlite", "postgresql",
    "docs", "settings", "yes",
    "fact", "unit", "value", "values", "low", "high", "photo", "measure", "timer", "witness",
    "danger", "warning", "caution", "notice",
}  # fmt: skip
SETTING = re.compile(r"SHIFU_[A-Z_]+")
CODES = sorted(key.removeprefix("errors.") for key in TEXTS.keys("zh") if key.startswith("errors."))
WORDED: dict[str, dict[str, str]] = json.loads((LOCALES / "worded.json").read_text("utf-8"))
FIELD_ERRORS = ("request_invalid", "command_invalid")


def machine_words(text: str) -> set[str]:
    """Words of a Chinese text that nobody says at a counter."""
    return set(MACHINE.findall(SETTING.sub("", text))) - TRADE


def inputs() -> Iterator[type[BaseModel]]:
    """Every model that a client fills in."""
    for module in pkgutil.iter_modules(assist.messages.__path__, "assist.messages."):
        importlib.import_module(module.name)
    waiting: list[type[BaseModel]] = [Input]
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        yield model


def fields() -> set[str]:
    return {name for model in inputs() for name in model.model_fields}


@pytest.mark.parametrize("code", CODES)
def test_a_chinese_refusal_is_chinese(code: str) -> None:
    """Apart from trade words and what is to be typed, a Chinese sentence holds no Latin word."""
    assert machine_words(re.sub(r"\{\w+\}", "", TEXTS.raw(f"errors.{code}", "zh"))) == set()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", FIELD_ERRORS)
def test_every_field_and_every_fault_has_words(code: str, lang: str) -> None:
    """Whichever field is wrong in whichever way, the sentence is whole and holds no machine's name."""
    limits = dict.fromkeys(faults.LIMITS, "7")
    kinds = set(get_args(ErrorType)) | {faults.UNSTORABLE, "box_outside", "no_such_type"}
    for field in fields() | {"no_such_field"}:
        for kind in kinds:
            values = {"field": f"body.{field}.0", "problem": kind, **limits}
            said = sentence(TEXTS, code, values, lang)  # type: ignore[arg-type]
            assert "{" not in said, said
            assert lang == "en" or machine_words(said) == set(), said
            assert "_" not in said, said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_roles_are_called_by_their_names(lang: str) -> None:
    """Who may do a thing is said as people say it."""
    said = sentence(TEXTS, "role_missing", {"roles": ", ".join(ROLES)}, lang)  # type: ignore[arg-type]
    assert "_" not in said
    assert lang == "en" or machine_words(said) == set()
    assert ("配件员、质检员" in said) == (lang == "zh")


def test_every_worded_value_stands_in_its_text() -> None:
    """What is turned into words is shown in both languages, and its area has texts for it."""
    for code, values in WORDED.items():
        for name, area in values.items():
            for lang in ("zh", "en"):
                assert f"{{{name}}}" in TEXTS.raw(f"errors.{code}", lang), (code, name)  # type: ignore[arg-type]
            assert any(key.startswith(f"{area}.") for key in TEXTS.keys("zh"))


def test_a_fault_keeps_its_limit() -> None:
    """The values of a refusal say which field, how, and the limit that was passed."""
    with pytest.raises(ValidationError) as refused:
        shapes.RepairOrderBody.model_validate({"vin": "x", "plate": "x" * 33})
    values = faults.values(refused.value.errors())
    assert values == {"field": "plate", "problem": "string_too_long", "max_length": "32"}
    assert sentence(TEXTS, "request_invalid", values, "zh").startswith("车牌最多 32 个字符。")
    assert sentence(TEXTS, "request_invalid", values, "en").startswith(
        "Plate may have 32 characters at most."
    )


def test_commands_are_inputs() -> None:
    """Everything that a client may say refuses text that cannot be stored."""

    def flat(union: object) -> Iterator[type]:
        if get_origin(union) in (Union, UnionType):
            for each in get_args(union):
                yield from flat(each)
        elif get_args(union):
            yield from flat(get_args(union)[0])
        else:
            yield union  # type: ignore[misc]

    assert all(issubclass(command, Input) for command in flat(commands.Command))
    bodies = [model for name, model in vars(shapes).items() if name.endswith("Body")]
    assert bodies
    assert all(issubclass(body, Input) for body in bodies)


def test_one_thing_has_one_word_and_nobody_is_addressed() -> None:
    """A login and a part are called alike on every screen, and no text chooses between 你 and 您."""
    told = {key: TEXTS.raw(key, "zh") for key in TEXTS.keys("zh")}
    assert {key: text for key, text in told.items() if re.search("[你您]|用户名|零件", text)} == {}


def test_the_reasons_of_an_override_stand_once() -> None:
    """Technician, reviewer and record read the same words for the same reason."""
    keys = TEXTS.keys("zh") & TEXTS.keys("en")
    given = {key.rpartition("_")[2] for key in keys if key.startswith("words.override_")}
    assert given == {"broken", "wrong", "decision", "access", "other"}
    assert sum(TEXTS.raw(key, "zh") == TEXTS.raw("words.override_no_access", "zh") for key in keys) == 1
