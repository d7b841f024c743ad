"""An article as structured data (JSON-LD, https://schema.org/BlogPosting). Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from plugins.comments.model import Comment


def blog_posting(
    *,
    title: str,
    description: str,
    url: str,
    published: datetime,
    modified: datetime | None,
    comments: tuple[Comment, ...],
    settings: Mapping[str, Any],
) -> dict[str, Any]:
    """What the page shows, and only that, in the words of schema.org; ``url`` is absolute."""
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
        "commentCount": len(comments),
        "comment": [_comment(comment, url) for comment in comments],
    }
    if modified is not None:
        data["dateModified"] = modified.isoformat()
    return data


def _comment(comment: Comment, page_url: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "Comment",
        "@id": f"{page_url}#comment-{comment.id}",
        "author": {"@type": "Person", "name": comment.author},
        "datePublished": comment.date.isoformat(),
        "text": comment.body,
    }
    if comment.in_reply_to:
        data["parentItem"] = {"@id": f"{page_url}#comment-{comment.in_reply_to}"}
    return data
