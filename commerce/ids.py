"""The names by which commerce knows things. Opaque text; people see numbers instead."""

from typing import NewType

CartId = NewType("CartId", str)
OrderId = NewType("OrderId", str)
PartId = NewType("PartId", str)
PlaceId = NewType("PlaceId", str)
QuoteId = NewType("QuoteId", str)
ShopId = NewType("ShopId", str)
SupplierId = NewType("SupplierId", str)
UserId = NewType("UserId", str)
