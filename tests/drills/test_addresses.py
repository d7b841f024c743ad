import pytest

from plugins.faults import ContentFaults
from tests.support import ROOT, run

PAGE = "drills/hip-hinge/index.html"


def faults(site, **settings) -> str:
    """What a build that has to fail says."""
    with pytest.raises(ContentFaults) as stopped:
        site.build(**settings)
    return str(stopped.value)


def page(site, name: str, **headers: str):
    lines = "".join(f"{key}: {value}\n" for key, value in ({"Title": "A Page"} | headers).items())
    return site.write(f"pages/{name}.md", f"{lines}\nThe text.\n")


def test_a_page_cannot_take_the_place_of_the_index_of_drills(site):
    site.drill()
    page(site, "drills")

    assert (
        "pages/drills.md:1: the address drills/ belongs to the index of drills; "
        "give this file another name, or a “Slug:” of its own"
    ) in faults(site)


def test_a_page_that_is_saved_over_a_drill_is_named_at_its_header(site):
    site.drill()
    page(site, "zebra", Save_as=PAGE)
    said = faults(site)

    assert "pages/zebra.md:2: the address drills/hip-hinge/ belongs to" in said
    assert "drills/hip-hinge.md; write another “Save_as:”" in said
    assert "1 fault" in said


def test_the_site_as_it_was_stays_where_two_pages_have_one_address(site):
    site.drill()
    site.build()
    before = (site.output / PAGE).read_text("utf-8")
    site.article(Save_as=PAGE)
    faults(site)

    assert (site.output / PAGE).read_text("utf-8") == before


@pytest.mark.parametrize("name", ["another", "zebra"])
def test_the_drill_whose_header_asks_for_the_address_of_another_is_blamed(site, name):
    site.drill()
    file = site.drill(name, drill="ot", title="Other", slug="hip-hinge", lang="en")
    line = file.read_text("utf-8").splitlines().index("slug: hip-hinge") + 1
    said = faults(site)

    assert f"{name}.md:{line}: the address drills/hip-hinge/ belongs to" in said
    assert "hip-hinge.md; write another “slug:”" in said
    assert "hip-hinge.md:1:" not in said


def test_of_two_files_of_one_name_the_later_is_blamed(site):
    site.article("a/knee")
    site.article("b/knee")
    said = faults(site)

    assert "articles/b/knee.md:1: the address articles/knee/ belongs to" in said
    assert "articles/a/knee.md; give this file another name" in said


def test_a_translation_that_does_not_say_its_language_is_told_to(site):
    site.drill()
    site.drill("hip-hinge-de", title="Hüftbeuge", slug="hip-hinge")
    site.article()
    site.article("knee-pain-de", Slug="knee-pain")
    said = faults(site)

    assert "say so with a line like “lang: de”" in said
    assert "say so with a line like “Lang: de”" in said
    assert "2 faults" in said


@pytest.mark.parametrize(
    ("save_as", "owner"),
    [
        ("index.html", "the address of the front page belongs to the page of index.html"),
        ("404.html", "belongs to the page of 404.html"),
        ("page/2/index.html", "belongs to the page of index.html"),
        ("drills/page/2/index.html", "belongs to the index of drills"),
        ("drills/joint/hip/index.html", "belongs to the list of drills for “hip”"),
        ("Drills/index.html", "belongs to the index of drills"),
        ("./drills//index.html", "belongs to the index of drills"),
        ("drills.json", "belongs to the data of the drills"),
        ("replies.json", "belongs to the data of the replies"),
        ("feeds/drills.atom.xml", "belongs to the feed DRILLS_FEED_ATOM"),
        ("feeds/articles.atom.xml", "belongs to the feed FEED_ALL_ATOM"),
        ("categories/notes/index.html", "belongs to the list of the category “Notes”"),
        ("tags/knee/index.html", "belongs to the list of the tag “knee”"),
    ],
)
def test_a_page_cannot_be_saved_over_what_the_site_writes_itself(site, save_as, owner):
    site.drill()
    site.drill("calf-raise", drill="cr")
    site.article("a", Tags="knee")
    site.article("b")
    page(site, "about", Save_as=save_as)
    said = faults(site, DRILLS_PER_PAGE=1, DEFAULT_PAGINATION=1)

    assert "pages/about.md:2: " in said
    assert owner in said


@pytest.mark.parametrize(
    ("save_as", "message"),
    [
        ("about/", "“about/”, a folder; write “about/index.html”"),
        ("../output2/about.html", "“../output2/about.html”, outside the site"),
        (f"{'a' * 300}.html", "is too long; choose a shorter name"),
        ("drills", "drills cannot be a file and the folder of drills/hip-hinge/index.html"),
    ],
)
def test_an_address_that_cannot_be_written_is_named(site, save_as, message):
    site.drill()
    page(site, "about", Save_as=save_as)
    said = faults(site)

    assert "pages/about.md:2: " in said
    assert message in said


def test_a_drill_whose_name_is_too_long_for_an_address_is_named(site):
    site.drill("a" * 81, title="Long")
    site.drill("hip-hinge", drill="hi", title="Other", slug="b" * 90)
    said = faults(site)

    assert "a.md:1: the name of the file has 81 letters; choose one of at most 80" in said
    assert "the slug has 90 letters; choose one of at most 80" in said


def test_the_longest_name_of_a_drill_makes_a_page(site):
    site.drill("a" * 80, title="Long")
    site.build()

    assert site.page(f"drills/{'a' * 80}/index.html").find("svg", class_="qr") is not None


def test_two_settings_that_ask_for_one_file_are_named(site):
    site.drill()
    said = faults(site, DRILLS_FEED_ATOM="feeds/articles.atom.xml")

    assert "pelicanconf.py:1: the address feeds/articles.atom.xml belongs to the feed" in said
    assert "change the setting of the feed" in said


def test_drafts_need_no_addresses_on_the_published_site(site):
    site.drill("one", drill="on", status="draft")
    site.drill("two", drill="tw", title="Two", status="draft")
    site.build(conf=ROOT / "publishconf.py")

    assert (site.output / "drills/index.html").is_file()


def test_a_clash_of_addresses_ends_the_command_without_a_traceback(site):
    site.drill()
    page(site, "drills")
    command = ("pelican", str(site.root / "content"), "-s", "pelicanconf.py")
    done = run(*command, "-o", str(site.output))

    assert done.returncode == 1
    assert "pages/drills.md:1: the address drills/" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not site.output.exists()
