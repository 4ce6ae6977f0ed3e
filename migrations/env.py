"""Runs migrations on the connection that `web.migrate` hands over; every package's tables are one history."""

from alembic import context
from sqlalchemy import text

import assist.tables
import commerce.tables
import knowledge.tables
import vision.tables
import web.adapters.tables
import web.identity.tables

METADATA = [
    assist.tables.metadata,
    commerce.tables.metadata,
    knowledge.tables.metadata,
    vision.tables.metadata,
    web.adapters.tables.metadata,
    web.identity.tables.metadata,
]

ONE_AT_A_TIME = 7_361_048_220_151
"""Key of PostgreSQL's advisory lock, so that two processes never migrate at once."""

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True, compare_type=True)
with context.begin_transaction():
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
    context.run_migrations()
