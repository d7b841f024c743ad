import re
from datetime import UTC, datetime

import pytest

from plugins.comments.avatars import avatar, initials, key_of
from plugins.comments.model import Comment

KEY = key_of({}, "kept", "A Site")


def by(author: str, url: str = "") -> Comment:
    return Comment("c1", author, datetime(2020, 3, 1, tzinfo=UTC), "…", url=url)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ann", "A"),
        ("ann lee", "AL"),
        ("Ann Maria Lee", "AL"),
        ("Émile Zola", "ÉZ"),
        ("李 明", "李明"),
        ("(Ann) “Lee”", "AL"),
        ("ßen", "S"),
        ("???", ""),
    ],
)
def test_initials(name, letters):
    assert initials(name) == letters


def test_one_person_has_one_sign_however_the_name_is_typed():
    first = avatar(by("Ann Lee", "https://ann.example/"), "pattern", KEY)

    assert avatar(by("ann  LEE", "http://Ann.example"), "pattern", KEY) == first


def test_people_differ_by_name_and_by_website():
    people = [by(f"N{n}") for n in range(100)] + [
        by("N0", f"https://{n}.example") for n in range(9)
    ]

    assert len({avatar(person, "pattern", KEY) for person in people}) == len(people)


def test_another_site_draws_the_same_person_differently():
    keys = [KEY, key_of({}, "other", "A Site"), key_of({}, "", "A Site"), key_of({}, "", "B")]

    assert len({avatar(by("Ann"), "pattern", key) for key in keys}) == 4


def test_the_secret_of_the_desk_may_come_from_the_environment():
    assert key_of({"DESK_SECRET_KEY": "kept"}, "not this", "A Site") == KEY


def test_a_pattern_is_a_path_within_its_square():
    for number in range(200):
        path = avatar(by(f"N{number}"), "pattern", KEY).path
        assert re.fullmatch(r"(M\d+ \d+A\d+ \d+ 0 [01] 1 \d+ \d+){3}", path)
        ends = re.findall(r"M(\d+) (\d+)|1 (\d+) (\d+)(?=M|$)", path)
        assert all(6 <= int(number) <= 94 for end in ends for number in end if number)


def test_none_where_the_site_wants_none():
    assert avatar(by("Ann"), "none", KEY) is None
