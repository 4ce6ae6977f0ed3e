"""The command line `shifu`: parses, calls one use case, prints, and ends with a code that scripts can trust.

Exit codes: 0 done · 1 refused · 2 not understood · 3 not ready (database, port, index, pages)
· 130 interrupted. Modules of commands are light; what is heavy is imported by the command that needs it,
so that `--help` is quick. `--json` and `--lang` may stand anywhere.
"""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from web.commands import chain, manual, people, serving
from web.commands.shown import say_of
from web.errors import Coded
from web.texts import load

NOT_READY = frozenset(
    {
        "database_unmigrated",
        "database_newer",
        "database_unreachable",
        "bus_unreachable",
        "port_taken",
        "listen_refused",
        "index_missing",
        "index_damaged",
        "index_encoder_differs",
        "client_missing",
    }
)
"""Codes after which the same command can succeed once something else was done."""

app = typer.Typer(
    name="shifu",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help=load().raw("cli.about", "zh") + "\n\n" + load().raw("cli.about", "en"),
    epilog=load().raw("cli.exit_codes", "zh") + " " + load().raw("cli.exit_codes", "en"),
)
for _commands in (serving, chain, manual):
    _commands.register(app)
app.add_typer(people.shops, name="shop")
app.add_typer(people.people, name="person")


@app.callback()
def root(
    context: typer.Context,
    lang: Annotated[str, typer.Option("--lang", help="zh | en")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output")] = False,  # noqa: FBT002 - an option
) -> None:
    """Say in which language, and in which form, commands answer."""
    context.obj = say_of(lang, as_json=as_json)


def exit_code(error: Coded) -> int:
    """The code with which a refused command ends."""
    return 3 if error.code in NOT_READY else 1


def main() -> None:
    """Run; every refusal is a sentence, none a traceback."""
    os.environ.setdefault(
        "OPENBLAS_NUM_THREADS", "1"
    )  # its waiting threads spin, and take the other process's core
    try:
        app(fronted(sys.argv[1:]), standalone_mode=True)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if not isinstance(error, Coded):
            raise
        _refuse(error)


def fronted(arguments: Sequence[str]) -> list[str]:
    """The arguments with `--json` and `--lang` in front, where the parser expects them."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    front: list[str] = []
    rest: list[str] = []
    words = iter(arguments[:end])
    for word in words:
        if word == "--json" or word.startswith("--lang="):
            front.append(word)
        elif word == "--lang":
            front += [word, next(words, "")]
        else:
            rest.append(word)
    return [*front, *rest, *arguments[end:]]


def _refuse(error: Coded) -> None:
    say = say_of(_given_lang(sys.argv), as_json="--json" in sys.argv)
    say.refused(error)
    sys.exit(exit_code(error))


def _given_lang(arguments: Sequence[str]) -> str:
    for place, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and place + 1 < len(arguments):
            return arguments[place + 1]
    return ""
