"""Copies made while replies come in, brought back, cut short and refused."""

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tarfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import text

from desk.backup.archive import BackupError
from desk.backup.restoring import restore
from desk.backup.writing import back_up
from desk.database import MIGRATIONS, open_engine, writing
from desk.privacy.people import people
from desk.submission import Reply
from tests.support import PAGE, ROOT, Site, desk_environment, desk_services, run

NOW = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)


@pytest.fixture
def filled(services):
    """The services of a desk with a published comment and replies that wait."""
    for number in range(20):
        services.inbox.receive(Reply(PAGE, "", "Ann", "ann@x.example", "", f"Number {number}"))
    services.inbox.decide(services.inbox.find("pending")[0].id, "approve")
    services.filing.run()
    return services


@pytest.fixture
def elsewhere(tmp_path):
    """The configuration of a desk on a new machine, where nothing is yet."""
    site = Site(tmp_path / "elsewhere")
    site.root.mkdir()
    services = desk_services(site)
    services.engine.dispose()
    for file in services.config.var.iterdir():
        file.unlink()
    return services.config


@pytest.fixture
def shelf(tmp_path):
    folder = tmp_path / "shelf"
    folder.mkdir()
    return folder


def rows(database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(database)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in names}
        return {name: sorted(rows, key=repr) for name, rows in found.items()}


def files(folder) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.txt")}


def test_what_is_brought_back_is_what_was_there(filled, elsewhere, shelf):
    written = back_up(filled.config, shelf, NOW, with_key=True)
    restored = restore(elsewhere, written.path)

    assert written.path.name == "full-range-20261124-101500.tar.gz"
    assert (restored.made_at, restored.comments, restored.with_key) == (NOW, 1, True)
    assert rows(elsewhere.var / "inbox.sqlite3") == rows(filled.config.var / "inbox.sqlite3")
    assert files(elsewhere.comments) == files(filled.config.comments) != {}
    assert (elsewhere.var / "secret-key").read_text("ascii") == filled.config.secret_key


def test_only_its_owner_may_read_a_copy(filled, elsewhere, shelf):
    old_mask = os.umask(0)
    try:
        written = back_up(filled.config, shelf, NOW, with_key=True)
        restore(elsewhere, written.path)
    finally:
        os.umask(old_mask)

    private = (written.path, elsewhere.var / "inbox.sqlite3", elsewhere.var / "secret-key")
    assert {oct(file.stat().st_mode)[-3:] for file in private} == {"600"}
    assert list(shelf.iterdir()) == [written.path]


def test_the_key_is_in_it_only_when_asked_for(filled, elsewhere, shelf):
    written = back_up(filled.config, shelf, NOW)
    with tarfile.open(written.path) as tar:
        assert "secret-key" not in tar.getnames()

    assert not restore(elsewhere, written.path).with_key
    assert not (elsewhere.var / "secret-key").exists()


WRITER = """
import sys
from desk import config
from desk.cli import ROOT
from desk.services import open_services
from desk.submission import Reply
desk = open_services(config.load(ROOT))
for number in range(1000000):
    id = desk.inbox.receive(Reply("knee-pain", "", "Ann", "a@x.example", "", f"Busy {number}")).id
    desk.inbox.decide(id, "approve")
    desk.filing.run()
    print(number, flush=True)
"""


def test_a_copy_made_while_another_process_writes_is_of_one_moment(
    built_site, filled, elsewhere, shelf
):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER],
        cwd=ROOT,
        env=desk_environment(built_site),
        stdout=subprocess.PIPE,
        text=True,
    )
    acknowledged = []
    try:
        for copy in range(3):
            acknowledged.append(int(writer.stdout.readline()))
            back_up(filled.config, shelf / f"{copy}.tar.gz", NOW)
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    restore(elsewhere, shelf / "2.tar.gz")

    services = desk_services(Site(elsewhere.var.parent))
    found = {s.body: s for s in services.inbox.find(None, limit=100_000)}
    services.engine.dispose()
    for number in range(acknowledged[-1] + 1):
        assert f"Busy {number}" in found
    filed = {f"{PAGE}/{s.id}.txt" for s in found.values() if not s.needs_filing and s.decided_at}
    assert set(files(elsewhere.comments)) >= filed
    assert {name.partition("/")[2].removesuffix(".txt") for name in files(elsewhere.comments)} <= {
        s.id for s in found.values()
    }


