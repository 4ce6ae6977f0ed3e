"""Writes what stands in `docs` and is known to the code already: `python -m web.reference`.

May import: everything of ours; nothing of ours imports it.

Read first: `__main__.FILES`, `protocol.text`, `fields.table`.
"""
