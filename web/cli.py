"""The command line `shifu`: parses, calls one use case, prints, and ends with a code that scripts can trust.

Exit codes: 0 done · 1 refused · 2 not understood · 3 not ready (database, folder, port, index, pages)
· 130 interrupted. Modules of commands are light; what is heavy is imported by the command that needs it,
so that `--help` is quick. `--json` and `--lang` may stand anywhere.
"""

import os
import sys
from collections.abc import Sequence
from itertools import islice
from typing import Annotated

import typer

from web.commands import chain, manual, people, serving
from web.commands.errors import NotUnderstood, WordsUnreadable
from web.commands.shown import both, say_anyhow, say_of
from web.commands.usage import not_understood, shows_help
from web.errors import Coded, QuestionEmpty
from web.texts import load

NOT_READY = frozenset(
    {
        "database_unmigrated",
        "database_newer",
        "database_unreachable",
        "database_foreign",
        "database_url_invalid",
        "folder_unwritable",
        "folder_full",
        "database_full",
        "bus_unreachable",
        "port_taken",
        "listen_refused",
        "signing_key_damaged",
        "index_missing",
        "index_damaged",
        "index_encoder_differs",
        "client_missing",
    }
)
"""Codes after which the same command can succeed once something else was done."""

EXIT_CODES = load().raw("cli.exit_codes", "zh") + " " + load().raw("cli.exit_codes", "en")

app = typer.Typer(
    name="shifu",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help=load().raw("cli.about", "zh") + "\n\n" + load().raw("cli.about", "en"),
    epilog=EXIT_CODES,
)
for _commands in (serving, chain, manual):
    _commands.register(app)
app.add_typer(people.shops, name="shop")
app.add_typer(people.people, name="person")
for _made in (app, people.shops, people.people):
    for _command in _made.registered_commands:
        _command.epilog = EXIT_CODES


@app.callback()
def root(
    context: typer.Context,
    lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=both("help_lang"))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=both("help_json"))] = False,  # noqa: FBT002 - an option
) -> None:
    """Say in which language, and in which form, commands answer."""
    context.obj = say_of(lang, as_json=as_json)


def exit_code(error: Coded) -> int:
    """The code with which a refused command ends."""
    if isinstance(error, NotUnderstood | QuestionEmpty):
        return 2
    return 3 if error.code in NOT_READY else 1


def main() -> None:
    """Run; every refusal is a sentence, none a traceback."""
    os.environ.setdefault(
        "OPENBLAS_NUM_THREADS", "1"
    )  # its waiting threads spin, and take the other process's core
    try:
        sys.exit(_run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if not isinstance(error, Coded):
            raise
        say_anyhow(_given_lang(sys.argv), as_json="--json" in sys.argv).refused(error)
        sys.exit(exit_code(error))


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
            front += [word, *islice(words, 1)]
        else:
            rest.append(word)
    return [*front, *rest, *arguments[end:]]


def _run(arguments: Sequence[str]) -> int:
    """The exit code of a command that ended by itself.

    Raises:
        NotUnderstood: there is no such command, or it is not called like this.
    """
    if any(word != word.encode(errors="ignore").decode() for word in arguments):
        raise WordsUnreadable
    try:
        return app(fronted(arguments), prog_name="shifu", standalone_mode=False) or 0
    except typer.TyperException as error:
        if shows_help(error) and "--json" not in arguments:
            typer.echo(error.message, err=True)
            return 2
        raise not_understood(error) from error


def _given_lang(arguments: Sequence[str]) -> str:
    for place, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and place + 1 < len(arguments):
            return arguments[place + 1]
    return ""
