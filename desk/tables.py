"""The tables of the inbox. Migrations in ``desk/migrations`` bring a database to this shape."""

import json
from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
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


class Sentences(TypeDecorator[tuple[str, ...]]):
    """Some sentences, as a list in JSON in the database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """From Python to the database."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """From the database to Python."""
        return None if value is None else tuple(json.loads(value))


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
    Column("reasons", Sentences, nullable=False, server_default="[]"),
    Column("score", Float, nullable=False, server_default="0"),
    # Traces of the guard (desk.guard); the first two are blanked after some days.
    Column("network", String(32), nullable=False, server_default=""),
    Column("form_token", String(32), nullable=False, server_default=""),
    Column("likeness", String(240), nullable=False, server_default=""),
    Index("submissions_by_network", "network", "received_at"),
    Index("submissions_by_form_token", "form_token"),
    # When it was published first; kept when it is taken off the page again.
    Column("published_at", UtcDateTime),
    # The published submission whose words this one would replace; empty for all but corrections.
    Column("corrects", String(40), nullable=False, server_default=""),
    # What a text is compared with others by; empty once the text is erased.
    Column("text_key", String(32)),
    # The decision that brought it where it is, so that the whole of it can be undone.
    Column("batch_id", String(40)),
    Index("submissions_by_status", "status", "received_at", "id"),
    Index("submissions_by_time", "received_at", "id"),
    Index("submissions_by_page", "status", "page_id"),
    Index("submissions_by_sender", "email", "status"),
    Index("submissions_by_text", "text_key", "status"),
    Index("submissions_by_batch", "batch_id"),
    Index("submissions_to_file", "needs_filing"),
    Index("submissions_by_corrected", "corrects"),
)

# How often a word stood in replies that the owner marked as spam, and in those she published.
# The row of the empty word counts the replies themselves.
spam_words = Table(
    "spam_words",
    metadata,
    Column("word", String(60), primary_key=True),
    Column("spam", Integer, nullable=False),
    Column("ham", Integer, nullable=False),
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

# The keys of the owner's own programs (desk.api).
api_tokens = Table(
    "api_tokens",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("made_at", UtcDateTime, nullable=False),
)

# That somebody was forgotten, and when: never who.
erasures = Table(
    "erasures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("erased_at", UtcDateTime, nullable=False),
    Column("what", Text, nullable=False),
)

# The links of mails to the owner: each does one thing, once.
moderation_tokens = Table(
    "moderation_tokens",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("submission_id", String(40), nullable=False),
    Column("verb", String(10), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)

# What the writer of a submission wants to hear of it; the address is that of the submission.
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("submission_id", String(40), primary_key=True),
    Column("on_published", Boolean, nullable=False),
    Column("on_answers", Boolean, nullable=False),
    # When the owner of the address was asked; not while the submission lies in the spam.
    Column("asked_at", UtcDateTime),
    Column("confirmed_at", UtcDateTime),
)

# Letters on their way out, and those that are out or were given up. What was private in a letter
# is erased as soon as it is sent.
letters = Table(
    "letters",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("carrier", String(10), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("to", String(254), nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("about", String(40), nullable=False),
    Column("thread", String(200), nullable=False),
    Column("unsubscribe", Text, nullable=False),
    Column("reply_to", String(254), nullable=False),
    # waiting, sent or failed; or held, to be told of together with others (desk.mail.flood)
    Column("state", String(10), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("failing_since", UtcDateTime),
    Column("last_error", Text, nullable=False, server_default=""),
    # Whose fault that was, the server's or the letter's.
    Column("fault", String(10), nullable=False, server_default=""),
    # The worker that has it in hand, and until when it is believed to be alive.
    Column("claim", String(16)),
    Column("claimed_until", UtcDateTime),
    Column("sent_at", UtcDateTime),
    Index("letters_by_state", "state", "due_at"),
    Index("letters_by_subject_matter", "about"),
)

# How it stands with publishing, in one row (desk.publishing.state).
publishing = Table(
    "publishing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("changes", Integer, nullable=False, server_default="0"),
    Column("live_changes", Integer, nullable=False, server_default="0"),
    Column("first_at", UtcDateTime),
    Column("last_at", UtcDateTime),
    Column("asked_at", UtcDateTime),
    Column("begun_at", UtcDateTime),
    Column("live_at", UtcDateTime),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("failed_at", UtcDateTime),
    Column("retry_at", UtcDateTime),
    Column("last_error", Text, nullable=False, server_default=""),
)

# What came from elsewhere: so that a second import of the same comments brings nothing twice.
imports = Table(
    "imports",
    metadata,
    Column("source", String(200), primary_key=True),
    Column("foreign_id", String(200), primary_key=True),
    Column("submission_id", String(40), nullable=False),
    Column("imported_at", UtcDateTime, nullable=False),
)
