"""What readers are told of all this stands on the privacy page, and follows the settings."""

import shutil

import pytest

from tests.support import ROOT, Site


@pytest.fixture
def told(site: Site):
    """The text of the project's own privacy page, built with these settings."""

    def told(**settings: object) -> str:
        shutil.copytree(ROOT / "content" / "pages", site.root / "content" / "pages")
        site.build(**settings)
        return " ".join(site.page("privacy/index.html").main.text.split())

    return told


def test_it_says_for_how_long(told):
    text = told(
        REPLIES_KEEP_EMAIL_DAYS=111, REPLIES_KEEP_REFUSED_DAYS=22, REPLIES_KEEP_NETWORK_DAYS=3
    )

    assert "e-mail address is erased 111 days after" in text
    assert "with everything in it, 22 days after" in text
    assert "trace of your network is erased after 3 days" in text


def test_it_speaks_of_mail_and_other_programs_only_where_there_are_any(told):
    text = told(REPLIES_TELL_READERS=False, REPLIES_WEBHOOK="")

    assert "If you ask to be told by e-mail" not in text
    assert "Another program" not in text


def test_it_speaks_of_them_where_there_are(told):
    text = told(REPLIES_TELL_READERS=True, REPLIES_WEBHOOK="https://hooks.example/")

    assert "one e-mail asks whether the address is yours" in text
    assert "Another program of mine is told of each new reply" in text