def hung_backup(site, target) -> subprocess.Popen[bytes]:
    """A copy that has begun and does not come to its end: a pipe lies where a comment should."""
    os.mkfifo(site.comments / PAGE / "pipe.txt")
    command = [sys.executable, "-m", "desk", "backup", str(target)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=desk_environment(site), stderr=subprocess.DEVNULL
    )
    while not any(target.parent.glob(".full-range-draft-*/draft.tar.gz")):
        assert process.poll() is None
        time.sleep(0.01)
    return process


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_copy_leaves_nothing(built_site, filled, shelf, end):
    process = hung_backup(built_site, shelf / "copy.tar.gz")
    process.send_signal(end)

    assert process.wait(30) != 0
    assert list(shelf.iterdir()) == []


def test_a_killed_copy_leaves_a_draft_that_a_later_one_takes_away(built_site, filled, shelf):
    process = hung_backup(built_site, shelf / "copy.tar.gz")
    process.kill()
    process.wait()
    (left,) = shelf.iterdir()
    assert left.name.startswith(".")
    assert oct(left.stat().st_mode)[-3:] == "700"

    (built_site.comments / PAGE / "pipe.txt").unlink()
    yesterday = (NOW - timedelta(days=2)).timestamp()
    os.utime(left, (yesterday, yesterday))
    written = back_up(filled.config, shelf / "copy.tar.gz", NOW)
    assert list(shelf.iterdir()) == [written.path]


def test_a_copy_overwrites_nothing(filled, shelf):
    (shelf / "copy.tar.gz").write_text("mine")

    with pytest.raises(BackupError, match="is there already"):
        back_up(filled.config, shelf / "copy.tar.gz", NOW)
    assert (shelf / "copy.tar.gz").read_text() == "mine"


def test_bringing_back_overwrites_nothing(filled, shelf):
    written = back_up(filled.config, shelf, NOW)
    before = rows(filled.config.var / "inbox.sqlite3")

    with pytest.raises(BackupError, match=r"inbox\.sqlite3 is there already"):
        restore(filled.config, written.path)
    assert rows(filled.config.var / "inbox.sqlite3") == before


def test_another_comment_in_the_way_is_named_and_nothing_changes(filled, elsewhere, shelf):
    written = back_up(filled.config, shelf, NOW, with_key=True)
    (name,) = files(filled.config.comments)
    (elsewhere.comments / name).parent.mkdir(parents=True)
    (elsewhere.comments / name).write_text("another")

    with pytest.raises(BackupError, match=f"{name} is there already, and is not as in the copy"):
        restore(elsewhere, written.path)
    assert list(elsewhere.var.iterdir()) == []
    assert (elsewhere.comments / name).read_text() == "another"


def test_comments_that_git_brought_already_are_no_obstacle(filled, elsewhere, shelf):
    written = back_up(filled.config, shelf, NOW)
    for name, content in files(filled.config.comments).items():
        (elsewhere.comments / name).parent.mkdir(parents=True)
        (elsewhere.comments / name).write_bytes(content)
    restore(elsewhere, written.path)

    assert files(elsewhere.comments) == files(filled.config.comments)


@pytest.mark.parametrize("share", [0, 0.2, 0.5, 0.9])
def test_a_copy_cut_short_is_refused(filled, elsewhere, shelf, share):
    whole = back_up(filled.config, shelf, NOW).path.read_bytes()
    (shelf / "cut.tar.gz").write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(BackupError, match="is no whole copy"):
        restore(elsewhere, shelf / "cut.tar.gz")
    assert list(elsewhere.var.iterdir()) == []


def repacked(copy, target, change) -> None:
    """The same copy with something changed: ``change`` gets each name and its bytes."""
    with tarfile.open(copy) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            content = old.extractfile(member).read()
            name, content = change(member.name, content)
            info = tarfile.TarInfo(name)
            info.size = len(content)
            new.addfile(info, io.BytesIO(content))


@pytest.mark.parametrize(
    "change",
    [
        lambda name, content: (name, content.replace(b"Ann", b"Bob")),
        lambda name, content: (name.replace("comments/", "comments/../../../"), content),
        lambda name, content: (name.replace("comments/", "/tmp/"), content),
        lambda name, content: (name.replace("about.json", "about.txt"), content),
        lambda name, content: (name, b"{}" if name == "about.json" else content),
    ],
)
def test_a_copy_that_was_tampered_with_is_refused(filled, elsewhere, shelf, change):
    written = back_up(filled.config, shelf, NOW)
    repacked(written.path, shelf / "other.tar.gz", change)

    with pytest.raises(BackupError, match="is no whole copy"):
        restore(elsewhere, shelf / "other.tar.gz")
    assert list(elsewhere.var.iterdir()) == []
    assert files(elsewhere.var.parent) == {}


