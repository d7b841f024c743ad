"""The weight of an article with N comments (200): its pages as a host sends them, compressed."""

import gzip
import random
import re
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import servers
from bench.posts import words
from plugins.comments import store
from plugins.comments.model import Comment

_LEVEL = 6
"""Of gzip, as most web servers have it."""
_DEEPEST = 4


def main(number: int) -> None:
    """Build the site, and print the size of every page of the thread in kB."""
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        servers.write_site(site)
        for comment in _comments(number):
            store.write(site / "content" / "comments", servers.PAGE, comment)
        servers.build(site)
        pages = sorted((site / "output" / "articles" / servers.PAGE).rglob("*.html"))
        print(f"{'page':32}{'comments':>9}{'kB':>7}{'gzip kB':>9}")
        for page in pages:
            _print_page(page.relative_to(site / "output" / "articles"), page.read_bytes())


def _comments(number: int) -> list[Comment]:
    """Comments of forty words; half of them answer an earlier one."""
    pick, start = random.Random(7), datetime(2020, 3, 1, tzinfo=UTC)
    comments: list[Comment] = []
    depths: dict[str, int] = {"": 0}
    for position in range(number):
        parents = [comment.id for comment in comments if depths[comment.id] < _DEEPEST]
        parent = pick.choice(parents) if parents and position % 2 else ""
        comment = Comment(
            id=f"20200301-090000-{position:08}",
            author=f"Reader {position}",
            date=start + timedelta(hours=position),
            body=words(position),
            in_reply_to=parent,
        )
        depths[comment.id] = depths[parent] + 1
        comments.append(comment)
    return comments


def _print_page(path: Path, page: bytes) -> None:
    # Those whose words stand in the HTML, for which no script is needed.
    shown = len(set(re.findall(rb"Number \d+ says so", page)))
    packed = gzip.compress(page, _LEVEL)
    print(f"{path!s:32}{shown:9}{len(page) / 1000:7.1f}{len(packed) / 1000:9.1f}")
