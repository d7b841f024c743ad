"""What replies need beyond an inbox."""

import sqlalchemy as sa
from alembic import op

revision = "0002_replies"
down_revision = "0001_inbox"
branch_labels = None
depends_on = None


# What the queue is sorted, filtered and counted by.
_QUEUE_INDEXES = {
    "submissions_by_time": ["received_at", "id"],
    "submissions_by_page": ["status", "page_id"],
    "submissions_by_sender": ["email", "status"],
    "submissions_by_text": ["text_key", "status"],
    "submissions_by_batch": ["batch_id"],
}


# The judgement of the guard, and what it compares later replies with.
_GUARD_COLUMNS = {
    "reasons": (sa.Text, "[]"),
    "score": (sa.Float, "0"),
    "network": (sa.String(32), ""),
    "form_token": (sa.String(32), ""),
    "likeness": (sa.String(240), ""),
}
_GUARD_INDEXES = {
    "submissions_by_network": ["network", "received_at"],
    "submissions_by_form_token": ["form_token"],
}


def upgrade() -> None:
    for name, (kind, default) in _GUARD_COLUMNS.items():
        column = sa.Column(name, kind, nullable=False, server_default=default)
        op.add_column("submissions", column)
    for name, columns in _GUARD_INDEXES.items():
        op.create_index(name, "submissions", columns)
    op.create_table(
        "spam_words",
        sa.Column("word", sa.String(60), primary_key=True),
        sa.Column("spam", sa.Integer, nullable=False),
        sa.Column("ham", sa.Integer, nullable=False),
    )
    op.add_column("submissions", sa.Column("text_key", sa.String(32)))
    op.add_column("submissions", sa.Column("batch_id", sa.String(40)))
    op.drop_index("submissions_by_status", "submissions")
    op.create_index("submissions_by_status", "submissions", ["status", "received_at", "id"])
    for name, columns in _QUEUE_INDEXES.items():
        op.create_index(name, "submissions", columns)
    op.add_column("submissions", sa.Column("published_at", sa.DateTime))
    op.add_column(
        "submissions", sa.Column("corrects", sa.String(40), nullable=False, server_default="")
    )
    op.create_index("submissions_by_corrected", "submissions", ["corrects"])
    op.execute("UPDATE submissions SET published_at = decided_at WHERE status = 'approved'")
    op.create_table(
        "moderation_tokens",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("submission_id", sa.String(40), nullable=False),
        sa.Column("verb", sa.String(10), nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "subscriptions",
        sa.Column("submission_id", sa.String(40), primary_key=True),
        sa.Column("on_published", sa.Boolean, nullable=False),
        sa.Column("on_answers", sa.Boolean, nullable=False),
        sa.Column("asked_at", sa.DateTime),
        sa.Column("confirmed_at", sa.DateTime),
    )
    op.create_table(
        "erasures",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("erased_at", sa.DateTime, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
    )
    op.create_table(
        "letters",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("carrier", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("to", sa.String(254), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("thread", sa.String(200), nullable=False),
        sa.Column("unsubscribe", sa.Text, nullable=False),
        sa.Column("reply_to", sa.String(254), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("due_at", sa.DateTime, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("failing_since", sa.DateTime),
        sa.Column("last_error", sa.Text, nullable=False, server_default=""),
        sa.Column("fault", sa.String(10), nullable=False, server_default=""),
        sa.Column("claim", sa.String(16)),
        sa.Column("claimed_until", sa.DateTime),
        sa.Column("sent_at", sa.DateTime),
    )
    op.create_index("letters_by_state", "letters", ["state", "due_at"])
    op.create_index("letters_by_subject_matter", "letters", ["about"])
    op.create_table(
        "imports",
        sa.Column("source", sa.String(200), primary_key=True),
        sa.Column("foreign_id", sa.String(200), primary_key=True),
        sa.Column("submission_id", sa.String(40), nullable=False),
        sa.Column("imported_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "api_tokens",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("made_at", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("api_tokens")
    op.drop_table("imports")
    op.drop_table("letters")
    op.drop_table("spam_words")
    for name in _GUARD_INDEXES:
        op.drop_index(name, "submissions")
    for name in _GUARD_COLUMNS:
        op.drop_column("submissions", name)
    for name in _QUEUE_INDEXES:
        op.drop_index(name, "submissions")
    op.drop_index("submissions_by_status", "submissions")
    op.create_index("submissions_by_status", "submissions", ["status", "received_at"])
    op.drop_column("submissions", "batch_id")
    op.drop_column("submissions", "text_key")
    op.drop_table("subscriptions")
    op.drop_table("moderation_tokens")
    op.drop_index("submissions_by_corrected", "submissions")
    for name in ("corrects", "published_at"):
        op.drop_column("submissions", name)
    op.drop_table("erasures")
