"""What carts, quotes and orders are. Values only."""

from dataclasses import dataclass

from commerce.catalog.parts import Tier
from commerce.ids import CartId, OrderId, PartId, QuoteId, ShopId, SupplierId, UserId
from commerce.money import Taxed, times
from commerce.ordering.states import Status
from commerce.pricing.engine import Line
from commerce.stock.sources import Place
from knowledge.vehicles.text import Text

PIECES_MOST = 200
"""Pieces of one part in one order; more is agreed with a person, not typed."""

LINES_MOST = 20
"""Lines of one order."""


@dataclass(frozen=True)
class Cart:
    """What one person gathers for one shop."""

    id: CartId
    shop: ShopId
    by: UserId


@dataclass(frozen=True)
class CartLine:
    """So many pieces of a part from a source, not priced yet."""

    part: PartId
    source: str
    quantity: int


@dataclass(frozen=True)
class QuoteLine:
    """One line with the price of one piece as it was read back, and how that price came about."""

    part: PartId
    number: str
    maker: str
    name: Text
    tier: Tier
    quantity: int
    unit: Taxed
    breakdown: tuple[Line, ...]

    @property
    def price(self) -> Taxed:
        """The price of the whole line."""
        return times(self.unit, self.quantity)


@dataclass(frozen=True)
class Quote:
    """What was read back, with its prices pinned until `expires_us`; never changed afterwards.

    Attributes:
        source: `place:<id>` or `supplier:<id>`, one for all lines.
        source_name: how people call it.
        price: the sum of the lines, exactly.
        arrives_us: when it would be in the shop, as promised at the read-back.
    """

    id: QuoteId
    shop: ShopId
    by: UserId
    source: str
    source_name: Text
    place: Place
    lines: tuple[QuoteLine, ...]
    price: Taxed
    currency: str
    arrives_us: int
    made_us: int
    expires_us: int
    demonstration: bool


@dataclass(frozen=True)
class Origin:
    """What an order is for: job, step and part slot, unless from the chat alone; and the car, if named."""

    job: str | None = None
    step: str | None = None
    slot: str | None = None
    vin: str | None = None


@dataclass(frozen=True)
class Order:
    """An order as it stands. `supplier` is None where our own stock serves it; `due_us` ends the waiting."""

    id: OrderId
    number: str
    quote: Quote
    shop: ShopId
    by: UserId
    origin: Origin
    supplier: SupplierId | None
    status: Status
    due_us: int | None
    placed_us: int
