"""Says what the shop knows: vehicles, procedures and the search over them.

May import: none of ours.

Read first: `vehicles.identify`, `procedures.applicability.offers`, `search.search`.
"""
