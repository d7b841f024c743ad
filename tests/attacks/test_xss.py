"""Every vector through name, website and text: page, feed, desk, status page and mail hold it."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from desk.app import create_app
from desk.mail.carrier import posted_from
from desk.mail.message import Sender, compose
from desk.tables import letters
from tests.attacks.attacked import Attacked, attacked_site, faults
from tests.attacks.corpora import needs_corpora, xss_vectors

pytestmark = needs_corpora

IN_A_BODY = {"p", "br", "em", "strong", "a", "code", "ul", "ol", "li", "blockquote"}
RUNS = ("script", "iframe", "object", "embed", "base", "style", "svg", "math", "meta", "link")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    made = attacked_site(tmp_path_factory.mktemp("attacked"), xss_vectors())
    yield made
    made.services.engine.dispose()


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """The same site with one harmless comment, to compare with."""
    made = attacked_site(tmp_path_factory.mktemp("quiet"), ["My knee says thanks."])
    yield made
    made.services.engine.dispose()


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def what_runs(page: BeautifulSoup) -> dict[str, int]:
    """How many tags a page has that could run or load something."""
    return {name: len(page.find_all(name)) for name in RUNS}


def handlers(page: BeautifulSoup) -> list[str]:
    tags = page.find_all(True)
    return [f"{name} of {tag.name}" for tag in tags for name in tag.attrs if name.startswith("on")]


def bad_links(page: BeautifulSoup) -> list[str]:
    values = [
        re.sub(r"[\x00-\x20]", "", str(tag[name])).lower()
        for name in ("href", "src", "action", "formaction", "srcdoc", "poster", "data")
        for tag in page.find_all(attrs={name: True})
    ]
    return [value for value in values if re.match(r"(javascript|data|vbscript):", value)]


def test_there_are_many_vectors_and_each_becomes_a_comment(attacked):
    assert len(attacked.comments) > 700
    assert len({comment.id for comment in attacked.comments}) == len(xss_vectors())
    assert sum(bool(comment.url) for comment in attacked.comments) > 500


def test_the_built_page_gains_nothing_that_runs(attacked, quiet):
    page, other = parsed(attacked.page), parsed(quiet.page)

    assert what_runs(page) == what_runs(other)
    assert handlers(page) == []
    assert bad_links(page) == bad_links(other)
    assert page.find("footer", class_="site-footer") is not None


def test_every_comment_stands_in_the_page_as_text(attacked):
    page = parsed(attacked.page)
    shown = {}
    for item in page.select(".thread__item"):
        shown[str(item["id"]).removeprefix("comment-")] = item
    for comment in attacked.comments:
        item = shown[comment.id]
        assert item.select_one(".comment__author").text == comment.author
        assert faults(item.select_one(".comment__body"), IN_A_BODY) == []
        assert faults(item.select_one(".comment__author"), {"a"}) == []


def test_the_feeds_are_whole_and_hold_nothing_that_runs(attacked):
    feeds = [path for path in attacked.site.output.rglob("*.xml") if "comment" in path.as_posix()]
    assert feeds
    for feed in feeds:
        entries = ElementTree.parse(feed).getroot().findall(f"{ATOM}entry")
        assert entries
        for entry in entries:
            content = entry.findtext(f"{ATOM}content") or entry.findtext(f"{ATOM}summary") or ""
            assert faults(parsed(content), IN_A_BODY) == []


def desk_pages(attacked: Attacked) -> Iterator[BeautifulSoup]:
    client = create_app(attacked.services).test_client()
    with client.session_transaction() as session:
        session["owner"] = attacked.services.credentials.session_epoch()
    address = "/desk/?status=approved"
    while address:
        answer = client.get(address)
        assert answer.status_code == 200
        page = parsed(answer.text)
        yield page
        link = page.select_one("a[rel=next]")
        address = str(link["href"]) if link else ""


def test_the_desk_shows_them_and_runs_none(attacked, quiet):
    usual = next(desk_pages(quiet))
    seen = 0
    for page in desk_pages(attacked):
        assert what_runs(page) == what_runs(usual)
        assert handlers(page) == []
        assert bad_links(page) == bad_links(usual)
        seen += len(page.select("[id^=submission-]"))
    assert seen >= len(attacked.comments)


def test_the_page_of_a_reply_runs_none(attacked, quiet):
    usual = parsed(quiet.status_pages[0])

    assert len(attacked.status_pages) > 70
    for page in map(parsed, attacked.status_pages):
        assert what_runs(page) == what_runs(usual)
        assert handlers(page) == []
        assert bad_links(page) == bad_links(usual)


def test_the_owners_mail_is_plain_text_with_the_usual_headers(attacked, quiet):
    sender = Sender("Full Range", "desk@example.com", "owner@example.com")

    def messages(site: Attacked) -> list:
        with site.services.engine.connect() as connection:
            rows = connection.execute(select(letters)).mappings().all()
        return [compose(posted_from(dict(row)), sender) for row in rows]

    (usual,) = messages(quiet)
    found = messages(attacked)
    assert len(found) == len(attacked.comments)
    for message in found:
        assert message.keys() == usual.keys()
        assert message.get_content_type() == "text/plain"
        assert not message.is_multipart()


def test_the_comment_files_are_read_as_they_were_written(attacked):
    folder: Path = attacked.site.comments / "knee-pain"

    assert {file.stem for file in folder.glob("*.txt")} == {
        comment.id for comment in attacked.comments
    }
