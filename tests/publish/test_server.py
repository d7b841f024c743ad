"""Servers that ssh reaches: a real sshd, real rsync."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publish.support import Project, seen, tree
from tests.servers.provide import lacking
from tests.servers.sshd import NEEDED, Sshd, sshd

pytestmark = pytest.mark.skipif(bool(lacking(*NEEDED)), reason=lacking(*NEEDED))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with sshd(tmp_path_factory.mktemp("sshd")) as running:
        yield running


@pytest.fixture
def srv(tmp_path: Path) -> Path:
    return tmp_path / "srv" / "my site"


@pytest.fixture
def there(server: Sshd, project: Project, srv: Path) -> str:
    project.environment["RSYNC_RSH"] = server.ssh
    return f"{server.host}:{srv}"


def texts(folder: Path) -> dict[str, bytes]:
    return {path: text for path, text in tree(folder).items() if not path.endswith(".gz")}


def test_a_release_is_switched_to_and_rolled_back(project, there, srv):
    first = project.published("--to", there, "--no-look")
    current = srv / "current"
    before, release = texts(current), current.readlink()
    time.sleep(1.1)  # releases are named by the second
    project.article("knee-pain", "Other words.")
    (project.root / "content/articles/hip-pain.md").unlink()
    listed = project.publish("--to", there, "--dry-run").stdout
    second = project.published("--to", there, "--no-look")
    again = project.published("--to", there, "--no-look")

    assert first["sent"] == len(tree(srv / release))
    assert "  changed  articles/knee-pain/index.html\n" in listed
    assert "  gone     articles/hip-pain/index.html\n" in listed
    assert int(str(second["sent"])) < int(str(first["sent"])) / 2
    assert again["outcome"] == "unchanged"
    assert b"Other words." in (current / "articles/knee-pain/index.html").read_bytes()
    assert not (current / "articles/hip-pain").exists()
    unchanged = "privacy/index.html"
    assert (current / unchanged).samefile(srv / release / unchanged)

    back = project.publish("--to", there, "--rollback")
    assert back.stdout.startswith(f"Rolled back to release {release.name}, in place of ")
    assert texts(current) == before
    none = project.publish("--to", there, "--rollback")
    assert none.returncode == 1
    assert "keeps no release from before" in none.stderr


def test_what_is_sent_is_compressed_beside_and_readable_by_a_web_server(project, there, srv):
    with seen(srv / "current") as address:
        project.set(f"PUBLISH_LOOK_AT = {address!r}")
        outcome = project.published("--to", there)
    page = srv / "current/articles/knee-pain/index.html"

    assert "fetched and right" in str(outcome["message"])
    unzipped = subprocess.run(["gzip", "-dc", f"{page}.gz"], capture_output=True, check=True)
    assert unzipped.stdout == page.read_bytes()
    assert page.stat().st_mode & 0o777 == 0o644
    assert page.parent.stat().st_mode & 0o777 == 0o755


def test_old_releases_go_and_the_newest_five_stay(project, there, srv):
    for name in ("20200101-000000", "20200102-000000", "20200103-000000", "20200104-000000"):
        (srv / "releases" / name).mkdir(parents=True)
    (srv / "releases/20200105-000000").mkdir()
    (srv / "releases/incoming-20200106-000000").mkdir()
    project.published("--to", there, "--no-look")
    names = sorted(path.name for path in (srv / "releases").iterdir())

    assert names[:4] == [f"2020010{day}-000000" for day in (2, 3, 4, 5)]
    assert names[4:] == [(srv / "current").readlink().name]


def test_killed_at_any_step_the_old_site_stays_or_the_new_one_is_there(
    project, there, srv, tmp_path
):
    project.published("--to", there, "--no-look")
    old = tree(srv / "current")
    project.article("knee-pain", "Other words.")
    for step in ("Send", "Switch", "Send"):
        time.sleep(1.1)
        process = project.start("--to", there, "--no-look")
        assert process.stdout
        for line in process.stdout:
            if line.startswith(step):
                os.killpg(process.pid, signal.SIGKILL)
                break
        process.communicate()
        now = tree(srv / "current")
        is_new = b"Other words." in now["articles/knee-pain/index.html"]
        assert is_new or now == old
    time.sleep(1.1)
    project.published("--to", there, "--no-look")

    assert b"Other words." in tree(srv / "current")["articles/knee-pain/index.html"]
    assert not any(path.name.startswith("incoming") for path in (srv / "releases").iterdir())


def test_what_keeps_it_from_the_server_is_said_with_its_cure(project, there, srv, tmp_path):
    (srv / "current").mkdir(parents=True)
    taken = project.publish("--to", there, "--no-look")
    (srv / "current").rmdir()
    way = project.environment["RSYNC_RSH"]
    config = Path(way.split()[-1]).read_text()
    strict, keyless = tmp_path / "strict", tmp_path / "keyless"
    strict.write_text(config.replace("accept-new", "yes").replace("known_hosts", "none"))
    keyless.write_text(re.sub("IdentityFile .*", "IdentityFile none", config))
    project.environment["RSYNC_RSH"] = f"ssh -F {strict}"
    unknown = project.publish("--to", there, "--no-look")
    project.environment["RSYNC_RSH"] = f"ssh -F {keyless} -o IdentityAgent=none"
    locked_out = project.publish("--to", there, "--no-look")
    nowhere = project.publish("--to", "nobody@nowhere.invalid:/srv/site", "--no-look")

    assert f"{srv}/current is a folder there; move it away" in taken.stderr
    assert "once, and say yes if it is your server" in unknown.stderr
    assert "does not let this machine in" in locked_out.stderr
    assert "nobody@nowhere.invalid: ssh: Could not resolve hostname" in nowhere.stderr
    assert {it.returncode for it in (taken, unknown, locked_out, nowhere)} == {1}
