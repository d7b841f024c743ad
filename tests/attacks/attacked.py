"""A site whose comments are nothing but attacks, each sent through the door and approved."""

import re
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from werkzeug.datastructures import MultiDict

from desk.app import create_app
from desk.services import Services
from desk.submission import Submission
from plugins.comments.form import ReplyForm, single_line
from tests.support import Clock, Site, desk_services, reply

LONGEST_NAME, LONGEST_TEXT = 80, 5_000
INLINE_ATTRIBUTES = {"class", "href", "rel", "id", "start", "datetime", "title"}


@dataclass
class Attacked:
    """The built site, its desk, and the comments as the inbox has them."""

    site: Site
    services: Services
    comments: list[Submission]
    status_pages: list[str]

    @property
    def page(self) -> str:
        return (self.site.output / "articles/knee-pain/index.html").read_text("utf-8")


def attacked_site(folder: Path, vectors: list[str]) -> Attacked:
    """Send each vector as name, website and text; approve all; build, all on one page."""
    site = Site(folder)
    site.article()
    site.build()
    services = desk_services(
        site,
        Clock(),
        smtp_url="smtp://127.0.0.1:1",
        REPLIES_PER_PAGE=0,
        REPLIES_TELL_READERS=True,
        REPLIES_NOTIFY_MOST=0,
    )
    client = create_app(services).test_client()
    seen = []
    for number, vector in enumerate(vectors):
        answer = client.post("/replies", data=_as_typed(number, vector))
        assert answer.status_code == 303, (vector, answer.text)
        if number % 10 == 0:  # a page each of them, all alike: a tenth tells enough
            seen.append(client.get(answer.location).text)
    ids = [stored.id for stored in services.inbox.find("pending", len(vectors) + 1)]
    services.inbox.decide_all(ids, "approve")
    assert services.filing.run() == []
    site.build(REPLIES_PER_PAGE=0)
    return Attacked(site, services, services.inbox.find("approved", len(vectors) + 1), seen)


def _as_typed(number: int, vector: str) -> dict[str, str]:
    name = single_line(vector)[:LONGEST_NAME].strip() or "Ann"
    fields = reply(author=name, email=f"ann{number}@example.com", body=vector[:LONGEST_TEXT])
    squeezed = "".join(char for char in vector if not char.isspace() and char not in '"<>')
    for url in (vector, f"https://x.example/{vector}", f"https://x.example/?{squeezed}"):
        if ReplyForm(MultiDict(fields | {"url": url[:300]})).validate():
            return fields | {"url": url[:300]}
    return fields


def faults(tree: BeautifulSoup | Tag, allowed: set[str]) -> list[str]:
    """What could run, or load something, in a part of a page that visitors' words are in."""
    found = []
    for tag in tree.find_all(True):
        if tag.name not in allowed:
            found.append(f"a tag that no visitor may make: {tag}")
        found += [f"an attribute: {name} of {tag}" for name in set(tag.attrs) - INLINE_ATTRIBUTES]
        scheme = re.match(r"[a-z][a-z0-9+.-]*:", str(tag.get("href", "")).strip().lower())
        if scheme and scheme[0] not in ("http:", "https:", "mailto:"):
            found.append(f"a link that may run: {tag}")
    return found
