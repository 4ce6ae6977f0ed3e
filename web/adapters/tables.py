"""Tables of what the edge itself keeps, prefix `wb_`: background tasks, uploads, and answers to writes."""

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, MetaData, String, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

task = Table(
    "wb_task",
    metadata,
    Column("id", String(96), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due_us", BigInteger, nullable=False),
    Column("cause", Text, nullable=False),
    Column("made_us", BigInteger, nullable=False),
    Index("ix_wb_task_due", "state", "due_us"),
)

upload = Table(
    "wb_upload",
    metadata,
    Column("person", String(64), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("at_us", BigInteger, nullable=False),
)

answer = Table(
    "wb_answer",
    metadata,
    Column("person", String(64), primary_key=True),
    Column("key", String(128), primary_key=True),
    Column("body_hash", String(64), nullable=False),
    Column("answer", Text, nullable=False),
    Column("at_us", BigInteger, nullable=False),
)
