"""Icons and manifest as a build writes them, and the links of pages to them."""

import json
import re
import shutil
import struct
import xml.etree.ElementTree as ET
import zlib
from urllib.parse import urljoin, urlsplit

import pytest

from plugins.discovery.icons import ICONS, IconError, draw
from tests.support import ROOT, Site

ICON = ROOT / "theme/static/icon.svg"
MANIFEST = "manifest.webmanifest"


def pixels(png: bytes) -> list[list[tuple[int, ...]]]:
    """The rows of a PNG with 8 bits for each of red, green, blue and opacity."""
    width, height, depth, kind = struct.unpack(">2I2B", png[16:26])
    assert (depth, kind) == (8, 6)
    chunks, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            chunks += png[at + 8 : at + 8 + length]
        at += length + 12
    data, step = zlib.decompress(chunks), width * 4 + 1
    above, rows = bytearray(width * 4), []
    for top in range(0, height * step, step):
        above = unfiltered(data[top], bytearray(data[top + 1 : top + step]), above)
        rows.append([tuple(above[left : left + 4]) for left in range(0, width * 4, 4)])
    return rows


def unfiltered(kind: int, row: bytearray, above: bytearray) -> bytearray:
    """A row without its filter (PNG specification, 9)."""
    for i, value in enumerate(row):
        a, b = row[i - 4] if i >= 4 else 0, above[i]
        c = above[i - 4] if i >= 4 else 0
        nearest = min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]
        row[i] = (value + (0, a, b, (a + b) // 2, nearest)[kind]) & 255
    return row


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">2I", png[16:24])
    return width, height


def block(width: int, height: int) -> str:
    """A drawing that fills its corners."""
    box, path = f"0 0 {width} {height}", f"M0 0h{width}v{height}H0z"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{path}"/></svg>'


def manifest(site: Site) -> dict:
    return json.loads((site.output / MANIFEST).read_text("utf-8"))


def written(site: Site) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in site.output.glob("*.*")}


def own_theme(site: Site) -> str:
    """A theme that a test may change."""
    return shutil.copytree(ROOT / "theme", site.root / "theme").as_posix()


def test_the_favicon_holds_three_sizes(built_site):
    data = (built_site.output / "favicon.ico").read_bytes()
    assert struct.unpack("<3H", data[:6]) == (0, 1, 3)
    found = []
    for at in range(6, 6 + 3 * 16, 16):
        width, height, _, _, planes, bits, length, start = struct.unpack(
            "<4B2H2I", data[at : at + 16]
        )
        picture = data[start : start + length]
        assert (planes, bits) == (1, 32)
        assert size(picture) == (width, height)
        assert pixels(picture)[0][0][3] == 0  # nothing behind the drawing
        found.append((width, start + length))

    assert [width for width, _ in found] == [16, 32, 48]
    assert found[-1][1] == len(data)


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("apple-touch-icon.png", 180),
        ("icon-192.png", 192),
        ("icon-512.png", 512),
        ("icon-maskable.png", 512),
    ],
)
def test_icons_for_home_screens_are_drawn_on_paper_with_a_margin(built_site, name, side):
    picture = (built_site.output / name).read_bytes()
    rows = pixels(picture)
    paper = rows[0][0]

    assert size(picture) == (side, side)
    assert all(pixel[3] == 255 for row in rows for pixel in row)
    assert "#{:02x}{:02x}{:02x}".format(*paper[:3]) == manifest(built_site)["background_color"]
    margin = side // 10
    edges = rows[:margin] + rows[-margin:] + [row[:margin] + row[-margin:] for row in rows]
    assert {pixel for row in edges for pixel in row} == {paper}
    assert {pixel for row in rows for pixel in row} > {paper}


def test_a_phone_that_cuts_the_icon_round_cuts_nothing_off():
    margin = {icon.margin for icon in ICONS if icon.purpose == "maskable"}
    rows = pixels(draw(block(9, 9), 100, margin.pop(), "#ffffff"))
    dark = [(x - 49.5, y - 49.5) for y in range(100) for x in range(100) if rows[y][x][0] < 128]

    assert dark
    assert max(x * x + y * y for x, y in dark) <= 40**2


