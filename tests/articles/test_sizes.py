"""Pictures in a text take their room before they come."""

import struct

from plugins.articles.sizes import with_sizes

_HEADER = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def png(width: int, height: int) -> bytes:
    return _HEADER + struct.pack(">II", width, height) + b"\x08\x06\x00\x00\x00"


def test_a_picture_says_its_size_wherever_its_address_begins(site):
    folder = site.root / "content/images"
    folder.mkdir(parents=True)
    (folder / "hip joint.png").write_bytes(png(640, 480))
    (folder / "drawing.svg").write_text("<svg/>")
    site.article(
        body="![Above]({static}/images/hip%20joint.png)\n\n"
        "![Beside](<{static}../images/hip joint.png>)\n\n"
        '![Mine]({static}/images/hip%20joint.png){: width="320"}\n\n'
        "![Drawn]({static}/images/drawing.svg)"
    )
    site.build()
    sizes = {
        image["alt"]: (image.get("width"), image.get("height"))
        for image in site.page().select(".post__body img")
    }

    assert sizes == {
        "Above": ("640", "480"),
        "Beside": ("640", "480"),
        "Mine": ("320", None),
        "Drawn": (None, None),
    }


def test_nothing_else_of_the_text_changes():
    html = '<p>5 < 6 <img class="a" src="x.png" alt="a &quot;b&quot;"/> <img alt=""></p>'

    assert with_sizes(html, lambda _: None) == html
    assert with_sizes(html, lambda _: (2, 1)) == html.replace(
        '<img class="a"', '<img width="2" height="1" class="a"'
    )
