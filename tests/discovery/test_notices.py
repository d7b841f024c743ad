"""robots.txt, humans.txt and security.txt, as a build writes them."""

from datetime import UTC, datetime, timedelta
from urllib.robotparser import RobotFileParser

import pytest

from plugins.check.built.private import addresses_in, private_problems
from plugins.discovery.notices import security_txt
from tests.support import Site

URL = "https://knees.test"
OWNER = {"OWNER_EMAIL": "ann+web@knees.test", "AUTHOR": "Ann Knee", "DEFAULT_LANG": "de"}
PUBLIC = {"SITEURL": URL, "FEED_DOMAIN": URL}
SECURITY = ".well-known/security.txt"


def robots(site: Site) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse((site.output / "robots.txt").read_text("utf-8").splitlines())
    return parser


def fields(text: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in text.splitlines())


def test_robots_may_read_all_of_a_public_site_and_find_its_map(site):
    site.build(**PUBLIC)

    assert robots(site).can_fetch("Googlebot", f"{URL}/articles/knee-pain/")
    assert robots(site).site_maps() == [f"{URL}/sitemap.xml"]


def test_robots_are_kept_out_of_a_preview(built_site):
    assert not robots(built_site).can_fetch("Googlebot", "/articles/knee-pain/")
    assert robots(built_site).site_maps() is None


def test_the_owner_is_told_of_holes_in_the_site(site):
    site.build(**PUBLIC, **OWNER)
    found = fields((site.output / SECURITY).read_text("utf-8"))
    expires = datetime.fromisoformat(found["Expires"])

    assert found == {
        "Contact": "mailto:ann+web@knees.test",
        "Expires": found["Expires"],
        "Canonical": f"{URL}/{SECURITY}",
        "Preferred-Languages": "de",
    }
    assert timedelta(days=330) < expires - datetime.now(UTC) < timedelta(days=365)


def test_within_a_month_every_build_says_the_same():
    settings = {"SITEURL": URL, **OWNER}
    days = [datetime(2026, 11, day, day % 24, tzinfo=UTC) for day in range(1, 31)]
    texts = {security_txt(settings, day) for day in days}

    assert len(texts) == 1
    assert fields(texts.pop())["Expires"] == "2027-10-31T23:59:59Z"
    leap = security_txt(settings, datetime(2028, 2, 29, 23, tzinfo=UTC))
    assert fields(leap)["Expires"] == "2029-01-31T23:59:59Z"


@pytest.mark.parametrize(
    "settings",
    [
        {**PUBLIC},
        {**PUBLIC, "OWNER_EMAIL": ""},
        {"OWNER_EMAIL": "ann@knees.test"},
    ],
)
def test_without_the_owners_address_or_the_sites_nobody_is_named(site, settings):
    site.build(**settings)

    assert not (site.output / SECURITY).exists()


def test_an_address_without_encryption_is_no_canonical_one():
    settings = {**OWNER, "SITEURL": "http://knees.test"}

    assert "Canonical" not in security_txt(settings, datetime(2026, 11, 1, tzinfo=UTC))


def test_people_are_named_as_far_as_they_are_filled_in(site):
    site.build(AUTHOR="Ann\nKnee", PRACTICE="[Your practice]", REVIEWER="Bob Hip")
    text = (site.output / "humans.txt").read_text("utf-8")

    assert "Author: Ann Knee\nDrills checked by: Bob Hip\n" in text
    assert "[" not in text
    assert "Name: Full Range\n" in text


def test_where_nobody_is_named_there_is_no_text_about_people(built_site):
    assert not (built_site.output / "humans.txt").exists()


@pytest.mark.parametrize("name", ["robots.txt", "humans.txt", "favicon.ico", SECURITY])
def test_a_file_that_the_owner_put_there_is_left_as_it_is(site, name):
    site.write(name, "mine")
    for _ in range(2):
        site.build(STATIC_PATHS=["images", name], **PUBLIC, **OWNER)

        assert (site.output / name).read_text("utf-8") == "mine"


@pytest.mark.parametrize("owner", ["ann+web@knees.org", "Ann.O'Knee@knees.org"])
def test_the_check_takes_the_owners_address_for_no_secret(site, owner):
    site.build(**PUBLIC, OWNER_EMAIL=owner)
    text = (site.output / SECURITY).read_text("utf-8")

    assert f"mailto:{owner}\n" in text
    assert addresses_in(text)
    assert list(private_problems(text, addresses_in(owner), [])) == []
