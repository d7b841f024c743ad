"""Two sites on one desk, in a process of its own, and on the command line."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.support import (
    PAGE,
    ROOT,
    Site,
    csrf_token,
    free_port,
    http_client,
    reply,
    run,
    soup,
    wait_for_desk,
)

NAMES = ("knees", "hips")


def make_site(root: Path, name: str, master: Site) -> Path:
    """A site in a folder of its own, with settings in two files as the project has them."""
    folder = root / name
    folder.mkdir()
    settings = (ROOT / "pelicanconf.py").read_text("utf-8")
    (folder / "pelicanconf.py").write_text(
        settings.replace("ROOT = Path(__file__).parent", f"ROOT = Path({str(ROOT)!r})")
        + f"\nPATH, OUTPUT_PATH = {str(folder / 'content')!r}, {str(folder / 'output')!r}\n"
        + f"AUTHOR, SITENAME = 'Owner of {name}', 'All of {name}'\n",
        "utf-8",
    )
    (folder / "publishconf.py").write_text(
        "import sys\nfrom pathlib import Path\nsys.path.insert(0, str(Path(__file__).parent))\n"
        "from pelicanconf import *\n"
        f"REPLIES_URL = 'http://{name}.example.org/replies'\n",
        "utf-8",
    )
    for part in ("content", "output"):
        (folder / part).mkdir()
    manifest = (master.output / "replies.json").read_text("utf-8")
    (folder / "output/replies.json").write_text(manifest, "utf-8")
    return folder


@pytest.fixture
def folders(tmp_path, master_site) -> dict[str, Path]:
    return {name: make_site(tmp_path, name, master_site) for name in NAMES}


def environment(folders: dict[str, Path], **more: str) -> dict[str, str]:
    sites = os.pathsep.join(map(str, folders.values()))
    return {**os.environ, "DESK_SITES": sites, "DESK_SETTINGS": "publishconf.py", **more}


@contextmanager
def served(
    folders: dict[str, Path], workers: int = 1, domain: str = "example.org"
) -> Iterator[dict[str, httpx.Client]]:
    """A client for each site, and one for a host that is nobody's, of one gunicorn."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "desk.wsgi:app", "-b", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [*command, "--workers", str(workers), "--log-level", "critical"],
        cwd=ROOT,
        env=environment(folders),
    )
    clients = {name: http_client(port) for name in (*folders, "nobody")}
    try:
        for name, client in clients.items():
            client.headers["Host"] = f"{name}.{domain}"
        wait_for_desk(next(iter(clients.values())))
        yield clients
    finally:
        for client in clients.values():
            client.close()
        process.terminate()
        process.wait(20)


