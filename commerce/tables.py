"""Every table of commerce, prefix `co_`. History tables refuse UPDATE and DELETE by trigger.

Money is integer minor units, rates are basis points, time is UTC microseconds. Ids of other packages (shops,
people, jobs) are plain text: no foreign key leaves the package.
"""

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
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


def _ref(name: str, target: str, *, primary: bool = False) -> Column[str]:
    return Column(name, String(64), ForeignKey(target), primary_key=primary, nullable=False)


part = Table(
    "co_part",
    metadata,
    _id(),
    Column("number", String(40), nullable=False),
    Column("maker", String(64), nullable=False),
    Column("family", String(40), nullable=False, index=True),
    Column("tier", String(8), nullable=False),
    Column("name", JSON, nullable=False),
    Column("fitment", JSON, nullable=False),
    Column("pack_ml", Integer),
    Column("demonstration", Boolean, nullable=False),
    CheckConstraint("tier IN ('oe', 'oes', 'brand', 'equal')", name="tier"),
)

number = Table(
    "co_number",
    metadata,
    Column("normal", String(40), primary_key=True),
    _ref("part", "co_part.id", primary=True),
)

edge = Table(
    "co_edge",
    metadata,
    _ref("old", "co_part.id", primary=True),
    _ref("new", "co_part.id", primary=True),
    Column("kind", String(16), nullable=False),
    Column("since_us", BigInteger, nullable=False),
    Column("source", String(120), nullable=False),
    CheckConstraint("kind IN ('supersedes', 'interchange')", name="kind"),
    CheckConstraint("old <> new", name="not_itself"),
)

place = Table(
    "co_place",
    metadata,
    _id(),
    Column("kind", String(16), nullable=False),
    Column("name", JSON, nullable=False),
    Column("transfer_us", BigInteger, nullable=False),
    CheckConstraint("kind IN ('shop', 'warehouse')", name="kind"),
)

stock = Table(
    "co_stock",
    metadata,
    _ref("place", "co_place.id", primary=True),
    _ref("part", "co_part.id", primary=True),
    Column("on_hand", Integer, nullable=False),
    Column("reserved", Integer, nullable=False),
    Column("cost", BigInteger, nullable=False),
    Column("received_us", BigInteger, nullable=False),
    CheckConstraint("reserved >= 0 AND reserved <= on_hand", name="never_oversold"),
)

supplier = Table(
    "co_supplier",
    metadata,
    _id(),
    Column("name", JSON, nullable=False),
    Column("endpoint", String(400), nullable=False),
    Column("secret", String(128), nullable=False),
    Column("deadline_us", BigInteger, nullable=False),
    Column("demonstration", Boolean, nullable=False),
)

supply = Table(
    "co_supply",
    metadata,
    _ref("supplier", "co_supplier.id", primary=True),
    _ref("part", "co_part.id", primary=True),
    Column("cost", BigInteger, nullable=False),
    Column("lead_us", BigInteger, nullable=False),
    CheckConstraint("cost > 0", name="cost"),
)

shop_volume = Table(
    "co_shop_volume",
    metadata,
    _id("shop"),
    Column("net_90_days", BigInteger, nullable=False),
)

cart = Table(
    "co_cart",
    metadata,
    _id(),
    Column("shop", String(64), nullable=False),
    Column("by", String(64), nullable=False),
    Column("opened_us", BigInteger, nullable=False),
)

cart_line = Table(
    "co_cart_line",
    metadata,
    _ref("cart", "co_cart.id", primary=True),
    _ref("part", "co_part.id", primary=True),
    Column("source", String(80), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("added_us", BigInteger, nullable=False),
)

quote = Table(
    "co_quote",
    metadata,
    _id(),
    Column("shop", String(64), nullable=False),
    Column("by", String(64), nullable=False),
    Column("source", String(80), nullable=False),
    Column("source_name", JSON, nullable=False),
    Column("place", String(16), nullable=False),
    Column("lines", JSON, nullable=False),
    Column("net", BigInteger, nullable=False),
    Column("tax", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("arrives_us", BigInteger, nullable=False),
    Column("made_us", BigInteger, nullable=False),
    Column("expires_us", BigInteger, nullable=False),
    Column("demonstration", Boolean, nullable=False),
)

order = Table(
    "co_order",
    metadata,
    Column("serial", _Serial, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("quote", String(64), ForeignKey("co_quote.id"), nullable=False, unique=True),
    Column("shop", String(64), nullable=False),
    Column("by", String(64), nullable=False),
    Column("key", String(128), nullable=False),
    Column("job", String(64)),
    Column("step", String(64)),
    Column("slot", String(64)),
    Column("vin", String(17)),
    Column("supplier", String(64)),
    Column("status", String(16), nullable=False),
    Column("due_us", BigInteger),
    Column("placed_us", BigInteger, nullable=False),
    UniqueConstraint("by", "key"),
    Index("ix_co_order_shop_placed", "shop", "placed_us"),
    Index("ix_co_order_status_due", "status", "due_us"),
)

stream = Table(
    "co_stream",
    metadata,
    Column("channel", String(80), primary_key=True),
    Column("epoch", String(32), nullable=False),
    Column("head", BigInteger, nullable=False),
)

event_log = Table(
    "co_event",
    metadata,
    Column("pos", _Serial, primary_key=True, autoincrement=True),
    Column("channel", String(80), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("type", String(40), nullable=False),
    Column("data", JSON, nullable=False),
    Column("by", String(80), nullable=False),
    Column("device", String(64), nullable=False),
    Column("at_us", BigInteger, nullable=False),
    Column("xid", BigInteger),
    UniqueConstraint("channel", "seq"),
)

_SQLITE_REFUSAL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION co_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
_POSTGRESQL_REFUSAL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION co_refuse_change()
"""


def history_triggers(dialect: str, table: str) -> list[str]:
    """The statements that make a history table refuse UPDATE and DELETE; the migration runs the same ones.

    Args:
        dialect: `sqlite` or `postgresql`.
        table: one of `HISTORY`.

    Returns:
        SQL in the order in which to run it.
    """
    if dialect == "sqlite":
        return [_SQLITE_REFUSAL.format(table=table, verb=verb) for verb in ("UPDATE", "DELETE")]
    return [_POSTGRESQL_FUNCTION, _POSTGRESQL_REFUSAL.format(table=table)]


HISTORY = (event_log, quote)
"""What was said stays said: the log of orders, and every price that was read back."""

for _table in HISTORY:
    for _dialect in ("sqlite", "postgresql"):
        for _statement in history_triggers(_dialect, _table.name):
            _ddl = DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
            event.listen(_table, "after_create", _ddl)
