"""What the shop knows

May import:  vehicles, procedures and the search over them..

Read first: none of ours:`vehicles.identify`, `procedures.applicability.offers`, `search.search`.
"""
