"""Says what can be bought: parts that fit, their price, their order.

May import: `knowledge.vehicles` only.

Read first: `catalog.fitment.find`, `pricing.engine.price`, `ordering.orders.place`.
"""
