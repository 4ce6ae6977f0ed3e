"""Vehicles, procedures and their approval."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQLITE = (
    """
CREATE TRIGGER kn_approval_no_delete BEFORE DELETE ON kn_approval BEGIN SELECT RAISE(ABORT, 'history is append-only: kn_approval'); END
""",
    """
CREATE TRIGGER kn_approval_no_update BEFORE UPDATE ON kn_approval BEGIN SELECT RAISE(ABORT, 'history is append-only: kn_approval'); END
""",
    """
CREATE TRIGGER kn_event_no_delete BEFORE DELETE ON kn_event BEGIN SELECT RAISE(ABORT, 'history is append-only: kn_event'); END
""",
    """
CREATE TRIGGER kn_event_no_update BEFORE UPDATE ON kn_event BEGIN SELECT RAISE(ABORT, 'history is append-only: kn_event'); END
""",
    """
CREATE TRIGGER kn_version_no_delete BEFORE DELETE ON kn_version BEGIN SELECT RAISE(ABORT, 'history is append-only: kn_version'); END
""",
    """
CREATE TRIGGER kn_version_no_update BEFORE UPDATE ON kn_version BEGIN SELECT RAISE(ABORT, 'history is append-only: kn_version'); END
""",
)
POSTGRESQL = (
    """
CREATE OR REPLACE FUNCTION kn_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'history is append-only: %', TG_TABLE_NAME;
END $function$
""",
    """
CREATE TRIGGER kn_approval_append_only BEFORE DELETE OR UPDATE ON kn_approval
FOR EACH ROW EXECUTE FUNCTION kn_refuse_change()
""",
    """
CREATE TRIGGER kn_approval_no_truncate BEFORE TRUNCATE ON kn_approval
FOR EACH STATEMENT EXECUTE FUNCTION kn_refuse_change()
""",
    """
CREATE TRIGGER kn_event_append_only BEFORE DELETE OR UPDATE ON kn_event
FOR EACH ROW EXECUTE FUNCTION kn_refuse_change()
""",
    """
CREATE TRIGGER kn_event_no_truncate BEFORE TRUNCATE ON kn_event
FOR EACH STATEMENT EXECUTE FUNCTION kn_refuse_change()
""",
    """
CREATE TRIGGER kn_version_append_only BEFORE DELETE OR UPDATE ON kn_version
FOR EACH ROW EXECUTE FUNCTION kn_refuse_change()
""",
    """
CREATE TRIGGER kn_version_no_truncate BEFORE TRUNCATE ON kn_version
FOR EACH STATEMENT EXECUTE FUNCTION kn_refuse_change()
""",
)


def upgrade() -> None:
    op.create_table(
        "kn_event",
        sa.Column(
            "pos", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("channel", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("xid", sa.BigInteger(), nullable=True, comment="PostgreSQL's transaction; empty on SQLite"),
        sa.PrimaryKeyConstraint("pos", name=op.f("pk_kn_event")),
        sa.UniqueConstraint("channel", "seq", name=op.f("uq_kn_event_channel")),
    )
    op.create_table(
        "kn_stream",
        sa.Column("channel", sa.String(length=80), nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.Column("head", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_kn_stream")),
    )
    op.create_table(
        "kn_vehicle_pattern",
        sa.Column("source", sa.String(length=64), nullable=False, comment="the imported table"),
        sa.Column(
            "place",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="from 0; later rows correct earlier",
        ),
        sa.Column("wmi", sa.String(length=3), nullable=False),
        sa.Column("content", sa.Text(), nullable=False, comment="the pattern as JSON"),
        sa.Column("imported_by", sa.String(length=64), nullable=False),
        sa.Column("imported_at_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("source", "place", name=op.f("pk_kn_vehicle_pattern")),
    )
    with op.batch_alter_table("kn_vehicle_pattern", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kn_vehicle_pattern_wmi"), ["wmi"], unique=False)

    op.create_table(
        "kn_version",
        sa.Column(
            "version", sa.String(length=64), nullable=False, comment="SHA-256 of the canonical content"
        ),
        sa.Column("procedure", sa.String(length=48), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("drafted_at_us", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False, comment="canonical JSON"),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_kn_version")),
        sa.UniqueConstraint("procedure", "number", name=op.f("uq_kn_version_procedure")),
    )
    op.create_table(
        "kn_approval",
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("approver", sa.String(length=64), nullable=False),
        sa.Column("approved_at_us", sa.BigInteger(), nullable=False),
        sa.Column(
            "place", sa.Integer(), nullable=False, comment="1 for the procedure's first approved version"
        ),
        sa.Column("procedure", sa.String(length=48), nullable=False),
        sa.ForeignKeyConstraint(
            ["version"], ["kn_version.version"], name=op.f("fk_kn_approval_version_kn_version")
        ),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_kn_approval")),
        sa.UniqueConstraint("procedure", "place", name=op.f("uq_kn_approval_procedure")),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    op.drop_table("kn_approval")
    op.drop_table("kn_version")
    with op.batch_alter_table("kn_vehicle_pattern", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kn_vehicle_pattern_wmi"))

    op.drop_table("kn_vehicle_pattern")
    op.drop_table("kn_stream")
    op.drop_table("kn_event")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION kn_refuse_change()")
