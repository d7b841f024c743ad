"""XML that attacks, and files that are very large."""

import tracemalloc

import pytest
from bs4 import BeautifulSoup

from desk.exchange.html.comment_text import from_html
from desk.exchange.html.markdown import Writer
from desk.exchange.records import ExchangeError
from plugins.comments.body import comment_html
from tests.attacks.corpora import naughty_strings, needs_corpora, xss_vectors
from tests.desk.exchange.samples import wxr, wxr_comment

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss><channel><title>&j;</title></channel></rss>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<rss><channel><title>&x;</title></channel></rss>"
)
PARAMETER = (
    '<?xml version="1.0"?><!DOCTYPE disqus [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>'
    "<disqus/>"
)


@pytest.mark.parametrize("attack", [LAUGHS, OUTSIDE, PARAMETER])
def test_a_file_that_defines_entities_is_refused_with_its_line(importing, attack):
    with pytest.raises(ExchangeError, match=r"line 1: the file defines an entity, “\w”"):
        importing(attack)


def test_characters_that_xml_forbids_are_taken_out_with_a_note(importing):
    found = importing(wxr(wxr_comment(content="Well\x08 then\x0b.")))

    assert importing.rows()[0].body == "Well then."
    assert "control characters" in found["notes"][0]


def test_articles_of_many_megabytes_are_not_held_in_memory(importing):
    path = importing.folder / "large"
    start, end = wxr(wxr_comment()).split("<item>", 1)
    filler = (
        "<item><title>Long</title><content:encoded>" + "x" * 999_000 + "</content:encoded></item>"
    )
    with path.open("w", encoding="utf-8") as file:
        file.write(start)
        for _ in range(40):
            file.write(filler)
        file.write(f"<item>{end}")
    tracemalloc.start()
    try:
        found = importing(path, dry_run=True)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert found["imported"] == 1
    assert peak < 20_000_000


def test_html_as_deep_as_can_be_is_read(importing):
    importing(wxr(wxr_comment(content="<blockquote>" * 20_000 + "Deep down" + "<b>" * 20_000)))

    assert "Deep down" in importing.rows()[0].body


def test_scripts_are_words_of_nobody_and_links_lead_to_the_web_only(importing, site):
    importing(
        wxr(
            wxr_comment(
                content="<script>alert(1)</script>Hi <a href='javascript:alert(1)'>there</a> "
                "<img src=x onerror=alert(1)> &lt;b onclick=x&gt;"
            )
        )
    )
    site.build()
    article = site.page().find(id="comments") or site.page()

    assert importing.rows()[0].body.startswith("Hi there")
    assert not article.find(onerror=True)
    assert not article.find(onclick=True)
    assert not article.find("a", href=lambda href: href and href.startswith("javascript"))
    assert "<b onclick=x>" in article.text


COMMENT_TAGS = {"p", "br", "em", "strong", "code", "a", "ul", "ol", "li", "blockquote", "hr"}


def dangers(html: str) -> list[str]:
    """What of this would run, load or lead away from the web."""
    found = []
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        link = str(tag.get("href") or "https:").strip().lower()
        if tag.name not in COMMENT_TAGS or not link.startswith(("http:", "https:", "mailto:")):
            found.append(str(tag)[:80])
        found += [name for name in tag.attrs if name not in ("href", "rel", "start")]
    return found


@needs_corpora
@pytest.mark.parametrize("lines", [True, False])
def test_no_attack_survives_the_way_from_html_to_a_comment(lines):
    vectors = xss_vectors()
    bad = {
        text: found
        for text in vectors
        if (found := dangers(comment_html(from_html(text, lines)[0])))
    }

    assert len(vectors) > 1000
    assert bad == {}


@needs_corpora
def test_no_attack_brings_its_handlers_into_an_article():
    for text in xss_vectors():
        words = Writer(article=True, lines=False).write(f"<table><tr><td>{text}</td></tr></table>")
        page = BeautifulSoup(words, "html.parser")
        names = {name for tag in page.find_all(True) for name in tag.attrs}
        assert names <= {"colspan", "rowspan", "scope", "href", "src", "alt"}, text
        assert not page.find(["script", "iframe", "object", "embed", "svg", "form", "style"]), text


@needs_corpora
def test_naughty_strings_are_imported_as_they_are_or_skipped_with_a_reason(importing):
    texts = naughty_strings()
    rows = [
        {"id": n, "name": "Ann", "message": text, "page": "knee-pain"}
        for n, text in enumerate(texts)
    ]
    found = importing(rows)
    kept = {row.body for row in importing.rows()}
    imported = [texts[n] for n, item in enumerate(found["items"]) if item["outcome"] == "imported"]

    assert len(imported) > 500
    assert set(found["skipped_because"]) <= {"it has no text"}
    assert [text for text in imported if seen(text) not in {seen(other) for other in kept}] == []


def seen(text: str) -> str:
    """A text without what no page shows: controls, and space around."""
    return "".join(sign for sign in text if sign.isprintable() or sign == "\n").strip()
