"""How suppliers are asked, and what their answers may do to an order.

Read first: `port.Supplier`, `answers.receive`, `calls.follow`.
"""
