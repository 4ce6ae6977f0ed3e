"""Which parts there are, how their numbers are read, and which fit a vehicle.

Read first: `fitment.match`, `numbers.normalise`, `supersession.newest`.
"""
