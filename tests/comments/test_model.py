from datetime import UTC, datetime, timedelta

import pytest

from plugins.comments.model import Comment, Node, thread


def comment(id: str, in_reply_to: str = "", minute: int = 0) -> Comment:
    date = datetime(2020, 3, 1, tzinfo=UTC) + timedelta(minutes=minute)
    return Comment(id=id, author=id.upper(), date=date, body="…", in_reply_to=in_reply_to)


def shape(nodes: tuple[Node, ...]) -> list:
    return [(node.comment.id, shape(node.replies)) for node in nodes]


def test_no_comments_are_an_empty_thread():
    assert thread([], 3).count == 0


def test_replies_stand_below_what_they_answer_oldest_first():
    made = thread([comment("b", minute=2), comment("c", "a", 3), comment("a", minute=1)], 3)

    assert shape(made.nodes) == [("a", [("c", [])]), ("b", [])]
    assert made.count == 3


def test_a_reply_may_be_older_than_what_it_answers():
    made = thread([comment("child", "parent", 1), comment("parent", minute=2)], 3)

    assert shape(made.nodes) == [("parent", [("child", [])])]


def test_deeper_than_the_depth_stands_side_by_side_in_order_of_time():
    chain = [comment("a"), comment("b", "a", 1), comment("c", "b", 2), comment("d", "c", 3)]
    later = comment("e", "a", 4)
    made = thread([*chain, later], 2)

    assert shape(made.nodes) == [("a", [("b", []), ("c", []), ("d", []), ("e", [])])]


def test_a_flattened_reply_says_whom_it_answers():
    made = thread([comment("a"), comment("b", "a", 1), comment("c", "b", 2)], 2)
    direct, flattened = made.nodes[0].replies

    assert direct.answers is None
    assert flattened.answers.id == "b"


def test_an_orphan_becomes_a_root():
    assert shape(thread([comment("a", "gone")], 3).nodes) == [("a", [])]


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_a_circle_is_opened_at_its_oldest_member(size):
    ids = [f"c{number}" for number in range(size)]
    circle = [comment(id, ids[number - 1], number) for number, id in enumerate(ids)]
    made = thread([*circle, comment("tail", "c0", 9)], 9)

    assert [node.comment.id for node in made.nodes] == ["c0"]
    assert made.count == size + 1
    assert str(shape(made.nodes)).count("'tail'") == 1


def test_thousands_that_answer_each_other_are_no_problem():
    long = [comment(f"c{n:05}", f"c{n - 1:05}" if n else "", n) for n in range(3000)]

    assert len(thread(long, 3).nodes[0].replies[0].replies) == 2998
