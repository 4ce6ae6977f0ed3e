"""A chain of one test: an application over real parts, with people in it, called in process."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
from pydantic import SecretStr

from knowledge.encoders.port import Encoder
from tests.fakes.blobs import MemoryBlobs
from web.adapters.bus import LocalBus
from web.app import create_app
from web.database import Database
from web.identity import people
from web.identity.logins import Doorkeeper, Rules
from web.identity.models import WORK_IN_A_SHOP, NewPerson, Person, Shop, UserId
from web.identity.passwords import Passwords
from web.identity.tokens import Signer
from web.searching import Searching
from web.settings import Settings
from web.texts import load
from web.wiring import Deps, ports

PASSWORD = "correct horse battery"
SYSTEM = UserId("system")
NOON_US = 1_767_268_800_000_000


@dataclass
class Clock:
    """Time that stands until the test moves it."""

    us: int = NOON_US

    def __call__(self) -> int:
        return self.us

    def pass_s(self, seconds: float) -> None:
        self.us += int(seconds * 1_000_000)


@dataclass
class Chain:
    """An application, its parts, and who is in it."""

    deps: Deps
    clock: Clock
    client: httpx.AsyncClient
    people: dict[str, Person] = field(default_factory=dict)
    shops: dict[str, Shop] = field(default_factory=dict)

    async def shop(self, name: str = "North") -> Shop:
        """A shop, made at its first mention."""
        if name not in self.shops:
            async with self.deps.database.transaction() as session:
                self.shops[name] = await people.add_shop(
                    session, f"{name}店", name, by=SYSTEM, now=self.clock()
                )
        return self.shops[name]

    async def person(self, login: str, *roles: str, shop: str = "North") -> Person:
        """A person with a role, made at their first mention."""
        if login not in self.people:
            works = await self.shop(shop) if set(roles) & WORK_IN_A_SHOP else None
            hashed = await self.deps.doorkeeper.passwords.hash(PASSWORD)
            new = NewPerson(login, login.title(), frozenset(roles), works.id if works else "", "en")
            async with self.deps.database.transaction() as session:
                self.people[login] = await people.add_person(
                    session, new, password_hash=hashed, by=SYSTEM, now=self.clock()
                )
        return self.people[login]

    async def login(self, login: str, *roles: str, shop: str = "North") -> Mapping[str, str]:
        """The headers of somebody who is signed in."""
        await self.person(login, *roles, shop=shop)
        answer = await self.client.post("/api/login", json={"login": login, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        self.client.cookies.clear()
        return {"Authorization": f"Bearer {answer.json()['token']}", "Accept-Language": "en"}


def _no_encoder() -> Encoder:
    raise AssertionError("this test has no encoder")


def settings(var: Path, **changed: object) -> Settings:
    """Settings that no environment touches."""
    plain = Settings.model_construct(var=var, demo=True, init_password=SecretStr(""))
    return plain.model_copy(update=changed)


def parts(database: Database, var: Path, clock: Clock) -> Deps:
    """The parts of an application, cheap where that changes nothing."""
    doorkeeper = Doorkeeper(database, Passwords(cheap=True), Signer(b"k" * 32), Rules())
    blobs = MemoryBlobs()
    return Deps(
        settings=settings(var),
        database=database,
        blobs=blobs,
        bus=LocalBus(),
        texts=load(),
        doorkeeper=doorkeeper,
        ports=ports(doorkeeper, clock, demo=True),
        searching=Searching(var / "index", _no_encoder),
        now=clock,
    )


@asynccontextmanager
async def running(database: Database, var: Path, **changed: object) -> AsyncIterator[Chain]:
    """A chain over a database; `changed` replaces parts."""
    clock = Clock()
    deps = replace(parts(database, var, clock), **changed)  # type: ignore[arg-type]
    transport = httpx.ASGITransport(app=create_app(deps), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        yield Chain(deps, clock, client)
