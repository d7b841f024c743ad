from datetime import UTC, datetime

import pytest

from desk.exchange.records import ExchangeError
from tests.desk.exchange.samples import HTTPS_12, wxr, wxr_comment


@pytest.mark.parametrize(
    "space",
    [
        "http://wordpress.org/export/1.0/",
        "http://wordpress.org/export/1.1/",
        "http://wordpress.org/export/1.2/",
        HTTPS_12,
    ],
)
def test_every_version_is_read_with_http_or_https(importing, space):
    found = importing(wxr(wxr_comment(), space=space))

    assert (found["comments"], found["imported"]) == (1, 1)


def test_a_comment_comes_with_its_date_in_utc_its_words_and_its_website(importing):
    importing(
        wxr(wxr_comment(content="My <em>knee</em>.\n\nIt <a href='https://x.example'>was</a>"))
    )
    (row,) = importing.rows()

    assert (row.page_id, row.author, row.url) == ("knee-pain", "Ann", "https://ann.example/")
    assert row.received_at == datetime(2020, 3, 1, 9, 30, tzinfo=UTC)
    assert row.body == "My *knee*.\n\nIt [was](https://x.example)"


def test_a_published_comment_becomes_a_comment_file(importing, built_site):
    importing(wxr(wxr_comment(), wxr_comment(2, parent="1", date_gmt="2020-03-02 08:00:00")))
    first, second = sorted((built_site.comments / "knee-pain").glob("*.txt"))

    assert first.read_text("utf-8") == (
        "Author: Ann\nDate: 2020-03-01T09:30:00+00:00\nUrl: https://ann.example/\n\nThanks.\n"
    )
    assert f"In-Reply-To: {first.stem}\n" in second.read_text("utf-8")
    assert first.stem.startswith("20200301-093000-")


def test_the_statuses_of_wordpress_stay_and_only_published_ones_are_filed(importing, built_site):
    statuses = {"1": "approved", "0": "pending", "spam": "spam", "trash": "trash"}
    found = importing(
        wxr(*(wxr_comment(n, approved=word) for n, word in enumerate(statuses, start=1)))
    )

    assert sorted(row.status for row in importing.rows()) == sorted(statuses.values())
    assert (found["comments"], found["pending"], found["spam"], found["trash"]) == (4, 1, 1, 1)
    assert len(list(built_site.comments.rglob("*.txt"))) == 1


def test_pingbacks_and_trackbacks_are_counted_apart_and_are_no_comments(importing):
    found = importing(
        wxr(wxr_comment(), wxr_comment(2, type="pingback"), wxr_comment(3, type="trackback"))
    )

    assert (found["comments"], found["pings"], found["imported"]) == (1, 2, 1)
    assert [item["outcome"] for item in found["items"]] == ["imported", "ping", "ping"]
    assert len(importing.rows()) == 1


def test_depth_is_kept(importing):
    chain = [wxr_comment(n, parent=str(n - 1)) for n in range(1, 11)]
    found = importing(wxr(*chain))
    rows = {row.id: row for row in importing.rows()}

    assert found["depth"] == 10
    assert sum(1 for row in rows.values() if row.parent_id in rows) == 9


def test_an_answer_may_stand_before_what_it_answers(importing):
    importing(wxr(wxr_comment(2, parent="1", date_gmt="2020-03-02 08:00:00"), wxr_comment(1)))
    first, second = importing.rows()

    assert second.parent_id == first.id


def test_comments_of_those_who_write_the_site_are_the_owners(importing):
    found = importing(
        wxr(
            wxr_comment(1, author="Me", user_id="7"),
            wxr_comment(2, author="A guest with an account", user_id="9"),
            wxr_comment(3, author="Me"),
        )
    )

    assert found["by_owner"] == 1
    assert [row.by_owner for row in importing.rows() if row.author == "Me"].count(True) == 1


def test_the_owner_can_say_who_she_was(importing):
    comments = (wxr_comment(1, author="Me", user_id="7"), wxr_comment(2, author="Dr Old"))
    importing(wxr(*comments), owners=("dr old",))

    assert {row.author: row.by_owner for row in importing.rows()} == {"Me": False, "Dr Old": True}


