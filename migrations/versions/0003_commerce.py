"""Parts, prices, stock and orders."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SQLITE = (
    """
CREATE TRIGGER co_event_no_DELETE BEFORE DELETE ON co_event
BEGIN SELECT RAISE(ABORT, 'co_event is append-only'); END
""",
    """
CREATE TRIGGER co_event_no_UPDATE BEFORE UPDATE ON co_event
BEGIN SELECT RAISE(ABORT, 'co_event is append-only'); END
""",
    """
CREATE TRIGGER co_quote_no_DELETE BEFORE DELETE ON co_quote
BEGIN SELECT RAISE(ABORT, 'co_quote is append-only'); END
""",
    """
CREATE TRIGGER co_quote_no_UPDATE BEFORE UPDATE ON co_quote
BEGIN SELECT RAISE(ABORT, 'co_quote is append-only'); END
""",
)
POSTGRESQL = (
    """
CREATE OR REPLACE FUNCTION co_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $function$
""",
    """
CREATE TRIGGER co_event_append_only BEFORE DELETE OR UPDATE ON co_event
FOR EACH ROW EXECUTE FUNCTION co_refuse_change()
""",
    """
CREATE TRIGGER co_quote_append_only BEFORE DELETE OR UPDATE ON co_quote
FOR EACH ROW EXECUTE FUNCTION co_refuse_change()
""",
)


def upgrade() -> None:
    op.create_table(
        "co_cart",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("shop", sa.String(length=64), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("opened_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_cart")),
    )
    op.create_table(
        "co_event",
        sa.Column(
            "pos", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("channel", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("xid", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("pos", name=op.f("pk_co_event")),
        sa.UniqueConstraint("channel", "seq", name=op.f("uq_co_event_channel")),
    )
    op.create_table(
        "co_part",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("maker", sa.String(length=64), nullable=False),
        sa.Column("family", sa.String(length=40), nullable=False),
        sa.Column("tier", sa.String(length=8), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("fitment", sa.JSON(), nullable=False),
        sa.Column("pack_ml", sa.Integer(), nullable=True),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.CheckConstraint("tier IN ('oe', 'oes', 'brand', 'equal')", name=op.f("ck_co_part_tier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_part")),
    )
    with op.batch_alter_table("co_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_co_part_family"), ["family"], unique=False)

    op.create_table(
        "co_place",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("transfer_us", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('shop', 'warehouse')", name=op.f("ck_co_place_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_place")),
    )
    op.create_table(
        "co_quote",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("shop", sa.String(length=64), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("source_name", sa.JSON(), nullable=False),
        sa.Column("place", sa.String(length=16), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("tax", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("arrives_us", sa.BigInteger(), nullable=False),
        sa.Column("made_us", sa.BigInteger(), nullable=False),
        sa.Column("expires_us", sa.BigInteger(), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_quote")),
    )
    op.create_table(
        "co_shop_volume",
        sa.Column("shop", sa.String(length=64), nullable=False),
        sa.Column("net_90_days", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("shop", name=op.f("pk_co_shop_volume")),
    )
    op.create_table(
        "co_stream",
        sa.Column("channel", sa.String(length=80), nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.Column("head", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_co_stream")),
    )
    op.create_table(
        "co_supplier",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("endpoint", sa.String(length=400), nullable=False),
        sa.Column("secret", sa.String(length=128), nullable=False),
        sa.Column("deadline_us", sa.BigInteger(), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_supplier")),
    )
    op.create_table(
        "co_cart_line",
        sa.Column("cart", sa.String(length=64), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("added_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["cart"], ["co_cart.id"], name=op.f("fk_co_cart_line_cart_co_cart")),
        sa.ForeignKeyConstraint(["part"], ["co_part.id"], name=op.f("fk_co_cart_line_part_co_part")),
        sa.PrimaryKeyConstraint("cart", "part", name=op.f("pk_co_cart_line")),
    )
    op.create_table(
        "co_edge",
        sa.Column("old", sa.String(length=64), nullable=False),
        sa.Column("new", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("since_us", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.CheckConstraint("kind IN ('supersedes', 'interchange')", name=op.f("ck_co_edge_kind")),
        sa.CheckConstraint("old <> new", name=op.f("ck_co_edge_not_itself")),
        sa.ForeignKeyConstraint(["new"], ["co_part.id"], name=op.f("fk_co_edge_new_co_part")),
        sa.ForeignKeyConstraint(["old"], ["co_part.id"], name=op.f("fk_co_edge_old_co_part")),
        sa.PrimaryKeyConstraint("old", "new", name=op.f("pk_co_edge")),
    )
    op.create_table(
        "co_number",
        sa.Column("normal", sa.String(length=40), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["part"], ["co_part.id"], name=op.f("fk_co_number_part_co_part")),
        sa.PrimaryKeyConstraint("normal", "part", name=op.f("pk_co_number")),
    )
    op.create_table(
        "co_order",
        sa.Column(
            "serial", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("quote", sa.String(length=64), nullable=False),
        sa.Column("shop", sa.String(length=64), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("job", sa.String(length=64), nullable=True),
        sa.Column("step", sa.String(length=64), nullable=True),
        sa.Column("slot", sa.String(length=64), nullable=True),
        sa.Column("supplier", sa.String(length=64), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("due_us", sa.BigInteger(), nullable=True),
        sa.Column("placed_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["quote"], ["co_quote.id"], name=op.f("fk_co_order_quote_co_quote")),
        sa.PrimaryKeyConstraint("serial", name=op.f("pk_co_order")),
        sa.UniqueConstraint("by", "key", name=op.f("uq_co_order_by")),
        sa.UniqueConstraint("id", name=op.f("uq_co_order_id")),
        sa.UniqueConstraint("quote", name=op.f("uq_co_order_quote")),
    )
    with op.batch_alter_table("co_order", schema=None) as batch_op:
        batch_op.create_index("ix_co_order_shop_placed", ["shop", "placed_us"], unique=False)
        batch_op.create_index("ix_co_order_status_due", ["status", "due_us"], unique=False)

    op.create_table(
        "co_stock",
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.Column("on_hand", sa.Integer(), nullable=False),
        sa.Column("reserved", sa.Integer(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("received_us", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("reserved >= 0 AND reserved <= on_hand", name=op.f("ck_co_stock_never_oversold")),
        sa.ForeignKeyConstraint(["part"], ["co_part.id"], name=op.f("fk_co_stock_part_co_part")),
        sa.ForeignKeyConstraint(["place"], ["co_place.id"], name=op.f("fk_co_stock_place_co_place")),
        sa.PrimaryKeyConstraint("place", "part", name=op.f("pk_co_stock")),
    )
    op.create_table(
        "co_supply",
        sa.Column("supplier", sa.String(length=64), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("lead_us", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("cost > 0", name=op.f("ck_co_supply_cost")),
        sa.ForeignKeyConstraint(["part"], ["co_part.id"], name=op.f("fk_co_supply_part_co_part")),
        sa.ForeignKeyConstraint(
            ["supplier"], ["co_supplier.id"], name=op.f("fk_co_supply_supplier_co_supplier")
        ),
        sa.PrimaryKeyConstraint("supplier", "part", name=op.f("pk_co_supply")),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    op.drop_table("co_supply")
    op.drop_table("co_stock")
    with op.batch_alter_table("co_order", schema=None) as batch_op:
        batch_op.drop_index("ix_co_order_status_due")
        batch_op.drop_index("ix_co_order_shop_placed")

    op.drop_table("co_order")
    op.drop_table("co_number")
    op.drop_table("co_edge")
    op.drop_table("co_cart_line")
    op.drop_table("co_supplier")
    op.drop_table("co_stream")
    op.drop_table("co_shop_volume")
    op.drop_table("co_quote")
    op.drop_table("co_place")
    with op.batch_alter_table("co_part", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_co_part_family"))

    op.drop_table("co_part")
    op.drop_table("co_event")
    op.drop_table("co_cart")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION co_refuse_change()")
