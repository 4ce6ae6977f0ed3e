"""Touches disk and network behind ports: stored photos, hints between nodes, background tasks.

May import: `web.database`, `web.errors`. Never a use case.

Read first: `blobs.BlobStore`, `bus.Bus`, `tasks.put`.
"""
