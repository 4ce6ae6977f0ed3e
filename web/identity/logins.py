"""Signs people in, keeps them signed in, and signs them out.

These use cases open their own short transactions, because checking a password is slow and must not hold one.
"""

import asyncio
import hashlib
import secrets
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from web.database import Database
from web.errors import NotSignedIn
from web.identity import store
from web.identity.errors import LoginTooOften, LoginWrong
from web.identity.models import Person
from web.identity.passwords import Passwords
from web.identity.people import attempts_of, login_of
from web.identity.tokens import Claims, Signer

SECOND_US = 1_000_000
DAY_US = 86_400 * SECOND_US
GRACE_US = 30 * SECOND_US
"""How long the refresh secret before the last is still answered: two tabs may refresh at once."""
PEOPLE_BEHIND_ONE_ADDRESS = 10
"""A shop's people share one address, so it may be wrong that many times as often as one login."""
AT_ONCE = 2
"""So many passwords of a process are looked at together."""


@dataclass(frozen=True)
class Rules:
    """How long things last, and how often one may be wrong."""

    access_s: int = 900
    refresh_days: int = 14
    attempts: int = 8
    window_s: int = 300


@dataclass(frozen=True)
class Doorkeeper:
    """What signing in needs.

    Attributes:
        turns: A flood of passwords waits here, and not in front of the disk.
        signatures: Whoever confirms another's work is signed in, and waits behind no flood.
    """

    database: Database
    passwords: Passwords
    signer: Signer
    rules: Rules = Rules()
    turns: asyncio.Semaphore = field(default_factory=partial(asyncio.Semaphore, AT_ONCE))
    signatures: asyncio.Semaphore = field(default_factory=partial(asyncio.Semaphore, AT_ONCE))


@dataclass(frozen=True)
class SignedIn:
    """A person with a fresh access token; `refresh` is empty where the old refresh secret stays good."""

    person: Person
    session: str
    token: str
    expires_us: int
    refresh: str = ""


async def sign_in(door: Doorkeeper, login: str, password: str, *, address: str, now: int) -> SignedIn:
    """A new session for a login and its password.

    Raises:
        LoginWrong: no such login, not its password, or the person was made inactive.
        LoginTooOften: too many wrong ones before, for this login or from this address.
    """
    async with door.turns:
        person = await _check(door, login, password, address=address, now=now)
    secret = secrets.token_urlsafe(32)
    kept = store.Kept(
        id=secrets.token_hex(16),
        person=person.id,
        secret_hash=_digest(secret),
        before_hash=None,
        turned_us=now,
        expires_us=now + door.rules.refresh_days * DAY_US,
    )
    async with door.database.transaction() as session:
        await store.insert_session(session, kept)
        await store.append(
            session, f"user:{person.id}", "session.started", {"session": kept.id}, by=person.id, now=now
        )
    return _signed(door, person, kept.id, now, refresh=f"{kept.id}.{secret}")


async def verify(door: Doorkeeper, login: str, password: str, *, address: str, now: int) -> Person | None:
    """Whose login and password these are, for a signature on another's device; makes no session.

    Raises:
        LoginTooOften: too many wrong ones before.
    """
    try:
        async with door.signatures:
            return await _check(door, login, password, address=address, now=now)
    except LoginWrong:
        return None


async def refresh(door: Doorkeeper, secret: str, *, now: int) -> SignedIn:
    """A fresh access token, and a fresh refresh secret in place of the given one.

    A secret that was replaced longer ago than `GRACE_US` means that somebody copied it: the session ends.

    Raises:
        NotSignedIn: the session ended or expired, or the secret is not its own.
    """
    session_id, _, word = secret.partition(".")
    fresh = secrets.token_urlsafe(32)
    async with door.database.transaction() as session:
        kept = await store.living(session, session_id, now)
        person = await store.person(session, kept.person) if kept else None
        if kept is None or person is None or not person.active:
            raise NotSignedIn
        fit = _fit(kept, _digest(word), now)
        if fit == "current":
            expires = now + door.rules.refresh_days * DAY_US
            await store.turn(session, kept, _digest(fresh), now=now, expires_us=expires)
        elif fit == "copied":
            await _end(session, kept.id, "copied", now)
    if fit == "current":
        return _signed(door, person, kept.id, now, refresh=f"{kept.id}.{fresh}")
    if fit == "twin":
        return _signed(door, person, kept.id, now)
    raise NotSignedIn


