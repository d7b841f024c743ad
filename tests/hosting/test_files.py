"""What the files for hosts say: made from the settings and from what stands in the built pages."""

import base64
import hashlib
import logging
import re
from collections.abc import Mapping

import pytest

from plugins.hosting.caching import Caching
from plugins.hosting.netlify import headers_file
from plugins.hosting.pages import Move, read_pages
from plugins.hosting.policy import policy
from plugins.hosting.rules import Rules
from tests.hosting.published import ADDRESS, published
from tests.support import Site, run

DESK = "https://desk.example/replies"
FILES = (".htaccess", "_headers", "_redirects")


@pytest.fixture(scope="module")
def public():
    with published() as (site, _):
        yield site


def directives(text: str) -> Mapping[str, str]:
    """A policy, taken apart."""
    return dict(part.partition(" ")[::2] for part in text.split("; "))


def policy_of(tmp_path, html: str, replies: str = DESK) -> Mapping[str, str]:
    (tmp_path / "index.html").write_text(html, "utf-8")
    pages = read_pages(tmp_path, ADDRESS)
    return directives(policy(pages, frozenset(), ADDRESS, replies))


def said(site: Site) -> Mapping[str, str]:
    """The headers of every answer, as ``_headers`` has them."""
    block = (site.output / "_headers").read_text("utf-8").split("\n/theme", 1)[0]
    return dict(re.findall(r"^  ([\w-]+): (.+)$", block, re.MULTILINE))