def test_a_date_without_utc_is_that_of_the_clocks_of_the_site(importing):
    importing(
        wxr(wxr_comment(date="2020-07-01 10:30:00", date_gmt="0000-00-00 00:00:00")),
    )

    assert importing.rows()[0].received_at == datetime(2020, 7, 1, 9, 30, tzinfo=UTC)


def test_a_date_that_cannot_be_read_is_named(importing):
    found = importing(wxr(wxr_comment(), wxr_comment(2, date="soon", date_gmt="soon")))

    assert found["skipped_because"] == {"its date, “soon”, cannot be read": 1}


def test_a_page_is_found_by_its_name_its_title_or_its_former_address(importing, site):
    for link, title in (
        ("https://old.example/2020/02/knee-pain/", "Another title"),
        ("https://old.example/?p=5", "Knee pain"),
        ("https://old.example/a/former/one.html", "Another title"),
    ):
        site.article(Former="a/former/one.html")
        site.build()
        text = wxr(wxr_comment(), link=link).replace("<title>Knee Pain<", f"<title>{title}<")
        found = importing(text.replace("<wp:post_name>knee-pain", "<wp:post_name>x"), dry_run=True)
        assert found["imported"] == 1, link


def test_a_page_that_takes_no_replies_and_has_none_yet_gets_its_old_comments(importing, site):
    site.article("shut", Title="Shut", Replies="closed")
    site.build()
    text = wxr(wxr_comment(), link="https://old.example/shut/").replace("Knee Pain", "Shut")
    found = importing(text.replace("knee-pain", "shut"))
    site.build()

    assert found["items"][0]["page"] == "shut"
    assert "Thanks." in site.page("articles/shut/index.html").text


def test_a_newer_kind_of_export_is_refused_by_its_number(importing):
    with pytest.raises(ExchangeError, match=r"line 2: .* version 2\.0; versions 1\.0 to 1\.2"):
        importing(wxr(wxr_comment(), space="http://wordpress.org/export/2.0/"))


def test_a_news_feed_is_no_export(importing):
    feed = (
        "<rss version='2.0'><channel><title>x</title><item><title>y</title></item></channel></rss>"
    )
    with pytest.raises(ExchangeError, match="this is a news feed, not an export"):
        importing(feed)


def test_what_cannot_stay_as_it_was_is_said(importing):
    found = importing(
        wxr(
            wxr_comment(
                author="A" * 100,
                author_email="nobody",
                author_url="javascript:alert(1)",
                content="<img src='https://x.example/a.png' alt='A knee'> " + "long " * 1100,
            )
        )
    )
    (row,) = importing.rows()
    notes = " / ".join(found["items"][0]["notes"])

    assert len(row.author) == 80
    assert (row.email, row.url) == ("", "")
    assert len(row.body) > 5500
    assert "[A knee](https://x.example/a.png)" in row.body
    for what in ("name was cut", "e-mail address is none", "website", "picture", "characters"):
        assert what in notes


def test_an_old_address_is_not_taken_over_and_a_new_one_for_its_time_only(importing, clock):
    importing.services.config.site["REPLIES_KEEP_EMAIL_DAYS"]
    importing(
        wxr(
            wxr_comment(1, date_gmt="2020-02-20 09:30:00"),
            wxr_comment(2, date_gmt="2018-02-20 09:30:00"),
            wxr_comment(3, date_gmt="2018-02-21 09:30:00", approved="0"),
        )
    )

    assert [row.email for row in importing.rows()] == ["", "ann@example.com", "ann@example.com"]
    clock.forward(days=175)
    importing.services.tidy()
    assert [row.email for row in importing.rows()] == ["", "ann@example.com", ""]


def test_no_trace_of_a_computer_comes_along(importing, built_site):
    importing(wxr(wxr_comment(), wxr_comment(2, approved="0")))
    importing.services.engine.dispose()

    assert b"192.0.2.7" not in (built_site.root / "var/inbox.sqlite3").read_bytes()
    assert all("192.0.2.7" not in p.read_text() for p in built_site.comments.rglob("*.txt"))


def test_nobody_is_told_of_what_comes_in(importing):
    from sqlalchemy import func, select

    from desk.database import reading
    from desk.tables import letters

    importing(wxr(wxr_comment(), wxr_comment(2, approved="0")))

    with reading(importing.services.engine) as connection:
        assert connection.scalar(select(func.count()).select_from(letters)) == 0
