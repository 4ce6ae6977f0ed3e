"""Turns what typer does not understand into errors of ours, which have texts in both languages."""

import re

import typer
from pydantic import ValidationError

from web import faults
from web.commands.errors import (
    ArgumentExtra,
    ArgumentMissing,
    CommandMissing,
    CommandUnknown,
    NotUnderstood,
    OptionMisused,
    OptionUnknown,
    ValueWrong,
)

_COMMAND = re.compile(r"^No such command '(.*)'\.$", re.DOTALL)
_EXTRA = re.compile(r"\(s\) \((.*)\)$", re.DOTALL)


def not_understood(error: typer.TyperException) -> NotUnderstood:
    """The same as an error of ours. Typer keeps its kinds of errors to itself, so they are told by name."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "shifu"
    told = {"help": f"{path} --help"}
    match type(error).__name__:
        case "NoSuchOption":
            found: NotUnderstood = OptionUnknown(given=_option(error), **told)
        case "BadOptionUsage":
            found = OptionMisused(given=_option(error), **told)
        case "MissingParameter":
            found = ArgumentMissing(given=_parameter(error), **told)
        case "BadParameter":
            found = ValueWrong(given=_parameter(error), **_fault(error), **told)
        case _:
            found = _by_words(error.message, told)
    return found


def shows_help(error: typer.TyperException) -> bool:
    """Whether typer would answer with the help text: a group of commands was called by itself."""
    return type(error).__name__ == "NoArgsIsHelpError"


def _by_words(message: str, told: dict[str, str]) -> NotUnderstood:
    """What typer tells by its sentence alone."""
    if unknown := _COMMAND.search(message):
        return CommandUnknown(given=unknown[1], **told)
    if extra := _EXTRA.search(message):
        return ArgumentExtra(given=extra[1], **told)
    return CommandMissing(**told)


def _option(error: typer.TyperException) -> str:
    return str(getattr(error, "option_name", ""))


def _parameter(error: typer.TyperException) -> str:
    """The option as it is typed, or the argument's name."""
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    if parameter.param_type_name == "option":
        return str(parameter.opts[0])
    return str(parameter.metavar or parameter.name).upper()


def _fault(error: typer.TyperException) -> dict[str, str]:
    cause = error.__cause__
    errors = cause.errors() if isinstance(cause, ValidationError) else [{"loc": (), "type": "other"}]
    return {name: value for name, value in faults.values(errors).items() if name != "field"}
