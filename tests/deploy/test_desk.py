"""The desk as ``deploy/`` sets it up: a real gunicorn behind a real nginx, over TLS."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from desk.database import reading
from desk.guard.network import network_key
from desk.tables import submissions
from tests.servers.nginx import nginx
from tests.servers.provide import lacking
from tests.support import (
    ROOT,
    Site,
    csrf_token,
    desk_environment,
    desk_services,
    free_port,
    http_client,
    reply,
    run,
    soup,
    wait_for_desk,
)

pytestmark = pytest.mark.skipif(bool(lacking("nginx")), reason=lacking("nginx"))

DEPLOY = ROOT / "deploy"
NAME = "[desk.example.com]"
READER = {"X-Came-From": "1.2.3.4"}
"""Nginx in these tests takes a visitor with this header to come from there."""
COMES_FROM = "set_real_ip_from 127.0.0.1; real_ip_header X-Came-From;\n"


@dataclass
class Server:
    """A site with its desk behind nginx; ``client`` is a visitor."""

    site: Site
    client: httpx.Client
    desk_port: int
    logs: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None

    def start_desk(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "desk.wsgi:app"]
        self.process = subprocess.Popen(
            [*command, "-b", f"127.0.0.1:{self.desk_port}", "--log-level", "critical"],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
        )
        with http_client(self.desk_port) as client:
            wait_for_desk(client)

    def stop_desk(self) -> None:
        if self.process:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(20)
            self.process = None

    def logged(self) -> str:
        return "".join(file.read_text("utf-8") for file in self.logs.iterdir())


def filled_in(name: str, port: int, plain_port: int, certificate: tuple[Path, Path]) -> str:
    """A file of ``deploy/`` with the placeholders filled in, on ports that a test may have."""
    text = (DEPLOY / name).read_text("utf-8")
    file, key = certificate
    for pattern, value in {
        f"/etc/letsencrypt/live/{NAME}/fullchain.pem": str(file),
        f"/etc/letsencrypt/live/{NAME}/privkey.pem": str(key),
        NAME: "127.0.0.1",
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl;\n": "",
        "listen 80;": f"listen 127.0.0.1:{plain_port};",
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
    }.items():
        assert pattern in text, pattern
        text = text.replace(pattern, value)
    assert "[" not in text
    return text


@contextmanager
def server(site: Site, folder: Path, port: int, config: str, conf: str = "") -> Iterator[Server]:
    """Both programs, with this text for nginx; the desk believes that one proxy."""
    desk_port = free_port()
    locations = (DEPLOY / "nginx-desk-locations.conf").read_text("utf-8")
    assert "127.0.0.1:8001" in locations
    snippet = folder / "snippets" / "full-range-desk.conf"
    snippet.parent.mkdir(parents=True)
    snippet.write_text(locations.replace("127.0.0.1:8001", f"127.0.0.1:{desk_port}"), "utf-8")
    environment = desk_environment(site) | {"DESK_TRUSTED_PROXIES": "1"}
    address = f"https://127.0.0.1:{port}"
    with Path(environment["DESK_SETTINGS"]).open("a", encoding="utf-8") as settings:
        settings.write(f"REPLIES_URL = '{address}/replies'\n{conf}")
    with (
        nginx(folder, COMES_FROM + config) as logs,
        httpx.Client(base_url=address, verify=False, timeout=20) as client,
    ):
        running = Server(site, client, desk_port, logs, environment)
        running.start_desk()
        try:
            yield running
        finally:
            running.stop_desk()


@pytest.fixture
def public(built_site, tmp_path, certificate) -> Iterator[Server]:
    """The desk by a name of its own."""
    port = free_port()
    config = filled_in("nginx-desk.conf", port, free_port(), certificate)
    with server(built_site, tmp_path / "nginx", port, config) as running:
        yield running


def sign_in(running: Server) -> httpx.Response:
    link = run("desk", "sign-in-link", env=running.environment).stdout.strip()
    page = running.client.get(link.partition("8000")[2])
    token = str(soup(page).find("input", {"name": "token"})["value"])  # type: ignore[index]
    form = {"token": token, "csrf_token": csrf_token(soup(page))}
    return running.client.post(
        "/desk/sign-in", data=form, headers={"Referer": str(page.request.url)}
    )


def test_a_reply_arrives_with_the_network_of_its_reader(public):
    claimed = {"X-Forwarded-For": "9.9.9.9", "X-Forwarded-Host": "evil.example"}
    answer = public.client.post("/replies", data=reply(), headers=READER | claimed)
    assert answer.status_code == 303
    assert "evil.example" not in answer.headers["location"]
    assert public.client.get(answer.headers["location"]).status_code == 200
    services = desk_services(public.site)
    with reading(services.engine) as connection:
        stored = connection.scalar(select(submissions.c.network))
    services.engine.dispose()
    key = (public.site.root / "var" / "secret-key").read_text("ascii")

    assert stored == network_key("1.2.3.4", key) != ""


def test_the_owner_signs_in_over_https_only(public):
    answer = sign_in(public)
    assert answer.headers["location"] == "/desk/"
    cookie = answer.headers["set-cookie"]
    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    page = public.client.get("/desk/")
    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["strict-transport-security"] == "max-age=31536000"
    for script in soup(page).find_all("script", src=True):
        assert public.client.get(str(script["src"])).status_code == 200
    # A press with the token and the address of its page is taken.
    form = {"csrf_token": csrf_token(soup(page))}
    out = public.client.post("/desk/sign-out", data=form, headers={"Referer": str(page.url)})
    assert out.status_code == 303


def test_who_comes_by_http_is_led_to_https(public):
    config = (public.logs.parent / "nginx.conf").read_text("utf-8")
    port = next(line for line in config.splitlines() if "listen" in line and "ssl" not in line)
    with http_client(int(port.rstrip(";").rpartition(":")[2])) as client:
        answer = client.get("/replies/health")

    assert answer.status_code == 301
    assert answer.headers["location"] == "https://127.0.0.1/replies/health"


@pytest.mark.parametrize("size", [300_000, 2_000_000])
def test_what_is_too_long_is_refused_in_words(public, size):
    for _ in range(5):
        answer = public.client.post("/replies", data=reply(body="x" * size))
        assert answer.status_code == 413
        assert "Please shorten it" in answer.text


def test_a_flood_from_one_address_is_told_to_wait_and_others_are_served(public):
    answers = [public.client.get("/replies/ping", headers=READER).status_code for _ in range(200)]
    assert set(answers) == {204, 429}
    assert answers[:60] == [204] * 60
    assert public.client.get("/replies/ping").status_code == 204


def test_no_log_holds_the_address_of_a_readers_page_nor_of_a_reader(public):
    location = public.client.post("/replies", data=reply(), headers=READER).headers["location"]
    path = location.partition("/replies/")[2]
    assert len(path) > 20
    assert public.client.get(location, headers=READER).status_code == 200
    public.stop_desk()
    assert public.client.get(location, headers=READER).status_code == 502
    for _ in range(100):
        public.client.get(location, headers=READER)

    logged = public.logged()
    assert path not in logged
    assert "1.2.3.4" not in logged


def test_while_the_desk_is_away_nginx_says_so_and_then_it_is_there_again(public):
    public.stop_desk()
    assert public.client.post("/replies", data=reply()).status_code == 502
    public.start_desk()
    assert public.client.post("/replies", data=reply()).status_code == 303


def test_only_the_desk_answers_by_its_name(public):
    assert public.client.get("/").headers["location"].endswith("/desk/")
    for path in ("/replies.json", "/desk-exercises/", "/_preview/events"):
        assert public.client.get(path).status_code == 404
    assert public.client.get("/desk").status_code in (301, 308)


@contextmanager
def shared_server(site: Site, folder: Path, certificate: tuple[Path, Path]) -> Iterator[Server]:
    """Site and desk by one name, as the locations' file says, beside rules of the site's own."""
    port, (file, key) = free_port(), certificate
    text = (DEPLOY / "nginx-desk.conf").read_text("utf-8")
    (zone,) = [line for line in text.splitlines() if line.startswith("limit_req_zone")]
    config = f"""{zone}
        server {{
            listen 127.0.0.1:{port} ssl;
            ssl_certificate {file};
            ssl_certificate_key {key};
            include snippets/full-range-desk.conf;
            root {site.output};
            location ~ \\.js$ {{ expires 1y; }}
        }}
        """
    with server(site, folder / "nginx", port, config) as running:
        yield running


def test_site_and_desk_may_share_one_name(built_site, tmp_path, certificate):
    built_site.write("../output/desk-exercises/index.html", "Exercises at a desk")
    with shared_server(built_site, tmp_path, certificate) as running:
        assert "Knee Pain" in running.client.get("/articles/knee-pain/").text
        assert running.client.get("/desk-exercises/").text == "Exercises at a desk"
        assert running.client.get("/replies/ping").status_code == 204
        assert running.client.get("/desk/static/queue.js").status_code == 200
        assert sign_in(running).status_code == 303
        assert running.client.get("/desk/").status_code == 200
