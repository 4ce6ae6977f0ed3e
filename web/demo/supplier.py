"""The demonstration's suppliers: a process that takes orders over HTTP and answers in its own time.

Four characters, by the first part of the path: `prompt` says yes at once; `late` says yes after the deadline
and does not read cancellations; `twice` says yes, says it again, and then no; `never` takes the order and
stays silent. They know nothing of the application but the address for answers and their secrets.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Annotated, Literal

import httpx
import stamina
import structlog
import typer
import uvicorn
from fastapi import FastAPI, Header, HTTPException, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from commerce.suppliers.signatures import HEADER, sign
from web import logs
from web import settings as chain_settings
from web.demo import supplier_secrets

Character = Literal["prompt", "late", "twice", "never"]
DAY_US = 86_400_000_000

_log = structlog.get_logger(__name__)


class Line(BaseModel):
    """What is wanted."""

    number: str
    quantity: Annotated[int, Field(ge=1)]


class Wanted(BaseModel):
    """An order as the chain sends it."""

    model_config = ConfigDict(frozen=True)

    order: str
    number: str
    answer_by_us: int
    lines: Annotated[tuple[Line, ...], Field(min_length=1)]


class Taken(BaseModel):
    """The receipt of an order."""

    reference: str


@dataclass(frozen=True)
class Times:
    """Seconds after which each character speaks."""

    prompt_s: float = 1.5
    late_s: float = 32.0
    twice_s: tuple[float, float, float] = (2.0, 5.0, 12.0)


@dataclass(frozen=True)
class Word:
    """One answer: after how long, under which id, and which."""

    after_s: float
    nth: int
    outcome: Literal["yes", "no"]
    note: str = ""


@dataclass
class Desk:
    """What the suppliers remember while the process lives."""

    answers_url: str
    secrets: dict[str, str]
    times: Times
    client: httpx.AsyncClient
    orders: dict[tuple[str, str], tuple[Wanted, str]] = field(default_factory=dict)
    speaking: dict[tuple[str, str], asyncio.Task[None]] = field(default_factory=dict)

    def take(self, character: Character, wanted: Wanted) -> str:
        """Our number for an order; the same order again has the same number and is not answered anew.

        Raises:
            HTTPException: 409 where the same order comes with other lines.
        """
        known = self.orders.get((character, wanted.order))
        if known is not None:
            if known[0].lines != wanted.lines:
                raise HTTPException(409)
            return known[1]
        reference = f"{character[0].upper()}{len(self.orders) + 1:05d}"
        self.orders[character, wanted.order] = (wanted, reference)
        speech = self._speak(character, wanted.order, reference)
        self.speaking[character, wanted.order] = asyncio.create_task(speech)
        return reference

    def drop(self, character: Character, order: str) -> None:
        """Stop working on an order; `late` does not read this in time."""
        task = self.speaking.get((character, order))
        if task is not None and character != "late":
            task.cancel()

    async def close(self) -> None:
        """Fall silent."""
        for task in self.speaking.values():
            task.cancel()
        await asyncio.gather(*self.speaking.values(), return_exceptions=True)
        await self.client.aclose()

    async def _speak(self, character: Character, order: str, reference: str) -> None:
        said = 0.0
        for word in words(character, self.times):
            await asyncio.sleep(word.after_s - said)
            said = word.after_s
            await self._say(character, order, f"{reference}-{word.nth}", word)

    async def _say(self, character: Character, order: str, name: str, word: Word) -> None:
        now_us = time.time_ns() // 1000
        answer: dict[str, object] = {
            "answer": name,
            "order": order,
            "outcome": word.outcome,
            "note": word.note,
        }
        if word.outcome == "yes":
            answer["arrives_us"] = now_us + DAY_US
        body = json.dumps(answer, ensure_ascii=False).encode()
        headers = {HEADER: sign(self.secrets[character], body, now_us // 1_000_000)}
        url = f"{self.answers_url}/{character}/answers"
        try:
            async for attempt in stamina.retry_context(on=httpx.TransportError, attempts=6, timeout=30):
                with attempt:
                    reply = await self.client.post(url, content=body, headers=headers, timeout=5)
        except httpx.TransportError:
            _log.warning("answer.undelivered", supplier=character, order=order)
        else:
            _log.info("answer.sent", supplier=character, order=order, status=reply.status_code)


def words(character: Character, times: Times) -> tuple[Word, ...]:
    """What a character says of any order, in order of time."""
    first, again, against = times.twice_s
    spoken: dict[Character, tuple[Word, ...]] = {
        "prompt": (Word(times.prompt_s, 1, "yes", "明早送出 / leaves tomorrow morning"),),
        "late": (Word(times.late_s, 1, "yes", "刚看到 / only saw it now"),),
        "twice": (
            Word(first, 1, "yes"),
            Word(again, 1, "yes"),
            Word(against, 2, "no", "刚发现没货 / none left after all"),
        ),
        "never": (),
    }
    return spoken[character]


def create_app(answers_url: str, secrets: dict[str, str], times: Times) -> FastAPI:
    """The suppliers' own application."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.desk = Desk(answers_url, secrets, times, httpx.AsyncClient())
        yield
        await app.state.desk.close()

    app = FastAPI(title="Shifu demonstration suppliers", lifespan=lifespan)

    @app.put("/{character}/orders/{order}", status_code=202)
    async def take(
        *,
        character: Character,
        order: str,
        wanted: Wanted,
        request: Request,
        idempotency_key: Annotated[str, Header()],
    ) -> Taken:
        """Take an order, once."""
        if not order == wanted.order == idempotency_key:
            raise HTTPException(422)
        desk: Desk = request.app.state.desk
        return Taken(reference=desk.take(character, wanted))

    @app.delete("/{character}/orders/{order}", status_code=204)
    async def drop(character: Character, order: str, request: Request) -> Response:
        """Hear that an order is no longer wanted; also of one that never came."""
        desk: Desk = request.app.state.desk
        desk.drop(character, order)
        return Response(status_code=204)

    @app.get("/health")
    async def health() -> dict[str, str]:
        """Whether the process listens."""
        return {"status": "ok"}

    return app


def main(
    *,
    port: Annotated[int | None, typer.Option(help="Port; SHIFU_SUPPLIER_PORT if not given.")] = None,
    answers_url: Annotated[str, typer.Option(help="Where answers go, up to the supplier's id.")] = "",
    prompt_s: Annotated[float, typer.Option(help="Seconds until `prompt` answers.")] = 1.5,
    late_s: Annotated[float, typer.Option(help="Seconds until `late` answers.")] = 32.0,
    twice_s: Annotated[
        tuple[float, float, float], typer.Option(help="Seconds of the three answers of `twice`.")
    ] = (2.0, 5.0, 12.0),
) -> None:
    """Run the demonstration's suppliers until told to end."""
    chain = chain_settings.read()
    logs.begin(chain, "supplier")
    url = answers_url or f"http://127.0.0.1:{chain.port}/api/suppliers"
    secrets = dict(supplier_secrets.read(chain.var))
    app = create_app(url, secrets, Times(prompt_s, late_s, twice_s))
    listening = chain.supplier_port if port is None else port
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=listening,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=1,
    )


if __name__ == "__main__":
    typer.run(main)
