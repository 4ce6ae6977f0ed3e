"""Answers commands: one reply each, never silence. The only place of the socket that catches everything."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from assist import technician
from assist.errors import ChannelUnknown
from assist.guidance.facts import Refusal
from assist.messages import arguments, commands
from assist.messages.commands import COMMANDS, LATER
from assist.messages.envelopes import Error, ErrorDetail, Reply
from assist.messages.model import MOST
from assist.messages.resume import SubOpened
from assist.once import Answer
from web import faults, outages
from web.errors import Coded
from web.identity.policies import may_command
from web.socket import parts, resume, reviews
from web.socket.connection import Connection
from web.socket.frames import order_text, view_text
from web.socket.policies import may_follow, scope

RETRY_MS = 1_000
_log = structlog.get_logger(__name__)


async def answer(connection: Connection, frame: dict[str, Any]) -> None:
    """Do what a frame asks and reply; types of extensions are passed over."""
    kind = frame.get("type")
    if not isinstance(kind, str) or kind.startswith(("x.", "$")):
        return
    number = frame.get("id")
    number = number if isinstance(number, int) and 0 <= number <= MOST else 0
    reply = await _reply(connection, kind, frame, number)
    await connection.writer.reply(reply.model_dump_json())
    if reply.ok and kind == "sub.open":
        _resumed(connection, reply)


async def _reply(connection: Connection, kind: str, frame: dict[str, Any], number: int) -> Reply:
    if kind in LATER or kind not in _HANDLERS:
        said = kind[:64].encode(errors="replace").decode()  # half of a surrogate pair cannot be sent back
        return _refused(connection, number, Refusal("unsupported", {"type": said}))
    try:
        command = COMMANDS.validate_python(frame)
    except ValidationError as error:
        return _refused(connection, number, _invalid(error))
    if command.id <= connection.last_id:
        return _refused(connection, number, Refusal("id_reused", {"id": str(command.id)}))
    connection.last_id = command.id
    if not may_command(kind, connection.visitor.roles):
        return _refused(connection, number, Refusal("not_allowed", {"what": kind}))
    try:
        return _said(connection, number, await _HANDLERS[kind](connection, command))
    except Exception as error:  # noqa: BLE001 - one failing command must not end the connection
        return _refused(connection, number, _failed(error, kind))


def _said(connection: Connection, number: int, answer: Answer) -> Reply:
    if answer.refusal is not None:
        refused = _refused(connection, number, answer.refusal)
        return refused.model_copy(
            update={"rev": answer.rev, "data": answer.data, "replayed": answer.replayed}
        )
    return Reply(re=number, ok=True, rev=answer.rev, data=answer.data, replayed=answer.replayed)


def _refused(connection: Connection, number: int, refusal: Refusal) -> Reply:
    sentence = connection.door.sentence(refusal.code, refusal.values, connection.lang)
    error = Error(
        code=refusal.code,
        message=sentence,
        temporary=refusal.temporary,
        retry_ms=RETRY_MS if refusal.temporary else None,
        detail=tuple(ErrorDetail(name=name, value=value) for name, value in refusal.values.items()),
    )
    return Reply(re=number, ok=False, error=error)


def _invalid(error: ValidationError) -> Refusal:
    return Refusal("command_invalid", faults.values(error.errors(include_url=False, include_input=False)))


def _failed(error: Exception, kind: str) -> Refusal:
    if isinstance(error, Coded):
        temporary = bool(getattr(error, "temporary", False))
        return Refusal(error.code, error.values(), temporary=temporary)
    if outages.is_full(error):
        return Refusal("database_full", temporary=True)
    if isinstance(error, SQLAlchemyError | OSError):
        _log.exception("command.database_failed", command=kind, exc_info=error)
        return Refusal("database_unreachable", temporary=True)
    _log.exception("command.failed", command=kind, exc_info=error)
    return Refusal("internal", temporary=True)


async def _open(connection: Connection, command: commands.SubOpen) -> Answer:
    ch, visitor = command.data.ch, connection.visitor
    prefix = ch.partition(":")[0]
    if prefix not in _OPENERS or not may_follow(prefix, visitor.roles):
        raise ChannelUnknown(ch=ch)
    connection.unfollow(ch)
    connection.follow(ch)
    try:
        page = await _OPENERS[prefix](connection, command.data)
    except BaseException:
        connection.unfollow(ch)
        raise
    if page.more:
        connection.unfollow(ch)
    return Answer(ok=True, rev=page.head, data=page)


async def _open_job(connection: Connection, asked: arguments.SubOpenData) -> SubOpened:
    visitor, door = connection.visitor, connection.door
    reader = resume.Reader(visitor.user, scope(visitor.shop, visitor.roles))
    async with door.database.reading() as session:
        return await resume.open_job(session, asked, reader=reader, ports=door.ports, page=door.knobs.page)


def _resumed(connection: Connection, reply: Reply) -> None:
    page = reply.data
    if isinstance(page, SubOpened) and not page.more:
        connection.told(page.ch, page.epoch, page.head)
        if page.order is not None:
            connection.show(page.ch, order_text(page.ch, page, at=connection.door.now()))
        if page.view is not None:
            if page.view.mine:
                connection.holds.add(page.view.job)
            connection.show(page.ch, view_text(page.ch, page.epoch, page.view, at=connection.door.now()))


async def _close(connection: Connection, command: commands.SubClose) -> Answer:
    connection.unfollow(command.data.ch)
    return Answer(ok=True)


async def _job(connection: Connection, command: commands.JobCommand) -> Answer:
    door, caller = connection.door, connection.caller
    prepared = await technician.prepare(command, door.ports, by=caller)
    async with door.database.transaction() as session:
        answer = await technician.handle(
            session, command, by=caller, now=door.now(), ports=door.ports, prepared=prepared
        )
    if answer.ok and command.type in {"job.claim", "job.takeover"}:
        connection.holds.add(command.job)
        connection.renewed_us = door.now()
    return answer


_OPENERS: Mapping[str, Callable[[Connection, arguments.SubOpenData], Awaitable[SubOpened]]] = {
    "job": _open_job,
    "order": parts.open_order,
    "review": reviews.open_queue,
}

_JOB_TYPES = (
    "job.claim", "job.takeover", "job.finish", "hazard.displayed", "hazard.ack", "step.show", "step.back",
    "step.complete", "step.skip", "measure.record", "evidence.commit", "witness.sign", "gate.override",
    "timer.start",
)  # fmt: skip

_HANDLERS: Mapping[str, Callable[[Connection, Any], Awaitable[Answer]]] = {
    "sub.open": _open,
    "sub.close": _close,
    **dict.fromkeys(_JOB_TYPES, _job),
    "chat.turn": parts.turn,
    "parts.order": parts.order,
    "parts.cancel": parts.cancel,
}
"""Every command that is served; a type of the protocol that is not here answers `unsupported`."""
