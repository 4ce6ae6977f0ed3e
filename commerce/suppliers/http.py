"""A supplier that speaks HTTP: orders are put under our id, so that a retry is never a second order."""

from dataclasses import dataclass

import httpx
import stamina
from pydantic import BaseModel, ValidationError

from commerce.errors import ReceiptMissing, SupplierUnreachable
from commerce.ids import OrderId, SupplierId
from commerce.suppliers.port import Accepted, Ask


class Patience(BaseModel, frozen=True, extra="forbid"):
    """How long a supplier's system is waited for; a person is looking at the screen meanwhile."""

    timeout_s: float = 1.5
    """One attempt; a system that needs longer to say "got it" is treated as silent."""
    attempts: int = 3
    """Attempts in all, the first included."""
    total_s: float = 6.0
    """All attempts and the pauses between them."""
    pause_s: float = 0.1
    """Before the second attempt; doubles, with jitter."""


SERVER_ERRORS = 500
"""From this status on the fault is the server's."""

PATIENCE = Patience()
"""What a supplier gets where nothing else was agreed."""

_UNSENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.InvalidURL,
)
"""Failures before the first byte: refused, no such name, no connection in time."""


class _Receipt(BaseModel):
    reference: str


@dataclass(frozen=True)
class HttpSupplier:
    """Speaks to one supplier at `endpoint`. The client is shared and closed by who made it."""

    id: SupplierId
    endpoint: str
    client: httpx.AsyncClient
    patience: Patience = PATIENCE

    async def ask(self, ask: Ask) -> Accepted:
        """Hand an order over: `PUT {endpoint}/orders/{id}` with the id as `Idempotency-Key`."""
        body = {
            "order": ask.order,
            "number": ask.number,
            "answer_by_us": ask.answer_by_us,
            "lines": [{"number": line.number, "quantity": line.quantity} for line in ask.lines],
        }
        response = await self._send("PUT", ask.order, body)
        try:
            return Accepted(_Receipt.model_validate_json(response.content).reference)
        except ValidationError as unreadable:
            raise ReceiptMissing(supplier=self.id) from unreadable

    async def cancel(self, order: OrderId) -> None:
        """Say that an order is no longer wanted: `DELETE {endpoint}/orders/{id}`."""
        await self._send("DELETE", order, None)

    async def _send(self, method: str, order: OrderId, body: dict[str, object] | None) -> httpx.Response:
        patience = self.patience
        failures: list[Exception] = []

        def passing(failure: Exception) -> bool:
            failures.append(failure)
            return _passing(failure)

        attempts = stamina.retry_context(
            on=passing,
            attempts=patience.attempts,
            timeout=patience.total_s,
            wait_initial=patience.pause_s,
            wait_jitter=patience.pause_s,
        )
        try:
            async for attempt in attempts:
                with attempt:
                    response = await self.client.request(
                        method,
                        f"{self.endpoint}/orders/{order}",
                        json=body,
                        headers={"Idempotency-Key": order},
                        timeout=patience.timeout_s,
                    )
                    response.raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as last:
            refused = ReceiptMissing if any(map(_may_have_arrived, failures)) else SupplierUnreachable
            raise refused(supplier=self.id) from last
        return response


def _may_have_arrived(failure: Exception) -> bool:
    """Whether the supplier may act on a message that failed so.

    What their system refuses, it has not taken. Where it breaks (5xx) or falls silent, nobody can tell.
    """
    if isinstance(failure, httpx.HTTPStatusError):
        return failure.response.status_code >= SERVER_ERRORS
    return not isinstance(failure, _UNSENT)


def _passing(failure: Exception) -> bool:
    """Whether trying again can help: no answer, or an answer that says "not now"."""
    if isinstance(failure, httpx.HTTPStatusError):
        status = failure.response.status_code
        return status in {408, 425, 429} or status >= SERVER_ERRORS
    return isinstance(failure, httpx.TransportError)
