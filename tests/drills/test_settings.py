import pytest

from tests.support import ROOT, run


def said(site, **settings) -> str:
    """What a build that has to fail for its settings says."""
    with pytest.raises(SystemExit) as stopped:
        site.build(**settings)
    return str(stopped.value)


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("AUTHOR", None, "None"),
        ("OWNER_EMAIL", ["me@x.example"], "['me@x.example']"),
        ("PAIN_RULE", 3, "3"),
        ("CREDENTIALS", None, "None"),
        ("REVIEWER", ["A"], "['A']"),
        ("INTERESTS", 0, "0"),
    ],
)
def test_what_has_to_be_a_text_is_asked_for_in_quotes(site, name, value, shown):
    site.drill()

    assert said(site, **{name: value}) == (
        f"pelicanconf.py: {name} is {shown}; write a text in quotes"
    )


@pytest.mark.parametrize(
    ("value", "shown"), [("48", "“48”"), (2.5, "2.5"), (0, "0"), (True, "True"), (None, "None")]
)
def test_a_number_of_cards_that_is_none_is_named(site, value, shown):
    site.drill()

    assert said(site, DRILLS_PER_PAGE=value) == (
        f"pelicanconf.py: DRILLS_PER_PAGE is {shown}; write a whole number from 1, without quotes"
    )


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("DRILL_PATHS", None, 'names of folders in square brackets, like ["drills"]'),
        ("DRILL_PATHS", "drills", 'names of folders in square brackets, like ["drills"]'),
        ("DRILL_PATHS", ["../drills"], 'names of folders in square brackets, like ["drills"]'),
        ("DRILL_EXCLUDES", [1], "names of folders in square brackets"),
        ("DRILL_URL", "drills/{slgu}/", "an address like “drills/{slug}/”; in curly brackets"),
        ("DRILL_URL", "drills/{slug/", "an address like “drills/{slug}/”"),
        ("DRILL_URL", "drills/{}/", "may stand only slug, lang, date, category, author, path"),
        ("DRILL_SAVE_AS", "../{slug}.html", "an address like “drills/{slug}/index.html”"),
        ("DRILL_SAVE_AS", "", "an address like “drills/{slug}/index.html”"),
        ("DRILL_LANG_URL", 5, "an address like “drills/{slug}-{lang}/”"),
        ("DRAFT_DRILL_SAVE_AS", None, "an address like “drafts/drills/{slug}/index.html”"),
        ("DRILLS_SAVE_AS", "../x.html", 'a file of the site, like "drills/index.html"'),
        ("DRILLS_SAVE_AS", "/x.html", 'a file of the site, like "drills/index.html"'),
        ("DRILLS_SAVE_AS", "drills/", 'a file of the site, like "drills/index.html"'),
        ("DRILLS_URL", "drills", 'an address that ends in a slash, like "drills/"'),
        ("DRILLS_FEED_ATOM", "feeds", 'a file of the site, like "feeds/drills.atom.xml"'),
        ("DRILLS_FEED_ATOM", ["feeds/x.xml"], "or None for no feed"),
        ("DRILLS_REQUIRE_SAFETY", "False", "True or False, without quotes"),
    ],
)
def test_a_setting_of_the_wrong_kind_is_named_with_what_to_write(site, name, value, wanted):
    site.drill()
    message = said(site, **{name: value})

    assert message.startswith(f"pelicanconf.py: {name} is ")
    assert f"; write {wanted}" in message or message.endswith(wanted)


def test_every_setting_of_the_wrong_kind_has_a_line_of_its_own(site):
    lines = said(site, AUTHOR=None, DRILLS_PER_PAGE="48").splitlines()

    assert [line.split()[1] for line in lines] == ["AUTHOR", "DRILLS_PER_PAGE"]


def test_a_site_may_have_other_addresses_of_drills(site):
    site.drill()
    site.build(DRILL_URL="d/{date:%Y}/{slug}.html", DRILL_SAVE_AS="d/{date:%Y}/{slug}.html")

    assert len(list(site.output.glob("d/*/hip-hinge.html"))) == 1


def test_a_wrong_setting_ends_the_command_without_a_traceback_and_the_last_site_stays(built_site):
    command = ("pelican", str(built_site.root / "content"), "-s", "pelicanconf.py")
    before = {path: path.stat().st_mtime_ns for path in built_site.output.rglob("*")}
    done = run(*command, "-o", str(built_site.output), "-e", 'DRILLS_PER_PAGE="48"', cwd=ROOT)

    assert done.returncode == 1
    assert "pelicanconf.py: DRILLS_PER_PAGE is “48”;" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert {path: path.stat().st_mtime_ns for path in built_site.output.rglob("*")} == before
