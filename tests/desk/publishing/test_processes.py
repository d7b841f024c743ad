"""Desks in processes of their own, as on a server, with a stand-in for the command in each site."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desk.database import open_engine
from desk.publishing.ledger import Ledger
from desk.services import utc_now
from tests.desk.publishing.conftest import SCRIPT, Press
from tests.desk.sites.test_sites import NAMES, environment, make_site, served
from tests.publish.support import Project, seen
from tests.support import ROOT, reply, run

PATIENCE_S = 30.0


@pytest.fixture
def folders(tmp_path, master_site) -> dict[str, Path]:
    """Two sites that publish what is approved, by a command of their own."""
    found = {name: make_site(tmp_path, name, master_site) for name in NAMES}
    for folder in found.values():
        with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
            settings.write("PUBLISH_ON_APPROVAL, PUBLISH_TO = True, 'public'\n")
        command = folder / "plugins" / "publish" / "__main__.py"
        command.parent.mkdir(parents=True)
        places = f"sys.argv[1:] = [{str(folder)!r}, {str(folder / 'content/comments')!r}]\n"
        command.write_text(f"import sys\n{places}{SCRIPT}", "utf-8")
    return found


def press_of(folder: Path) -> Press:
    return Press(folder, folder / "content/comments")


def until(condition) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def stage(folder: Path) -> str:
    engine = open_engine(f"sqlite:///{folder / 'var/inbox.sqlite3'}")
    try:
        return Ledger(engine, utc_now).read().stage
    finally:
        engine.dispose()


def desk(folders: dict[str, Path], *words: str):
    return run("desk", *words, env=environment(folders))


def approve(client, folders: dict[str, Path], name: str) -> str:
    """Have a reply to a site approved on the command line, beside the running desk."""
    assert client.post("/replies", data=reply(body=f"A reply about {name}")).status_code == 303
    (listed,) = json.loads(
        desk(folders, "--site", name, "list", "--status", "pending", "--json").stdout
    )
    assert desk(folders, "--site", name, "approve", listed["id"]).returncode == 0
    return str(listed["id"])


def test_two_desk_processes_publish_once_and_answer_meanwhile(folders):
    press = press_of(folders["knees"])
    press.hold()
    with served(folders, workers=2) as clients:
        id = approve(clients["knees"], folders, "knees")
        until(lambda: press.runs)
        # It is under way: readers are served by both processes.
        for _ in range(20):
            assert clients["knees"].get("/replies/ping").status_code == 204
        press.release()
        time.sleep(3)  # time for the other process to do it, too

    assert press.runs == [[id]]


def test_each_site_is_published_for_itself(folders):
    with served(folders) as clients:
        id = approve(clients["hips"], folders, "hips")
        until(lambda: press_of(folders["hips"]).runs)

    assert press_of(folders["hips"]).runs == [[id]]
    assert press_of(folders["knees"]).runs == []


def test_what_was_approved_while_no_desk_ran_is_published_when_one_starts(folders):
    with served(folders) as clients:
        clients["hips"].post("/replies", data=reply())
    (listed,) = json.loads(desk(folders, "--site", "hips", "list", "--json").stdout)
    desk(folders, "--site", "hips", "approve", listed["id"])
    assert press_of(folders["hips"]).runs == []
    with served(folders):
        until(lambda: press_of(folders["hips"]).runs)

    assert press_of(folders["hips"]).runs == [[listed["id"]]]


def test_a_worker_that_is_killed_in_the_midst_is_followed_by_one_that_does_it_again(folders):
    press = press_of(folders["hips"])
    with served(folders) as clients:
        clients["hips"].post("/replies", data=reply())
    (listed,) = json.loads(desk(folders, "--site", "hips", "list", "--json").stdout)
    desk(folders, "--site", "hips", "approve", listed["id"])
    press.hold()
    command = [sys.executable, "-m", "desk", "--site", "hips", "work"]
    for number in (1, 2):
        worker = subprocess.Popen(command, cwd=ROOT, env=environment(folders))
        until(lambda number=number: len(press.runs) == number)
        worker.kill()
        worker.wait()
    press.release()
    worker = subprocess.Popen(command, cwd=ROOT, env=environment(folders))
    until(lambda: stage(folders["hips"]) == "live")
    worker.terminate()

    assert worker.wait(20) == 0
    assert press.runs == [[listed["id"]]] * 3


def test_the_command_line_publishes_now_and_says_what_came_of_it(folders):
    press = press_of(folders["hips"])
    done = desk(folders, "--site", "hips", "publish")
    assert (done.returncode, done.stdout) == (0, "Sent 3 files.\n"), done.stderr
    told = json.loads(desk(folders, "--site", "hips", "publish", "--json").stdout)
    assert told == {"outcome": "published", "message": "Sent 3 files.", "sent": 3, "deleted": 1}
    assert len(press.runs) == 2

    press.break_down("The host says no.")
    failed = desk(folders, "--site", "hips", "publish")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.endswith("The host says no.\n")
    told = desk(folders, "--site", "hips", "publish", "--json")
    assert told.returncode == 1
    assert json.loads(told.stdout)["outcome"] == "failed"
    checked = desk(folders, "--site", "hips", "check").stdout
    assert "Good   publish   Approvals are published by themselves, to “public”." in checked
    assert "Wrong  publish   It failed the last time: The host says no." in checked


@pytest.mark.parametrize(
    ("conf", "sentence"),
    [
        ("PUBLISH_TO = ''", "Wrong  publish   PUBLISH_ON_APPROVAL is True, and PUBLISH_TO"),
        ("PUBLISH_ON_APPROVAL = False", "Note   publish   Approvals wait for a press"),
        (
            "PUBLISH_ON_APPROVAL, PUBLISH_TO = False, ''",
            "Note   publish   Approvals wait for your next “make publish”",
        ),
    ],
)
def test_check_says_whether_publishing_is_set_up(folders, conf, sentence):
    with (folders["hips"] / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f"{conf}\n")

    assert sentence in desk(folders, "--site", "hips", "check").stdout


def test_an_approval_ends_in_the_published_page_and_a_fault_in_words(tmp_path):
    """The real command, a real build and a folder that a web server shows."""
    www = tmp_path / "www"
    www.mkdir()
    project = Project(tmp_path / "desk").make()
    page = www / "articles/knee-pain/index.html"
    folders = {"desk": project.root}
    site = ("--site", "desk")
    with seen(www) as address:
        project.set(f"PUBLISH_TO, PUBLISH_LOOK_AT = {str(www)!r}, {address!r}")
        project.set("PUBLISH_ON_APPROVAL = True")
        first = desk(folders, *site, "publish", "--json")
        assert first.returncode == 0, first.stderr
        assert json.loads(first.stdout)["outcome"] == "published"
        with served(folders, workers=2, domain="site.test") as clients:
            approve(clients["desk"], folders, "desk")
            until(lambda: b"A reply about desk" in page.read_bytes())
            until(lambda: stage(project.root) == "live")

        again = desk(folders, *site, "publish", "--json")
        assert json.loads(again.stdout)["outcome"] == "unchanged"
        project.article("knee-pain", "[Nowhere]({filename}nowhere.md)")
        broken = desk(folders, *site, "publish")
        assert broken.returncode == 1
        assert "knee-pain.md" in broken.stderr
        assert "Not published: mend the" in desk(folders, *site, "check").stdout
        assert b"A reply about desk" in page.read_bytes()
