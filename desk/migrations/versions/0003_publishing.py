"""How it stands with publishing."""

import sqlalchemy as sa
from alembic import op

revision = "0003_publishing"
down_revision = "0002_replies"
branch_labels = None
depends_on = None


def upgrade() -> None:
    table = op.create_table(
        "publishing",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("changes", sa.Integer, nullable=False, server_default="0"),
        sa.Column("live_changes", sa.Integer, nullable=False, server_default="0"),
        sa.Column("first_at", sa.DateTime),
        sa.Column("last_at", sa.DateTime),
        sa.Column("asked_at", sa.DateTime),
        sa.Column("begun_at", sa.DateTime),
        sa.Column("live_at", sa.DateTime),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("failed_at", sa.DateTime),
        sa.Column("retry_at", sa.DateTime),
        sa.Column("last_error", sa.Text, nullable=False, server_default=""),
    )
    op.bulk_insert(table, [{"id": 1}])


def downgrade() -> None:
    op.drop_table("publishing")
