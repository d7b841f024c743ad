"""Mistakes of a built site, found in its files and told at the source they come from."""

import pytest

from plugins.check.building import Built
from plugins.check.built.feeds import feed_problems
from plugins.check.built.findings import built_findings
from plugins.check.built.private import private_problems
from plugins.check.finding import Finding

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
    pages = {"one/index.html": '<h2 id="here">Here</h2>', "two.html": "<img src='data:,x'>"}

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


def test_data_for_machines_must_be_readable(check):
    html = '<script type="application/ld+json">{"a": 1,}</script><script type="x">{</script>'
    (found,) = check({"index.html": html})

    assert found.rule == "data"


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
    found = check({"index.html": '<img src="images/a.svg" alt="">', **images})

    assert [(it.path.rpartition("/")[2], it.rule) for it in found] == [("b.svg", "unused")]


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ('<p>One\n<script src="https://y.example/a.js"></script></p>', "https://y.example/a.js"),
        ("<p>One\n<script>alert(1)</script></p>", "<script"),
        ('<p>One\n<button onclick="go()">Go</button></p>', "onclick"),
    ],
)
def test_a_script_that_the_published_site_forbids_is_named_at_its_line(check, html, named):
    (found,) = check(
        {"one/index.html": html, "index.html": home("/site/one/")}, {"one/index.html": html}
    )

    assert (found.rule, found.line, found.is_error) == ("script", 2, False)
    assert f"{named} will not run" in found.message


def test_scripts_of_the_site_and_data_are_left_alone(check):
    data = '<script type="application/ld+json">{"@context": "https://schema.org"}</script>'
    html = f'{data}<script type="module" src="/site/a.js"></script>'

    assert [it for it in check({"index.html": html, "a.js": ""}) if it.rule == "script"] == []
