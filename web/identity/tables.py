"""Every table of identity, prefix `id_`. The event log refuses UPDATE and DELETE by trigger.

Time is UTC microseconds. Passwords and refresh tokens are kept as hashes only.
"""

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
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


def _text(name: str, length: int = 64, *, index: bool = False) -> Column[str]:
    return Column(name, String(length), nullable=False, index=index)


def _us(name: str, *, null: bool = False, index: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=null, index=index)


shop = Table(
    "id_shop",
    metadata,
    Column("id", String(64), primary_key=True),
    _text("name_zh", 120),
    _text("name_en", 120),
    _us("created_us"),
)

person = Table(
    "id_person",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("login", String(64), nullable=False, unique=True),
    _text("name", 120),
    _text("lang", 8),
    Column("shop", String(64), ForeignKey("id_shop.id"), nullable=True, index=True),
    Column("password_hash", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    _us("created_us"),
)

role = Table(
    "id_role",
    metadata,
    Column("person", String(64), ForeignKey("id_person.id"), primary_key=True),
    Column("role", String(32), primary_key=True),
)

session = Table(
    "id_session",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("person", String(64), ForeignKey("id_person.id"), nullable=False, index=True),
    _text("secret_hash"),
    Column("before_hash", String(64), nullable=True),
    _us("turned_us"),
    _us("expires_us"),
    _us("ended_us", null=True),
    Column("ended_cause", String(32), nullable=True),
)

attempt = Table(
    "id_attempt",
    metadata,
    Column("pos", _Serial, primary_key=True, autoincrement=True),
    _text("key", 160, index=True),
    _us("at_us", index=True),
)

stream = Table(
    "id_stream",
    metadata,
    Column("channel", String(80), primary_key=True),
    _text("epoch"),
    Column("head", BigInteger, nullable=False),
)

log = Table(
    "id_event",
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

_SQLITE_REFUSAL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION id_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$
"""
_POSTGRESQL_REFUSAL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION id_refuse_change()
"""


def history_triggers(dialect: str) -> list[str]:
    """The statements that make history refuse UPDATE and DELETE; the migration runs the same ones.

    Args:
        dialect: `sqlite` or `postgresql`.

    Returns:
        SQL, in the order in which to run it; `%` is doubled, as DDL and drivers expect.
    """
    if dialect == "sqlite":
        return [_SQLITE_REFUSAL.format(table=log.name, verb=verb) for verb in ("UPDATE", "DELETE")]
    return [_POSTGRESQL_FUNCTION, _POSTGRESQL_REFUSAL.format(table=log.name)]


for _dialect in ("sqlite", "postgresql"):
    for _statement in history_triggers(_dialect):
        event.listen(log, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]
