"""Where a part can come from, when it would arrive, and the pieces that are promised.

Read first: `sources.sources`, `store.reserve`.
"""
