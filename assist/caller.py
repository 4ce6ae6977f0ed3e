"""Who asks, and the doors through which assist reaches what it must not import."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NewType

from sqlalchemy.ext.asyncio import AsyncSession

from assist.memory import Memory
from knowledge.vehicles.decoders.port import Decoder

UserId = NewType("UserId", str)


@dataclass(frozen=True)
class Caller:
    """A person who was authenticated at the edge, on one device."""

    user: UserId
    shop: str
    roles: frozenset[str] = frozenset()
    device: str = ""
    outbox: str = ""


def _no_scenes(_check: str) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Ports:
    """What the edge lends to assist.

    Attributes:
        verify: Login and password of a second person, and who asks them → who that is, or nothing. Slow:
            never inside a session.
        sent: Whether a person sent the bytes of a SHA-256 themselves; what others sent counts for nobody.
        names: Display names of people by id.
        decoders: Sources of vehicle facts, best first, given the session (imported tables live in it).
        scenes: Addresses of a check's demonstration scenes; empty outside the demonstration.
        memory: What this process keeps of jobs; a cache, never the truth.
    """

    verify: Callable[[str, str, Caller], Awaitable[Caller | None]]
    sent: Callable[[AsyncSession, str, str], Awaitable[bool]]
    names: Callable[[AsyncSession, frozenset[str]], Awaitable[Mapping[str, str]]]
    decoders: Callable[[AsyncSession], Awaitable[Sequence[Decoder]]]
    scenes: Callable[[str], tuple[str, ...]] = _no_scenes
    memory: Memory = field(default_factory=Memory)
