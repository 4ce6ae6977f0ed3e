"""How a command answers: sentences in one language, or JSON."""

import asyncio
import getpass
import json
import os
import sys
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import typer
from pydantic import ValidationError

from web import faults
from web.commands.errors import LanguageUnknown, PasswordUnanswered, SettingInvalid
from web.errors import Coded, sentence
from web.settings import Lang, Settings, known_lang, read
from web.texts import LANGS, Texts, load

if TYPE_CHECKING:  # loads SQLAlchemy, which `--help` does without
    from web.wiring import Deps

T = TypeVar("T")


@dataclass(frozen=True)
class Say:
    """Where answers go."""

    texts: Texts
    lang: Lang
    as_json: bool

    def text(self, key: str, /, **values: str) -> str:
        """A text in the caller's language."""
        return self.texts.render(f"cli.{key}", self.lang, **values)

    def line(self, key: str, /, **values: str) -> None:
        """Print a sentence; as JSON there is none."""
        self.plain(self.text(key, **values))

    def plain(self, line: str) -> None:
        """Print a line that needs no translation; as JSON there is none.

        Where nobody reads any more it is dropped: what runs must not end for want of a listener.
        """
        if self.as_json:
            return
        try:
            typer.echo(line)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def data(self, answer: Mapping[str, object]) -> None:
        """Print the answer as JSON, if that was asked for."""
        if self.as_json:
            typer.echo(json.dumps(answer, ensure_ascii=False))

    def refused(self, error: Coded) -> None:
        """Print what was refused, on standard error; pages have lists to choose from, so texts may differ."""
        values = dict(error.values())
        area = "cli.refused" if self.texts.has(f"cli.refused.{error.code}") else "errors"
        detail = sentence(self.texts, error.code, values, self.lang, area=area)
        if self.as_json:
            detail = json.dumps({"code": error.code, "detail": detail, "values": values}, ensure_ascii=False)
        typer.echo(detail, err=True)


class Progress:
    """Says how far the stages of something long are, each state of a stage once."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._last = ("", 0)

    def tell(self, key: str, done: int, of: int) -> None:
        """Say how far a stage is: in one line that changes on a terminal, else at its begin and end."""
        begins, last, self._last = key != self._last[0], self._last, (key, done)
        if self._say.as_json or self._last == last:
            return
        told = self._say.text(key) + (f" {done}/{of}" if of else "")
        if sys.stdout.isatty():
            typer.echo(f"\r\x1b[K{told}", nl=done >= of)
        elif begins or done >= of:
            typer.echo(told)


def say_of(lang: str, *, as_json: bool) -> Say:
    """Where answers go, for the language that was asked for or else is set.

    Raises:
        LanguageUnknown: we do not speak it.
        SettingInvalid: a setting cannot be.
    """
    if lang and lang not in LANGS:
        raise LanguageUnknown(given=lang, known=" | ".join(LANGS))
    return Say(load(), _ours(lang) or settings().lang, as_json)


def say_anyhow(lang: str, *, as_json: bool) -> Say:
    """Where a refusal goes, whatever language was asked for and whatever is set."""
    return Say(load(), _ours(lang) or known_lang(), as_json)


def settings() -> Settings:
    """The settings.

    Raises:
        SettingInvalid: one cannot be; values say which and why.
    """
    try:
        return read()
    except ValidationError as error:
        told = faults.values(error.errors())
        name = f"SHIFU_{told.pop('field').upper()}"
        raise SettingInvalid(given=name, **told) from error


def password(say: Say, given: str) -> str:
    """The password that was given, is typed unseen, or comes as a line of standard input.

    Raises:
        PasswordUnanswered: none came.
    """
    if not given:
        typed = sys.stdin.isatty()
        given = getpass.getpass(say.text("ask_password")) if typed else sys.stdin.readline().rstrip("\n")
    if not given:
        raise PasswordUnanswered
    return given


def _ours(lang: str) -> Lang | None:
    return next((each for each in LANGS if each == lang), None)


def both(key: str) -> str:
    """A help text in both languages."""
    texts = load()
    return f"{texts.raw(f'cli.{key}', 'zh')} / {texts.raw(f'cli.{key}', 'en')}"


def with_deps(
    run: "Callable[[Deps], Coroutine[Any, Any, T]]",
    *,
    migrated: bool = True,
    given: Settings | None = None,
    loop: "Callable[[], asyncio.AbstractEventLoop] | None" = None,
) -> T:
    """What `run` answers, given everything; closed afterwards.

    Raises:
        DatabaseUnmigrated, DatabaseNewer, DatabaseUnreachable: the database is not ready, if it has to be.
        FolderFull, DatabaseFull: see `room_said`.
    """
    from web.database import file_of  # noqa: PLC0415 - loads SQLAlchemy
    from web.room import room_said  # noqa: PLC0415 - beside it
    from web.wiring import build  # noqa: PLC0415 - loads the packages

    chosen = given or settings()

    async def whole() -> T:
        deps = build(chosen)
        try:
            if migrated:
                from web.migrate import check  # noqa: PLC0415 - beside it

                await check(deps.database)
            return await run(deps)
        finally:
            await deps.database.close()

    with asyncio.Runner(loop_factory=loop) as runner, room_said(chosen.var, file_of(chosen.database)):
        return runner.run(whole())
