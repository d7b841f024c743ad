"""A published site in real nginx and real Apache, by the files that the build wrote for them."""

import gzip
from collections.abc import Iterator
from urllib.parse import unquote

import httpx
import pytest
from pelican.settings import read_settings

from plugins.hosting.pages import read_pages
from plugins.hosting.rules import rules
from tests.hosting.published import ADDRESS, MOVED, compress, printed, published
from tests.servers.provide import lacking
from tests.servers.serving import Served, apache, nginx_site
from tests.support import Site

PAGE = "/articles/knee-pain/"
ALWAYS = [
    "content-security-policy",
    "referrer-policy",
    "permissions-policy",
    "x-content-type-options",
    "cross-origin-opener-policy",
    "strict-transport-security",
]
ANEW = "public, max-age=0, must-revalidate"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with published() as (site, _):
        compress(site.output)
        for name in ("publication.json", ".secret", "images/.secret", ".well-known/security.txt"):
            (site.output / name).parent.mkdir(exist_ok=True)
            (site.output / name).write_text("private", "utf-8")
        yield site


@pytest.fixture(scope="module", params=["nginx", "apache2"])
def served(request, site, certificate, tmp_path_factory) -> Iterator[Served]:
    if missing := lacking(request.param):
        pytest.skip(missing)
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "apache2":
        with apache(folder, site.output) as served:
            yield served
        return
    with nginx_site(folder, printed(site, certificate)) as served:
        yield served


@pytest.fixture(scope="module")
def client(served) -> httpx.Client:
    return served.client


@pytest.fixture(scope="module")
def script(site) -> str:
    (path,) = (site.output / "theme/js").glob("words.*.js")
    return f"/theme/js/{path.name}"


def test_every_answer_has_every_header_once(client, site, script):
    known = read_settings(str(site.root / "conf.py"))
    said = dict(rules(known, read_pages(site.output, ADDRESS)).headers)
    for path in ("/", PAGE, script, "/images/hip.png", "/feeds/articles.atom.xml", "/nowhere/"):
        headers = client.get(path).headers
        assert [name for name in ALWAYS if len(headers.get_list(name)) != 1] == [], path
        assert {name: headers[name] for name in said} == said, path


@pytest.mark.parametrize(
    ("path", "type", "kept"),
    [
        ("/", "text/html; charset=utf-8", ANEW),
        (PAGE, "text/html; charset=utf-8", ANEW),
        ("/feeds/articles.atom.xml", "application/atom+xml", "public, max-age=900"),
        (f"{PAGE}comments.atom.xml", "application/atom+xml", "public, max-age=900"),
        ("/images/hip.png", "image/png", "public, max-age=86400"),
        ("/drills.json", "application/json", ANEW),
    ],
)
def test_files_have_their_type_and_their_time(client, path, type, kept):
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(type)
    assert answer.headers.get_list("cache-control") == [kept]


def test_a_script_is_kept_for_ever(client, script):
    answer = client.get(script)

    assert answer.headers["content-type"].partition(";")[0] == "text/javascript"
    assert answer.headers.get_list("cache-control") == ["public, max-age=31536000, immutable"]


def test_what_is_not_there_has_the_sites_own_page(client, script):
    folders = ("/nowhere/", "/theme/js/", "/images/")
    for path in (*folders, "/nowhere.js", f"{script[:-11]}00000000.js"):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert "This page is out of range" in answer.text, path
        assert answer.headers.get_list("cache-control") == [ANEW], path


@pytest.mark.parametrize(
    "path",
    [
        "/publication.json",
        "/_headers",
        "/_redirects",
        "/.htaccess",
        "/.secret",
        "/images/.secret",
    ],
)
def test_what_is_not_for_readers_is_not_there(client, path):
    answer = client.get(path)

    assert answer.status_code in (403, 404)
    assert "private" not in answer.text
    assert "Cache-Control" not in answer.text


def test_what_is_known_to_everybody_is(client):
    assert client.get("/.well-known/security.txt").text == "private"


@pytest.mark.parametrize(
    "old", ["/articles/old-knee/", "/2019/old%20knee.html", "/2019/caf%C3%A9%20%281%29/"]
)
def test_a_former_address_is_a_redirect_for_good(client, old):
    answer = client.get(old)

    assert len(MOVED) == 3
    assert answer.status_code == 301
    assert answer.headers["location"].removeprefix(ADDRESS) == PAGE
    assert client.get(f"{old}x").status_code == 404, unquote(old)


def test_an_address_without_its_last_slash_leads_on(client):
    answer = client.get(PAGE.rstrip("/"))

    assert answer.status_code == 301
    assert answer.headers["location"].endswith(PAGE)


@pytest.mark.parametrize("path", ["/", PAGE, "/404.html", "/feeds/articles.atom.xml", "script"])
def test_a_compressed_copy_is_sent_to_who_takes_it(client, script, path):
    path = script if path == "script" else path
    plain = client.get(path)
    request = client.build_request("GET", path, headers={"Accept-Encoding": "gzip"})
    sent = client.send(request, stream=True)
    body = gzip.decompress(b"".join(sent.iter_raw()))
    sent.close()

    assert body == plain.content + b"<!-- the copy -->"
    assert sent.headers.get_list("content-encoding") == ["gzip"]
    assert sent.headers["content-type"] == plain.headers["content-type"]
    assert sent.headers.get_list("cache-control") == plain.headers.get_list("cache-control")
    for answer in (plain, sent):
        assert answer.headers["vary"].lower() == "accept-encoding"


def test_nginx_leads_from_http_to_https(served):
    if not served.plain_port:
        pytest.skip("Apache is told by its host")
    answer = httpx.get(
        f"http://127.0.0.1:{served.plain_port}{PAGE}?a=b", headers=served.client.headers
    )

    assert answer.status_code == 301
    assert answer.headers["location"] == f"{ADDRESS}{PAGE}?a=b"
