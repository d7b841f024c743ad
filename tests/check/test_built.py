"""Mistakes of a built site, found in its files and told at the source they come from."""

import json

import pytest

from plugins.check.building import Built
from plugins.check.built.feeds import feed_problems
from plugins.check.built.findings import built_findings
from plugins.check.built.private import private_problems
from plugins.check.finding import Finding
from plugins.pictures import pixels

ADDRESS = "https://x.example/site"
FEED = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Hips</title><id>https://x.example/</id>
<updated>2020-02-26T00:00:00+00:00</updated><link href="https://x.example/"/>
<entry><title>One</title><id>tag:x.example,2020:one</id>
<updated>2020-02-26T00:00:00Z</updated><link href="https://x.example/one/"/></entry></feed>"""


@pytest.fixture
def check(tmp_path, monkeypatch):
    """What is found in a built site of these files; ``sources`` are those of its pages."""
    monkeypatch.setenv("DESK_VAR", str(tmp_path / "var"))
    (tmp_path / "content").mkdir()

    def check(
        files: dict[str, str], sources: dict[str, str] | None = None, address: str = ADDRESS
    ) -> list[Finding]:
        for name, text in files.items():
            file = tmp_path / "site" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        origins = {}
        for name, text in (sources or {}).items():
            source = tmp_path / "content" / f"{name.partition('/')[0]}.md"
            source.write_text(text, "utf-8")
            origins[name] = str(source)
        settings = {"SITEURL": address, "PATH": str(tmp_path / "content")}
        return list(built_findings(Built(tmp_path / "site", origins=origins), settings))

    return check


def home(*links: str) -> str:
    return "".join(f'<a href="{link}">x</a>' for link in links)


def test_links_that_lead_somewhere_are_left_alone(check):
    links = [
        f"{ADDRESS}/one/",
        "/site/one/#here",
        "one/index.html",
        "one/?page=2#top",
        "#",
        ADDRESS,
    ]
    outside = ["https://y.example/", "https://x.example/shop", "mailto:a@x.example", "//y.example/"]
    pages = {
        "one/index.html": '<h2 id="here">Here</h2>',
        "two.html": "<img src='data:,x' alt='' width='1' height='1'>",
    }

    assert check({"index.html": home(*links, *outside, "two.html"), **pages}) == []


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (home(f"{ADDRESS}/oen/"), f"the site has nothing at {ADDRESS}/oen/; did you mean “one/”?"),
        (home("/one/"), "nothing at /one/"),
        (home("one/#heer"), "leads to a place that its page has not; did you mean “here”?"),
        ('<img src="one/a.png" alt="">', "nothing at one/a.png"),
        ('<img srcset="one/a.png 1x, one/b.png 2x" alt="">', "nothing at one/b.png"),
        ('<script src="/site/a.js"></script>', "nothing at /site/a.js"),
        ('<link rel="alternate" href="/site/feed.xml">', "nothing at /site/feed.xml"),
        (home("http://[bad/"), "nothing at http://[bad/"),
    ],
)
def test_a_link_to_nothing_is_an_error(check, html, words):
    page = {"one/index.html": '<h2 id="here">Here</h2><a href="../index.html">x</a>'}
    found = [it for it in check({"index.html": html + home("one/"), **page}) if it.rule == "link"]

    assert any(words in it.message for it in found)


def test_a_link_is_told_at_its_line_of_the_source_and_once(check):
    html = home(f"{ADDRESS}/gone/", f"{ADDRESS}/gone/")
    source = "Title: One\n\nText.\n\nSee [this](/gone/).\n"
    (found,) = check(
        {"index.html": home("one/"), "one/index.html": html}, {"one/index.html": source}
    )

    assert (found.path.rpartition("/")[2], found.line) == ("one.md", 5)


def test_a_link_of_the_menu_is_told_once_for_all_pages(check):
    pages = {f"p{n}/index.html": home("/gone/") for n in range(9)}
    links = [f"/site/p{n}/" for n in range(9)]
    (found,) = check({"index.html": home("/gone/", *links), **pages})

    assert "on 9 other pages: look at MENU" in found.message


def test_a_page_without_a_source_is_named_as_the_site_has_it(check):
    (found,) = check({"index.html": home("gone/")})

    assert (found.path, found.line) == ("output/index.html", 1)


def test_a_page_to_which_no_link_leads_is_named(check):
    files = {
        "index.html": home("one/"),
        "one/index.html": "",
        "404.html": "",
        "old/index.html": '<meta http-equiv="refresh" content="0; url=../one/">',
        "lost/index.html": home("../island/"),
        "island/index.html": home("../lost/"),
    }
    found = check(files)

    assert {it.rule for it in found} == {"orphan"}
    assert [it.path for it in found] == ["output/island/index.html", "output/lost/index.html"]


def test_two_places_of_one_name_are_named(check):
    (found,) = check({"index.html": '<h2 id="comments">A</h2><h2 id="comments">B</h2>'})

    assert found.rule == "html"
    assert "two places of index.html are called “comments”" in found.message


def test_data_for_machines_must_be_readable(check):
    html = '<script type="application/ld+json">{"a": 1,}</script><script type="x">{</script>'
    (found,) = check({"index.html": html})

    assert found.rule == "data"


ARTICLE = """<head><meta name="description" content="In short."><link rel="canonical"
href="https://x.example/site/one/"></head><h1>Hips &amp; knees</h1><p>By Ann, <time
datetime="2020-02-26">26.02.2020</time></p><ol><li>Stand <em>tall</em>.</ol>
<h2 id="comments-title">1 Comment</h2><p id="comment-c1">Thanks.</p>"""
DATA = {
    "@type": "BlogPosting",
    "headline": "Hips & knees",
    "description": "In short.",
    "datePublished": "2020-02-26T00:00:00+00:00",
    "mainEntityOfPage": f"{ADDRESS}/one/",
    "author": {"@type": "Person", "name": "Ann"},
    "image": f"{ADDRESS}/heel.svg",
    "commentCount": 1,
    "comment": [{"@type": "Comment", "@id": f"{ADDRESS}/one/#comment-c1"}],
    "step": [{"@type": "HowToStep", "text": "Stand tall."}],
}


def described(**changed: object) -> dict[str, str]:
    """The files of a site of one article, with these changes to what it tells machines."""
    data = json.dumps({"@graph": [DATA | changed]})
    script = f'<script type="application/ld+json">{data}</script>'
    return {
        "index.html": home("one/"),
        "one/index.html": ARTICLE + script + home("../heel.svg"),
        "heel.svg": "<svg/>",
    }


def test_data_that_say_what_the_page_says_are_left_alone(check):
    assert check(described()) == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"headline": "Hips"}, "calls the page “Hips”, and its heading is “Hips & knees”"),
        ({"description": "Buy now."}, "describes the page as “Buy now.”"),
        ({"datePublished": "2021-02-26"}, "says 2021-02-26 for its date"),
        ({"mainEntityOfPage": f"{ADDRESS}/two/"}, "says that the page is at"),
        ({"author": {"name": "Bob"}}, "has “Bob” for author"),
        ({"image": [f"{ADDRESS}/toe.svg"]}, "names the picture"),
        ({"commentCount": 2}, "counts 2 comments, and the page 1"),
        ({"comment": [{"@id": f"{ADDRESS}/one/#comment-c2"}]}, "holds the comment comment-c2"),
        ({"step": [{"text": "Lie down."}]}, "has “Lie down.” for a step"),
    ],
)
def test_data_that_say_something_else_than_the_page_are_an_error(check, changed, words):
    (found,) = check(described(**changed))

    assert (found.path, found.rule) == ("output/one/index.html", "data")
    assert words in found.message


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (1200).to_bytes(4, "big") + (900).to_bytes(4, "big")


@pytest.mark.parametrize(
    ("html", "rule", "words"),
    [
        ('<img src="heel.png" width="600" height="450" alt="A heel">', "", ""),
        ('<img src="heel.png" width="600" height="450">', "image-alt", 'alt="" for an ornament'),
        ('<img src="heel.png" alt="">', "image-dimensions", 'width="1200" height="900"}'),
        ('<img src="heel.png" width="9" height="9" alt="">', "image-size", "18 are enough"),
        ('<img src="//y.example/a.png" width="9" height="9" alt="">', "third-party", "a copy"),
        ('<script src="https://y.example/a.js"></script>', "third-party", "asks https://y.exa"),
        ('<link rel="stylesheet" href="https://y.example/a.css">', "third-party", "a.css"),
        ('<link rel="alternate" href="https://y.example/">', "", ""),
    ],
)
def test_pictures_have_words_and_a_size_and_nothing_comes_from_elsewhere(
    check, tmp_path, html, rule, words
):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/heel.png").write_bytes(PNG)
    found = check({"index.html": html})

    assert [it.rule for it in found] == ([rule] if rule else [])
    assert all(words in it.message for it in found)


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (PNG, (1200, 900)),
        (b"GIF89a" + (7).to_bytes(2, "little") + (5).to_bytes(2, "little"), (7, 5)),
        (
            b"\xff\xd8\xff\xe0\0\4ab\xff\xc2\0\x0b\x08" + b"\1\xc2\2\x58",
            (600, 450),
        ),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x57\2\0" + b"\xc1\1\0", (600, 450)),
        (b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + b"\x58\2\xc2\1", (600, 450)),
        (
            b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + (599 | 449 << 14).to_bytes(4, "little"),
            (600, 450),
        ),
        (PNG[:18], None),
        (b"\xff\xd8\xff", None),
        (b"<svg/>", None),
    ],
)
def test_the_pixels_of_a_picture_are_read_from_its_first_bytes(tmp_path, data, size):
    (tmp_path / "a").write_bytes(data)

    assert pixels(tmp_path / "a") == size


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("</entry>", "", "it is no XML"),
        ("<title>One</title>", "", "an element “entry” has no title"),
        ("https://x.example/one/", "/one/", "the address /one/ is not whole"),
        ("T00:00:00Z", "", "“2020-02-26” is no moment with its zone"),
    ],
)
def test_what_is_wrong_with_a_feed(check, before, after, words):
    assert list(feed_problems(FEED)) == []
    assert words in next(feed_problems(FEED.replace(before, after)))
    found = check({"index.html": "", "a.atom.xml": FEED.replace(before, after)})
    assert ("output/a.atom.xml", "feed") in {(it.path, it.rule) for it in found}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("see http://localhost:8000/x", "http://localhost:8000/x is an address of this machine"),
        ("https://127.0.0.1/", "is an address of this machine alone"),
        ("write to ann@gmail.com", "the e-mail address ann@gmail.com is public here"),
        ("-----BEGIN RSA PRIVATE KEY-----", "a private key stands in it"),
        ("of 0123456789abcdef", "the secret key of the desk stands in it"),
    ],
)
def test_what_must_not_be_public_is_found(text, words):
    (found,) = private_problems(text, {"me@practice.org"}, ["0123456789abcdef"])

    assert words in found


def test_what_may_be_public_is_left_alone():
    text = (
        "Me@Practice.org, name@example.com, http://localhost.example/ and http://127.0.0.1.nip.io"
    )

    assert list(private_problems(text, {"me@practice.org"}, ["secret"])) == []


def test_the_addresses_of_the_content_are_known_and_the_desks_key_is_secret(check, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var/secret-key").write_text("5ec7e7")
    html = "me@practice.org bob@gmail.com 5ec7e7"
    found = check({"index.html": html}, {"index.html": "Write to me@practice.org"})

    assert [it.rule for it in found] == ["private", "private"]
    assert "bob@gmail.com" in found[0].message
    assert "secret key" in found[1].message


def test_a_file_that_no_page_uses_is_named(check, tmp_path):
    for name in ("a.svg", "b.svg"):
        (tmp_path / "content/images").mkdir(exist_ok=True)
        (tmp_path / "content/images" / name).write_text("<svg/>")
    images = {"images/a.svg": "<svg/>", "images/b.svg": "<svg/>", "made.js": ""}
    found = check({"index.html": home("images/a.svg"), **images})

    assert [(it.path.rpartition("/")[2], it.rule) for it in found] == [("b.svg", "unused")]


def test_a_file_that_machines_ask_for_needs_no_link(check, tmp_path):
    (tmp_path / "content/robots.txt").write_text("User-agent: *")

    assert check({"index.html": "", "robots.txt": "User-agent: *"}) == []
