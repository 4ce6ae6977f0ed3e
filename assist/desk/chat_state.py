"""A chat between two turns: what the dialogue remembers, and what stands behind what was shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncSession

from assist import store, tables
from assist.caller import Caller
from assist.desk.errors import ChatUnknown
from assist.dialogue.memory import Memory
from assist.messages.chat import ChatAnswer

OFFERS_KEPT = 36
"""Offers whose meaning is kept: those on the counter and the lists before it."""

SEEN_MOST = 200
"""Offers that are remembered as shown, so that "anything else?" shows others."""


@dataclass(frozen=True)
class Behind:
    """What an offer on the screen stands for; `label` is how a button names it."""

    part: str
    source: str
    slot: str | None = None
    label: str = ""


@dataclass(frozen=True)
class Born:
    """What a quote was asked for, so that its order knows its job, step, slot and car."""

    offer: str
    job: str | None = None
    step: str | None = None
    slot: str | None = None
    vin: str | None = None


@dataclass(frozen=True)
class ChatState:
    """Everything of a chat that the next turn needs.

    Attributes:
        car: the VIN whose oddities have been told.
        known: facts that the person has answered here, by VIN.
        offers: what the offers on the screen stand for, by their id, the latest last.
        seen: part and source of everything that was shown since the last new wish.
        quotes: where the quotes of this chat were born.
    """

    turn: int = 0
    memory: Memory = field(default_factory=Memory)
    car: str | None = None
    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    offers: Mapping[str, Behind] = field(default_factory=dict)
    seen: tuple[str, ...] = ()
    quotes: Mapping[str, Born] = field(default_factory=dict)

    def remembering(self, memory: Memory) -> Self:
        """The same chat with another memory."""
        return replace(self, memory=memory)

    def answered(self, vin: str, fact: str, value: str) -> Self:
        """After a person said something of a car that no repair order keeps."""
        facts = {**self.known.get(vin, {}), fact: value}
        return replace(self, known={**self.known, vin: facts})

    def showing(self, offers: Mapping[str, Behind], *, fresh: bool) -> Self:
        """After offers were put on the screen; `fresh` forgets what was shown before."""
        before = () if fresh else self.seen
        seen = (*before, *(f"{one.part} {one.source}" for one in offers.values()))[-SEEN_MOST:]
        kept = list({**self.offers, **offers}.items())[-OFFERS_KEPT:]
        return replace(self, offers=dict(kept), seen=seen)


_ADAPTER: TypeAdapter[ChatState] = TypeAdapter(ChatState)


async def load(session: AsyncSession, chat: str, by: Caller) -> ChatState:
    """The chat, held until the transaction ends; a new one where nobody has used the id.

    Raises:
        ChatUnknown: the id is another person's chat.
    """
    fresh = {"id": chat, "user": by.user, "shop": by.shop, "turn": 0, "memory": {}, "at_us": 0}
    await store.insert_once(session, tables.chat, fresh)
    row = await store.row(session, tables.chat, lock=True, id=chat)
    if row is None or row.user != by.user:
        raise ChatUnknown(chat=chat)
    return _ADAPTER.validate_python(row.memory) if row.memory else ChatState()


async def save(session: AsyncSession, chat: str, state: ChatState, by: Caller, *, now: int) -> None:
    """Keep the chat for its next turn."""
    memory = _ADAPTER.dump_python(state, mode="json")
    values = {"user": by.user, "shop": by.shop, "turn": state.turn, "memory": memory, "at_us": now}
    await store.change(session, tables.chat, {"id": chat}, values)


async def append(session: AsyncSession, answer: ChatAnswer, said: str, by: Caller, *, now: int) -> None:
    """Keep a turn for ever: what was said, and the whole answer."""
    values = {
        "chat": answer.chat,
        "turn": answer.turn,
        "user": by.user,
        "said": said,
        "answer": answer.model_dump(mode="json"),
        "at_us": now,
    }
    await store.insert_once(session, tables.chat_turn, values)
