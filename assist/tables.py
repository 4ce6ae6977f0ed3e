"""Every table of assist, prefix `as_`. The event log refuses UPDATE and DELETE by trigger.

Time is UTC microseconds. Ids of other packages (people, shops, versions, orders of parts) are plain text: no
foreign key leaves the package.
"""

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    Boolean,
    Column,
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


def _id(name: str = "id") -> Column[str]:
    return Column(name, String(64), primary_key=True)


def _text(name: str, *, index: bool = False) -> Column[str]:
    return Column(name, String(64), nullable=False, index=index)


def _us(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=null)


stream = Table(
    "as_stream",
    metadata,
    Column("channel", String(80), primary_key=True),
    _text("epoch"),
    Column("head", BigInteger, nullable=False),
)

log = Table(
    "as_event",
    metadata,
    Column("pos", _Serial, primary_key=True, autoincrement=True),
    Column("channel", String(80), nullable=False),
    Column("seq", BigInteger, nullable=False),
    _text("type"),
    Column("data", JSON, nullable=False),
    _text("by"),
    _text("device"),
    _us("at_us"),
    Column("xid", BigInteger, nullable=True),
    UniqueConstraint("channel", "seq"),
)

idempotency = Table(
    "as_idempotency",
    metadata,
    _id("user"),
    _id("outbox"),
    _id("idem"),
    _text("body_hash"),
    Column("reply", Text, nullable=True),
    _us("at_us"),
)

outbox = Table("as_outbox", metadata, _id(), _text("user"), Column("dseq", BigInteger, nullable=False))

lease = Table("as_lease", metadata, _id("job"), _text("holder"), _text("device"), _us("expires_at"))

timer = Table(
    "as_timer",
    metadata,
    _id(),
    _text("job"),
    _text("step"),
    _text("gate"),
    _us("due_at"),
    _us("fired_at", null=True),
    Index("ix_as_timer_due", "fired_at", "due_at"),
)

cursor = Table(
    "as_cursor", metadata, _id("consumer"), _id("source"), Column("pos", BigInteger, nullable=False)
)

repair_order = Table(
    "as_order",
    metadata,
    _id(),
    Column("number", String(32), nullable=False, unique=True),
    _text("shop", index=True),
    Column("plate", String(32), nullable=False),
    Column("vin", String(17), nullable=False),
    Column("mileage_km", Integer, nullable=True),
    Column("complaint", Text, nullable=False),
    Column("known", JSON, nullable=False),
    Column("status", String(16), nullable=False),
    _text("created_by"),
    _us("created_at"),
)

job = Table(
    "as_job",
    metadata,
    _id(),
    _text("repair_order", index=True),
    _text("shop", index=True),
    _text("procedure"),
    _text("version"),
    Column("order_number", String(32), nullable=False),
    Column("plate", String(32), nullable=False),
    Column("vin", String(17), nullable=False),
    Column("vehicle", JSON, nullable=False),
    Column("finished", Boolean, nullable=False),
    _us("started_at"),
    Index("ix_as_job_open", "shop", "finished", "started_at"),
)

photo = Table(
    "as_photo",
    metadata,
    _id("evidence"),
    _text("job", index=True),
    _text("step"),
    _text("gate"),
    _text("sha256", index=True),
    _text("shop"),
    _text("taken_by"),
    _us("taken_at"),
    Column("bytes_here", Boolean, nullable=False),
    Column("inspected", Boolean, nullable=False),
)

chat = Table(
    "as_chat",
    metadata,
    _id(),
    _text("user"),
    _text("shop"),
    Column("turn", Integer, nullable=False),
    Column("memory", JSON, nullable=False),
    _us("at_us"),
)

chat_turn = Table(
    "as_chat_turn",
    metadata,
    _id("chat"),
    Column("turn", Integer, primary_key=True),
    _text("user"),
    Column("said", Text, nullable=False),
    Column("answer", JSON, nullable=False),
    _us("at_us"),
)

_SQLITE_REFUSAL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION as_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$
"""
_POSTGRESQL_REFUSAL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION as_refuse_change()
"""


def history_triggers(dialect: str) -> list[str]:
    """The statements that make history refuse UPDATE and DELETE; the migration runs the same ones.

    Args:
        dialect: `sqlite` or `postgresql`.

    Returns:
        SQL, in the order in which to run it; `%` is doubled, as DDL and drivers expect.
    """
    tables = (log.name, chat_turn.name)
    if dialect == "sqlite":
        return [
            _SQLITE_REFUSAL.format(table=table, verb=verb)
            for table in tables
            for verb in ("UPDATE", "DELETE")
        ]
    return [_POSTGRESQL_FUNCTION, *(_POSTGRESQL_REFUSAL.format(table=table) for table in tables)]


for _dialect in ("sqlite", "postgresql"):
    for _statement in history_triggers(_dialect):
        event.listen(metadata, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]
