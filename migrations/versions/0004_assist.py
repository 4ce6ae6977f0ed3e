"""Repair orders, jobs and chats."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SQLITE = (
    """
CREATE TRIGGER as_chat_turn_no_DELETE BEFORE DELETE ON as_chat_turn
BEGIN SELECT RAISE(ABORT, 'as_chat_turn is append-only'); END
""",
    """
CREATE TRIGGER as_chat_turn_no_UPDATE BEFORE UPDATE ON as_chat_turn
BEGIN SELECT RAISE(ABORT, 'as_chat_turn is append-only'); END
""",
    """
CREATE TRIGGER as_event_no_DELETE BEFORE DELETE ON as_event
BEGIN SELECT RAISE(ABORT, 'as_event is append-only'); END
""",
    """
CREATE TRIGGER as_event_no_UPDATE BEFORE UPDATE ON as_event
BEGIN SELECT RAISE(ABORT, 'as_event is append-only'); END
""",
)
POSTGRESQL = (
    """
CREATE OR REPLACE FUNCTION as_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $function$
""",
    """
CREATE TRIGGER as_chat_turn_append_only BEFORE DELETE OR UPDATE ON as_chat_turn
FOR EACH ROW EXECUTE FUNCTION as_refuse_change()
""",
    """
CREATE TRIGGER as_event_append_only BEFORE DELETE OR UPDATE ON as_event
FOR EACH ROW EXECUTE FUNCTION as_refuse_change()
""",
)


def upgrade() -> None:
    op.create_table(
        "as_chat",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("shop", sa.String(length=64), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("memory", sa.JSON(), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_as_chat")),
    )
    op.create_table(
        "as_chat_turn",
        sa.Column("chat", sa.String(length=64), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "turn", name=op.f("pk_as_chat_turn")),
    )
    op.create_table(
        "as_cursor",
        sa.Column("consumer", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("pos", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("consumer", "source", name=op.f("pk_as_cursor")),
    )
    op.create_table(
        "as_event",
        sa.Column(
            "pos", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("channel", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("xid", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("pos", name=op.f("pk_as_event")),
        sa.UniqueConstraint("channel", "seq", name=op.f("uq_as_event_channel")),
    )
    op.create_table(
        "as_idempotency",
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("outbox", sa.String(length=64), nullable=False),
        sa.Column("idem", sa.String(length=64), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user", "outbox", "idem", name=op.f("pk_as_idempotency")),
    )
    op.create_table(
        "as_job",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("repair_order", sa.String(length=64), nullable=False),
        sa.Column("shop", sa.String(length=64), nullable=False),
        sa.Column("procedure", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("order_number", sa.String(length=32), nullable=False),
        sa.Column("plate", sa.String(length=32), nullable=False),
        sa.Column("vin", sa.String(length=17), nullable=False),
        sa.Column("vehicle", sa.JSON(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_as_job")),
    )
    with op.batch_alter_table("as_job", schema=None) as batch_op:
        batch_op.create_index("ix_as_job_open", ["shop", "finished", "started_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_as_job_repair_order"), ["repair_order"], unique=False)
        batch_op.create_index(batch_op.f("ix_as_job_shop"), ["shop"], unique=False)

    op.create_table(
        "as_lease",
        sa.Column("job", sa.String(length=64), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_as_lease")),
    )
    op.create_table(
        "as_order",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("shop", sa.String(length=64), nullable=False),
        sa.Column("plate", sa.String(length=32), nullable=False),
        sa.Column("vin", sa.String(length=17), nullable=False),
        sa.Column("mileage_km", sa.Integer(), nullable=True),
        sa.Column("complaint", sa.Text(), nullable=False),
        sa.Column("known", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_as_order")),
        sa.UniqueConstraint("number", name=op.f("uq_as_order_number")),
    )
    with op.batch_alter_table("as_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_as_order_shop"), ["shop"], unique=False)

    op.create_table(
        "as_outbox",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("dseq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_as_outbox")),
    )
    op.create_table(
        "as_photo",
        sa.Column("evidence", sa.String(length=64), nullable=False),
        sa.Column("job", sa.String(length=64), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=False),
        sa.Column("gate", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("shop", sa.String(length=64), nullable=False),
        sa.Column("taken_by", sa.String(length=64), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.Column("bytes_here", sa.Boolean(), nullable=False),
        sa.Column("inspected", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("evidence", name=op.f("pk_as_photo")),
    )
    with op.batch_alter_table("as_photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_as_photo_job"), ["job"], unique=False)
        batch_op.create_index(batch_op.f("ix_as_photo_sha256"), ["sha256"], unique=False)

    op.create_table(
        "as_stream",
        sa.Column("channel", sa.String(length=80), nullable=False),
        sa.Column("epoch", sa.String(length=64), nullable=False),
        sa.Column("head", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_as_stream")),
    )
    op.create_table(
        "as_timer",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("job", sa.String(length=64), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=False),
        sa.Column("gate", sa.String(length=64), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("fired_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_as_timer")),
    )
    with op.batch_alter_table("as_timer", schema=None) as batch_op:
        batch_op.create_index("ix_as_timer_due", ["fired_at", "due_at"], unique=False)

    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    with op.batch_alter_table("as_timer", schema=None) as batch_op:
        batch_op.drop_index("ix_as_timer_due")

    op.drop_table("as_timer")
    op.drop_table("as_stream")
    with op.batch_alter_table("as_photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_as_photo_sha256"))
        batch_op.drop_index(batch_op.f("ix_as_photo_job"))

    op.drop_table("as_photo")
    op.drop_table("as_outbox")
    with op.batch_alter_table("as_order", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_as_order_shop"))

    op.drop_table("as_order")
    op.drop_table("as_lease")
    with op.batch_alter_table("as_job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_as_job_shop"))
        batch_op.drop_index(batch_op.f("ix_as_job_repair_order"))
        batch_op.drop_index("ix_as_job_open")

    op.drop_table("as_job")
    op.drop_table("as_idempotency")
    op.drop_table("as_event")
    op.drop_table("as_cursor")
    op.drop_table("as_chat_turn")
    op.drop_table("as_chat")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION as_refuse_change()")
