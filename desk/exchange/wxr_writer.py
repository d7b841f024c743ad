"""An export that WordPress and others read: WXR 1.2, an item for each page with its comments.

The items have no text: it is the comments that leave here. The pages are Markdown files already.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TextIO
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from desk.exchange.leaving import Leaving, LeavingPage
from plugins.comments.body import comment_html
from plugins.text import without_hidden

_START = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>{title}</title>
<link>{link}</link>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>{link}</wp:base_site_url>
<wp:base_blog_url>{link}</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>owner</wp:author_login>\
<wp:author_display_name>{author}</wp:author_display_name></wp:author>
"""
_STATUSES = {"approved": "1", "pending": "0", "spam": "spam", "trash": "trash"}


def write(file: TextIO, pages: Iterable[LeavingPage], site: Mapping[str, Any]) -> None:
    """Write the export of a site with these settings."""
    link = escape(site["SITEURL"] or site.get("FEED_DOMAIN") or "")
    author = _data(site["AUTHOR"])
    file.write(_START.format(title=escape(site["SITENAME"]), link=link, author=author))
    zone = ZoneInfo(site["TIMEZONE"])
    number = 0
    for post, page in enumerate(pages, start=1):
        numbers = {item.comment.id: number + at for at, item in enumerate(page.comments, start=1)}
        number += len(numbers)
        file.write(_item_start(post, page, link))
        for item in page.comments:
            file.write(_comment(item, numbers, zone))
        file.write("</item>\n")
    file.write("</channel>\n</rss>\n")


def _item_start(number: int, page: LeavingPage, link: str) -> str:
    address = f"{link}/{escape(page.url)}"
    return (
        f"<item>\n<title>{_data(page.title or page.id)}</title>\n<link>{address}</link>\n"
        f"<content:encoded>{_data('')}</content:encoded>\n"
        f"<wp:post_id>{number}</wp:post_id>\n<wp:post_name>{_data(page.id)}</wp:post_name>\n"
        "<wp:status>publish</wp:status>\n<wp:post_type>post</wp:post_type>\n"
    )


def _comment(item: Leaving, numbers: Mapping[str, int], zone: ZoneInfo) -> str:
    comment, private = item.comment, item.private
    fields = {
        "id": str(numbers[comment.id]),
        "author": _data(comment.author),
        "author_email": _data(private.email if private else ""),
        "author_url": escape(comment.url),
        "author_IP": "",
        "date": _date(comment.date.astimezone(zone)),
        "date_gmt": _date(comment.date.astimezone(ZoneInfo("UTC"))),
        "content": _data(str(comment_html(comment.body)).strip()),
        "approved": _STATUSES[private.status] if private else "1",
        "type": "comment",
        "parent": str(numbers.get(comment.in_reply_to, 0)),
        "user_id": "1" if comment.by_owner else "0",
    }
    inner = "\n".join(
        f"<wp:comment_{name}>{text}</wp:comment_{name}>" for name, text in fields.items()
    )
    return f"<wp:comment>\n{inner}\n</wp:comment>\n"


def _date(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def _data(text: str) -> str:
    """Text as character data; what would end it is cut in two."""
    return f"<![CDATA[{without_hidden(text).replace(']]>', ']]]]><![CDATA[>')}]]>"
