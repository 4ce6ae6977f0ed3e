"""What routes ask for: a session, the person, their language; and who is let in at all."""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar, cast

from fastapi import Depends, Header, Request
from sqlalchemy.ext.asyncio import AsyncSession

from assist.caller import Caller
from assist.caller import UserId as AssistUser
from assist.messages.model import Message
from web.adapters import store
from web.errors import IdempotencyConflict, KeyMissing, NotSignedIn, RoleMissing
from web.identity import access, policies
from web.identity.access import Visit
from web.identity.models import Person
from web.settings import Lang
from web.texts import preferred
from web.wiring import Deps

PREFIX = "/api"
"""Every noun's routes lie directly below it."""

M = TypeVar("M", bound=Message)


def deps_of(request: Request) -> Deps:
    """What the application was made of."""
    return cast("Deps", request.app.state.deps)


DepsDep = Annotated[Deps, Depends(deps_of)]


async def _writing(deps: DepsDep) -> AsyncIterator[AsyncSession]:
    async with deps.database.transaction() as session:
        yield session


async def _reading(deps: DepsDep) -> AsyncIterator[AsyncSession]:
    async with deps.database.reading() as session:
        yield session


SessionDep = Annotated[AsyncSession, Depends(_writing, scope="function")]
"""Commits before the answer is sent, so that no answer promises what was not kept."""

ReadDep = Annotated[AsyncSession, Depends(_reading, scope="function")]
"""One moment of the database, for routes that change nothing."""


def route_of(request: Request) -> str:
    """`METHOD /path/{with}/names`, as policies call it."""
    return f"{request.method} {PREFIX}{request.scope['route'].path}"


async def guard(request: Request, deps: DepsDep) -> Visit | None:
    """Let in whom the policies let in; a route that they do not name lets in nobody.

    Raises:
        NotSignedIn: no good token.
        RoleMissing: none of the person's roles may.
    """
    route = route_of(request)
    if route in policies.OPEN:
        return None
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotSignedIn
    async with deps.database.reading() as session:
        visit = await access.authenticate(session, deps.doorkeeper.signer, token, now=deps.now())
    if visit is None:
        raise NotSignedIn
    if not policies.may_call(route, visit.person.roles):
        raise RoleMissing(roles=", ".join(sorted(policies.ROUTES.get(route, ()))))
    return visit


def _visit(visit: Annotated[Visit | None, Depends(guard)]) -> Visit:
    if visit is None:
        raise NotSignedIn
    return visit


VisitDep = Annotated[Visit, Depends(_visit)]


def _person(visit: VisitDep) -> Person:
    return visit.person


PersonDep = Annotated[Person, Depends(_person)]


def caller_of(person: Person) -> Caller:
    """A person as assist knows them; over HTTP there is no device."""
    return Caller(AssistUser(person.id), person.shop, frozenset(person.roles))


def _caller(person: PersonDep) -> Caller:
    return caller_of(person)


CallerDep = Annotated[Caller, Depends(_caller)]


def lang_of(request: Request) -> Lang:
    """The language that the caller wants to read."""
    return preferred(request.headers.get("accept-language"), deps_of(request).settings.lang)


LangDep = Annotated[Lang, Depends(lang_of)]


@dataclass(frozen=True)
class Once:
    """Answers a write again instead of doing it again."""

    session: AsyncSession
    person: str
    key: str
    now: int

    async def answer(self, body: Message, model: type[M], run: Callable[[], Awaitable[M]]) -> M:
        """What `run` answers the first time, kept under the key in the same transaction.

        Raises:
            IdempotencyConflict: the key came before, with another body.
        """
        digest = hashlib.sha256(f"{type(body).__name__}{body.model_dump_json()}".encode()).hexdigest()
        if await store.open_answer(self.session, self.person, self.key, digest, now=self.now):
            made = await run()
            await store.set_answer(self.session, self.person, self.key, made.model_dump_json())
            return made
        kept_digest, kept = await store.answer(self.session, self.person, self.key)
        if kept_digest != digest:
            raise IdempotencyConflict(key=self.key)
        return model.model_validate_json(kept)


def _once(
    session: SessionDep,
    person: PersonDep,
    deps: DepsDep,
    idempotency_key: Annotated[str | None, Header(max_length=128, pattern=r"^[!-~]*$")] = None,
) -> Once:
    if not idempotency_key:
        raise KeyMissing
    return Once(session, person.id, idempotency_key, deps.now())


OnceDep = Annotated[Once, Depends(_once)]
