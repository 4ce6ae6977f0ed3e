"""Shops and people, for the administrator; one who belongs to a shop has that shop alone."""

from typing import Literal, cast

from fastapi import APIRouter

from assist.errors import NotAllowed
from assist.messages.model import Text
from web.identity import people
from web.identity.models import NewPerson, Person, Shop, UserId
from web.routes import shapes
from web.routes.doors import DepsDep, PersonDep, ReadDep, SessionDep
from web.socket.policies import scope

router = APIRouter()


@router.get("/shops")
async def shops(session: ReadDep, by: PersonDep) -> shapes.Shops:
    """Every workshop."""
    found = await people.shops(session, within=_within(by))
    return shapes.Shops(items=tuple(_shop(shop) for shop in found))


@router.post("/shops", status_code=201)
async def add_shop(
    body: shapes.ShopBody, session: SessionDep, by: PersonDep, deps: DepsDep
) -> shapes.ShopView:
    """A new workshop."""
    if _within(by) is not None:
        raise NotAllowed(what="POST /api/shops")
    return _shop(await people.add_shop(session, body.name_zh, body.name_en, by=by.id, now=deps.now()))


@router.get("/people")
async def everybody(session: ReadDep, by: PersonDep) -> shapes.People:
    """Everybody."""
    found = await people.people(session, within=_within(by))
    return shapes.People(items=tuple(_person(person) for person in found))


@router.post("/people", status_code=201)
async def add_person(body: shapes.PersonBody, by: PersonDep, deps: DepsDep) -> shapes.PersonView:
    """A new person, who can sign in at once."""
    password_hash = await deps.doorkeeper.passwords.hash(body.password)
    new = NewPerson(body.login, body.name, frozenset(body.roles), body.shop, body.lang)
    async with deps.database.transaction() as session:
        made = await people.add_person(
            session, new, password_hash=password_hash, by=by.id, now=deps.now(), within=_within(by)
        )
    return _person(made)


@router.post("/people/{person}/password", status_code=204)
async def set_password(person: str, body: shapes.PasswordBody, by: PersonDep, deps: DepsDep) -> None:
    """Another password for somebody; ends their sessions."""
    password_hash = await deps.doorkeeper.passwords.hash(body.password)
    async with deps.database.transaction() as session:
        await people.set_password(
            session, UserId(person), password_hash, by=by.id, now=deps.now(), within=_within(by)
        )


def _within(by: Person) -> str | None:
    return scope(by.shop, frozenset(by.roles))


def _shop(shop: Shop) -> shapes.ShopView:
    return shapes.ShopView(id=shop.id, name=Text(zh=shop.name_zh, en=shop.name_en))


def _person(person: Person) -> shapes.PersonView:
    return shapes.PersonView(
        id=person.id,
        login=person.login,
        name=person.name,
        roles=tuple(sorted(person.roles)),
        shop=person.shop,
        shop_name=Text(zh=person.shop_name["zh"], en=person.shop_name["en"]),
        lang=cast("Literal['zh', 'en']", person.lang),
        active=person.active,
    )
