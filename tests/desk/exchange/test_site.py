"""``import-wordpress``: articles and pages become files, their comments follow, the site builds."""

import json

import pytest

from desk import config
from desk.exchange.records import ExchangeError
from desk.exchange.site.bringing import bring_site
from tests.desk.exchange.samples import HTTPS_12
from tests.support import CORPORA, ROOT, desk_environment, run

SETTINGS = config.load(ROOT).site
HOST = "https://old.example"
NO_CORPORA = f"the exports that others made are not at {CORPORA} (CORPORA)"


def item(name="hip-pain", text="The text.", comments="", kind="post", **fields):
    """An article or page of an export."""
    known = {
        "post_id": "12",
        "post_name": name,
        "post_date_gmt": "2019-05-04 08:00:00",
        "post_type": kind,
        "status": "publish",
        "comment_status": "open",
    } | fields
    title = known.pop("title", name.replace("-", " ").title())
    link = known.pop("link", f"{HOST}/2019/05/{name}/")
    more = known.pop("more", "")
    inner = "".join(f"<wp:{tag}><![CDATA[{value}]]></wp:{tag}>" for tag, value in known.items())
    return (
        f"<item><title>{title}</title><link>{link}</link>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded>{inner}{more}{comments}</item>"
    )


def comment(number, **fields):
    known = {"author": "Ann", "date_gmt": "2019-06-01 08:00:00", "content": "Hi.", "approved": "1"}
    inner = "".join(
        f"<wp:comment_{tag}><![CDATA[{value}]]></wp:comment_{tag}>"
        for tag, value in (known | fields).items()
    )
    return f"<wp:comment><wp:comment_id>{number}</wp:comment_id>{inner}</wp:comment>"


def export(*items):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:wp="{HTTPS_12}" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:excerpt="{HTTPS_12}excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>Old</title><link>{HOST}</link>{''.join(items)}</channel></rss>"
    )


@pytest.fixture
def bring(site, tmp_path_factory):
    """Brings the items of an export into the content of the site."""
    path = tmp_path_factory.mktemp("old") / "export.xml"

    def bring(*items, **options):
        path.write_text(export(*items), encoding="utf-8")
        return bring_site(path, site.root / "content", SETTINGS, **options)

    return bring


@pytest.fixture
def written(bring, site):
    """The text of the file of one article with this text."""

    def written(text, **fields):
        bring(item(text=text, **fields))
        return (site.root / "content/articles/hip-pain.md").read_text("utf-8")

    return written


def body(text):
    return text.partition("\n\n")[2].strip()


def test_an_article_becomes_a_file_with_its_facts(written):
    categories = (
        '<category domain="category" nicename="hip"><![CDATA[Hip]]></category>'
        '<category domain="post_tag" nicename="s"><![CDATA[Sitting &amp; more, or less]]>'
        "</category>"
        "<excerpt:encoded><![CDATA[In <b>short</b>: 2 * 3.]]></excerpt:encoded>"
    )
    text = written(
        "<h3>Why</h3>\n\nIt <em>hurts</em>.",
        more=categories,
        post_modified_gmt="2020-01-01 00:00:00",
    )

    assert text == (
        "Title: Hip Pain\nDate: 2019-05-04 09:00\nModified: 2020-01-01 00:00\nCategory: Hip\n"
        "Tags: Sitting & more or less\nSummary: In short: 2 \\* 3.\nId: hip-pain\n"
        "Former: 2019/05/hip-pain/\n\n### Why\n\nIt *hurts*.\n"
    )


@pytest.mark.parametrize(
    ("fields", "header", "note"),
    [
        ({"status": "draft"}, "Status: draft", "it was a draft"),
        ({"status": "private"}, "Status: draft", "it was private"),
        ({"status": "future"}, "Status: draft", "it was to appear later"),
        ({"post_password": "x"}, "Status: draft", "it had a password"),
        ({"post_date_gmt": ""}, "Status: draft", "it had no date"),
        ({"comment_status": "closed"}, "Replies: closed", ""),
    ],
)
def test_what_was_not_public_or_closed_stays_so(bring, site, fields, header, note):
    brought = bring(item(**fields))
    text = (site.root / "content/articles/hip-pain.md").read_text("utf-8")

    assert header in text.splitlines()
    assert note in " ".join(sentence for _place, sentence in brought.notes)
    assert ("Former:" in text) == (header != "Status: draft")


