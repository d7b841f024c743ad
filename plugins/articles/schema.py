"""An article as structured data (JSON-LD, https://schema.org/BlogPosting). Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from plugins.comments.model import Comment
from plugins.comments.replies import Replies

_MOST_DESCRIBED = 10


def blog_posting(
    *,
    title: str,
    description: str,
    url: str,
    published: datetime,
    modified: datetime | None,
    replies: Replies,
    settings: Mapping[str, Any],
) -> dict[str, Any]:
    """What the page shows, and only that, in the words of schema.org; ``url`` is absolute.

    Of a long thread, only the newest comments are described here as well: said twice, two hundred
    would make the page half as large again, and all are counted.
    """
    site = settings["SITEURL"]
    data = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": title,
        "description": description,
        "mainEntityOfPage": url,
        "inLanguage": settings["DEFAULT_LANG"],
        "datePublished": published.isoformat(),
        "author": {"@type": "Person", "name": settings["AUTHOR"]},
        "publisher": {"@type": "Organization", "name": settings["PRACTICE"]},
        "commentCount": replies.thread.count,
        "comment": [_comment(it, replies, site) for it in _newest(replies)],
    }
    if modified is not None:
        data["dateModified"] = modified.isoformat()
    return data


def _newest(replies: Replies) -> list[Comment]:
    ordered = sorted(replies.paging.shown, key=lambda comment: (comment.date, comment.id))
    return ordered[-_MOST_DESCRIBED:]


def _comment(comment: Comment, replies: Replies, site: str) -> dict[str, Any]:
    permalink = replies.paging.permalink
    data: dict[str, Any] = {
        "@type": "Comment",
        "@id": f"{site}/{permalink(comment.id)}",
        "author": {"@type": "Person", "name": comment.author},
        "datePublished": comment.date.isoformat(),
        "text": comment.body,
    }
    if comment.in_reply_to:
        data["parentItem"] = {"@id": f"{site}/{permalink(comment.in_reply_to)}"}
    return data
