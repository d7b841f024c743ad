"""Fixtures: a desk that publishes by a small command of the test, which keeps count of its runs."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desk.publishing.job import Job
from desk.publishing.publisher import Publisher
from desk.publishing.setup import open_publisher
from desk.services import Services
from desk.submission import Reply
from tests.support import PAGE, Clock, Site, desk_services

SCRIPT = """
import json, pathlib, sys, time

folder = pathlib.Path(sys.argv[1])
comments = pathlib.Path(sys.argv[2])
with (folder / "runs.txt").open("a") as runs:
    print(*sorted(path.stem for path in comments.rglob("*.txt")), file=runs)
while (folder / "hold").exists():
    time.sleep(0.01)
fault = folder / "fault.txt"
if fault.exists():
    print("Building…", fault.read_text(), sep="\\n", file=sys.stderr)
    sys.exit(1)
print("Building…")
print(json.dumps({"outcome": "published", "sent": 3, "deleted": 1, "message": "Sent 3 files."}))
"""
"""What stands in for building and sending: notes the comments that it found, waits while it is
told to hold, and fails where it is told to."""


@dataclass
class Press:
    """The command of a test, and what it has done."""

    folder: Path
    comments: Path

    @property
    def command(self) -> tuple[str, ...]:
        return (sys.executable, "-c", SCRIPT, str(self.folder), str(self.comments))

    @property
    def runs(self) -> list[list[str]]:
        """The comments that each run found."""
        file = self.folder / "runs.txt"
        return [line.split() for line in file.read_text().splitlines()] if file.exists() else []

    def hold(self) -> None:
        (self.folder / "hold").touch()

    def release(self) -> None:
        (self.folder / "hold").unlink()

    def break_down(self, fault: str) -> None:
        (self.folder / "fault.txt").write_text(fault, "utf-8")

    def mend(self) -> None:
        (self.folder / "fault.txt").unlink()


@pytest.fixture
def services(built_site: Site, clock: Clock) -> Iterator[Services]:
    services = desk_services(built_site, clock, PUBLISH_ON_APPROVAL=True, PUBLISH_TO="public")
    yield services
    services.engine.dispose()


@pytest.fixture
def press(built_site: Site) -> Press:
    return Press(built_site.root, built_site.comments)


@pytest.fixture
def publisher(services: Services, press: Press) -> Publisher:
    return publisher_of(services, press)


def publisher_of(services: Services, press: Press) -> Publisher:
    found = open_publisher(services)
    found.job = Job(press.command, press.folder)
    return found


@pytest.fixture
def approve(services: Services) -> Callable[..., str]:
    """Approves a reply as the desk does; returns its id."""

    def approve(author: str = "Ann") -> str:
        id = services.inbox.receive(Reply(PAGE, "", author, "a@x.example", "", f"I, {author}.")).id
        services.inbox.decide(id, "approve")
        services.filing.run()
        return id

    return approve
