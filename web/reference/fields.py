"""Messages of the protocol as tables of their fields."""

import json
import types
import typing
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from assist.messages import model
from assist.messages.model import Message

NAMED: tuple[tuple[object, str], ...] = (
    (model.Id, "id"),
    (model.ShortText, "text"),
    (model.Sha256, "sha256"),
    (model.Micros, "µs"),
    (model.Whole, "whole"),
    (model.Fraction, "fraction"),
)
LEGEND = f"""| word | what it is |
|---|---|
| id | 1 to 64 characters of `A-Z a-z 0-9 _ . : -` |
| text | up to {model.MAX_TEXT} characters, without NUL and without half of a surrogate pair |
| sha256 | 64 small hexadecimal digits |
| µs | UTC microseconds since 1970-01-01, 0 to {model.MOST} |
| whole | a whole number from 0 to {model.MOST} |
| fraction | a number from 0 to 1 |
"""


def table(of: type[BaseModel], *, without: frozenset[str] = frozenset()) -> list[str]:
    """The lines of a message's fields; a field without a default has to be sent."""
    hints = typing.get_type_hints(of, include_extras=True)
    rows = [
        f"| `{name}` | {kind(hints[name])} | {_default(field)} | {field.description or ''} |"
        for name, field in of.model_fields.items()
        if name not in without
    ]
    return ["| field | what | default | |", "|---|---|---|---|", *rows] if rows else ["No fields."]


def kind(hint: object) -> str:
    """What a field holds, in words and links."""
    named = next((name for known, name in NAMED if known is hint), "")
    if named:
        return named
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _limited(kind(arguments[0]), arguments[1:])
    if origin is Literal:
        return " or ".join(f"`{json.dumps(each)}`" for each in arguments)
    if origin in (Union, types.UnionType):
        return " or ".join(kind(each) for each in arguments)
    return _held(origin, arguments) if origin in {tuple, dict} else _plain(hint)


def used(of: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Every message that a message holds, however deep, each once."""
    met: list[type[BaseModel]] = []
    waiting = [of]
    while waiting:
        for hint in typing.get_type_hints(waiting.pop(), include_extras=True).values():
            found = [each for each in _models(hint) if each not in met]
            met += found
            waiting += found
    yield from met


def _models(hint: object) -> list[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return [] if hint is Message else [hint]
    return [found for each in get_args(hint) if not isinstance(each, str) for found in _models(each)]


def _held(origin: object, arguments: tuple[object, ...]) -> str:
    return f"list of {kind(arguments[0])}" if origin is tuple else f"{kind(arguments[1])} by name"


def _plain(hint: object) -> str:
    known = {type(None): "null", str: "text", int: "whole number", float: "number", bool: "true or false"}
    if hint in known:
        return known[typing.cast("type", hint)]
    name = getattr(hint, "__name__", "")
    return "what the type says" if hint is Message else f"[{name}](#{name.lower()})"


def _limited(base: str, metadata: tuple[object, ...]) -> str:
    limits: dict[str, Any] = {}
    for each in metadata:
        for rule in each.metadata if isinstance(each, FieldInfo) else (each,):
            for name in ("min_length", "max_length", "ge", "le", "pattern"):
                limits.update({name: found} if (found := getattr(rule, name, None)) is not None else {})
    words = []
    if {"min_length", "max_length"} & limits.keys():
        words.append(f"{limits.get('min_length', 0)} to {limits.get('max_length', '…')} long")
    if {"ge", "le"} & limits.keys():
        words.append(f"{limits.get('ge', '…')} to {limits.get('le', '…')}")
    if "pattern" in limits:
        words.append("`" + str(limits["pattern"]).replace("|", "\\|") + "`")
    return ", ".join([base, *words])


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return ""
    default = field.default
    if isinstance(default, BaseModel):
        return "`{}`"
    return f"`{json.dumps(list(default) if isinstance(default, tuple) else default)}`"
