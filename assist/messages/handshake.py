"""First words on a connection, before any command is heard.

Source: Home Assistant websocket API for the order, graphql-ws for the close codes.
"""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from assist.messages.model import Id, Message, Micros

PROTOCOL = "assist.v1"


class Close:
    """Close codes of `assist.v1`; the reason is JSON `{reconnect, after_ms}`."""

    BAD_MESSAGE = 4400
    UNAUTHORISED = 4401
    FORBIDDEN = 4403
    NO_AUTH_IN_TIME = 4408
    TAKEN_OVER = 4409
    TOO_MANY = 4429
    RESTARTING = 4500
    SLOW_CONSUMER = 4508


class CloseReason(Message):
    """Whether to come back, and how long to wait at least."""

    reconnect: bool
    after_ms: int


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


class Auth(Message):
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


class AuthRefresh(Message):
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