def test_the_manifest_describes_a_site_and_its_icons_are_there(built_site):
    found = manifest(built_site)
    icons = {icon["src"].partition("?")[0]: icon for icon in found["icons"]}

    assert found["name"] == "Full Range: Notes on how bodies move"
    assert found["short_name"] == "Full Range"
    assert (found["start_url"], found["scope"], found["lang"]) == ("./", "./", "en")
    assert found["display"] == "browser"
    assert {icon["purpose"] for icon in icons.values()} == {"any", "maskable"}
    for name, icon in icons.items():
        width, height = size((built_site.output / name).read_bytes())
        assert icon["sizes"] == f"{width}x{height}"


def test_drawing_theme_and_manifest_have_the_colours_of_the_style_sheet(built_site):
    tokens = (ROOT / "theme/static/css/tokens.css").read_text("utf-8")
    colours = dict(re.findall(r"--([a-z]+-\d): (#\w+);", tokens))
    svg = ICON.read_text("utf-8")
    metas = built_site.page().find_all("meta", {"name": "theme-color"})

    assert f'stroke="{colours["muscle-1"]}"' in svg
    assert f"stroke: {colours['ember-1']}" in svg
    assert [meta["content"] for meta in metas] == [colours["paper-1"], colours["night-1"]]
    assert manifest(built_site)["theme_color"] == colours["paper-1"]


@pytest.mark.parametrize("address", ["", "https://knees.test", "https://knees.test/blog"])
def test_pages_link_to_icons_that_are_there(site, address):
    site.article()
    site.build(SITEURL=address, FEED_DOMAIN=address or "https://knees.test")
    for path in ("index.html", "articles/knee-pain/index.html", "404.html"):
        page = site.page(path)
        links = page.select("link[rel=icon], link[rel=apple-touch-icon], link[rel=manifest]")
        assert len(links) == (3 if path == "404.html" else 4)
        for link in links:
            assert link["href"].startswith(f"{address}/")
            file = site.output / link["href"].removeprefix(f"{address}/")
            assert file.is_file(), link
    (last,) = site.page("index.html").select("link[rel=manifest]")
    base = urljoin("https://knees.test", last["href"])
    for icon in manifest(site)["icons"]:
        below = urlsplit(urljoin(base, icon["src"])).path
        assert (site.output / below.removeprefix(urlsplit(address).path).lstrip("/")).is_file()


def test_the_svg_is_published_as_it_is_and_well_formed(built_site):
    assert (built_site.output / "icon.svg").read_bytes() == ICON.read_bytes()
    ET.parse(built_site.output / "icon.svg")


def test_another_drawing_makes_other_icons_at_once(site):
    theme = own_theme(site)
    site.build(THEME=theme)
    before, described = written(site), manifest(site)["icons"]
    icon = site.root / "theme/static/icon.svg"
    icon.write_text(icon.read_text("utf-8").replace('stroke-width="3"', 'stroke-width="5"'))
    site.build(THEME=theme)
    changed = {name for name, data in written(site).items() if data != before[name]}

    assert changed == {
        *("icon.svg", "favicon.ico", "apple-touch-icon.png", MANIFEST),
        *("icon-192.png", "icon-512.png", "icon-maskable.png"),
    }
    # Phones ask for a picture again only at another address.
    assert manifest(site)["icons"][0]["src"] != described[0]["src"]


def test_what_is_kept_of_the_last_build_is_what_would_be_drawn(built_site):
    before = written(built_site)
    (built_site.output / "favicon.ico").write_bytes(b"spoilt")
    built_site.build()

    assert written(built_site) == before


def test_a_theme_without_an_icon_builds(site):
    theme = own_theme(site)
    (site.root / "theme/static/icon.svg").unlink()
    site.build(THEME=theme)

    assert not (site.output / MANIFEST).exists()
    assert (site.output / "robots.txt").is_file()


@pytest.mark.parametrize(
    ("svg", "words"),
    [
        ("<svg", "icon.svg cannot be drawn: "),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "needs a viewBox like"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="a b c d"/>', "needs a viewBox like"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>', "needs a viewBox like"),
    ],
)
def test_a_drawing_that_cannot_be_drawn_is_named(site, svg, words):
    theme = own_theme(site)
    (site.root / "theme/static/icon.svg").write_text(svg)

    with pytest.raises(SystemExit, match=words):
        site.build(THEME=theme)


def test_a_drawing_that_is_not_square_keeps_its_shape():
    rows = pixels(draw(block(20, 10), 40))

    assert [row[20][3] for row in rows] == [0] * 10 + [255] * 20 + [0] * 10
    with pytest.raises(IconError):
        draw("no drawing", 40)
