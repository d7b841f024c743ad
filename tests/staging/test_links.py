import pytest

from plugins.faults import ContentFaults
from tests.support import Site


def faults(site: Site) -> str:
    """What a build that has to fail says."""
    with pytest.raises(ContentFaults) as stopped:
        site.build()
    return str(stopped.value)


def write(site: Site, kind: str, body: str) -> str:
    """A page of this kind with this text; its name as messages have it."""
    if kind == "drill":
        file = site.drill(body=body)
    elif kind == "article":
        file = site.article(body=body)
    else:
        file = site.write("pages/about.md", f"Title: About\n\n{body}\n")
    lines = file.read_text("utf-8").splitlines()
    return f"{file.name}:{lines.index(body.splitlines()[-1]) + 1}: "


@pytest.mark.parametrize("kind", ["drill", "article", "page"])
@pytest.mark.parametrize("link", ["{static}/../secret.jpg", "{attach}../../secret.jpg"])
def test_a_text_cannot_publish_a_file_from_outside_the_content(site, kind, link):
    secret = site.root / "secret.jpg"
    secret.write_text("secret")
    shown = write(site, kind, f"First.\n\n![x]({link})")
    said = faults(site)

    assert f"{shown}the text links to “{link}”, but that is outside the content" in said
    assert list(site.root.rglob("secret.jpg")) == [secret]


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("{static}////etc/hostname", "outside the content folder"),
        ("{static}/images/gone.jpg", "there is no file images/gone.jpg in the content folder"),
        ("{static}/articles", "there is no file articles in the content folder"),
        ("{static}/images/" + "a" * 300 + ".jpg", "there is no file images/aaa"),
    ],
)
def test_a_link_to_no_file_of_the_content_stops_the_build(site, link, message):
    shown = write(site, "article", f"[x]({link})")
    said = faults(site)

    assert f"{shown}the text links to “" in said
    assert message in said


def test_every_link_of_every_page_is_named_at_once(site):
    write(site, "article", "![x]({static}/../a.jpg)")
    write(site, "page", "![x]({static}/../b.jpg)")
    write(site, "drill", "![x]({static}/../c.jpg)")

    assert "3 faults" in faults(site)


def test_files_of_the_content_are_copied_as_before(site):
    site.write("articles/near.jpg", "jpg")
    names = {"a%20b": "a b", "%C3%BC": "ü", "c&d": "c&d"}
    for name in names.values():
        site.write(f"images/{name}.jpg", "jpg")
    images = " ".join(f"![x]({{static}}/images/{name}.jpg)" for name in names)
    site.article(body=f"{images} ![y]({{attach}}near.jpg)")
    site.build()

    assert all((site.output / f"images/{name}.jpg").is_file() for name in names.values())
    assert (site.output / "articles/knee-pain/near.jpg").is_file()
