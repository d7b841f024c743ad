import gzip
import hashlib
import json
import zipfile

import pytest

from desk.exchange.records import ExchangeError
from tests.desk.exchange.samples import wxr, wxr_comment
from tests.support import desk_environment, run


def test_a_dry_run_changes_nothing_and_says_the_same(importing, built_site):
    text = wxr(wxr_comment(), wxr_comment(2, approved="0"), wxr_comment(3, type="pingback"))
    said = importing(text, dry_run=True)
    assert (importing.rows(), list(built_site.comments.rglob("*.txt"))) == ([], [])

    done = importing(text)
    assert {**said, "dry_run": False} == done


def test_the_same_file_again_brings_nothing_twice(importing):
    text = wxr(wxr_comment(), wxr_comment(2))
    importing(text)
    before = importing.rows()
    again = importing(text)

    assert (again["imported"], again["known"], again["skipped"]) == (0, 2, 0)
    assert importing.rows() == before


def test_a_newer_file_brings_what_is_new_below_what_is_here(importing):
    importing(wxr(wxr_comment()))
    answer = wxr_comment(2, parent="1", date_gmt="2020-03-05 09:30:00")
    again = importing(wxr(wxr_comment(), answer))
    old, new = importing.rows()

    assert (again["imported"], again["known"]) == (1, 1)
    assert new.parent_id == old.id


def test_what_the_owner_did_since_stays(importing):
    text = wxr(wxr_comment())
    importing(text)
    (row,) = importing.rows()
    importing.services.inbox.edit(row.id, "Ann", "", "Shorter.")
    importing.services.inbox.decide(row.id, "trash")
    importing(text)

    assert [(row.body, row.status) for row in importing.rows()] == [("Shorter.", "trash")]


def test_what_was_erased_does_not_come_again(importing, clock):
    text = wxr(wxr_comment(approved="trash"), wxr_comment(2))
    importing(text)
    clock.forward(days=31)
    importing.services.tidy()
    again = importing(text)

    assert again["known"] == 2
    assert len(importing.rows()) == 1


def test_ids_are_the_same_on_every_desk(importing, built_site):
    text = wxr(wxr_comment(), wxr_comment(2))
    once = [item["id"] for item in importing(text, dry_run=True)["items"]]

    assert once == [item["id"] for item in importing(text)["items"]]
    assert len(set(once)) == 2


def test_the_parts_add_up(importing):
    found = importing(
        wxr(wxr_comment(), wxr_comment(2, content=" "), wxr_comment(3, type="trackback"))
    )

    assert found["comments"] == found["imported"] + found["known"] + found["skipped"]
    assert found["skipped_because"] == {"it has no text": 1}
    assert len(found["items"]) == found["comments"] + found["pings"]


def test_a_page_that_is_not_here_is_named_and_can_be_mapped(importing):
    text = wxr(wxr_comment(), link="https://old.example/other/").replace("knee-pain", "other")
    text = text.replace("Knee Pain", "Other, and more")
    found = importing(text)
    assert found["pages_not_found"] == [
        {
            "address": "https://old.example/other/",
            "title": "Other, and more",
            "id": "5",
            "comments": 1,
        }
    ]
    assert found["imported"] == 0

    for map in (
        "https://old.example/other/,knee-pain\n",
        "address,page\nhttp://www.old.example/other,knee-pain\n",
        '"Other, and more";knee-pain\n',
        "5\tknee-pain\n",
        '{"/other/": "knee-pain"}',
    ):
        assert importing(text, map=map, dry_run=True)["imported"] == 1, map


def test_a_mapping_file_can_leave_a_page_out(importing):
    found = importing(wxr(wxr_comment()), map="/2020/02/knee-pain/,-\n")

    assert found["skipped_because"] == {"the mapping file leaves its page out": 1}
    assert found["pages_not_found"] == []


@pytest.mark.parametrize(
    ("map", "complaint"),
    [
        ("/x/,nowhere\n", "line 1: there is no page with the id “nowhere”"),
        ("/x/,knee-pain\n/y/\n", "line 2 of the mapping file: write the old address"),
        ('{"/x/": ', "the JSON is damaged"),
    ],
)
def test_a_mapping_file_with_a_fault_is_named_with_its_line(importing, map, complaint):
    with pytest.raises(ExchangeError, match=complaint):
        importing(wxr(wxr_comment()), map=map)


def test_below_a_comment_that_does_not_come_along_answers_stand_higher(importing):
    found = importing(
        wxr(
            wxr_comment(1),
            wxr_comment(2, parent="1", content=""),
            wxr_comment(3, parent="2", date_gmt="2020-03-04 09:30:00"),
            wxr_comment(4, parent="99", date_gmt="2020-03-05 09:30:00"),
        )
    )
    first, third, fourth = importing.rows()

    assert (third.parent_id, fourth.parent_id) == (first.id, "")
    assert [len(item["notes"]) for item in found["items"]] == [0, 0, 1, 1]


def test_answers_in_a_circle_come_in_too(importing, site):
    importing(
        wxr(wxr_comment(1, parent="2"), wxr_comment(2, parent="1"), wxr_comment(3, parent="3"))
    )
    site.build()

    assert len(importing.rows()) == 3
    assert site.page().text.count("Thanks.") == 3


