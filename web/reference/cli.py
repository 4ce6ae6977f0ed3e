"""Every command of `shifu` with its arguments, options and exit codes, from the commands themselves."""

from collections.abc import Iterator
from typing import Any

import typer

from web.cli import app
from web.texts import LANGS, load

HEAD = """# The command line

`shifu --help` and `shifu COMMAND --help` say the same. Made by `python -m web.reference`.

| everywhere | |
|---|---|
{options}

With `--json` a command prints one JSON object on standard output; what is refused is one JSON object
`{{code, detail, values}}` on standard error. Codes and their sentences: [protocol.md](protocol.md#errors).
The language is `--lang`, else `SHIFU_LANG`. A password that is not given as an option is typed unseen, or
read as a line of standard input.

{exit_codes}
"""


def text() -> str:
    """The text of `docs/cli.md`."""
    shown = load()
    group = typer.main.get_command(app)
    options = "\n".join(_row(each) for each in group.params)
    codes = "\n\n".join(shown.raw("cli.exit_codes", lang) for lang in LANGS)
    parts = [HEAD.format(options=options, exit_codes=codes)]
    parts += [_section(name, command) for name, command in _leaves(group, "shifu")]
    return "\n".join(parts)


def _leaves(group: Any, path: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _leaves(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def _section(name: str, command: Any) -> str:
    rows = [_row(each) for each in command.params]
    table = ["", "| | |", "|---|---|", *rows] if rows else []
    usage = " ".join([name, *(_usage(each) for each in command.params)])
    return "\n".join([f"## `{name}`", "", command.help, "", "```text", usage, "```", *table, ""])


def _usage(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return _name(parameter)
    option = "|".join([*parameter.opts, *parameter.secondary_opts])
    whole = option if parameter.is_flag else f"{option} {_name(parameter)}"
    return whole if parameter.required else f"[{whole}]"


def _name(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name).upper()


def _row(parameter: Any) -> str:
    words = parameter.help or ""
    if parameter.default not in {None, "", False}:
        words += f" (`{parameter.default}`)"
    if parameter.param_type_name == "argument":
        return f"| `{_name(parameter)}` | {words} |"
    return f"| `{'` `'.join([*parameter.opts, *parameter.secondary_opts])}` | {words} |"
