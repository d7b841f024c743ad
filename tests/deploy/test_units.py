"""The files for systemd: looked at by systemd itself, their commands run as they stand."""

import configparser
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support import ROOT, Site, desk_environment

DEPLOY = ROOT / "deploy"
UNITS = ("full-range.service", "full-range-backup.service", "full-range-backup.timer")
FOLDER = "/srv/full-range"
needs_systemd = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="not installed here: systemd-analyze"
)


def setting(unit: str, section: str, name: str) -> str:
    """The last line of this name in a file for systemd, which may hold one several times."""
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(DEPLOY / unit, "utf-8")
    return parser[section][name]


@pytest.fixture
def installed(tmp_path) -> Path:
    """The files as they are copied, with this project for the folder they name."""
    for unit in UNITS:
        text = (DEPLOY / unit).read_text("utf-8").replace(FOLDER, str(ROOT))
        (tmp_path / unit).write_text(text, "utf-8")
    return tmp_path


@needs_systemd
def test_systemd_has_nothing_to_say_of_them(installed):
    files = [str(installed / unit) for unit in UNITS]
    done = subprocess.run(
        ["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@needs_systemd
@pytest.mark.parametrize("unit", UNITS[:2])
def test_they_are_shut_off_from_the_rest_of_the_machine(installed, unit):
    # Of 100, where a service without any of it has 96.
    command = ["systemd-analyze", "security", "--offline=yes", "--threshold=20"]
    done = subprocess.run([*command, str(installed / unit)], capture_output=True, check=False)

    assert done.returncode == 0, done.stdout


def test_the_program_may_not_be_written_by_what_it_runs():
    text = (DEPLOY / "full-range.service").read_text("utf-8")
    kept = {
        word.removeprefix(f"{FOLDER}/")
        for line in text.splitlines()
        if line.startswith("ReadOnlyPaths=")
        for word in line.partition("=")[2].split()
    }

    assert kept == {".venv", "desk", "plugins", "theme", "languages", "gunicorn.conf.py"}
    assert [name for name in kept if not (ROOT / name).exists()] == []


def test_a_copy_is_made_and_old_ones_go(built_site: Site, tmp_path):
    backups = tmp_path / "backups"
    backups.mkdir()
    old, other = backups / "full-range-20200101-000000.tar.gz", backups / "letters.tar.gz"
    for file in (old, other):
        file.touch()
        os.utime(file, (0, 0))
    names = {
        "${KEEP_DAYS}": setting(UNITS[1], "Service", "Environment").partition("=")[2],
        "/var/lib/full-range/backups": str(backups),
        FOLDER: str(ROOT),
    }
    (built_site.root / "var" / "secret-key").write_text("k" * 64, "ascii")
    for step in ("ExecStart", "ExecStartPost"):
        command = setting(UNITS[1], "Service", step)
        for name, value in names.items():
            command = command.replace(name, value)
        # Not by a shell, as systemd does it: patterns are for the command to read.
        done = subprocess.run(
            command.split(),
            cwd=ROOT,
            env=desk_environment(built_site),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    left = {file.name for file in backups.iterdir()}
    assert old.name not in left
    assert other.name in left
    assert len(left) == 2


@pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("runuser"), reason="only root becomes another user"
)
def test_the_command_line_runs_with_the_variables_of_the_desk(built_site, tmp_path):
    environment = desk_environment(built_site)
    variables = tmp_path / "full-range.env"
    text = (DEPLOY / "full-range.env").read_text("utf-8")
    assert "DESK_SETTINGS='publishconf.py'" in text
    variables.write_text(
        text.replace("publishconf.py", environment["DESK_SETTINGS"])
        + f"DESK_VAR='{environment['DESK_VAR']}'\n",
        "utf-8",
    )
    script = (DEPLOY / "full-range").read_text("utf-8")
    for name, value in {
        "/etc/full-range.env": str(variables),
        f"cd {FOLDER}": f"cd {ROOT}",
        "-u full-range": "-u root",
    }.items():
        assert name in script
        script = script.replace(name, value)
    done = subprocess.run(
        ["sh", "-c", script, "full-range", "list", "--search", "two words"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "No replies.\n", "")
