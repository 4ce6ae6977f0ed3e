"""Tasks, uploads and answers."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wb_answer",
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person", "key", name=op.f("pk_wb_answer")),
    )
    op.create_table(
        "wb_task",
        sa.Column("id", sa.String(length=96), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_us", sa.BigInteger(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("made_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wb_task")),
    )
    with op.batch_alter_table("wb_task", schema=None) as batch_op:
        batch_op.create_index("ix_wb_task_due", ["state", "due_us"], unique=False)

    op.create_table(
        "wb_upload",
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person", "sha256", name=op.f("pk_wb_upload")),
    )


def downgrade() -> None:
    op.drop_table("wb_upload")
    with op.batch_alter_table("wb_task", schema=None) as batch_op:
        batch_op.drop_index("ix_wb_task_due")

    op.drop_table("wb_task")
    op.drop_table("wb_answer")
