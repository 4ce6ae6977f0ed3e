"""Loads the demonstration chain: shops, people, knowledge, parts, good examples, repair orders that wait.

Everything goes through use cases, as an administrator, an author and a technician would do it; never by SQL.
"""

import asyncio
from collections.abc import Mapping
from typing import Protocol

from assist.caller import Caller
from assist.caller import UserId as AssistUser
from assist.workshop.orders import NewOrder, open_order
from assist.workshop.orders import orders as orders_of
from web.beginning import SYSTEM
from web.demo import logins, scenes, shown, supplier_secrets
from web.demo.load_commerce import catalog, load_commerce
from web.demo.load_knowledge import load_knowledge, waiting_cars
from web.demo.load_vision import load_vision
from web.demo.logins import Login
from web.errors import DatabaseNotEmpty
from web.identity import people
from web.identity.models import WORK_IN_A_SHOP, NewPerson, Person, Shop
from web.migrate import upgrade
from web.wiring import Deps

SHOPS: tuple[tuple[str, str], ...] = (
    ("长桥店", "Long Bridge"),
    ("北山店", "North Hill"),
    ("南湖店", "South Lake"),
    ("东港店", "East Harbour"),
    ("西关店", "West Gate"),
    ("新桥店", "New Bridge"),
    ("青松店", "Green Pine"),
    ("白沙店", "White Sand"),
    ("金水店", "Golden Water"),
    ("云岭店", "Cloud Ridge"),
    ("石门店", "Stone Gate"),
    ("柳岸店", "Willow Bank"),
)
"""Twelve workshops that do not exist; the first is where the demonstration's people work."""

MARKER = "demo-loaded"
"""File in `var` that stands when everything was loaded."""


class Told(Protocol):
    """Hears how far a part of the load has come."""

    def __call__(self, part: str, done: int = 0, of: int = 0) -> None:
        """So many of so many are there; neither where there is nothing to count."""


async def load(deps: Deps, told: Told) -> tuple[Login, ...]:
    """Load what is not there yet; the logins, with passwords made up for this demonstration.

    Raises:
        DatabaseNotEmpty: somebody works in this chain, which is no demonstration.
    """
    await upgrade(deps.database)
    cast = logins.read(deps.settings.var)
    if not cast:
        async with deps.database.reading() as session:
            if await people.people(session):
                raise DatabaseNotEmpty
    told("people", 0, len(logins.CAST))
    if not cast:
        cast = logins.invent()
        logins.save(deps.settings.var, cast)
    by_login = await _people(deps, cast)
    told("people", len(by_login), len(cast))
    async with deps.database.transaction() as session:
        count = await load_knowledge(session, now=deps.now())
    told("knowledge", count, count)
    shops = await _shops(deps)
    async with deps.database.transaction() as session:
        await load_commerce(
            session,
            now=deps.now(),
            secrets=supplier_secrets.settled(deps.settings.var),
            shops=shops,
            suppliers_url=deps.settings.suppliers_url,
        )
    parts = len(catalog().parts)
    told("commerce", parts, parts)
    photos = sum(len(shown.urls(check)) for check in scenes.CHECKS)
    scenes.render_alone()
    told("scenes", 0, photos)
    await asyncio.to_thread(shown.make, deps.settings.var, lambda there: told("scenes", there, photos))
    await load_vision(deps, lambda taught: told("vision", taught, len(scenes.CHECKS)))
    cars = waiting_cars()
    told("orders", 0, len(cars))
    await _orders(deps, by_login["tech1"])
    told("orders", len(cars), len(cars))
    told("index", 0, count)
    async with deps.database.reading() as session:
        await deps.searching.rebuild(session)
    told("index", count, count)
    (deps.settings.var / MARKER).touch()
    told("ready")
    return cast


async def _shops(deps: Deps) -> list[Shop]:
    """The workshops, in the order in which they were named; made at the first call."""
    async with deps.database.transaction() as session:
        known = {shop.name_en: shop for shop in await people.shops(session)}
        for zh, en in SHOPS:
            if en not in known:
                known[en] = await people.add_shop(session, zh, en, by=SYSTEM, now=deps.now())
    return [known[en] for _, en in SHOPS]


async def _people(deps: Deps, cast: tuple[Login, ...]) -> Mapping[str, Person]:
    first = (await _shops(deps))[0]
    hashed = {each.login: await deps.doorkeeper.passwords.hash(each.password) for each in cast}
    async with deps.database.transaction() as session:
        known = {person.login: person for person in await people.people(session)}
        for each in cast:
            if each.login in known:
                continue
            works = first.id if each.role in WORK_IN_A_SHOP else ""
            new = NewPerson(each.login, each.zh, frozenset({each.role}), works)
            known[each.login] = await people.add_person(
                session, new, password_hash=hashed[each.login], by=SYSTEM, now=deps.now()
            )
    return known


async def _orders(deps: Deps, technician: Person) -> None:
    by = Caller(AssistUser(technician.id), technician.shop, frozenset(technician.roles))
    async with deps.database.transaction() as session:
        there, _ = await orders_of(session, by=by, ports=deps.ports)
        known = {order.plate for order in there}
        for car in reversed(waiting_cars()):
            if car.plate not in known:
                new = NewOrder(car.vin, car.plate, car.mileage_km, car.complaint.zh)
                await open_order(session, new, by=by, now=deps.now(), ports=deps.ports)
