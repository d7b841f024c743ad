"""Links to other sites, asked of a real server on this machine, and never of a private network."""

import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from plugins.check.built.places import Origins
from plugins.check.built.site import read_site
from plugins.check.outside.asking import Asker, is_public
from plugins.check.outside.findings import agent_of, outside_findings
from tests.support import free_port

ANSWERS = {
    "/good": (200, ""),
    "/gone": (404, ""),
    "/gone-for-good": (410, ""),
    "/moved": (301, "/good"),
    "/moved-twice": (308, "/moved"),
    "/today": (302, "/good"),
    "/circle": (302, "/circle"),
    "/to-gone": (301, "/gone"),
    "/broken": (503, ""),
    "/members": (403, ""),
    "/to-private": (302, "http://10.0.0.1/"),
    "/to-file": (302, "file:///etc/passwd"),
}


class Handler(BaseHTTPRequestHandler):
    asked: list[tuple[str, str, str]]

    def do_HEAD(self) -> None:
        self.answer(405 if self.path == "/no-head" else None)

    def do_GET(self) -> None:
        self.answer(200 if self.path == "/no-head" else None)

    def answer(self, status: int | None) -> None:
        self.asked.append((self.command, self.path, self.headers["User-Agent"]))
        if self.path == "/slow":
            time.sleep(1)
        known, location = ANSWERS.get(self.path.partition("?")[0], (200, ""))
        self.send_response(status or known)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[tuple[int, list]]:
    handler = type("Asked", (Handler,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.server_port, handler.asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def asker(timeout_s: float = 5.0) -> Asker:
    return Asker("A test", timeout_s, may_ask=lambda address: address == "127.0.0.1")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/good", ""),
        ("/no-head", ""),
        ("/today", ""),
        ("/members", ""),
        ("/gone", "is gone (the server answers 404)"),
        ("/gone-for-good", "is gone (the server answers 410)"),
        ("/to-gone", "is gone"),
        ("/moved", "has moved for good; write http://127.0.0.1:{port}/good"),
        ("/moved-twice", "write http://127.0.0.1:{port}/good"),
        ("/circle", "without end"),
        ("/broken", "does not work at present (the server answers 503)"),
        ("/to-private", "leads into a private network"),
        ("/to-file", "cannot be reached (it leads to file:///etc/passwd)"),
        ("/gone?a=ü b", "is gone"),
    ],
)
def test_what_an_address_answers_is_said_in_words(path, words):
    with serving() as (port, _):
        said = asker().problem(f"http://127.0.0.1:{port}{path}")

    assert words.format(port=port) in said
    assert bool(words) == bool(said)


def test_a_server_that_is_slow_or_away_is_not_waited_for():
    with serving() as (port, _):
        assert "within 0.2 seconds" in asker(0.2).problem(f"http://127.0.0.1:{port}/slow")
    assert "cannot be reached" in asker().problem(f"http://127.0.0.1:{free_port()}/")
    assert "cannot be reached" in asker().problem("http://no-such-host.invalid/")


def test_a_certificate_that_browsers_refuse_is_named(tmp_path: Path):
    files = ("-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "cert"))
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x"]
    subprocess.run([*command, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    with serving(context) as (port, asked):
        said = asker().problem(f"https://127.0.0.1:{port}/good")

    assert "has a certificate that browsers refuse" in said
    assert asked == []


def test_a_private_network_is_never_asked():
    with serving() as (port, asked):
        for host in ("127.0.0.1", "localhost", "127.1"):
            said = Asker("A test").problem(f"http://{host}:{port}/good")
            assert "leads into a private network" in said

    assert asked == []
    assert is_public("93.184.216.34")
    private = ["10.0.0.1", "192.168.1.1", "169.254.169.254", "::1", "fe80::1%eth0", "224.0.0.1"]
    assert [it for it in private if is_public(it)] == []


def test_each_address_is_asked_once_and_told_at_its_source(tmp_path: Path):
    with serving() as (port, asked):
        there = f"http://127.0.0.1:{port}"
        for name in ("a", "b"):
            html = (
                f'<a href="{there}/gone#x"></a><a href="{there}/good"></a><a href="/b.html">x</a>'
            )
            desk = f'<a href="{there}/replies/new"></a><a href="http://x.example/own">x</a>'
            (tmp_path / f"{name}.html").write_text(html + desk, "utf-8")
        (tmp_path / "a.md").write_text(f"Title: A\n\nSee [it]({there}/gone#x).\n", "utf-8")
        origin = Origins({"a.html": str(tmp_path / "a.md")}, "https://x.example")
        site = read_site(tmp_path, "https://x.example")
        agent = Asker(agent_of({"SITEURL": "https://x.example"}), may_ask=asker().may_ask)
        found = list(outside_findings(site, origin, agent.problem, [f"{there}/replies"]))

    assert [(it.path, it.line, it.rule) for it in found] == [
        (str(tmp_path / "a.md"), 3, "link-outside"),
        ("output/b.html", 1, "link-outside"),
    ]
    assert sorted({(method, path) for method, path, _ in asked}) == [
        ("GET", "/gone"),
        ("HEAD", "/gone"),
        ("HEAD", "/good"),
    ]
    assert len(asked) == 3
    assert {agent for *_, agent in asked} == {
        "Mozilla/5.0 (compatible; Full Range link check; +https://x.example)"
    }
