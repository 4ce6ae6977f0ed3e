"""Does a command once, however often it arrives, and remembers what was answered.

Order of the checks: idem, then dseq; fence, rev and rule follow inside. The key is (user, outbox, idem). The
reply lies in the transaction of the events; temporary errors are raised, so that nothing of them stays.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from pydantic import ConfigDict
from sqlalchemy.ext.asyncio import AsyncSession

from assist import store, tables
from assist.caller import Caller
from assist.errors import DseqGap, IdemConflict, OutboxForeign
from assist.guidance.facts import Refusal
from assist.messages.commands import Command
from assist.messages.model import Message

SECRETS = frozenset({"password"})
"""Fields that must not be stored, not even inside a hash."""


class Kept(Message):
    """The data of a reply as it was stored."""

    model_config = ConfigDict(extra="allow")


@dataclass(frozen=True)
class Answer:
    """What a command came to. `replayed` says that it had been answered before."""

    ok: bool
    rev: int | None = None
    data: Message | None = None
    refusal: Refusal | None = None
    replayed: bool = False


async def once(
    session: AsyncSession, command: Command, *, by: Caller, now: int, run: Callable[[], Awaitable[Answer]]
) -> Answer:
    """The answer of `run`, or the one that was given to this key before.

    Raises:
        IdemConflict: the key stands for another body.
        DseqGap: entries of the outbox are missing before this one.
        OutboxForeign: the outbox belongs to another person.
    """
    key = {"user": by.user, "outbox": by.outbox, "idem": command.idem}
    body = digest(command)
    if not await store.insert_once(session, tables.idempotency, {**key, "body_hash": body, "at_us": now}):
        return await _earlier(session, key, body)
    if command.dseq is not None:
        await _expect(session, by, command.dseq)
    answer = await run()
    await store.change(session, tables.idempotency, key, {"reply": _dump(answer)})
    if command.dseq is not None:
        await store.change(session, tables.outbox, {"id": by.outbox}, {"dseq": command.dseq})
    return answer


def digest(command: Command) -> str:
    """SHA-256 of what a command asks for; the envelope may differ when it is sent again."""
    data = command.data.model_dump(mode="json", exclude=set(SECRETS))
    body = {"type": command.type, "job": getattr(command, "job", None), "data": data}
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


async def _earlier(session: AsyncSession, key: Mapping[str, str], body: str) -> Answer:
    row = await store.row(session, tables.idempotency, lock=False, **key)
    if row is None or row.body_hash != body:
        raise IdemConflict(idem=key["idem"])
    return _load(str(row.reply))


async def _expect(session: AsyncSession, by: Caller, dseq: int) -> None:
    mine = {"id": by.outbox, "user": by.user, "dseq": 0}
    await store.insert_once(session, tables.outbox, mine)
    row = await store.row(session, tables.outbox, lock=True, id=by.outbox)
    if row is None or row.user != by.user:
        raise OutboxForeign(outbox=by.outbox)
    if dseq != row.dseq + 1:
        raise DseqGap(expected=row.dseq + 1)


def _dump(answer: Answer) -> str:
    refusal = answer.refusal
    return json.dumps(
        {
            "ok": answer.ok,
            "rev": answer.rev,
            "data": None if answer.data is None else answer.data.model_dump(mode="json"),
            "refusal": None if refusal is None else {"code": refusal.code, "values": dict(refusal.values)},
        },
        ensure_ascii=False,
    )


def _load(text: str) -> Answer:
    kept = json.loads(text)
    return Answer(
        ok=kept["ok"],
        rev=kept["rev"],
        data=None if kept["data"] is None else Kept(**kept["data"]),
        refusal=None if kept["refusal"] is None else Refusal(**kept["refusal"]),
        replayed=True,
    )
