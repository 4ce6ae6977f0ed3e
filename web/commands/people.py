"""`shop` and `person`: what an administrator does without a page."""

from typing import TYPE_CHECKING, Annotated

import typer

from web.commands.shown import Say, both, password, with_deps

if TYPE_CHECKING:
    from web.identity.models import Person, Shop
    from web.wiring import Deps

shops = typer.Typer(help=both("help_shop"), no_args_is_help=True)
people = typer.Typer(help=both("help_person"), no_args_is_help=True)
SYSTEM = "system"


@shops.command("list", help=both("help_shop_list"))
def list_shops(context: typer.Context) -> None:
    """Every shop."""
    say: Say = context.obj
    found = with_deps(_shops)
    say.data({"items": [{"id": shop.id, "zh": shop.name_zh, "en": shop.name_en} for shop in found]})
    for shop in found:
        say.plain(f"{shop.id}  {shop.name_zh} / {shop.name_en}")


@shops.command("add", help=both("help_shop_add"))
def add_shop(
    context: typer.Context,
    name_zh: Annotated[str, typer.Argument(help=both("help_shop_zh"))],
    name_en: Annotated[str, typer.Argument(help=both("help_shop_en"))],
) -> None:
    """A new shop."""
    say: Say = context.obj
    shop = with_deps(lambda deps: _add_shop(deps, name_zh, name_en))
    say.data({"id": shop.id})
    say.line("shop_added", name=shop.name_zh if say.lang == "zh" else shop.name_en, id=shop.id)


@people.command("list", help=both("help_person_list"))
def list_people(context: typer.Context) -> None:
    """Everybody."""
    say: Say = context.obj
    found = with_deps(_people)
    say.data({"items": [{"id": each.id, "login": each.login, "roles": sorted(each.roles)} for each in found]})
    for each in found:
        say.plain(
            f"{each.login:<16} {each.name:<16} {', '.join(sorted(each.roles)):<32} {each.shop_name[say.lang]}"
        )


@people.command("add", help=both("help_person_add"))
def add_person(
    context: typer.Context,
    *,
    login: Annotated[str, typer.Argument(help=both("help_person_login"))],
    name: Annotated[str, typer.Argument(help=both("help_person_name"))],
    role: Annotated[list[str], typer.Option(help=both("help_person_role"))],
    shop: Annotated[str, typer.Option(help=both("help_person_shop"))] = "",
    given: Annotated[str, typer.Option("--password", help=both("help_person_password"))] = "",
) -> None:
    """A new person."""
    say: Say = context.obj
    typed = password(say, given)
    person = with_deps(lambda deps: _add_person(deps, (login, name, shop), frozenset(role), typed))
    say.data({"id": person.id, "login": person.login})
    say.line("person_added", login=person.login)


@people.command("password", help=both("help_person_reset"))
def reset(
    context: typer.Context,
    login: Annotated[str, typer.Argument(help=both("help_person_login"))],
    given: Annotated[str, typer.Option("--password", help=both("help_person_password"))] = "",
) -> None:
    """Another password; ends the person's sessions."""
    say: Say = context.obj
    typed = password(say, given)
    with_deps(lambda deps: _reset(deps, login, typed))
    say.data({"login": login})
    say.line("password_set", login=login)


async def _shops(deps: "Deps") -> "list[Shop]":
    from web.identity import people as use  # noqa: PLC0415 - `--help` does without

    async with deps.database.reading() as session:
        return await use.shops(session)


async def _people(deps: "Deps") -> "list[Person]":
    from web.identity import people as use  # noqa: PLC0415 - `--help` does without

    async with deps.database.reading() as session:
        return await use.people(session)


async def _add_shop(deps: "Deps", name_zh: str, name_en: str) -> "Shop":
    from web.identity import people as use  # noqa: PLC0415 - `--help` does without
    from web.identity.models import UserId  # noqa: PLC0415 - beside it

    async with deps.database.transaction() as session:
        return await use.add_shop(session, name_zh, name_en, by=UserId(SYSTEM), now=deps.now())


async def _add_person(
    deps: "Deps", named: tuple[str, str, str], roles: frozenset[str], typed: str
) -> "Person":
    from web.identity import people as use  # noqa: PLC0415 - `--help` does without
    from web.identity.models import NewPerson, UserId  # noqa: PLC0415 - beside it

    login, name, shop = named
    kept = await deps.doorkeeper.passwords.hash(typed)
    new = NewPerson(login, name, roles, shop, deps.settings.lang)
    async with deps.database.transaction() as session:
        return await use.add_person(session, new, password_hash=kept, by=UserId(SYSTEM), now=deps.now())


async def _reset(deps: "Deps", login: str, typed: str) -> None:
    from web.identity import people as use  # noqa: PLC0415 - `--help` does without
    from web.identity.errors import PersonUnknown  # noqa: PLC0415 - beside it
    from web.identity.models import UserId  # noqa: PLC0415 - beside it

    kept = await deps.doorkeeper.passwords.hash(typed)
    async with deps.database.transaction() as session:
        found = [each for each in await use.people(session) if each.login == use.login_of(login)]
        if not found:
            raise PersonUnknown(person=login)
        await use.set_password(session, found[0].id, kept, by=UserId(SYSTEM), now=deps.now())
