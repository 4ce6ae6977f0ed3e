"""From a cart to an order whose state is true: carts, quotes, orders, and their history.

Read first: `states.TRANSITIONS`, `orders.place`, `quotes.read_back`.
"""
