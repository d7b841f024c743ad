"""``python -m desk check`` and ``retry-mail``, as the owner types them."""

import json

import pytest

from desk.submission import Reply
from tests.desk.mail.post_office import PostOffice, post_office
from tests.support import PAGE, Site, desk_environment, desk_services, free_port, run


@pytest.fixture
def office():
    with post_office() as office:
        yield office


@pytest.fixture
def desk(built_site: Site, office: PostOffice):
    """A function that runs `python -m desk …` with mail, and with these settings and variables."""
    environment = desk_environment(built_site) | {"DESK_SMTP_URL": office.url}
    settings = built_site.root / "conf.py"
    original = settings.read_text("utf-8")

    def desk(
        *words: str,
        conf: str = "OWNER_EMAIL = 'o@practice.org'",
        input: str | None = None,
        **variables: str,
    ):
        settings.write_text(f"{original}\n{conf}\n", "utf-8")
        return run("desk", *words, env=environment | variables, input=input)

    return desk


def test_all_is_well(desk):
    done = desk("check")

    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines() == [
        "Good   settings  They can be read.",
        "Good   database  It can be reached and written.",
        "Good   mail      127.0.0.1 answers.",
        "Good   pages     1 page takes replies.",
    ]


def test_it_speaks_json(desk):
    found = json.loads(desk("check", "--json").stdout)

    assert {one["part"] for one in found} == {"settings", "database", "mail", "pages"}
    assert {one["level"] for one in found} == {"good"}


def test_without_a_mail_server_it_says_that_nobody_is_told(desk):
    done = desk("check", DESK_SMTP_URL="")

    assert done.returncode == 0
    assert "Note   mail      DESK_SMTP_URL is not set: no mail is written" in done.stdout


@pytest.mark.parametrize(
    ("conf", "variables", "sentence"),
    [
        ("REPLIES_NOTIFY = 'weekly'", {}, "REPLIES_NOTIFY is “weekly”; write one of “each”"),
        ("OWNER_EMAIL = 'me'", {}, "OWNER_EMAIL is “me”, which is no email address"),
        ("OWNER_EMAIL = 'you@example.com'", {}, "OWNER_EMAIL is still you@example.com"),
        ("REPLIES_WEBHOOK = 'https://x.example/'", {}, "DESK_WEBHOOK_SECRET is not set"),
        ("REPLIES_WEBHOOK = 'x'", {"DESK_WEBHOOK_SECRET": "s"}, "REPLIES_WEBHOOK is “x”; write"),
        ("OUTPUT_PATH = '/nowhere'", {}, "The site has not been built here"),
        ("1 / 0", {}, "They cannot be read: conf.py: division by zero"),
        ("", {"DESK_SMTP_URL": f"smtp://127.0.0.1:{free_port()}"}, "no mail server answers there"),
        ("", {"DESK_MAIL_FROM": "me"}, "DESK_MAIL_FROM is “me”, which is no email address"),
        ("", {"DESK_SMTP_URL": "mail"}, "DESK_SMTP_URL is no address; write one like smtp://"),
        ("", {"DATABASE_URL": "sqlite:////nowhere/inbox"}, "The inbox cannot be used"),
        ("", {"DATABASE_URL": "the usual one"}, "DATABASE_URL is no address; write one like"),
        ("", {"DATABASE_URL": "oracle://db/x"}, "DATABASE_URL needs a driver"),
        ("", {"DESK_SECRET_KEY": "secret"}, "DESK_SECRET_KEY has fewer than 32 characters"),
        ("", {"DESK_TRUSTED_PROXIES": "one"}, "DESK_TRUSTED_PROXIES is “one”; write a number"),
        ("", {"DESK_SETTINGS": "none.py"}, "none.py"),
        ("TIMEZONE = 'Mars/Base'", {}, "TIMEZONE is “Mars/Base”, which is no time zone"),
        ("REPLIES_TELL_READERS = True", {"DESK_SMTP_URL": ""}, "they will never get any"),
        ("SITEURL = 'https://www.example.com'", {}, "SITEURL is still https://www.example.com"),
        ("REPLIES_URL = '/replies/'", {}, "REPLIES_URL is “/replies/”; leave out the slash"),
        ("REPLIES_URL = 'http://a.practice.org/r'", {}, "REPLIES_URL does not begin with https"),
        ("REPLIES_URL = 'https://a.practice.org/r'", {}, "REPLIES_URL is public and SITEURL is"),
        ("OUTPUT_PATH = __file__.rpartition('/')[0]", {}, "which is public: set DESK_VAR"),
    ],
)
def test_what_is_wrong_is_a_sentence(desk, conf, variables, sentence):
    done = desk("check", conf=conf, **variables)

    assert done.returncode == 1
    assert sentence in done.stdout
    assert "Traceback" not in done.stderr


