"""Does what follows from events, outside the edge: photos, reviews, suppliers, the search index.

`shifu work` runs it. Several may run; each event is handled once, whoever gets it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx
import structlog

from assist import rework
from assist.guidance.facts import Event
from assist.rework import Relay
from assist.tail import Consumer, run
from commerce import tables as commerce_tables
from commerce.ordering import orders
from commerce.ordering import store as order_store
from commerce.suppliers import calls
from commerce.suppliers.http import HttpSupplier
from commerce.suppliers.store import SupplierRow
from knowledge import tables as knowledge_tables
from web.adapters import tasks
from web.adapters.store import Task
from web.camera import KIND, Camera
from web.demo import supplier_secrets
from web.demo.load_commerce import settle
from web.indexing import Indexing
from web.wiring import Deps

TICK_S = 0.5
"""Between two looks for deadlines and timers."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Worker:
    """Everything that runs beside the edge."""

    deps: Deps
    camera: Camera
    indexing: Indexing

    async def work(self) -> None:
        """Work until cancelled."""
        await self.settle_suppliers()
        wake = asyncio.Event()
        photos = tasks.Kind(self.camera.look, self.camera.give_up)
        async with httpx.AsyncClient() as client, asyncio.TaskGroup() as group:
            group.create_task(self.camera.warm(), name="warm")
            group.create_task(tasks.work(self.deps.database, {KIND: photos}, wake=wake, now=self.deps.now))
            group.create_task(run(self.deps.database, self.consumers(client, wake)))
            group.create_task(self._tick())
            group.create_task(self.indexing.keep(), name="index")

    async def settle_suppliers(self) -> None:
        """Ask the demonstration's suppliers at the port of this start, not of the one that loaded them."""
        settings = self.deps.settings
        if not settings.demo:
            return
        secrets = supplier_secrets.settled(settings.var)
        async with self.deps.database.transaction() as session:
            await settle(session, secrets=secrets, suppliers_url=settings.suppliers_url)

    def consumers(self, client: httpx.AsyncClient, wake: asyncio.Event) -> tuple[Consumer, ...]:
        """Who acts on which events."""
        relay = Relay(self.deps.database, self.deps.ports, self._queue(wake), self.deps.now)
        log = commerce_tables.metadata.tables["co_event"]
        approvals = knowledge_tables.metadata.tables["kn_event"]
        return (
            *rework.consumers(relay),
            Consumer("suppliers", log, calls.FOLLOWED, self._supplier(client)),
            Consumer("index", approvals, frozenset({"procedure.approved"}), self.indexing.want),
        )

    def _queue(self, wake: asyncio.Event) -> Callable[[str], Awaitable[None]]:
        async def queue(evidence: str) -> None:
            async with self.deps.database.transaction() as session:
                await tasks.put(
                    session, Task(f"{KIND}:{evidence}", KIND, {"evidence": evidence}), now=self.deps.now()
                )
            wake.set()

        return queue

    def _supplier(self, client: httpx.AsyncClient) -> Callable[[Event], Awaitable[None]]:
        def door(row: SupplierRow) -> HttpSupplier:
            return HttpSupplier(row.id, row.endpoint, client)

        async def handle(event: Event) -> None:
            database = self.deps.database
            await calls.follow(event, transaction=database.transaction, door=door, clock=self.deps.now)

        return handle

    async def _tick(self) -> None:
        """Deadlines of suppliers; the edge fires the timers of jobs, because it must be on time."""
        while True:
            try:
                await self._expire()
            except Exception:  # noqa: BLE001 - what lives as long as the process is tried again, whatever failed
                _log.exception("deadlines.failed")
            await asyncio.sleep(TICK_S)

    async def _expire(self) -> None:
        async with self.deps.database.reading() as session:
            late = await order_store.overdue(session, now=self.deps.now(), limit=1)
        if late:
            async with self.deps.database.transaction() as session:
                await orders.expire(session, now=self.deps.now())
