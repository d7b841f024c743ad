"""A whole build of the project's own content, with a thread: what every page must have."""

import gzip
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.support import ROOT, Site

KNEE = "articles/knee-pain-is-it-your-knee-at-all/index.html"
LOADED = ("script[src]", "img[src]", "link[rel=stylesheet]", "iframe", "source", "object")


@pytest.fixture(scope="module")
def whole_site(tmp_path_factory) -> Site:
    """The project's pages, a dozen articles, a draft, and comments."""
    site = Site(tmp_path_factory.mktemp("whole"))
    for kind in ("*.md", "codes.txt"):
        for path in (ROOT / "content").rglob(kind):
            site.write(str(path.relative_to(ROOT / "content")), path.read_text("utf-8"))
    for number in range(12):
        site.article(f"article-{number}", Title=f"Article {number}", Tags="hip", Category="Hip")
    site.article("unfinished", Title="Unfinished", Status="draft")
    site.comment("c1", url="https://ann.example")
    site.comment("c2", in_reply_to="c1", by_owner=True, author="The Owner")
    site.build()
    return site


def pages(site: Site) -> dict[str, BeautifulSoup]:
    return {
        str(path.relative_to(site.output)): BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in site.output.rglob("*.html")
    }


def test_every_kind_of_page_is_there(whole_site):
    assert {
        "index.html",
        "page/2/index.html",
        KNEE,
        "archives/index.html",
        "categories/hip/index.html",
        "categories/hip/page/2/index.html",
        "tags/hip/index.html",
        "about/index.html",
        "contact/index.html",
        "privacy/index.html",
        "drills/index.html",
        "drills/knee-to-wall-ankle-rock/index.html",
        "drills/joint/ankle/index.html",
        "404.html",
        "drafts/index.html",
        "drafts/articles/unfinished/index.html",
    } <= set(pages(whole_site))


def test_every_page_has_its_landmarks(whole_site):
    for path, page in pages(whole_site).items():
        assert page.html["lang"] == "en", path
        assert len(page.find_all("h1")) == 1, path
        assert len(page.find_all("main")) == 1, path
        assert page.select_one("a.skip")["href"] == f"#{page.main['id']}", path
        assert all(nav.get("aria-label") for nav in page.find_all("nav")), path
        levels = [int(heading.name[1]) for heading in page.find_all(["h1", "h2", "h3", "h4"])]
        assert all(b - a <= 1 for a, b in pairwise(levels)), path


def test_every_page_for_readers_is_described(whole_site):
    titles = []
    for path, page in pages(whole_site).items():
        if page.find("meta", {"name": "robots", "content": "noindex"}):
            continue
        titles.append(page.title.text)
        assert page.find("meta", {"name": "description"})["content"], path
        expected = "/" + path.removesuffix("index.html")
        assert page.find("link", rel="canonical")["href"] == expected, path
    assert len(set(titles)) == len(titles)


def test_every_link_within_the_site_leads_somewhere(whole_site):
    desk = ("/replies", "/desk")
    for path, page in pages(whole_site).items():
        for link in page.find_all(["a", "link"], href=True):
            url = urlsplit(urljoin(f"/{path}", link["href"]))
            if url.scheme or url.path.startswith(desk):
                continue
            file = whole_site.output / url.path.lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            assert file.is_file(), f"{path} → {link['href']}"
            if url.fragment:
                target = BeautifulSoup(file.read_text("utf-8"), "html.parser")
                assert target.find(id=url.fragment), f"{path} → {link['href']}"


def test_nothing_is_loaded_from_anybody_else(whole_site):
    for path, page in pages(whole_site).items():
        for element in page.select(", ".join(LOADED)):
            url = urlsplit(element.get("src") or element.get("href") or "")
            assert not url.netloc, f"{path}: {element}"
        assert "@import" not in page.style.text
        assert "url(" not in page.style.text


def test_an_article_is_one_small_request(whole_site):
    html = (whole_site.output / KNEE).read_bytes()

    assert len(gzip.compress(html)) <= 14_000
    assert (
        pages(whole_site)[KNEE].select("link[rel=stylesheet], script[src]:not([type=module])") == []
    )


def test_drafts_are_hidden_from_search_engines_and_lists(whole_site):
    draft = pages(whole_site)["drafts/articles/unfinished/index.html"]

    assert draft.find("meta", {"name": "robots"})["content"] == "noindex"
    assert draft.find("form") is None
    for path in ("index.html", "archives/index.html", "feeds/articles.atom.xml"):
        assert "Unfinished" not in (whole_site.output / path).read_text("utf-8")
    assert "Unfinished" in pages(whole_site)["drafts/index.html"].text


def test_what_is_published_holds_no_draft_and_whole_addresses(whole_site, tmp_path):
    public = Site(tmp_path)
    (public.root / "content").symlink_to(whole_site.root / "content")
    public.build(conf=str(ROOT / "publishconf.py"))
    page = public.page(KNEE)

    assert not (public.output / "drafts").exists()
    assert page.find("form")["action"].startswith("https://")
    assert page.find("link", rel="canonical")["href"].startswith("https://")
    feed = (public.output / "feeds/articles.atom.xml").read_text("utf-8")
    assert 'href="/' not in feed


def test_a_mistyped_name_in_a_template_stops_the_build(site, tmp_path):
    site.article()
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides/404.html").write_text("{{ SITENMAE }}")

    with pytest.raises(Exception, match="SITENMAE"):
        site.build(THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "overrides")])


def test_markup_in_a_title_is_text(site):
    site.article(Title="Hips & <script>alert(1)</script>")
    site.build()
    html = (site.output / "articles/knee-pain/index.html").read_text("utf-8")

    assert "<script>alert" not in html


def test_an_empty_site_builds(site):
    site.build()

    assert "Nothing has been published yet." in site.page("index.html").text


def test_two_builds_are_the_same_to_the_byte(whole_site, tmp_path):
    second = Site(tmp_path)
    (second.root / "content").symlink_to(whole_site.root / "content")
    second.build()
    trees = [
        {
            str(path.relative_to(site.output)): path.read_bytes()
            for path in site.output.rglob("*")
            if path.is_file()
        }
        for site in (whole_site, second)
    ]

    assert trees[0] == trees[1]
