"""A supplier that speaks HTTP: orders are put under our id, so that a retry is never a second order."""

from dataclasses import dataclass

import httpx
import stamina
from pydantic import BaseModel, ValidationError

from commerce.errors import SupplierUnreachable
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


PATIENCE = Patience()
"""What a supplier gets where nothing else was agreed."""


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
            raise SupplierUnreachable(supplier=self.id) from unreadable

    async def cancel(self, order: OrderId) -> None:
        """Say that an order is no longer wanted: `DELETE {endpoint}/orders/{id}`."""
        await self._send("DELETE", order, None)

    async def _send(self, method: str, order: OrderId, body: dict[str, object] | None) -> httpx.Response:
        patience = self.patience
        attempts = stamina.retry_context(
            on=_passing,
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
        except (httpx.HTTPError, httpx.InvalidURL) as failure:
            raise SupplierUnreachable(supplier=self.id) from failure
        return response


def _passing(failure: Exception) -> bool:
    """Whether trying again can help: no answer, or an answer that says "not now"."""
    if isinstance(failure, httpx.HTTPStatusError):
        return failure.response.status_code in {408, 425, 429} or failure.response.status_code >= 500  # noqa: PLR2004 - server errors begin there
    return isinstance(failure, httpx.TransportError)
