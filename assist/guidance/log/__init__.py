"""The event log of jobs: the only place that appends to it or reads it.

May import: `assist.guidance`, SQLAlchemy.

Read first: `store.append`, `store.events`, `states.load`.
"""
