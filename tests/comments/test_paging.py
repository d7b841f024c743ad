from datetime import UTC, datetime, timedelta

import pytest

from plugins.comments.model import Comment, thread
from plugins.comments.paging import Paging, comments, folder, paged


def comment(number: int, in_reply_to: str = "") -> Comment:
    date = datetime(2020, 3, 1, tzinfo=UTC) + timedelta(minutes=number)
    return Comment(f"c{number}", f"N{number}", date, "…", in_reply_to=in_reply_to)


def long(count: int, *more: Comment, per_page: int = 10) -> Paging:
    """A thread of so many comments that answer none, and some more."""
    made = thread([*(comment(number) for number in range(count)), *more], 3)
    return paged(made, "articles/knee/", per_page)


def ids(nodes) -> list[str]:
    return [comment.id for comment in comments(nodes)]


@pytest.mark.parametrize("count", [0, 1, 10])
def test_what_fits_on_one_page_has_no_others(count):
    made = long(count)

    assert made.pages == ()
    assert len(made.nodes) == count
    assert made.older() is None
    assert made.permalink("c0") == "articles/knee/#comment-c0"


def test_no_pages_at_all_where_the_setting_is_zero():
    assert long(500, per_page=0).pages == ()


@pytest.mark.parametrize("count", range(11, 60))
def test_the_article_shows_the_newest_never_a_lonely_one_and_the_pages_show_all(count):
    made = long(count)

    assert min(count, 10) <= len(made.nodes) < 20
    assert ids(made.nodes)[-1] == f"c{count - 1}"
    assert [id for page in made.pages for id in ids(page.nodes)] == [f"c{n}" for n in range(count)]
    newest = [id for page in made.pages if page.is_newest for id in ids(page.nodes)]
    assert newest == ids(made.nodes)


def test_a_permalink_never_changes_once_a_thread_is_long():
    given = {f"c{n}": long(n + 1).permalink(f"c{n}") for n in range(10, 60)}
    last = long(200)

    assert {id: last.permalink(id) for id in given} == given


def test_the_first_comments_are_pointed_to_when_they_left_the_article():
    assert long(19).moved == ()
    assert [comment.id for comment in long(20).moved] == [f"c{n}" for n in range(10)]
    assert [comment.id for comment in long(90).moved] == [f"c{n}" for n in range(10)]


def test_an_answer_stands_on_the_page_of_what_it_answers():
    late = comment(999, in_reply_to="c3")
    made = long(40, late)

    assert made.permalink("c999") == "articles/knee/comments/1/#comment-c999"
    assert made.older().number == 3
    assert "c999" in ids(made.pages[0].nodes)


def test_every_page_leads_to_the_one_before_and_the_one_after():
    made = long(50)

    assert [page.is_newest for page in made.pages] == [False, False, False, False, True]
    assert made.older().number == 4
    assert [made.older(n) and made.older(n).number for n in range(1, 6)] == [None, 1, 2, 3, 4]
    # After the last page that is not on the article comes the article itself.
    assert [made.newer(n) and made.newer(n).number for n in range(1, 6)] == [2, 3, 4, None, None]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("articles/knee/", "articles/knee/"),
        ("articles/knee/index.html", "articles/knee/"),
        ("index.html", ""),
        ("", ""),
        ("about.html", "about/"),
        ("notes/about.html", "notes/about/"),
        ("notes/v1.2/", "notes/v1.2/"),
    ],
)
def test_where_the_comments_of_a_page_lie(page, expected):
    assert folder(page) == expected
