"""Exports that others made, each with what must come of it."""

import re

import pytest

from desk.exchange.records import ExchangeError
from tests.support import CORPORA

pytestmark = pytest.mark.skipif(
    not CORPORA.is_dir(), reason=f"the exports that others made are not at {CORPORA} (CORPORA)"
)

# Comments, pings, and of the comments: imported, known already (two with the same id), skipped.
COUNTS = {
    "wxr/a11y-theme-unit-test-data.xml": (25, 4, 25, 0),
    "wxr/isso-wordpress.xml": (8, 0, 8, 0),
    "disqus/isso-disqus.xml": (6, 0, 5, 1),
    "disqus/remark42-disqus.xml": (6, 0, 5, 1),
    "disqus/schnack-disqus.xml": (5, 0, 5, 0),
    "import-other/isso-generic.json": (2, 0, 2, 0),
    "import-other/remark42-commento.json": (3, 0, 3, 0),
    "import-other/comentario-ok-empty-v1.json.gz": (0, 0, 0, 0),
    "import-other/comentario-ok-empty-v3.json.gz": (0, 0, 0, 0),
    "import-other/comentario-ok-single-v1.json.gz": (1, 0, 1, 0),
    "import-other/comentario-ok-single-v3.json.gz": (1, 0, 1, 0),
    "import-other/disqus-ok-empty.xml.gz": (0, 0, 0, 0),
    "import-other/disqus-ok-single.xml.gz": (1, 0, 1, 0),
    "import-other/wordpress-ok-empty.zip": (0, 0, 0, 0),
    "import-other/wordpress-ok-long.zip": (1, 0, 1, 0),
    "import-other/wordpress-ok-single.zip": (1, 0, 1, 0),
}
ERRORS = {
    "import-other/comentario-bad-format.json.gz": "line 1, column 23: the JSON is damaged",
    "import-other/comentario-bad-version.json.gz": "is 481; versions 1 and 3 can be read",
    "import-other/disqus-bad-format.xml.gz": "line 2: the file is damaged or cut off here",
    "import-other/wordpress-bad-format.zip": "line 1: the file is damaged or cut off here",
    "import-other/wordpress-bad-no-files.zip": "there is no file in the zip file",
    "import-other/wordpress-bad-two-files.zip": "there are 2 files in the zip file",
}


def everything_here(importing, path):
    """A mapping file that brings every page of the file to the one page there is."""
    lost = importing(path, dry_run=True)["pages_not_found"]
    names = (page["address"] or page["title"] or page["id"] for page in lost)
    return "".join(f'"{name}",knee-pain\n' for name in names)


def test_no_export_is_forgotten_here():
    folders = ("wxr", "disqus", "import-other")
    files = [path for folder in folders for path in (CORPORA / folder).iterdir()]

    assert {str(path.relative_to(CORPORA)) for path in files} == {*COUNTS, *ERRORS}


@pytest.mark.parametrize("name", COUNTS)
def test_an_export_ends_in_the_right_counts(importing, built_site, name):
    path = CORPORA / name
    found = importing(path, map=everything_here(importing, path))
    again = importing(path, map=everything_here(importing, path))

    counts = tuple(found[key] for key in ("comments", "pings", "imported", "skipped"))
    assert counts == COUNTS[name]
    assert (again["imported"], again["known"]) == (0, found["imported"])
    assert len(importing.rows()) == found["imported"]
    files = list(built_site.comments.rglob("*.txt"))
    assert len(files) == sum(1 for row in importing.rows() if row.status == "approved")


@pytest.mark.parametrize("name", ERRORS)
def test_a_bad_export_ends_in_the_right_error(importing, name):
    with pytest.raises(ExchangeError, match=re.escape(ERRORS[name])):
        importing(CORPORA / name)


def test_ten_levels_stay_ten_levels(importing, site):
    path = CORPORA / "wxr/a11y-theme-unit-test-data.xml"
    found = importing(path, map=everything_here(importing, path))
    site.build()

    assert found["depth"] == 10
    assert site.page().text.count("Comment Depth 10") == 1


def test_a_faulty_export_of_disqus_gives_what_it_has_and_names_what_was_wrong(importing):
    path = CORPORA / "disqus/remark42-disqus.xml"
    found = importing(path, map=everything_here(importing, path))

    assert found["spam"] == 1
    assert found["skipped_because"] == {
        "its date, “2011-x09-30T22:48:43Z”, cannot be read": 1,
    }
    assert found["notes"] == [
        "stray bytes before the beginning were passed over (1)",
        "quotes that were missing were taken as meant (1)",
    ]


def test_a_text_longer_than_the_form_takes_comes_whole(importing):
    path = CORPORA / "import-other/wordpress-ok-long.zip"
    importing(path, map=everything_here(importing, path))

    assert len(importing.rows()[0].body) > 30_000
