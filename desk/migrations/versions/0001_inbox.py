"""The inbox, the owner's settings and the ways to sign in."""

import sqlalchemy as sa
from alembic import op

revision = "0001_inbox"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("page_id", sa.String(200), nullable=False),
        sa.Column("parent_id", sa.String(40), nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("url", sa.String(400), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("by_owner", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("received_at", sa.DateTime, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("previous_status", sa.String(10), nullable=False, server_default=""),
        sa.Column("decided_at", sa.DateTime),
        sa.Column("withdrawn_at", sa.DateTime),
        sa.Column("fingerprint", sa.String(64), unique=True),
        sa.Column("needs_filing", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("revision", sa.Integer, nullable=False, server_default="1"),
    )
    op.create_index("submissions_by_status", "submissions", ["status", "received_at"])
    op.create_index("submissions_to_file", "submissions", ["needs_filing"])
    op.create_table(
        "owner_settings",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "sign_in_links",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("expires_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("failed_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_sign_in_failures_failed_at", "sign_in_failures", ["failed_at"])


def downgrade() -> None:
    for table in ("sign_in_failures", "sign_in_links", "owner_settings", "submissions"):
        op.drop_table(table)