def test_every_style_sheet_of_the_site_is_allowed_by_what_is_in_it(public):
    allowed = directives(said(public)["Content-Security-Policy"])["style-src"].split()
    digests = set()
    for path in public.output.rglob("*.html"):
        for style in re.findall("<style>(.*?)</style>", path.read_text("utf-8"), re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
            digests.add(f"'sha256-{digest}'")

    assert len(digests) >= 3
    assert digests <= set(allowed)


def test_a_first_comment_changes_no_policy(public):
    before = said(public)
    public.comment("c9", page="plain")
    public.build(conf=public.root / "conf.py")

    assert said(public) == before


def test_the_sites_own_pages_need_nothing_of_others(public):
    found = directives(said(public)["Content-Security-Policy"])

    assert found["default-src"] == "'none'"
    assert found["script-src"] == "'self'"
    assert found["connect-src"] == found["form-action"] == "'self' https://desk.example"
    assert found["frame-ancestors"] == found["base-uri"] == found["object-src"] == "'none'"
    assert "upgrade-insecure-requests" in found
    assert {"style-src-attr", "frame-src"} & set(found) == set()
    assert "unsafe" not in str(found)


def test_a_desk_at_the_same_host_needs_no_name(tmp_path):
    for replies in ("/replies", f"{ADDRESS}/replies"):
        assert policy_of(tmp_path, "", replies)["form-action"] == "'self'"


@pytest.mark.parametrize(
    ("html", "directive", "value"),
    [
        ('<img alt="a > b" src="https://old.example/a.jpg">', "img-src", "https://old.example"),
        ("<img src='//old.example/a.jpg'>", "img-src", "https://old.example"),
        (f'<img src="{ADDRESS}/a.jpg"><img src="/b.jpg">', "img-src", ""),
        ('<img srcset="/a.jpg 1x, https://b.example/a.jpg 2x">', "img-src", "https://b.example"),
        ('<link rel="icon" href="data:image/svg+xml,x">', "img-src", "data:"),
        ('<link rel="canonical" href="https://b.example/">', "img-src", ""),
        ('<video src="https://v.example/a.mp4"></video>', "media-src", "https://v.example"),
        ('<video><source src="https://v.example/a"></video>', "media-src", "https://v.example"),
        ("<p>&lt;img src='https://b.example/a'></p>", "img-src", ""),
    ],
)
def test_what_the_owner_took_from_elsewhere_goes_on_working(tmp_path, html, directive, value):
    assert policy_of(tmp_path, html)[directive] == f"'self' {value}".strip()


def test_a_frame_is_allowed_where_there_is_one(tmp_path):
    html = '<iframe title="Squat" src="https://videos.example/embed/1"></iframe>'

    assert policy_of(tmp_path, html)["frame-src"] == "https://videos.example"


def test_style_attributes_are_allowed_where_there_are_some(tmp_path):
    assert policy_of(tmp_path, '<p style="color: red">x</p>')["style-src-attr"] == "'unsafe-inline'"
    assert "style-src-attr" not in policy_of(tmp_path, "<p>a style='x' of mine</p>")


def test_former_addresses_are_redirects(public):
    lines = (public.output / "_redirects").read_text("utf-8").splitlines()

    assert "/articles/old-knee/ /articles/knee-pain/ 301" in lines
    assert "/2019/old%20knee.html /articles/knee-pain/ 301" in lines
    assert "/2019/caf%C3%A9%20%281%29/ /articles/knee-pain/ 301" in lines
    assert all(len(line.split()) == 3 for line in lines)


def test_no_two_rules_give_a_file_the_same_header(public):
    text = (public.output / "_headers").read_text("utf-8")
    blocks = [block.splitlines() for block in re.split(r"\n(?=/)", text)]
    paths = [block[0] for block in blocks]

    assert paths == ["/*", "/theme/js/*", "/feeds/*", "/images/*"]
    assert not any("Cache-Control" in line for line in blocks[0])
    assert max(map(len, text.splitlines())) <= 2000


def test_a_site_below_a_host_names_its_folder():
    rules = Rules(
        address="https://site.example/knees",
        headers=(("X-A", "b"),),
        caching=(Caching(r"\.js", ("theme/js/",), "no-cache"),),
        moves=(Move("/old/", "/new/"),),
    )

    assert headers_file(rules) == (
        "/knees/*\n  X-A: b\n/knees/theme/js/*\n  Cache-Control: no-cache\n"
    )


def test_the_preview_has_none_of_it(built_site):
    assert not any((built_site.output / name).exists() for name in FILES)


def test_without_https_nobody_insists_on_it():
    with published(SITEURL="http://site.example") as (site, _):
        found = said(site)

    assert "Strict-Transport-Security" not in found
    assert "upgrade-insecure-requests" not in found["Content-Security-Policy"]


def test_a_file_of_the_owners_own_stays():
    extra = {"extra/htaccess": {"path": ".htaccess"}}
    paths = ["images", "extra"]
    with published(EXTRA_PATH_METADATA=extra, STATIC_PATHS=paths) as (site, conf):
        site.write("extra/htaccess", "# mine\n")
        site.build(conf=conf)

        assert (site.output / ".htaccess").read_text("utf-8") == "# mine\n"


def test_a_header_that_is_too_long_for_some_hosts_is_named(caplog):
    with published() as (site, conf), caplog.at_level(logging.WARNING):
        images = (f'<img alt="x" src="https://{"a" * 40}{n}.example/x">' for n in range(40))
        site.article("many", body="\n".join(images), Title="Many")
        site.build(conf=conf)

    assert "Content-Security-Policy has more than 2000 characters" in caplog.text


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("SITEURL = ''", "SITEURL is empty"),
        ("MENU = 5", "not iterable"),
        ("THEME = 'gone'", "Could not find the theme gone"),
        ("SITEURL = 'https://site.example/knees'", "for sites that have a host to themselves"),
    ],
)
def test_a_site_file_that_cannot_be_printed_says_why(public, settings, said):
    conf = public.root / "conf.py"
    other = public.root / "other.py"
    other.write_text(f"{conf.read_text('utf-8')}{settings}\n", "utf-8")
    done = run("plugins.hosting", "nginx", "--settings", str(other))

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_what_only_the_owner_knows_is_marked(public):
    text = run("plugins.hosting", "nginx", "--settings", str(public.root / "conf.py")).stdout

    assert set(re.findall(r'"(\[.+?\])"', text)) == {
        "[/srv/site/current]",
        "[/etc/letsencrypt/live/site.example/fullchain.pem]",
        "[/etc/letsencrypt/live/site.example/privkey.pem]",
    }


def test_the_check_takes_no_offence(public):
    done = run("plugins.check", "--settings", str(public.root / "conf.py"))

    assert "of the content" in done.stdout
    assert [line for line in done.stdout.splitlines() if "output/" in line] == []
    assert "[script]" not in done.stdout
