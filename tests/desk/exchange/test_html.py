import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from desk.exchange.html.comment_text import from_html
from desk.exchange.html.markdown import Writer
from plugins.comments.body import comment_html


def small(html: str, lines: bool = True) -> str:
    return from_html(html, lines)[0]


def article(html: str) -> str:
    return Writer(article=True, lines=False).write(html)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("One\ntwo\n\nthree", "One\ntwo\n\nthree"),
        ("<p>One</p><p>two<br/>three</p>", "One\n\ntwo\nthree"),
        ("a <b>bold </b>and <i>fine</i> word", "a **bold** and *fine* word"),
        ("<strong><b>once</b></strong>", "**once**"),
        ("<b>one\n\ntwo</b>", "**one**\n\n**two**"),
        ('<a href="https://x.example/a_(b)">here</a>', "[here](https://x.example/a_%28b%29)"),
        ("<ul><li>one<li>two<ol><li>three</ol></ul>", "- one\n- two\n    1. three"),
        ('<ol start="3"><li>c</li><li>d</li></ol>', "3. c\n4. d"),
        ("<blockquote>one\n\ntwo</blockquote>after", "> one\n>\n> two\n\nafter"),
        ("use <code>a `b` c</code>", "use ``a `b` c``"),
        ("<pre>if x:\n    y()</pre>", "`if x:`\n`    y()`"),
        ("2 * 3 * 4 and snake_case and _this_", "2 \\* 3 \\* 4 and snake_case and \\_this\\_"),
        ("1. not a list\n- nor this\n# nor this", "1\\. not a list\n\\- nor this\n# nor this"),
        ("5 &lt; 6 &amp;amp; 7", "5 < 6 \\&amp; 7"),
        ("see https://x.example/a_b_c?d_e now", "see https://x.example/a_b_c?d_e now"),
        ("10<sup>2</sup> and H<sub>2</sub>O", "10^2 and H2O"),
        ("<h2>Title</h2>text", "**Title**\n\ntext"),
        ("open <b>never closed", "open **never closed**"),
        ("</b></p>stray ends", "stray ends"),
        ("<style>x</style><script>y</script>words", "words"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a | b"),
        ("", ""),
    ],
)
def test_html_becomes_the_small_markdown_of_comments(html, text):
    assert small(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>A</h1><p>b</p><h3>c</h3>", "## A\n\nb\n\n### c"),
        ('<img src="/a b.png" alt="A knee">', "![A knee](/ab.png)"),
        ("<pre>x = 1\n\ny = 2</pre>", "    x = 1\n\n    y = 2"),
        ("a < b & c", "a < b & c"),
        ("&lt;div&gt; &amp;nbsp;", "&lt;div> &amp;nbsp;"),
        ("<p>one<br>two</p>", "one  \ntwo"),
        ("H<sub>2</sub>O", "H<sub>2</sub>O"),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", "Term\n\n:   Meaning"),
    ],
)
def test_articles_keep_more(html, text):
    assert article(html) == text


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li><p>a</p><p>b</p></li><li>1</li></ul>",
        "<ul><li>a<ol><li>b</li></ol></li><li>1</li></ul>",
        "<ul><li>a</li></ul><ol><li>b</li></ol>",
        "<ol><li>a</li></ol><pre>b</pre><p>1</p>",
        "<ul><li><img src='x' alt='a'><em>b</em></li><li></li><li>1</li></ul>",
    ],
)
def test_lists_of_an_article_stay_what_they_were(html):
    def shape(text):
        soup = BeautifulSoup(text, "html.parser")
        return [
            (tag.name, letters(tag.get_text())) for tag in soup.find_all(["ul", "ol", "li", "pre"])
        ]

    kept = [pair for pair in shape(html) if pair[1]]
    assert shape(site_markdown(article(html))) == kept
    assert "-" not in BeautifulSoup(site_markdown(article(html)), "html.parser").get_text()


def test_a_table_of_an_article_stays_a_table():
    text = article("<table class='x'><tr><th>Day</th></tr>\n\n<tr><td>1 & 2</td></tr></table>after")

    assert "\n\n" not in text.partition("</table>")[0]
    page = BeautifulSoup(site_markdown(text), "html.parser")
    assert [cell.text for cell in page.find_all(["th", "td"])] == ["Day", "1 & 2"]


_words = st.text(
    alphabet=st.sampled_from("ab 1*_`[]()<>\\#-+.!&;:|~^=\"'ä…\n"), min_size=1, max_size=12
)
_html = st.recursive(
    _words.map(lambda t: t.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map("".join),
        st.tuples(
            st.sampled_from(["p", "b", "em", "blockquote", "li", "ul", "ol", "div", "h2", "span"]),
            inner,
        ).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"),
        inner.map(lambda t: f'<a href="https://x.example/?a=1&amp;b=2">{t}</a>'),
    ),
    max_leaves=8,
)


def site_markdown(text: str) -> str:
    """As the site has it, but for the quotes and dashes that it makes typographic."""
    return markdown(text, extensions=["toc", "attr_list", "def_list", "footnotes"])


def letters(text: str) -> str:
    """The letters and digits of a text, in their order."""
    return "".join(re.findall(r"[ab1ä]", text))


def seen(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    return letters(soup.get_text())


@settings(max_examples=150, deadline=None)
@given(_html)
def test_no_letter_is_lost_on_the_way_to_a_comment(html):
    assert seen(str(comment_html(small(html)))) == seen(html)


@settings(max_examples=150, deadline=None)
@given(_words)
def test_plain_words_are_seen_as_they_were(words):
    html = words.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")
    page = BeautifulSoup(str(comment_html(small(html))), "html.parser")

    assert "".join(page.get_text().split()) == "".join(words.split())


@settings(max_examples=150, deadline=None)
@given(_words)
def test_plain_words_of_an_article_are_seen_as_they_were(words):
    html = words.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")
    page = BeautifulSoup(site_markdown(article(html)), "html.parser")

    assert "".join(page.get_text().split()) == "".join(words.split())