def test_an_article_without_a_date_has_that_of_its_first_comment(bring, site):
    comments = comment(1, date_gmt="2019-07-01 08:00:00") + comment(2)
    brought = bring(item(post_date_gmt="", comments=comments))

    assert "Date: 2019-06-01 09:00\n" in (site.root / "content/articles/hip-pain.md").read_text()
    assert brought.notes == [
        ("articles/hip-pain.md", "it had no date, and has that of its first comment")
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One\ntwo\n\nthree", "One  \ntwo\n\nthree"),
        ("<!-- wp:paragraph --><p>One\ntwo</p><!-- /wp:paragraph -->", "One two"),
        (
            '[caption id="a" width="9"]<img src="/a.jpg" alt="A"> Below[/caption]',
            "![A](/a.jpg)\n\n*Below*",
        ),
        ("[embed]https://v.example/1[/embed]", "<https://v.example/1>"),
        ("[[gallery]] in words", "\\[gallery\\] in words"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n<!-- -->\n\n- b"),
        ("<ul><li>a</li></ul><pre>x</pre>", "- a\n\n<!-- -->\n\n    x"),
        ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n    b\n\n- c"),
        (
            f'<a href="{HOST}/2019/05/hip-pain/#why">here</a>',
            "[here]({filename}/articles/hip-pain.md#why)",
        ),
        ('<a href="https://x.example/">there</a>', "[there](https://x.example/)"),
    ],
)
def test_texts_become_markdown(written, text, shown):
    assert body(written(text)) == shown


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ('[contact-form to="x"]', 'left out: [contact-form to="x"]'),
        ("<!-- wp:latest-posts /--><p>x</p>", "left out: the block “latest-posts”"),
        ("a <script>alert(1)</script> b", "left out: a script"),
        (
            '<iframe src="https://v.example/1"></iframe>',
            "what was embedded from https://v.example/1",
        ),
    ],
)
def test_what_cannot_come_along_is_named(bring, site, text, note):
    brought = bring(item(text=text))

    assert [sentence for _place, sentence in brought.notes if note in sentence]
    assert "alert" not in (site.root / "content/articles/hip-pain.md").read_text("utf-8")


def test_pictures_are_listed_with_the_files_that_show_them(bring):
    picture = "<img src='https://old.example/a.jpg' alt=''>"
    brought = bring(item(text=picture * 2), item("other", picture, post_id="13"))

    assert brought.images == {
        "https://old.example/a.jpg": ["articles/hip-pain.md", "articles/other.md"]
    }
    note = "pictures without words for those who cannot see them"
    assert brought.notes == [("articles/hip-pain.md", note), ("articles/other.md", note)]


def test_tables_keep_their_shape_and_no_more(bring, site):
    table = (
        "<table onclick='x'><tr><th>Day</th></tr><tr><td><iframe src='//x'>a</iframe>"
        f"<a href='{HOST}/2019/05/hip-pain/'>here</a><a href='java\nscript:x'>there</a>"
        "<img src='/a.jpg' onerror='x'></td></tr></table>"
    )
    brought = bring(item(text=table))

    assert body((site.root / "content/articles/hip-pain.md").read_text("utf-8")) == (
        "<table>\n<tr>\n<th>Day</th></tr>\n<tr>\n"
        '<td>a<a href="{filename}/articles/hip-pain.md">here</a><a>there</a><img src="/a.jpg"></td>'
        "</tr>\n</table>"
    )
    assert brought.images == {"/a.jpg": ["articles/hip-pain.md"]}


def test_files_of_the_old_site_are_listed_and_its_other_addresses_are_not(bring):
    links = "".join(
        f'<a href="{address}">x</a> '
        for address in (f"{HOST}/a.pdf", "/b.zip", f"{HOST}/c/", "https://x.example/d.pdf")
    )

    assert list(bring(item(text=links)).images) == [f"{HOST}/a.pdf", "/b.zip"]


def test_a_link_that_runs_a_script_loses_its_address(bring, site):
    brought = bring(item(text='<a href="java\tscript:alert(1)">here</a> <a href="tel:1">call</a>'))

    assert body((site.root / "content/articles/hip-pain.md").read_text()) == "here [call](tel:1)"
    assert [note for _place, note in brought.notes] == [
        "the address javascript:alert(1) of a link was left out"
    ]


@pytest.mark.parametrize("shortcode", ["[gallery]", '[gallery ids="90"]'])
def test_a_gallery_shows_its_pictures(bring, site, shortcode):
    address = f"{HOST}/b.jpg"
    picture = {"kind": "attachment", "post_id": "90", "post_parent": "12"}
    bring(item(text=shortcode), item("b", attachment_url=address, **picture))

    text = (site.root / "content/articles/hip-pain.md").read_text("utf-8")
    assert body(text) == f"![]({address})"


def test_nothing_is_overwritten_and_a_second_time_brings_nothing(bring, site):
    site.article("hip-pain", "Mine.")
    brought = bring(item(), item("other", post_id="13"))
    again = bring(item(), item("other", post_id="13"))

    assert (brought.written, brought.there_already) == (
        ["articles/other.md"],
        ["articles/hip-pain.md"],
    )
    assert (again.written, len(again.there_already)) == ([], 2)
    assert "Mine." in (site.root / "content/articles/hip-pain.md").read_text("utf-8")


def test_a_dry_run_says_the_same_and_writes_nothing(bring, site):
    said = bring(item(), dry_run=True)
    assert not (site.root / "content").exists()

    assert bring(item()).written == said.written == ["articles/hip-pain.md"]


