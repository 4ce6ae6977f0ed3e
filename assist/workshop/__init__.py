"""Repair orders: why the car is here, and what may be done on it.

May import: `knowledge`, `assist.messages`.

Read first: `orders.open_order`, `orders.offers`, `vehicle.identified`.
"""
