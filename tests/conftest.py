"""Fixtures: a site, a clock, the services of a desk, the desk behind HTTP."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from desk.services import Services
from tests.support import Clock, Site, csrf_token, desk_services, served_desk, soup


def pytest_configure() -> None:
    """Heed Ctrl-C even where a shell ignores it: the programs under test inherit that."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with nothing in it."""
    return Site(tmp_path)


@pytest.fixture(scope="session")
def master_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with one article, built with the database of a desk: made once, then copied."""
    site = Site(tmp_path_factory.mktemp("master"))
    site.article()
    site.build()
    desk_services(site).engine.dispose()
    return site


@pytest.fixture
def built_site(site: Site, master_site: Site) -> Site:
    """A site with one article, built."""
    shutil.copytree(master_site.root, site.root, dirs_exist_ok=True)
    return site


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 and its key, made by OpenSSL."""
    folder = tmp_path_factory.mktemp("certificate")
    key, file = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(file)]
    subprocess.run([*command, *subject, *files], check=True, capture_output=True)
    return file, key


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(built_site: Site, clock: Clock) -> Iterator[Services]:
    services = desk_services(built_site, clock)
    yield services
    services.engine.dispose()


@pytest.fixture
def client(services: Services) -> Iterator[httpx.Client]:
    """A visitor of the desk."""
    with served_desk(services) as client:
        yield client


@pytest.fixture
def owner(services: Services, client: httpx.Client) -> httpx.Client:
    """The same, signed in."""
    page = client.get("/desk/sign-in", params={"token": services.credentials.new_link_token()})
    token = str(soup(page).find("input", {"name": "token"})["value"])  # type: ignore[index]
    client.post("/desk/sign-in", data={"token": token, "csrf_token": csrf_token(soup(page))})
    return client
