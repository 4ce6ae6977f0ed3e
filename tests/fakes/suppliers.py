"""A supplier in process: keeps what it is asked, takes each order once, and can be out of reach."""

from dataclasses import dataclass, field

from commerce.errors import SupplierUnreachable
from commerce.ids import OrderId, SupplierId
from commerce.suppliers.port import Accepted, Ask


@dataclass
class FakeSupplier:
    """Implements `commerce.suppliers.port.Supplier`."""

    id: SupplierId
    reachable: bool = True
    asked: dict[OrderId, Ask] = field(default_factory=dict)
    cancelled: list[OrderId] = field(default_factory=list)
    calls: int = 0

    async def ask(self, ask: Ask) -> Accepted:
        self._heard()
        self.asked.setdefault(ask.order, ask)
        return Accepted(f"{self.id}-{list(self.asked).index(ask.order) + 1}")

    async def cancel(self, order: OrderId) -> None:
        self._heard()
        self.cancelled.append(order)

    def _heard(self) -> None:
        self.calls += 1
        if not self.reachable:
            raise SupplierUnreachable(supplier=self.id)
