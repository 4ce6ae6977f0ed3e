"""`init`, `migrate` and `demo`: how a chain comes to be."""

import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from web.commands.shown import Progress, Say, both, settings, with_deps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from web.demo.logins import Login
    from web.wiring import Deps


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(help=both("help_init"))(init)
    app.command(help=both("help_migrate"))(migrate)
    app.command(help=both("help_demo"))(demo)


def init(
    context: typer.Context,
    login: Annotated[str, typer.Option(help=both("help_init_login"))] = "admin",
    name: Annotated[str, typer.Option(help=both("help_init_name"))] = "Administrator",
) -> None:
    """Make an empty chain with its administrator."""
    from web import beginning  # noqa: PLC0415 - `--help` does without

    say: Say = context.obj
    password = settings().init_password.get_secret_value()
    made = with_deps(lambda deps: beginning.begin(deps, login, name, password), migrated=False)
    say.data({"login": made.login, "password": None if password else made.password})
    say.line("init_done", login=made.login)
    if not password:
        say.line("init_password", password=made.password)
    say.line("init_next")


def migrate(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", help=both("help_migrate_to"))] = "head",
    yes: Annotated[bool, typer.Option("--yes", help=both("help_migrate_yes"))] = False,  # noqa: FBT002 - an option
    check: Annotated[bool, typer.Option("--check", help=both("help_migrate_check"))] = False,  # noqa: FBT002 - an option
) -> None:
    """Bring the database to this version."""
    from web import migrate as migrations  # noqa: PLC0415 - loads SQLAlchemy

    say: Say = context.obj
    if check:
        with_deps(lambda deps: migrations.check(deps.database), migrated=False)
        current = migrations.revisions()[-1]
        say.data({"before": current, "after": current})
        say.line("migrate_current")
        return
    before, after = with_deps(partial(_migrated, say, to, confirmed=yes), migrated=False)
    say.data({"before": before, "after": after})
    say.line("migrate_done" if before != after else "migrate_current", before=before, after=after)


def demo(
    context: typer.Context,
    logins: Annotated[
        bool | None, typer.Option("--logins/--no-logins", help=both("help_demo_logins"))
    ] = None,
) -> None:
    """Load the demonstration chain, once."""
    from web.demo import load  # noqa: PLC0415 - loads the packages
    from web.demo.logins import read  # noqa: PLC0415 - beside it

    say: Say = context.obj
    if logins is not True:
        with_deps(lambda deps: load.load(deps, partial(_told, Progress(say))), migrated=False)
    found = () if logins is False else read(settings().var)
    say.data({"logins": [_plain(login) for login in found]})
    if found:
        tell_logins(say, found)


async def _migrated(say: Say, to: str, deps: "Deps", *, confirmed: bool) -> tuple[str, str]:
    from web import migrate as migrations  # noqa: PLC0415 - loads SQLAlchemy
    from web.errors import DowngradeUnconfirmed  # noqa: PLC0415 - beside it

    loss = await migrations.loss(deps.database, to)
    if loss is None:
        return await migrations.upgrade(deps.database, to)
    if not (confirmed or _agreed(say, loss.after, loss.values())):
        raise DowngradeUnconfirmed(**loss.values())
    return await migrations.downgrade(deps.database, to)


def _agreed(say: Say, word: str, values: "Mapping[str, str]") -> bool:
    """Whether a person at a terminal types the word after reading what would be lost; a script never does."""
    if say.as_json or not sys.stdin.isatty():
        return False
    say.line("migrate_loses", **values)
    typer.echo(say.text("migrate_ask", **values), nl=False)
    return sys.stdin.readline().strip() == word


def tell_logins(say: Say, logins: "Sequence[Login]") -> None:
    """Print who may enter the demonstration, as what, and that it is one."""
    for each in logins:
        who = say.text(
            "demo_login",
            name=getattr(each, say.lang),
            role=say.texts.raw(f"words.role.{each.role}", say.lang),
        )
        say.plain(f"  {each.login:<8} {each.password:<28} {who}")
    say.line("demo_warning")


def _told(progress: Progress, part: str, done: int = 0, of: int = 0) -> None:
    progress.tell(f"demo_{part}", done, of)


def _plain(login: "Login") -> dict[str, str]:
    return {"login": login.login, "password": login.password, "role": login.role, "page": login.page}
