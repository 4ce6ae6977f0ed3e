"""Says who a token speaks for, right now: a revoked session is refused at once."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from web.identity import store
from web.identity.models import Person
from web.identity.tokens import Signer


@dataclass(frozen=True)
class Visit:
    """A person behind a good token."""

    person: Person
    session: str
    expires_us: int


async def authenticate(session: AsyncSession, signer: Signer, token: str, *, now: int) -> Visit | None:
    """Who a token speaks for; nothing if it is not good or its session has ended."""
    claims = signer.read(token, now_s=now // 1_000_000)
    if claims is None or await store.living(session, claims.session, now) is None:
        return None
    person = await store.person(session, claims.person)
    if person is None or not person.active:
        return None
    return Visit(person, claims.session, claims.expires_s * 1_000_000)


async def ended(session: AsyncSession, ids: frozenset[str], *, now: int) -> frozenset[str]:
    """Which of some sessions may no longer be served."""
    return await store.ended(session, ids, now)