@pytest.fixture
def desk(folders):
    """A function that runs `python -m desk …` for these sites."""

    def desk(*words: str, cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
        # From another folder, the program is found as an installed one would be.
        paths = {"PYTHONPATH": str(ROOT)}
        return run("desk", *words, cwd=cwd, env=environment(folders, **paths, **more))

    return desk


def sign_in(client: httpx.Client, link: str) -> None:
    page = client.get(link.partition("8000")[2])
    token = str(soup(page).find("input", {"name": "token"})["value"])  # type: ignore[index]
    form = {"token": token, "csrf_token": csrf_token(soup(page))}
    assert client.post("/desk/sign-in", data=form).is_redirect


def test_two_sites_on_one_desk_share_nothing(folders, desk):
    with served(folders) as clients:
        posted = {
            name: clients[name].post("/replies", data=reply(body=f"A reply about {name}"))
            for name in NAMES
        }
        assert {answer.status_code for answer in posted.values()} == {303}
        for name, other in (NAMES, NAMES[::-1]):
            listed = json.loads(desk("--site", name, "list", "--json").stdout)
            assert [one["body"] for one in listed] == [f"A reply about {name}"]
            # A reader's own page is known to her site alone.
            address = posted[name].headers["location"]
            assert f"A reply about {name}" in clients[name].get(address).text
            assert clients[other].get(address).status_code == 404

        link = desk("--site", "knees", "sign-in-link").stdout.strip()
        assert "is too old" in clients["hips"].get(link.partition("8000")[2]).text
        sign_in(clients["knees"], link)
        queue = clients["knees"].get("/desk/")
        assert "A reply about knees" in queue.text
        assert "A reply about hips" not in queue.text
        assert "All of knees" in queue.text
        # Even with the very cookie: it is signed with another key.
        clients["hips"].cookies.update(clients["knees"].cookies)
        assert clients["hips"].get("/desk/").is_redirect

        for path in ("/replies/ping", "/desk/", "/replies/health", "/desk/static/../x"):
            assert clients["nobody"].get(path).status_code == 404
        assert clients["nobody"].post("/replies", data=reply()).status_code == 404
        for spelling in ("HIPS.example.org", "hips.example.org:80"):
            answer = clients["nobody"].get("/replies/ping", headers={"Host": spelling})
            assert answer.status_code == 204


def test_a_decision_is_filed_with_its_own_site(folders, desk):
    with served(folders) as clients:
        clients["hips"].post("/replies", data=reply())
    (listed,) = json.loads(desk("--site", "hips", "list", "--json").stdout)
    assert desk("--site", "knees", "approve", listed["id"]).returncode == 1
    done = desk("--site", "hips", "answer", listed["id"], "Glad.", "--json")

    assert [one["author"] for one in json.loads(done.stdout)] == ["Ann", "Owner of hips"]
    assert len(list((folders["hips"] / "content/comments" / PAGE).iterdir())) == 2
    assert not (folders["knees"] / "content/comments").exists()


def test_the_folder_or_the_name_says_which_site(folders, desk):
    inside = folders["hips"] / "content"
    assert desk("list", cwd=inside).stdout == "No replies.\n"
    assert (folders["hips"] / "var").is_dir()
    assert not (folders["knees"] / "var").exists()

    for words in (["list"], ["tidy"], ["check"], ["backup", "/tmp"]):
        done = desk(*words)
        assert done.returncode == 1
        assert "Which site? Write --site NAME" in done.stdout + done.stderr
        assert "knees, hips" in done.stdout + done.stderr
    unknown = desk("--site", "elbows", "list")
    assert unknown.stderr == "There is no site “elbows”. DESK_SITES names: knees, hips.\n"


def test_check_and_backup_are_about_the_chosen_site(folders, desk, tmp_path):
    desk("--site", "hips", "tidy")
    found = json.loads(desk("--site", "hips", "check", "--json").stdout)
    assert "1 page takes replies." in [one["message"] for one in found]

    done = desk("--site", "hips", "backup", str(tmp_path / "copy.tar.gz"), "--with-key")
    assert done.returncode == 0, done.stderr
    assert not (folders["knees"] / "var").exists()
    assert (tmp_path / "copy.tar.gz").is_file()


def test_a_file_of_its_own_says_what_differs(folders, desk, tmp_path):
    (folders["hips"] / "desk.env").write_text(
        f"# where the inbox is\nDESK_VAR='{tmp_path / 'elsewhere'}'\n\nDESK_LOCK_TIMEOUT=7\n"
    )
    assert desk("--site", "hips", "list").returncode == 0
    assert (tmp_path / "elsewhere/inbox.sqlite3").is_file()

    (folders["hips"] / "desk.env").write_text("DESK_VAR\n")
    done = desk("--site", "hips", "list")
    assert "desk.env:1: “DESK_VAR” is no line like NAME=value." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["DATABASE_URL", "DESK_VAR", "DESK_SECRET_KEY"])
def test_what_would_be_one_for_all_is_refused(desk, name):
    done = desk("--site", "hips", "list", **{name: "shared"})

    assert done.stderr.startswith(f"{name} would be the same for all sites; write it into")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("REPLIES_URL = 'http://knees.example.org/other'", "the host of REPLIES_URL is the same"),
        ("REPLIES_URL = '/replies'", "one desk for several sites needs a whole address"),
        ("PATH = PATH.replace('hips', 'knees')", "the folder of comments is the same"),
        ("1 / 0", "division by zero"),
    ],
)
def test_sites_that_would_mix_do_not_start(folders, wrong, sentence):
    with (folders["hips"] / "publishconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f"{wrong}\n")
    done = run("desk.wsgi", env=environment(folders))

    assert done.returncode != 0
    assert sentence in done.stderr
    assert "hips" in done.stderr
