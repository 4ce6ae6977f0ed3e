"""What can be bought

May import:  parts that fit, their price, their order..

Read first: knowledge.vehicles only:`catalog.fitment.find`, `pricing.engine.price`, `ordering.orders.place`.
"""