async def sign_out_by_secret(door: Doorkeeper, secret: str, *, now: int) -> None:
    """End the session of a refresh secret, if it is a good one."""
    session_id, _, word = secret.partition(".")
    async with door.database.transaction() as session:
        kept = await store.living(session, session_id, now)
        if kept is not None and _fit(kept, _digest(word), now) in {"current", "twin"}:
            await _end(session, kept.id, "signed_out", now)


async def _end(session: AsyncSession, session_id: str, cause: str, now: int) -> None:
    person = await store.end_session(session, session_id, cause, now)
    if person is not None:
        facts = {"cause": cause, "sessions": [session_id]}
        await store.append(session, f"user:{person}", "session.revoked", facts, by=person, now=now)


async def _check(door: Doorkeeper, login: str, password: str, *, address: str, now: int) -> Person:
    keys = (attempts_of(login), f"address:{address}")
    attempts = await _attempt(door, keys, now)
    async with door.database.reading() as session:
        found = await store.by_login(session, login_of(login)[:64])
    person, kept = found or (None, None)
    if not await door.passwords.fits(password, kept) or person is None or not person.active:
        raise LoginWrong
    async with door.database.transaction() as session:
        await store.forgive(session, keys[0])
        await store.take_back(session, attempts)
    return person


async def _attempt(door: Doorkeeper, keys: tuple[str, str], now: int) -> list[int]:
    """Count an attempt before its password is looked at, so that none of many at once goes uncounted."""
    window_us = door.rules.window_s * SECOND_US
    async with door.database.reading() as session:
        retry_s = await _closed_for(session, keys, door.rules, now, more=1)
    if retry_s:
        raise LoginTooOften(retry_s=retry_s)
    async with door.database.transaction() as session:
        attempts = await store.attempt(session, keys, now, forget_before=now - window_us)
    async with door.database.reading() as session:
        retry_s = await _closed_for(session, keys, door.rules, now)
    if retry_s:
        async with door.database.transaction() as session:
            await store.take_back(session, attempts)
        raise LoginTooOften(retry_s=retry_s)
    return attempts


async def _closed_for(
    session: AsyncSession, keys: tuple[str, str], rules: Rules, now: int, *, more: int = 0
) -> int:
    """Seconds until one of the keys may be tried again, after so many more attempts; 0 where both may."""
    window_us = rules.window_s * SECOND_US
    for key, most in zip(keys, (rules.attempts, rules.attempts * PEOPLE_BEHIND_ONE_ADDRESS), strict=True):
        count, oldest = await store.attempts(session, key, now - window_us)
        if count + more > most:
            return max(1, (oldest + window_us - now) // SECOND_US)
    return 0


def _fit(kept: store.Kept, digest: str, now: int) -> Literal["current", "twin", "copied", "wrong"]:
    if secrets.compare_digest(digest, kept.secret_hash):
        return "current"
    if not secrets.compare_digest(digest, kept.before_hash or ""):
        return "wrong"
    return "twin" if now - kept.turned_us <= GRACE_US else "copied"


def _signed(door: Doorkeeper, person: Person, session_id: str, now: int, *, refresh: str = "") -> SignedIn:
    expires_us = now + door.rules.access_s * SECOND_US
    token = door.signer.sign(Claims(person.id, session_id, expires_us // SECOND_US))
    return SignedIn(person, session_id, token, expires_us, refresh)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
