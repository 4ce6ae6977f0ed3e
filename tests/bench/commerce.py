"""How fast the parts desk answers, orders and prices, on SQLite with durable commits."""

import asyncio
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from commerce.ids import UserId
from commerce.ordering import orders
from commerce.pricing.drivers import Situation
from commerce.pricing.engine import price
from commerce.pricing.policy import Policy
from tests.bench.figure import Figure, at_least, at_most, plain, quantile
from tests.databases import sqlite_copy, sqlite_template
from tests.fakes.catalogue import NOW, SHOP, quoted, stocked
from tests.fakes.counter import AUTOMATIC, CVT, DISC_320, Counter
from web.database import Database, open_database

TURNS = [
    f"前刹车片,VIN {DISC_320},要原厂的",
    "那后面的呢?",
    "便宜点的",
    "第一个",
    "不要了",
    f"变速箱油 {AUTOMATIC}",
    f"drain washer for {CVT}",
    "XH-W14-A",
]
ROUNDS = 12
ORDERS = 200
PRICES = 20_000


def figures(_data: Path | None) -> Iterable[Figure]:
    """Every figure of commerce."""
    with tempfile.TemporaryDirectory() as folder:
        template = sqlite_template(Path(folder))
        with sqlite_copy(template, Path(folder)) as url:
            turns = asyncio.run(talk(open_database(url)))
        yield at_most("chat_turn_p95", quantile(turns, 0.95), "ms", 150)
        yield plain("chat_turn_p50", quantile(turns, 0.5), "ms")
        with sqlite_copy(template, Path(folder)) as url:
            placed = asyncio.run(place(open_database(url)))
        yield at_most("order_placed_and_committed_p99", quantile(placed, 0.99), "ms", 100)
    yield at_least("prices_with_five_drivers", rate(), "/s", 10_000)


async def talk(database: Database) -> list[float]:
    """Milliseconds of each turn, its commit included."""
    async with database.transaction() as session:
        counter = await Counter(session).open()
    took = []
    for nth in range(ROUNDS):
        counter.chat = f"chat-{nth}"
        for words in TURNS:
            begun = time.perf_counter()
            async with database.transaction() as session:
                counter.session = session
                await counter.say(words)
            took.append((time.perf_counter() - begun) * 1000)
    await database.close()
    return took[len(TURNS) :]


async def place(database: Database) -> list[float]:
    """Milliseconds of each order, its commit included."""
    async with database.transaction() as session:
        await stocked(session)
        quotes = [(await quoted(session, "pad-4", "supplier:swift")).id for _ in range(ORDERS)]
    took = []
    for quote in quotes:
        begun = time.perf_counter()
        async with database.transaction() as session:
            await orders.place(session, quote, key=quote, shop=SHOP, by=UserId("buyer"), now=NOW)
        took.append((time.perf_counter() - begun) * 1000)
    await database.close()
    return took


def rate() -> float:
    """Prices a second in one process."""
    policy = Policy()
    begun = time.perf_counter()
    for situation in situations():
        price(situation, policy)
    return PRICES / (time.perf_counter() - begun)


def situations() -> Iterator[Situation]:
    """Different each time, so that nothing can be remembered."""
    for nth in range(PRICES):
        yield Situation(10_000 + nth, "brand", "transfer", nth * 1_000, nth % 500)
