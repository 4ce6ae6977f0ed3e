"""Every table of knowledge, prefix `kn_`. Versions, approvals and events refuse UPDATE and DELETE by trigger.

Time is UTC microseconds. Ids of people are plain text: no foreign key leaves the package.
"""

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_Serial = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts only a column whose type is exactly INTEGER."""

version = Table(
    "kn_version",
    metadata,
    Column("version", String(64), primary_key=True, comment="SHA-256 of the canonical content"),
    Column("procedure", String(48), nullable=False),
    Column("number", String(16), nullable=False),
    Column("author", String(64), nullable=False),
    Column("drafted_at_us", BigInteger, nullable=False),
    Column("content", Text, nullable=False, comment="canonical JSON"),
    UniqueConstraint("procedure", "number"),
)

approval = Table(
    "kn_approval",
    metadata,
    Column("version", String(64), ForeignKey("kn_version.version"), primary_key=True),
    Column("approver", String(64), nullable=False),
    Column("approved_at_us", BigInteger, nullable=False),
    Column("place", Integer, nullable=False, comment="1 for the procedure's first approved version"),
    Column("procedure", String(48), nullable=False),
    UniqueConstraint("procedure", "place"),
)

vehicle_pattern = Table(
    "kn_vehicle_pattern",
    metadata,
    Column("source", String(64), primary_key=True, comment="the imported table"),
    Column(
        "place", Integer, primary_key=True, autoincrement=False, comment="from 0; later rows correct earlier"
    ),
    Column("wmi", String(3), nullable=False),
    Column("content", Text, nullable=False, comment="the pattern as JSON"),
    Column("imported_by", String(64), nullable=False),
    Column("imported_at_us", BigInteger, nullable=False),
    Index(None, "wmi"),
)

stream = Table(
    "kn_stream",
    metadata,
    Column("channel", String(80), primary_key=True),
    Column("epoch", String(32), nullable=False),
    Column("head", BigInteger, nullable=False),
)

log = Table(
    "kn_event",
    metadata,
    Column("pos", _Serial, primary_key=True, autoincrement=True),
    Column("channel", String(80), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("type", String(40), nullable=False),
    Column("data", JSON, nullable=False),
    Column("by", String(64), nullable=False),
    Column("device", String(64), nullable=False),
    Column("at_us", BigInteger, nullable=False),
    Column("xid", BigInteger, nullable=True, comment="PostgreSQL's transaction; empty on SQLite"),
    UniqueConstraint("channel", "seq"),
)

HISTORY = (version, approval, log)
"""What is only ever appended to."""

REFUSE_FUNCTION = """
CREATE OR REPLACE FUNCTION kn_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history is append-only: %', TG_TABLE_NAME;
END $$
"""


def history_triggers(dialect: str, table: str) -> tuple[str, ...]:
    """The statements that make the database refuse UPDATE and DELETE on a table of history."""
    if dialect == "sqlite":
        return tuple(
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'history is append-only: {table}'); END"
            for verb in ("update", "delete")
        )
    row = f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"
    whole = f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"
    return (REFUSE_FUNCTION, *(f"{when} EXECUTE FUNCTION kn_refuse_change()" for when in (row, whole)))


for _table in HISTORY:
    for _dialect in ("sqlite", "postgresql"):
        for _statement in history_triggers(_dialect, _table.name):
            _ddl = DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
            event.listen(_table, "after_create", _ddl)
