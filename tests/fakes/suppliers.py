"""A supplier in process: takes each order once, and can be out of reach or too busy for receipts."""

from dataclasses import dataclass, field

from commerce.errors import ReceiptMissing, SupplierUnreachable
from commerce.ids import OrderId, SupplierId
from commerce.suppliers.port import Accepted, Ask


@dataclass
class FakeSupplier:
    """Implements `commerce.suppliers.port.Supplier`."""

    id: SupplierId
    reachable: bool = True
    receipts: bool = True
    asked: dict[OrderId, Ask] = field(default_factory=dict)
    cancelled: list[OrderId] = field(default_factory=list)
    calls: int = 0

    async def ask(self, ask: Ask) -> Accepted:
        self._heard()
        self.asked.setdefault(ask.order, ask)
        self._receipt()
        return Accepted(f"{self.id}-{list(self.asked).index(ask.order) + 1}")

    async def cancel(self, order: OrderId) -> None:
        self._heard()
        self.cancelled.append(order)
        self._receipt()

    def _heard(self) -> None:
        self.calls += 1
        if not self.reachable:
            raise SupplierUnreachable(supplier=self.id)

    def _receipt(self) -> None:
        if not self.receipts:
            raise ReceiptMissing(supplier=self.id)
