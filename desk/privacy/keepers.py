"""Every place where facts about persons are kept. What is not in this list is not erased."""

from desk.privacy.keeper import Keeper, Rows
from desk.privacy.letters import Letters
from desk.privacy.replies import Replies
from desk.tables import moderation_tokens, subscriptions

REPLIES = Replies()

# The replies stand first and are erased last: the others look up there which are a person's.
KEEPERS: tuple[Keeper, ...] = (
    REPLIES,
    Rows("subscription", "subscriptions", subscriptions, subscriptions.c.submission_id),
    Letters(),
    Rows(
        "link in mails to you",
        "links in mails to you",
        moderation_tokens,
        moderation_tokens.c.submission_id,
        secret=("token_hash",),
    ),
)
