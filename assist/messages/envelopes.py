"""Replies, errors and pushes: the frames that the server sends."""

from typing import Annotated, Literal

from pydantic import Field, SerializeAsAny

from assist.messages.model import Message, Micros

Lane = Literal["safety", "state", "info"]


class ErrorDetail(Message):
    """One value that the error is about, for the client to show or mark."""

    name: str
    value: str


class Error(Message):
    """A refusal: a stable code, and a sentence in the caller's language that says what to do."""

    code: str
    message: str
    temporary: bool = False
    retry_ms: int | None = None
    detail: tuple[ErrorDetail, ...] = ()


class Reply(Message):
    """The one answer to a command."""

    re: Annotated[int, Field(ge=0, description="the command's id; 0 where it could not be read")]
    ok: bool
    rev: int | None = None
    replayed: bool = False
    data: SerializeAsAny[Message] | None = None
    error: Error | None = None


class Push(Message):
    """Something that nobody asked for on this connection.

    Logged events carry `seq` (gapless by channel) and `prev` (the `seq` last sent here); views
    of a job or an order carry neither.
    """

    ch: str
    epoch: str
    seq: int | None = None
    prev: int | None = None
    lane: Lane
    type: str
    rev: int
    at: Micros
    data: SerializeAsAny[Message]
