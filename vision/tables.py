"""The tables of vision: banks, reviews, and the history of reviews; prefix `vi_`.

`vi_event` and `vi_bank` are append-only: triggers refuse UPDATE and DELETE. Time is UTC microseconds.
"""

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    Column,
    Float,
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


def _text(name: str, *, index: bool = False) -> Column[str]:
    return Column(name, String(64), nullable=False, index=index)


def _maybe(name: str) -> Column[str | None]:
    return Column(name, String(64), nullable=True)


stream = Table(
    "vi_stream",
    metadata,
    Column("channel", String(80), primary_key=True),
    _text("epoch"),
    Column("head", BigInteger, nullable=False),
)

log = Table(
    "vi_event",
    metadata,
    Column("pos", _Serial, primary_key=True, autoincrement=True),
    Column("channel", String(80), nullable=False),
    Column("seq", BigInteger, nullable=False),
    _text("type"),
    Column("data", JSON, nullable=False),
    _text("by"),
    _text("device"),
    Column("at_us", BigInteger, nullable=False),
    Column("xid", BigInteger, nullable=True),
    UniqueConstraint("channel", "seq"),
)

bank = Table(
    "vi_bank",
    metadata,
    Column("pos", _Serial, primary_key=True, autoincrement=True),
    _text("check_id", index=True),
    _text("version"),
    Column("detector", String(128), nullable=False),
    Column("photos", JSON, nullable=False),
    _text("by"),
    Column("at_us", BigInteger, nullable=False),
)

review = Table(
    "vi_review",
    metadata,
    Column("id", String(64), primary_key=True),
    _text("sha256"),
    _text("job", index=True),
    _text("step"),
    _text("gate"),
    Column("evidence", String(64), nullable=False, unique=True),
    _text("shop"),
    _text("check_id"),
    _text("taken_by"),
    Column("taken_at", BigInteger, nullable=False),
    _maybe("outcome"),
    _text("cause"),
    Column("score", Float, nullable=True),
    Column("heat", JSON, nullable=True),
    Column("override", JSON, nullable=True),
    Column("points", Integer, nullable=False),
    Column("risks", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Column("undecided", JSON, nullable=False),
    _maybe("verdict"),
    _text("reason"),
    Column("note", Text, nullable=False),
    Column("box", JSON, nullable=True),
    _maybe("judged_by"),
    Column("judged_at", BigInteger, nullable=True),
    Column("opened_at", BigInteger, nullable=False),
    Index("ix_vi_review_waiting", "verdict", "shop", "points"),
)

APPEND_ONLY = (log, bank)

_SQLITE_REFUSAL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION vi_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$
"""
_POSTGRESQL_REFUSAL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION vi_refuse_change()
"""


def history_triggers(dialect: str) -> list[str]:
    """The statements that make history refuse UPDATE and DELETE; the migration runs the same ones.

    Args:
        dialect: `sqlite` or `postgresql`.

    Returns:
        SQL, in the order in which to run it; `%` is doubled, as DDL and drivers expect.
    """
    if dialect == "sqlite":
        verbs = ("UPDATE", "DELETE")
        return [
            _SQLITE_REFUSAL.format(table=table.name, verb=verb) for table in APPEND_ONLY for verb in verbs
        ]
    return [_POSTGRESQL_FUNCTION, *(_POSTGRESQL_REFUSAL.format(table=table.name) for table in APPEND_ONLY)]


for _dialect in ("sqlite", "postgresql"):
    for _statement in history_triggers(_dialect):
        event.listen(metadata, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]
