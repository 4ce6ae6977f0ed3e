"""What a supplier is to us: takes a question, answers later, in its own time or never."""

from dataclasses import dataclass
from typing import Protocol

from commerce.ids import OrderId, SupplierId


@dataclass(frozen=True)
class AskLine:
    """One line of what is wanted: the maker's number and how many pieces."""

    number: str
    quantity: int


@dataclass(frozen=True)
class Ask:
    """An order as the supplier gets it.

    Attributes:
        order: our id; also the key under which the supplier does the work once, however often it is asked.
        number: the order's number as people say it.
        answer_by_us: after this our screen says that they were silent.
    """

    order: OrderId
    number: str
    lines: tuple[AskLine, ...]
    answer_by_us: int


@dataclass(frozen=True)
class Accepted:
    """The supplier's system has the message; their yes or no comes later. `reference` is their own number."""

    reference: str


class Supplier(Protocol):
    """A way to one supplier. Implementations: `http.HttpSupplier`, and one in process for tests."""

    @property
    def id(self) -> SupplierId:
        """Which supplier this leads to."""

    async def ask(self, ask: Ask) -> Accepted:
        """Hand an order over; the same order twice is one order.

        Raises:
            SupplierUnreachable: after the retries they have nothing of it, for certain.
            ReceiptMissing: it was sent, and no receipt came: they have it, or not.
        """

    async def cancel(self, order: OrderId) -> None:
        """Say that an order is no longer wanted; an order that they never got is fine too.

        Raises:
            SupplierUnreachable, ReceiptMissing: they do not know it, or may not.
        """
