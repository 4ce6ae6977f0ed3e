"""Writes the client's types from our models: `python -m web.typegen`; a test fails when they differ.

`protocol.gen.ts` is the socket's, from `assist.messages`; `api.gen.ts` is HTTP's, from `web.routes.shapes`.
"""

import importlib
import inspect
import json
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from assist.messages import commands, pushes
from assist.messages.model import Message
from web.routes import shapes

CLIENT = Path(__file__).parent / "client" / "src"
_PROTOCOL = (
    "model", "handshake", "envelopes", "arguments", "commands", "views", "pushes", "chat", "workshop",
    "record", "resume",
)  # fmt: skip
_FROM_CLIENT = frozenset({"Auth", "AuthRefresh", "Pong"})


@dataclass(frozen=True)
class Vocabulary:
    """The names that a file may use.

    Attributes:
        models: Message classes by name, in the order of their modules.
        aliases: Named closed sets.
    """

    models: Mapping[str, type[BaseModel]]
    aliases: Mapping[str, object]


def protocol() -> str:
    """The text of `protocol.gen.ts`."""
    words = _vocabulary([importlib.import_module(f"assist.messages.{name}") for name in _PROTOCOL])
    lines = ["// Generated from assist/messages by web/typegen.py. Do not edit.", ""]
    lines += [f"export type {name} = {_literals(alias)};" for name, alias in words.aliases.items()]
    for model in words.models.values():
        lines += ["", *_interface(model, words)]
    lines += ["", f"export type JobCommand = {_names(commands.JobCommand)};"]
    lines += [f"export type Command = {_names(commands.Command)};", ""]
    lines += ["/** Every logged event of a job's channel, by type. */", "export interface Facts {"]
    lines += [f"  readonly {json.dumps(name)}: {model.__name__};" for name, model in pushes.FACTS.items()]
    return "\n".join([*lines, "}", ""])


def api() -> str:
    """The text of `api.gen.ts`."""
    known = _vocabulary([importlib.import_module(f"assist.messages.{name}") for name in _PROTOCOL])
    own = _vocabulary([shapes])
    words = Vocabulary({**known.models, **own.models}, {**known.aliases, **own.aliases})
    body: list[str] = [f"export type {name} = {_literals(alias)};" for name, alias in own.aliases.items()]
    for model in own.models.values():
        body += ["", *_interface(model, words)]
    text = "\n".join(body)
    used = [
        name for name in sorted({*known.models, *known.aliases}) if f" {name};" in text or _within(name, text)
    ]
    head = ["// Generated from web/routes/shapes.py by web/typegen.py. Do not edit.", ""]
    imports = (
        ["import type {", *(f"  {name}," for name in used), '} from "./protocol.gen";', ""] if used else []
    )
    return "\n".join([*head, *imports, text, ""])


def files() -> dict[Path, str]:
    """Every generated file with its text."""
    return {CLIENT / "protocol.gen.ts": protocol(), CLIENT / "api.gen.ts": api()}


def _within(name: str, text: str) -> bool:
    return any(f"{before}{name}{after}" in text for before in " (" for after in ("[]", " ", ")"))


def _vocabulary(modules: list[ModuleType]) -> Vocabulary:
    models: dict[str, type[BaseModel]] = {}
    aliases: dict[str, object] = {}
    for module in modules:
        for name, value in vars(module).items():
            if name.startswith("_"):
                continue
            if inspect.isclass(value) and issubclass(value, Message) and value.__module__ == module.__name__:
                models[name] = value
            elif get_origin(value) is Literal and name[0].isupper():
                aliases.setdefault(name, value)
    for base in ("Message", "Input"):
        models.pop(base, None)
    return Vocabulary(models, aliases)


def _interface(model: type[BaseModel], words: Vocabulary) -> Iterator[str]:
    doc = (model.__doc__ or "").strip().split("\n")[0]
    if doc and model.__doc__ != Message.__doc__:
        yield f"/** {doc} */"
    if not model.model_fields:
        yield f"export type {model.__name__} = {{ readonly [key: string]: never }};"
        return
    hints = typing.get_type_hints(model, include_extras=True)
    yield f"export interface {model.__name__} {{"
    for name, field in model.model_fields.items():
        if field.description:
            yield f"  /** {field.description} */"
        optional = "?" if _is_sent(model) and not field.is_required() and name != "type" else ""
        yield f"  readonly {name}{optional}: {_type(hints[name], words)};"
    yield "}"


def _is_sent(model: type[BaseModel]) -> bool:
    """Whether clients send it, so that they may leave out what has a default."""
    name = model.__name__
    return (
        model.__module__.endswith((".arguments", ".commands"))
        or name in _FROM_CLIENT
        or name.endswith("Body")
    )


def _type(hint: object, words: Vocabulary) -> str:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _type(arguments[0], words)
    if origin is Literal:
        return next((name for name, alias in words.aliases.items() if alias == hint), _literals(hint))
    if origin in (Union, types.UnionType):
        return " | ".join(_type(each, words) for each in arguments)
    if origin is tuple:
        of = _type(arguments[0], words)
        return f"readonly ({of})[]" if "|" in of else f"readonly {of}[]"
    if origin is dict:
        return f"{{ readonly [key: string]: {_type(arguments[1], words)} }}"
    return _plain(hint)


def _plain(hint: object) -> str:
    known = {
        type(None): "null",
        str: "string",
        int: "number",
        float: "number",
        bool: "boolean",
        Message: "object",
    }
    if hint in known:
        return known[typing.cast("type", hint)]
    if inspect.isclass(hint) and issubclass(hint, BaseModel):
        return hint.__name__
    raise TypeError(hint)


def _literals(alias: object) -> str:
    return " | ".join(json.dumps(value) for value in get_args(alias))


def _names(union: object) -> str:
    return " | ".join(_flat(union))


def _flat(union: object) -> Iterator[str]:
    origin = get_origin(union)
    if origin is Annotated:
        yield from _flat(get_args(union)[0])
    elif origin in (Union, types.UnionType):
        for each in get_args(union):
            yield from _flat(each)
    else:
        yield typing.cast("type", union).__name__


def main() -> int:
    """Write every file that differs; with `--check` only say which do."""
    differing = [
        path for path, text in files().items() if not path.exists() or path.read_text("utf-8") != text
    ]
    for path in differing:
        sys.stdout.write(f"{path.name}\n")
        if "--check" not in sys.argv:
            path.write_text(files()[path], encoding="utf-8")
    return 1 if differing and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
