"""Banks and reviews."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE = (
    """
CREATE TRIGGER vi_bank_no_DELETE BEFORE DELETE ON vi_bank
BEGIN SELECT RAISE(ABORT, 'vi_bank is append-only'); END
""",
    """
CREATE TRIGGER vi_bank_no_UPDATE BEFORE UPDATE ON vi_bank
BEGIN SELECT RAISE(ABORT, 'vi_bank is append-only'); END
""",
    """
CREATE TRIGGER vi_event_no_DELETE BEFORE DELETE ON vi_event
BEGIN SELECT RAISE(ABORT, 'vi_event is append-only'); END
""",
    """
CREATE TRIGGER vi_event_no_UPDATE BEFORE UPDATE ON vi_event
BEGIN SELECT RAISE(ABORT, 'vi_event is append-only'); END
""",
)
POSTGRESQL = (
    """
CREATE OR REPLACE FUNCTION vi_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $function$
""",
    """
CREATE TRIGGER vi_bank_append_only BEFORE DELETE OR UPDATE ON vi_bank
FOR EACH ROW EXECUTE FUNCTION vi_refuse_change()
""",
    """
CREATE TRIGGER vi_event_append_only BEFORE DELETE OR UPDATE ON vi_event
FOR EACH ROW EXECUTE FUNCTION vi_refuse_change()
""",
)


def upgrade() -> None:
    op.create_table(
        "vi_bank",
        sa.Column(
            "pos", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("check_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("detector", sa.String(length=128), nullable=False),
        sa.Column("photos", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("pos", name=op.f("pk_vi_bank")),
    )
    with op.batch_alter_table("vi_bank", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vi_bank_check_id"), ["check_id"], unique=False)

    op.create_table(
        "vi_event",
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
        sa.PrimaryKeyConstraint("pos", name=op.f("pk_vi_event")),
        sa.UniqueConstraint("channel", "seq", name=op.f("uq_vi_event_channel")),
    )
    op.create_table(
        "vi_review",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("job", sa.String(length=64), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=False),
        sa.Column("gate", sa.String(length=64), nullable=False),
        sa.Column("evidence", sa.String(length=64), nullable=False),
        sa.Column("shop", sa.String(length=64), nullable=False),
        sa.Column("check_id", sa.String(length=64), nullable=False),
        sa.Column("taken_by", sa.String(length=64), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=True),
        sa.Column("cause", sa.String(length=64), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("heat", sa.JSON(), nullable=True),
        sa.Column("override", sa.JSON(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("risks", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("undecided", sa.JSON(), nullable=False),
        sa.Column("verdict", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("box", sa.JSON(), nullable=True),
        sa.Column("judged_by", sa.String(length=64), nullable=True),
        sa.Column("judged_at", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vi_review")),
        sa.UniqueConstraint("evidence", name=op.f("uq_vi_review_evidence")),
    )
    with op.batch_alter_table("vi_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vi_review_job"), ["job"], unique=False)
        batch_op.create_index("ix_vi_review_waiting", ["verdict", "shop", "points"], unique=False)

    op.create_table(
        "vi_stream",
        sa.Column("channel", sa.String(length=80), nullable=False),
        sa.Column("epoch", sa.String(length=64), nullable=False),
        sa.Column("head", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_vi_stream")),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    op.drop_table("vi_stream")
    with op.batch_alter_table("vi_review", schema=None) as batch_op:
        batch_op.drop_index("ix_vi_review_waiting")
        batch_op.drop_index(batch_op.f("ix_vi_review_job"))

    op.drop_table("vi_review")
    op.drop_table("vi_event")
    with op.batch_alter_table("vi_bank", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vi_bank_check_id"))

    op.drop_table("vi_bank")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION vi_refuse_change()")
