"""What replies need beyond an inbox."""

revision = "0002_replies"
down_revision = "0001_inbox"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
