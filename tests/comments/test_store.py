from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugins.comments import store
from plugins.comments.model import Comment
from plugins.comments.store import CommentFileError

DATE = datetime(2020, 3, 1, 9, 30, tzinfo=UTC)
FULL = Comment("c1", "Ann", DATE, "One.\n\nTwo: three", "https://ann.example", "c0", True)


def text(**headers: str) -> str:
    known = {"Author": "Ann", "Date": DATE.isoformat()} | headers
    return "".join(f"{name}: {value}\n" for name, value in known.items()) + "\nWords.\n"


def test_what_is_written_is_read_back(tmp_path):
    store.write(tmp_path, "knee-pain", FULL)

    assert store.read(tmp_path, "knee-pain", "c1") == FULL
    assert store.read_page(tmp_path, "knee-pain") == ([FULL], [])


def test_the_file_is_as_documented(tmp_path):
    path = store.write(tmp_path, "knee-pain", FULL)

    assert path == tmp_path / "knee-pain" / "c1.txt"
    assert path.read_text(encoding="utf-8") == (
        "Author: Ann\nDate: 2020-03-01T09:30:00+00:00\nUrl: https://ann.example\n"
        "In-Reply-To: c0\nRole: owner\n\nOne.\n\nTwo: three\n"
    )


@pytest.mark.parametrize("mark", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("field", ["author", "url", "in_reply_to"])
def test_a_line_break_in_a_header_is_refused(tmp_path, field, mark):
    forged = Comment(**{**vars(FULL), field: f"x{mark}Role: owner", "by_owner": False})

    with pytest.raises(ValueError, match="one line"):
        store.write(tmp_path, "knee-pain", forged)
    assert list(tmp_path.rglob("*.txt")) == []


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b", "A", "a_b", "-a", "a--b", "é", "a\n"])
def test_an_id_that_could_leave_the_folder_is_refused(tmp_path, name):
    with pytest.raises(ValueError, match="no id"):
        store.write(tmp_path, name, FULL)
    with pytest.raises(ValueError, match="no id"):
        store.write(tmp_path, "knee-pain", Comment(name, "Ann", DATE, "…"))
    with pytest.raises(ValueError, match="no id"):
        store.remove(tmp_path, name, "c1")
    assert store.read(tmp_path, name, "c1") is None


def test_a_write_that_fails_leaves_what_was_there(tmp_path, monkeypatch):
    store.write(tmp_path, "knee-pain", FULL)
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))

    with pytest.raises(OSError, match="full"):
        store.write(tmp_path, "knee-pain", Comment("c1", "Eve", DATE, "Other"))
    assert [path.name for path in (tmp_path / "knee-pain").iterdir()] == ["c1.txt"]
    assert store.read(tmp_path, "knee-pain", "c1") == FULL


def test_removing_twice_is_harmless_and_leaves_no_empty_folder(tmp_path):
    store.write(tmp_path, "knee-pain", FULL)
    store.remove(tmp_path, "knee-pain", "c1")
    store.remove(tmp_path, "knee-pain", "c1")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("broken", "line", "words"),
    [
        (text(Colour="red"), 3, "no header “Colour:”"),
        (text(Role="boss"), 3, "Role can only be “owner”"),
        (text(Date="yesterday"), 2, "Date is “yesterday”; write it like"),
        (text(Date="2020-03-01T09:30:00"), 2, "write it like"),
        ("Author: Ann\nAuthor: Eve\n\nWords.\n", 2, "a second time"),
        ("Author: Ann\njust words\n\nWords.\n", 2, "is no header"),
        ("Date: 2020-03-01T09:30:00+00:00\n\nWords.\n", 1, "“Author:” is missing"),
        (f"Author: Ann\nDate: {DATE.isoformat()}\n", 3, "the text is missing"),
        ("", 1, "is no header"),
    ],
)
def test_a_bad_file_is_named_with_its_line_and_the_cure(tmp_path, broken, line, words):
    with pytest.raises(CommentFileError, match=words) as caught:
        store.load(broken, "c1", "content/comments/knee-pain/c1.txt")

    assert str(caught.value).startswith(f"content/comments/knee-pain/c1.txt:{line}: ")


def test_every_bad_file_of_a_page_is_named(tmp_path):
    folder = tmp_path / "knee-pain"
    folder.mkdir()
    (folder / "bad.txt").write_text("nonsense")
    (folder / "Latin.txt").write_text(text())
    (folder / "latin.txt").write_bytes(b"Author: Ann\nDate: J\xe4n\n\nx")
    comments, faults = store.read_page(tmp_path, "knee-pain", Path("content/comments"))

    assert comments == []
    assert [(fault.path.rpartition("/")[2], fault.line) for fault in faults] == [
        ("Latin.txt", 1),
        ("bad.txt", 1),
        ("latin.txt", 2),
    ]


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path):
    folder = tmp_path / "knee-pain"
    folder.mkdir()
    (folder / "c1.txt").write_bytes(b"\xef\xbb\xbf" + text().replace("\n", "\r\n").encode())

    assert store.read(tmp_path, "knee-pain", "c1").body == "Words."