def test_addresses_that_belong_to_others_are_left_to_them(bring, site):
    site.write("pages/about.md", "Title: About\n\nMine.\n")
    brought = bring(
        item("archives", kind="page", post_id="1"),
        item("desk", kind="page", post_id="2"),
        item("same", post_id="3", link=f"{HOST}/about/"),
        item("same", post_id="4", link=f"{HOST}/archives/"),
        item("third", post_id="5", link=f"{HOST}/articles/same/"),
    )
    site.build()

    assert brought.written == [
        "pages/archives-1.md",
        "pages/desk-2.md",
        "articles/same.md",
        "articles/same-4.md",
        "articles/third.md",
    ]
    assert sum("belongs to another page here" in note for _place, note in brought.notes) == 3


def test_a_name_in_other_letters_becomes_an_address(bring, site):
    bring(item("%d0%ba%d0%be", title="Колено"), item("Über-Mut", title="Übermut", post_id="13"))
    site.build()

    assert (site.output / "articles/article-12/index.html").is_file()
    assert (site.output / "articles/uber-mut/index.html").is_file()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('{"comments": []}', "this is no export of WordPress"),
        ("<disqus></disqus>", "XML of the kind “disqus”, not WordPress"),
        (export(), "there are no articles and no pages in it"),
    ],
)
def test_what_is_no_export_is_refused(site, tmp_path, content, complaint):
    path = tmp_path / "file"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ExchangeError, match=complaint):
        bring_site(path, site.root / "content", SETTINGS)


@pytest.fixture
def desk(site, tmp_path_factory):
    """Runs ``import-wordpress`` with the items of an export, on a site that was never built."""
    environment = desk_environment(site)
    path = tmp_path_factory.mktemp("old") / "export.xml"

    def desk(*items, options=()):
        path.write_text(export(*items), encoding="utf-8")
        return run("desk", "import-wordpress", str(path), *options, env=environment)

    return desk


def test_the_command_ends_in_a_site_with_its_comments(desk, site):
    comments = comment(1) + comment(2, parent="1", content="Yes.") + comment(3, type="pingback")
    first = desk(item(comments=comments), options=["--json"])
    again = desk(item(comments=comments), options=["--json"])
    replies = json.loads(first.stdout)["replies"]
    second = json.loads(again.stdout)

    assert (replies["imported"], replies["pings"], replies["depth"]) == (2, 1, 2)
    assert (second["pages"]["written"], second["replies"]["known"]) == ([], 2)
    assert "2 Comments" in site.page("articles/hip-pain/index.html").text
    assert (site.output / "2019/05/hip-pain/index.html").is_file()


def test_comments_on_a_draft_come_when_it_is_published(desk, site):
    def draft(status):
        return item("later", post_id="13", status=status, comments=comment(5, content="Soon?"))

    first = desk(item(comments=comment(1)), draft("draft"))
    assert "Comments on a draft come along when you publish it" in first.stdout
    path = site.root / "content/articles/later.md"
    path.write_text(path.read_text("utf-8").replace("Status: draft\n", ""), encoding="utf-8")
    desk(item(comments=comment(1)), draft("draft"))

    assert "Soon?" in site.page("articles/later/index.html").text


def test_a_dry_run_of_the_command_needs_no_build_and_changes_nothing(desk, site):
    done = desk(item(comments=comment(1)), options=["--dry-run"])

    assert (done.returncode, done.stdout) == (0, "Would write 1 file:\n  articles/hip-pain.md\n")
    assert not (site.root / "content/articles").exists()


def test_a_fault_of_the_build_is_named_and_a_second_run_goes_on(desk, site):
    faulty = site.article("faulty", Id="NOT AN ID")
    first = desk(item(comments=comment(1)))
    faulty.unlink()
    second = desk(item(comments=comment(1)))

    assert first.returncode == 1
    assert "the id is “NOT AN ID”" in first.stderr
    assert "Traceback" not in first.stderr
    assert (second.returncode, "1 imported" in second.stdout) == (0, True)


def test_without_a_file_it_says_what_to_type(site):
    done = run("desk", "import-wordpress", "", env=desk_environment(site))

    assert done.stderr == "Error: Say which file: make import-wordpress FILE=export.xml\n"


@pytest.mark.skipif(not CORPORA.is_dir(), reason=NO_CORPORA)
@pytest.mark.parametrize(
    ("name", "files", "imported"),
    [
        ("wxr/a11y-theme-unit-test-data.xml", 65, 24),
        ("wxr/isso-wordpress.xml", 3, 8),
        ("import-other/wordpress-ok-single.zip", 1, 1),
        ("import-other/wordpress-ok-long.zip", 1, 1),
    ],
)
def test_a_site_that_others_exported_builds_with_its_comments(site, name, files, imported):
    environment = desk_environment(site)
    done = run("desk", "import-wordpress", str(CORPORA / name), "--json", env=environment)
    report = json.loads(done.stdout)

    assert done.returncode == 0
    assert len(report["pages"]["written"]) == files
    assert report["replies"]["imported"] == imported
    assert len(list(site.comments.rglob("*.txt"))) == imported