def test_retry_mail_sends_what_was_given_up(desk, built_site, office, clock):
    services = desk_services(built_site, clock, smtp_url=office.url)
    services.inbox.receive(Reply(PAGE, "", "Ann", "ann@example.com", "", "Thanks."))
    services.engine.dispose()
    office.on_recipient = "550 5.1.1 No such user"
    refused = desk("retry-mail")
    assert refused.returncode == 1
    assert refused.stdout == "Sent: 0. Waiting: 0. Given up: 1.\n"
    assert "550 5.1.1 No such user" in refused.stderr
    assert "1 letter is given up" in desk("check").stdout

    office.on_recipient = ""
    done = desk("retry-mail", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "put_back": 1,
        "sent": 1,
        "waiting": 0,
        "failed": 0,
        "error": "",
    }
    assert [message["To"] for message in office.messages] == ["o@practice.org"]


def test_what_was_given_up_can_be_let_go(desk, built_site, office, clock):
    services = desk_services(built_site, clock, smtp_url=office.url)
    services.inbox.receive(Reply(PAGE, "", "Ann", "ann@example.com", "", "Thanks."))
    services.engine.dispose()
    office.on_recipient = "550 no"
    desk("retry-mail")

    assert desk("retry-mail", "--discard").stdout == "Let go: 1.\n"
    assert json.loads(desk("retry-mail", "--json").stdout)["put_back"] == 0


def test_mail_that_nothing_takes_out_is_told(desk, built_site, office, clock):
    services = desk_services(built_site, clock, smtp_url=office.url)
    services.inbox.receive(Reply(PAGE, "", "Ann", "ann@example.com", "", "Thanks."))
    services.engine.dispose()
    done = desk("retry-mail", DESK_SMTP_URL="")

    assert done.returncode == 1
    assert done.stdout == "Sent: 0. Waiting: 1. Given up: 0.\n"
    assert "DESK_SMTP_URL is not set" in done.stderr


PUBLIC = """
OWNER_EMAIL = 'o@practice.org'
SITEURL = 'https://practice.org'
REPLIES_URL = 'https://desk.practice.org/replies'
PUBLISH_ON_APPROVAL, PUBLISH_TO = True, 'public'
"""


def test_a_public_desk_behind_a_proxy_it_does_not_trust_is_told(desk, built_site):
    done = desk("check", conf=PUBLIC)

    assert done.returncode == 0, done.stdout
    assert "Note   settings  DESK_TRUSTED_PROXIES is 0." in done.stdout
    assert "after 30 replies in an hour, everybody has to wait" in done.stdout
    assert "Note   sign-in   No password is set" in done.stdout


def test_a_public_desk_that_is_well_set_up_has_nothing_to_note(desk):
    assert desk("set-password", "--stdin", conf=PUBLIC, input="correct horse").returncode == 0
    done = desk("check", conf=PUBLIC, DESK_TRUSTED_PROXIES="1")

    assert [line[:6].strip() for line in done.stdout.splitlines()] == ["Good"] * 5


def test_an_inbox_that_others_may_read_and_a_comment_that_is_not_filed_are_told(desk, built_site):
    services = desk_services(built_site)
    submission = services.inbox.receive(Reply(PAGE, "", "Ann", "ann@example.com", "", "Thanks."))
    services.inbox.decide(submission.id, "approve")
    services.engine.dispose()
    assert oct((built_site.root / "var").stat().st_mode)[-3:] == "700"
    (built_site.root / "var").chmod(0o755)
    done = desk("check")

    assert "Wrong  comments  1 decided, but not filed yet" in done.stdout
    assert "Everybody on this machine may read" in done.stdout


@pytest.mark.parametrize("verb", [["list"], ["tidy"]])
def test_other_commands_say_what_is_wrong_with_the_settings_too(desk, verb):
    for variables in ({"DESK_TRUSTED_PROXIES": "one"}, {"DESK_SETTINGS": "none.py"}):
        done = desk(*verb, **variables)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert next(iter(variables.values())) in done.stderr
