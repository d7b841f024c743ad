"""The tables of the inbox. Migrations in ``desk/migrations`` bring a database to this shape."""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, aware of its zone in Python and in UTC in the database (SQLite keeps no zone)."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From Python to the database."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database to Python."""
        return value.replace(tzinfo=UTC) if value else None


metadata = MetaData()

submissions = Table(
    "submissions",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("page_id", String(200), nullable=False),
    Column("parent_id", String(40), nullable=False),
    Column("author", String(200), nullable=False),
    Column("email", String(254), nullable=False),
    Column("url", String(400), nullable=False),
    Column("body", Text, nullable=False),
    Column("by_owner", Boolean, nullable=False, server_default=false()),
    Column("received_at", UtcDateTime, nullable=False),
    Column("status", String(10), nullable=False),
    Column("previous_status", String(10), nullable=False, server_default=""),
    Column("decided_at", UtcDateTime),
    Column("withdrawn_at", UtcDateTime),
    # The same words on the same page twice are one reply; empty once they may be sent again.
    Column("fingerprint", String(64), unique=True),
    # Set with every change, cleared when the comment file is as the status wants it: what is
    # still to do outlasts a crash.
    Column("needs_filing", Boolean, nullable=False, server_default=false()),
    Column("revision", Integer, nullable=False, server_default="1"),
    Index("submissions_by_status", "status", "received_at"),
    Index("submissions_to_file", "needs_filing"),
)

owner_settings = Table(
    "owner_settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("expires_at", UtcDateTime, nullable=False),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String(64), nullable=False),
    Column("failed_at", UtcDateTime, nullable=False, index=True),
)
