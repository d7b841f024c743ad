from datetime import UTC, datetime, timedelta

import pytest

from plugins.comments.replies import opening

PUBLISHED = datetime(2020, 2, 26, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "by_default", "days", "expected"),
    [
        ("", True, 0, (True, None)),
        ("", False, 0, (False, None)),
        ("open", False, 0, (True, None)),
        ("closed", True, 0, (False, None)),
        ("", True, 30, (True, PUBLISHED + timedelta(days=30))),
        ("open", True, 30, (True, None)),
    ],
)
def test_whether_a_page_takes_replies(header, by_default, days, expected):
    assert opening(header, by_default, PUBLISHED, days) == expected


def test_a_page_without_a_date_never_closes_by_age():
    assert opening("", True, None, 30) == (True, None)


def test_any_other_word_is_a_fault():
    with pytest.raises(ValueError, match="Replies is “shut”; write “open” or “closed”"):
        opening("shut", True, PUBLISHED, 0)
