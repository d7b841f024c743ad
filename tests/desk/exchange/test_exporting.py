import json
import shutil
import stat

import pytest

from desk.exchange.exporting import export_replies
from desk.exchange.records import ExchangeError
from desk.submission import Reply
from plugins.comments.body import comment_html
from tests.desk.exchange.samples import Importing
from tests.support import Site, desk_environment, desk_services, run

TEXT = "I *agree*: 2 \\* 3 < 7 & so on.\n\n> Quoted\n\n- one\n- two ]]> end\n\nhttps://x.example/?a=1&b=2"


@pytest.fixture
def desk(services, clock):
    """A desk with a small thread, and replies of every other status."""
    inbox = services.inbox
    first = inbox.receive(
        Reply("knee-pain", "", "Ann", "ann@example.com", "https://a.example", TEXT)
    )
    clock.forward(minutes=5)
    inbox.answer(first.id, "The Owner", "Thank you.")
    for number, verb in enumerate(("spam", "trash", None)):
        clock.forward(minutes=5)
        reply = Reply("knee-pain", "", f"Ben {number}", "ben@example.com", "", f"Number {number}")
        id = inbox.receive(reply).id
        if verb:
            inbox.decide(id, verb)
    services.filing.run()
    return services


@pytest.fixture
def other(tmp_path_factory, master_site, clock):
    """An empty desk of the same site, which imports."""
    site = Site(tmp_path_factory.mktemp("other"))
    shutil.copytree(master_site.root, site.root, dirs_exist_ok=True)
    services = desk_services(site, clock)
    yield Importing(services, site.root)
    services.engine.dispose()


def files(folder):
    return {str(p.relative_to(folder)): p.read_text("utf-8") for p in folder.rglob("*.txt")}


@pytest.mark.parametrize("format", ["json", "files"])
def test_what_is_exported_is_the_same_in_an_empty_desk(desk, other, tmp_path, built_site, format):
    export_replies(desk, tmp_path / "export", format, private=False)
    found = other(tmp_path / "export")

    assert (found["imported"], found["by_owner"]) == (2, 1)
    assert files(other.services.config.comments) == files(built_site.comments)


def test_with_the_private_facts_the_whole_inbox_comes_back(desk, other, tmp_path):
    number = export_replies(desk, tmp_path / "export", "json", private=True)
    other(tmp_path / "export")

    def facts(services):
        return {
            (it.id, it.author, it.email, it.url, it.body, it.status, it.parent_id, it.by_owner)
            for it in services.inbox.find(None, 100)
        }

    assert number == 5
    assert facts(other.services) == facts(desk)


def test_wxr_brings_the_same_words_dates_and_answers(desk, other, tmp_path):
    export_replies(desk, tmp_path / "export", "wxr", private=True)
    found = other(tmp_path / "export")
    before = sorted(desk.inbox.find(None, 100), key=lambda it: it.received_at)
    after = other.rows()

    assert found["format"] == "WordPress (WXR 1.2)"
    assert [it.status for it in after] == [it.status for it in before]
    assert [it.received_at for it in after] == [it.received_at for it in before]
    assert [it.by_owner for it in after] == [it.by_owner for it in before]
    assert [comment_html(it.body) for it in after] == [comment_html(it.body) for it in before]
    assert after[1].parent_id == after[0].id


@pytest.mark.parametrize("format", ["json", "wxr"])
def test_a_public_export_holds_nothing_private(desk, tmp_path, format):
    export_replies(desk, tmp_path / "export", format, private=False)
    text = (tmp_path / "export").read_text("utf-8")

    assert "@" not in text
    assert "Number" not in text
    assert "Ann" in text


def test_what_a_reader_took_back_does_not_leave(desk, tmp_path):
    reply = Reply("knee-pain", "", "Cat", "cat@example.com", "", "Never mind.")
    desk.inbox.withdraw(desk.inbox.receive(reply).id)
    export_replies(desk, tmp_path / "export", "json", private=True)

    assert "Never mind" not in (tmp_path / "export").read_text("utf-8")


def test_nothing_is_overwritten_and_others_cannot_read_it(desk, tmp_path):
    export_replies(desk, tmp_path / "export", "json", private=True)
    assert stat.S_IMODE((tmp_path / "export").stat().st_mode) == 0o600
    for format in ("json", "wxr", "files"):
        with pytest.raises(ExchangeError, match="is there already; choose another name"):
            export_replies(desk, tmp_path / "export", format, private=False)
    assert [path.name for path in tmp_path.glob(".export*")] == []


def test_files_have_no_place_for_private_facts(desk, tmp_path):
    with pytest.raises(ExchangeError, match="choose json or wxr"):
        export_replies(desk, tmp_path / "export", "files", private=True)


def test_the_command_says_what_it_wrote_and_what_is_private(desk, built_site, tmp_path):
    environment = desk_environment(built_site)
    done = run("desk", "export", "--private", str(tmp_path / "all.json"), env=environment)
    again = run("desk", "export", str(tmp_path / "all.json"), env=environment)

    assert "Wrote 5 comments to" in done.stdout
    assert "It holds e-mail addresses" in done.stdout
    assert len(json.loads((tmp_path / "all.json").read_text("utf-8"))["pages"][0]["comments"]) == 5
    assert (again.returncode, "is there already" in again.stderr) == (1, True)


def test_the_command_speaks_json(desk, built_site, tmp_path):
    to = str(tmp_path / "all.xml")
    command = ("desk", "export", to, "--format", "wxr", "--json")
    done = run(*command, env=desk_environment(built_site))

    written = {"to": to, "format": "wxr", "comments": 2, "private": False}
    assert json.loads(done.stdout) == written