def test_packed_files_are_unpacked(importing):
    text = wxr(wxr_comment()).encode()
    zipped = importing.folder / "a"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export.xml", text)
        archive.writestr("__MACOSX/._export.xml", b"junk")

    assert importing(gzip.compress(text), dry_run=True)["imported"] == 1
    assert importing(zipped, dry_run=True)["imported"] == 1


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "the file is empty"),
        (b" \n ", "the file is empty"),
        (gzip.compress(b"{" * 5000, mtime=0)[:30], "the packed file is damaged or cut off"),
        (b"PK\x03\x04" + b"x" * 50, "the packed file is damaged or cut off"),
        (b"\x89PNG\r\n\x1a\n\0\0", "this is no export that is known"),
        (b"Dear reader! This is a letter.\n", "line 1: this is no export that is known"),
        (b"Dear reader, this is a letter.\n", "no column holds the text of a comment"),
        (b"<html><body>hello</body></html>", "this is no export that is known"),
        (b"<?xml version='1.0'?><feed/>", "XML of the kind “feed”"),
        (b"[1, 2]", "should be a list of objects"),
        (b'{"a": 1}', "this JSON is of no kind that is known"),
        (b"[" * 100_000, "nested too deeply"),
        (b"SQLite format 3\0" + b"\0" * 100, "the database cannot be read"),
        (b"Name,Colour\nAnn,red\n", "no column holds the text of a comment"),
    ],
)
def test_what_is_no_export_is_refused_with_a_sentence(importing, content, complaint):
    with pytest.raises(ExchangeError, match=complaint):
        importing(content)


def test_a_file_that_is_not_there_is_a_sentence(importing):
    with pytest.raises(ExchangeError, match="it cannot be read: No such file"):
        importing(importing.folder / "nowhere.xml")


def test_without_a_built_site_nothing_is_imported(importing, built_site):
    (built_site.output / "replies.json").unlink()
    with pytest.raises(ExchangeError, match="run “make html” first"):
        importing(wxr(wxr_comment()))


@pytest.fixture
def desk(built_site, importing):
    environment = desk_environment(built_site)
    return lambda *words: run("desk", *words, env=environment)


def test_the_command_says_what_it_did(desk, importing):
    file = str(importing.file(wxr(wxr_comment(), wxr_comment(2, approved="0"))))
    said = desk("import", file, "--dry-run").stdout
    assert "2 comments, 0 pings" in said
    assert "2 would be imported, of which 1 pending" in said

    done = desk("import", file, "--json")
    assert (done.returncode, json.loads(done.stdout)["imported"]) == (0, 2)
    assert "2 came with an earlier import" in desk("import", file).stdout


def test_the_command_fails_where_nothing_matches(desk, importing):
    text = wxr(wxr_comment(), link="https://old.example/other/").replace("knee-pain", "other")
    file = str(importing.file(text.replace("Knee Pain", "Other")))
    done = desk("import", file)

    assert done.returncode == 1
    assert "https://old.example/other/,          (1 comment)" in done.stdout
    assert "none of its comments belongs to a page here" in done.stderr
    assert json.loads(desk("import", file, "--json").stdout)["imported"] == 0


def test_the_command_fails_with_a_sentence_for_a_bad_file(desk, importing):
    done = desk("import", str(importing.file("<rss><channel>")))

    assert done.returncode == 1
    assert "line 1: the file is damaged or cut off here" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_without_comments_is_said(desk, importing):
    done = desk("import", str(importing.file(wxr())))

    assert done.returncode == 1
    assert "there are no comments in it" in done.stderr


def test_what_is_kept_of_a_foreign_id_says_nothing_without_the_key(importing, built_site):
    mail = (
        "From: Ann <ann@example.com>\nSubject: Knee Pain\nMessage-ID: <secret-7@ann.example>\n"
        "Date: Sun, 01 Mar 2020 10:30:00 +0000\n\nThanks.\n"
    )
    importing(mail)
    importing.services.engine.dispose()
    stored = b"".join(path.read_bytes() for path in (built_site.root / "var").glob("inbox*"))

    assert b"secret-7" not in stored
    assert hashlib.sha256(b"<secret-7@ann.example>").hexdigest().encode() not in stored
    assert importing(mail)["known"] == 1


def test_an_id_that_stands_twice_in_a_file_is_named(importing):
    comment = {"id": "a1", "author": "Ann", "date": "2020-03-01", "body": "One"}
    page = {"id": "knee-pain", "comments": [comment, comment | {"body": "Two"}]}
    found = importing({"format": "full-range", "version": 1, "pages": [page]})

    assert found["imported"] == 1
    assert found["skipped_because"] == {"its id, “a1”, stands twice in the file": 1}


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("ann@example.com", "ann"),
        ("Ann <ann@example.com>", "Ann"),
        ("Ann (ann@example.com)", "Ann"),
        ("@ann", "@ann"),
    ],
)
def test_no_address_is_published_as_a_name(importing, built_site, author, name):
    found = importing(wxr(wxr_comment(author=author)))
    text = "".join(path.read_text("utf-8") for path in built_site.comments.rglob("*.txt"))

    assert f"Author: {name}\n" in text
    assert "@example.com" not in text
    assert ("its name held an e-mail address" in str(found["items"])) == (author != name)


def test_pings_are_listed_and_not_published(importing, site):
    found = importing(
        wxr(wxr_comment(), wxr_comment(2, type="pingback", author="Linker", content="[...] you"))
    )
    site.build()

    assert found["items"][1]["outcome"] == "ping"
    assert found["items"][1]["url"] == "https://ann.example/"
    assert "Linker" not in site.page().text