def test_what_is_no_copy_at_all_is_refused(elsewhere, shelf):
    (shelf / "letter.txt").write_text("Dear all")
    for path in (shelf / "letter.txt", shelf / "nowhere.tar.gz", shelf):
        with pytest.raises(BackupError, match="is no whole copy"):
            restore(elsewhere, path)


def of_version(services, shelf, change):
    """A copy in which the inbox has been changed by SQL beforehand."""
    services.engine.dispose()
    with closing(sqlite3.connect(services.config.var / "inbox.sqlite3")) as connection:
        change(connection)
        connection.commit()
    return back_up(services.config, shelf, NOW).path


def test_a_copy_of_a_newer_program_is_refused(filled, elsewhere, shelf):
    newer = "UPDATE alembic_version SET version_num = '9999_unheard_of'"
    path = of_version(filled, shelf, lambda connection: connection.execute(newer))

    with pytest.raises(BackupError, match="made by a newer program"):
        restore(elsewhere, path)


OLD_REPLY = """
INSERT INTO submissions (id, page_id, parent_id, author, email, url, body, received_at, status)
VALUES ('old-1', 'knee-pain', '', 'Ann', 'ann@x.example', '', 'Old words.', '2020-03-01 12:00:00',
        'pending')
"""


def test_a_copy_of_an_older_program_is_brought_up_to_date(filled, elsewhere, shelf):
    (filled.config.var / "inbox.sqlite3").unlink()
    alembic = AlembicConfig()
    alembic.set_main_option("script_location", str(MIGRATIONS))
    engine = open_engine(filled.config.database_url)
    with writing(engine) as connection:
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, "0001_inbox")
        connection.execute(text(OLD_REPLY))
    engine.dispose()
    restore(elsewhere, back_up(filled.config, shelf, NOW).path)

    services = desk_services(Site(elsewhere.var.parent))
    assert [s.body for s in services.inbox.find("pending")] == ["Old words."]
    services.engine.dispose()


def test_postgresql_has_its_own_tool(filled, shelf):
    away = replace(filled.config, database_url="postgresql+psycopg://desk@db.example/desk")
    for act in (lambda: back_up(away, shelf, NOW), lambda: restore(away, shelf / "x.tar.gz")):
        with pytest.raises(BackupError, match="pg_dump"):
            act()
    assert list(shelf.iterdir()) == []


def test_on_the_command_line_and_back(built_site, filled, tmp_path, shelf):
    done = run("desk", "backup", str(shelf), "--json", env=desk_environment(built_site))
    path = json.loads(done.stdout)["path"]
    other = Site(tmp_path / "other")
    other.root.mkdir()
    back = run("desk", "restore", path, env=desk_environment(other))
    listed = run("desk", "list", "--json", env=desk_environment(other))
    again = run("desk", "restore", path, env=desk_environment(other))

    assert back.returncode == 0, back.stderr
    assert "Brought back" in back.stdout
    assert len(json.loads(listed.stdout)) == 20
    assert again.returncode == 1
    assert "is there already" in again.stderr
    assert "Traceback" not in again.stderr


def test_a_restored_inbox_forgets_what_its_time_was_over(built_site, filled, tmp_path, shelf):
    """The clock of the fixtures stands in 2020, so that a refused reply has long expired."""
    refused = filled.inbox.find("pending")[0].id
    filled.inbox.decide(refused, "spam")
    filled.filing.run()
    written = back_up(filled.config, shelf, NOW)
    other = Site(tmp_path / "other")
    other.root.mkdir()
    run("desk", "restore", str(written.path), env=desk_environment(other))
    listed = json.loads(run("desk", "list", "--json", env=desk_environment(other)).stdout)

    assert refused not in {reply["id"] for reply in listed}
    assert len(listed) == 19


def test_a_copy_holds_whom_it_was_made_before_and_says_so(filled, elsewhere, shelf):
    written = back_up(filled.config, shelf, NOW)
    people(filled).erase("ann@x.example", with_text=True)
    restore(elsewhere, written.path)

    services = desk_services(Site(elsewhere.var.parent))
    assert len(people(services).find("ann@x.example").kept["replies"]) == 20
    services.engine.dispose()
