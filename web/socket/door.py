"""Everything that the socket needs of the rest of the edge, in one frozen value."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from assist.caller import Ports, UserId
from web.database import Database


@dataclass(frozen=True)
class Visitor:
    """A person behind a token that was found good."""

    user: UserId
    name: str
    roles: frozenset[str]
    shop: str
    session: str
    lang: str
    expires_at: int


class Authenticate(Protocol):
    """Who a token speaks for, or nothing."""

    async def __call__(self, token: str) -> Visitor | None:
        """The person, or nothing where the token is forged, expired, or of an ended session."""
        ...


@dataclass(frozen=True)
class Knobs:
    """Limits of a connection; the defaults are the protocol's.

    Attributes:
        max_bytes: Of one frame from a client.
        window: Logged pushes that may be on their way unacknowledged.
        ping_s: Between two pings. A client gives a silent line up after two and a half of them, so that a
            server that hangs is noticed within ten seconds.
        auth_s: Until a connection must have said who it is.
        undelivered: Safety pushes that may wait for a slow client before it is closed.
        infos: Info pushes that may wait before the oldest is dropped.
        page: Events in one page of a resume.
        per_second: Commands of one connection, sustained; four times as many in a burst.
        poll_s: Between two looks for other processes' events.
        revoked_s: Between two looks for ended sessions.
    """

    max_bytes: int = 64 * 1024
    window: int = 256
    ping_s: float = 4.0
    auth_s: float = 5.0
    undelivered: int = 64
    infos: int = 32
    page: int = 200
    per_second: int = 50
    poll_s: float = 0.1
    revoked_s: float = 0.5


@dataclass(frozen=True)
class Door:
    """What wiring gives to the socket.

    Attributes:
        database: Sessions; the socket registers itself as a listener of commits.
        ports: What assist needs.
        authenticate: Checks a token.
        ended: Which of some sessions have been revoked or signed out; asked twice a second.
        sentence: An error's text: code, values, language → sentence.
        origins: Origins that pages may come from; an absent header is a client that is no browser.
        server: Name and version, for `hello`.
        now: UTC microseconds.
    """

    database: Database
    ports: Ports
    authenticate: Authenticate
    ended: Callable[[frozenset[str]], Awaitable[frozenset[str]]]
    sentence: Callable[[str, Mapping[str, str], str], str]
    origins: frozenset[str]
    server: str
    now: Callable[[], int]
    knobs: Knobs = Knobs()
