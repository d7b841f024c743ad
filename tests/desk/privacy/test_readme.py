"""The README's table of what is kept where, held against the database."""

import re

import pytest

from desk.tables import metadata
from tests.support import ROOT

SECTION = "### What is kept where"

# Columns that say nothing of a person: numbers, states and what only the machinery needs.
NOT_PRIVATE = {
    "submissions": {
        "id",
        "page_id",
        "parent_id",
        "by_owner",
        "status",
        "previous_status",
        "needs_filing",
        "revision",
        "corrects",
        "batch_id",
    },
    "letters": {
        "id",
        "carrier",
        "state",
        "due_at",
        "attempts",
        "failing_since",
        "fault",
        "claim",
        "claimed_until",
    },
    "imports": {"imported_at"},
    "publishing": {
        "id",
        "changes",
        "live_changes",
        "first_at",
        "last_at",
        "asked_at",
        "begun_at",
        "live_at",
        "attempts",
        "failed_at",
        "retry_at",
    },
    "owner_settings": {"name"},
    "sign_in_links": {"expires_at"},
    "sign_in_failures": {"id"},
    "erasures": {"id"},
}

COLUMNS = {(table.name, column.name) for table in metadata.sorted_tables for column in table.c}


def named() -> set[tuple[str, str]]:
    """The columns that the table of the README names."""
    section = (ROOT / "README.md").read_text("utf-8").partition(SECTION)[2].partition("\n### ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    return {(table, column) for row in rows for table, column in re.findall(r"`(\w+)\.(\w+)`", row)}


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_every_column_is_named_or_known_to_be_nobodys(table):
    """A new column belongs in the README's table, or above if it says nothing of a person."""
    columns = {column for of, column in COLUMNS if of == table}
    told = {column for of, column in named() if of == table}

    assert columns - told - NOT_PRIVATE.get(table, set()) == set()


def test_the_table_names_nothing_that_is_not_there():
    assert len(named()) > 30
    assert named() - COLUMNS == set()


def test_no_column_is_both():
    excused = {(table, column) for table, columns in NOT_PRIVATE.items() for column in columns}

    assert excused <= COLUMNS
    assert named() & excused == set()


def test_every_row_says_why_and_who():
    section = (ROOT / "README.md").read_text("utf-8").partition(SECTION)[2].partition("\n### ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")]

    assert len(rows) > 20
    assert [row for row in rows if len(row) != 4 or not all(row)] == []
