"""People and sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SQLITE = (
    """
CREATE TRIGGER id_event_no_DELETE BEFORE DELETE ON id_event
BEGIN SELECT RAISE(ABORT, 'id_event is append-only'); END
""",
    """
CREATE TRIGGER id_event_no_UPDATE BEFORE UPDATE ON id_event
BEGIN SELECT RAISE(ABORT, 'id_event is append-only'); END
""",
)
POSTGRESQL = (
    """
CREATE OR REPLACE FUNCTION id_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $function$
""",
    """
CREATE TRIGGER id_event_append_only BEFORE DELETE OR UPDATE ON id_event
FOR EACH ROW EXECUTE FUNCTION id_refuse_change()
""",
)


def upgrade() -> None:
    op.create_table(
        "id_attempt",
        sa.Column(
            "pos", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("pos", name=op.f("pk_id_attempt")),
    )
    with op.batch_alter_table("id_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_id_attempt_at_us"), ["at_us"], unique=False)
        batch_op.create_index(batch_op.f("ix_id_attempt_key"), ["key"], unique=False)

    op.create_table(
        "id_event",
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
        sa.PrimaryKeyConstraint("pos", name=op.f("pk_id_event")),
        sa.UniqueConstraint("channel", "seq", name=op.f("uq_id_event_channel")),
    )
    op.create_table(
        "id_shop",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name_zh", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("created_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_id_shop")),
    )
    op.create_table(
        "id_stream",
        sa.Column("channel", sa.String(length=80), nullable=False),
        sa.Column("epoch", sa.String(length=64), nullable=False),
        sa.Column("head", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_id_stream")),
    )
    op.create_table(
        "id_person",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("lang", sa.String(length=8), nullable=False),
        sa.Column("shop", sa.String(length=64), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["shop"], ["id_shop.id"], name=op.f("fk_id_person_shop_id_shop")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_id_person")),
        sa.UniqueConstraint("login", name=op.f("uq_id_person_login")),
    )
    with op.batch_alter_table("id_person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_id_person_shop"), ["shop"], unique=False)

    op.create_table(
        "id_role",
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["id_person.id"], name=op.f("fk_id_role_person_id_person")),
        sa.PrimaryKeyConstraint("person", "role", name=op.f("pk_id_role")),
    )
    op.create_table(
        "id_session",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("before_hash", sa.String(length=64), nullable=True),
        sa.Column("turned_us", sa.BigInteger(), nullable=False),
        sa.Column("expires_us", sa.BigInteger(), nullable=False),
        sa.Column("ended_us", sa.BigInteger(), nullable=True),
        sa.Column("ended_cause", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["id_person.id"], name=op.f("fk_id_session_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_id_session")),
    )
    with op.batch_alter_table("id_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_id_session_person"), ["person"], unique=False)

    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    with op.batch_alter_table("id_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_id_session_person"))

    op.drop_table("id_session")
    op.drop_table("id_role")
    with op.batch_alter_table("id_person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_id_person_shop"))

    op.drop_table("id_person")
    op.drop_table("id_stream")
    op.drop_table("id_shop")
    op.drop_table("id_event")
    with op.batch_alter_table("id_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_id_attempt_key"))
        batch_op.drop_index(batch_op.f("ix_id_attempt_at_us"))

    op.drop_table("id_attempt")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION id_refuse_change()")
