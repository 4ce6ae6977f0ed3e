"""First words on a connection, before any command is heard.

Source: Home Assistant websocket API for the order, graphql-ws for the close codes.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from assist.messages.model import Id, Input, Message, Micros

PROTOCOL = "assist.v1"


class Close:
    """Close codes of `assist.v1`; the reason is a `CloseReason`."""

    BAD_MESSAGE = 4400
    UNAUTHORISED = 4401
    FORBIDDEN = 4403
    NO_AUTH_IN_TIME = 4408
    TAKEN_OVER = 4409
    TOO_MANY = 4429
    RESTARTING = 4500
    SLOW_CONSUMER = 4508


Ended = Literal[
    "frame_binary",
    "frame_too_large",
    "frame_not_json",
    "frame_malformed",
    "auth_expected",
    "token_refused",
    "token_expired",
    "session_ended",
    "auth_late",
    "taken_over",
    "too_many_commands",
    "too_many_connections",
    "restarting",
    "failed",
    "too_slow",
    "silent",
]

ENDINGS: Mapping[Ended, tuple[int, bool]] = {
    "frame_binary": (Close.BAD_MESSAGE, False),
    "frame_too_large": (Close.BAD_MESSAGE, False),
    "frame_not_json": (Close.BAD_MESSAGE, False),
    "frame_malformed": (Close.BAD_MESSAGE, False),
    "auth_expected": (Close.BAD_MESSAGE, False),
    "token_refused": (Close.UNAUTHORISED, False),
    "token_expired": (Close.UNAUTHORISED, True),
    "session_ended": (Close.UNAUTHORISED, False),
    "auth_late": (Close.NO_AUTH_IN_TIME, True),
    "taken_over": (Close.TAKEN_OVER, False),
    "too_many_commands": (Close.TOO_MANY, True),
    "too_many_connections": (Close.TOO_MANY, True),
    "restarting": (Close.RESTARTING, True),
    "failed": (Close.RESTARTING, True),
    "too_slow": (Close.SLOW_CONSUMER, True),
    "silent": (Close.SLOW_CONSUMER, True),
}
"""Everything that ends a connection: its close code, and whether to come back."""


class CloseReason(Message):
    """Whether to come back, how long to wait at least, and what happened."""

    reconnect: bool
    after_ms: int
    code: Ended


class Limits(Message):
    """What this server accepts of one connection."""

    max_bytes: int
    window: int
    ping_ms: int


class Hello(Message):
    """The server's first frame."""

    type: Literal["hello"] = "hello"
    proto: str = PROTOCOL
    server: str
    server_time: Micros
    limits: Limits
    features: tuple[str, ...] = ()


class Auth(Input):
    """The client's first frame, within five seconds."""

    type: Literal["auth"] = "auth"
    token: Annotated[str, Field(max_length=4_096)]
    device: Id
    outbox: Id
    client: Annotated[str, Field(max_length=200)] = ""
    lang: Annotated[
        Literal["zh", "en"] | None, Field(description="of errors; the person's own if absent")
    ] = None
    features: Annotated[tuple[str, ...], Field(max_length=32)] = ()


class AuthRefresh(Input):
    """A fresh token on a living connection; the person must stay the same."""

    type: Literal["auth.refresh"] = "auth.refresh"
    token: Annotated[str, Field(max_length=4_096)]


class AuthOk(Message):
    """The person, as the server knows them."""

    type: Literal["auth.ok"] = "auth.ok"
    session: str
    user: str
    name: str
    roles: tuple[str, ...]
    expires_at: Micros


class Ping(Message):
    """Sent by the server: the head of each open channel, so that silent loss shows."""

    type: Literal["ping"] = "ping"
    server_time: Micros
    heads: dict[str, int]


class Pong(Message):
    """The client's answer; renews the lease of the jobs it holds."""

    type: Literal["pong"] = "pong"


AUTH: TypeAdapter[Auth] = TypeAdapter(Auth)
