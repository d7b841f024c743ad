"""The worker and a real mail server: one that takes mail, refuses, stalls, hangs up, comes back."""

import ssl
from datetime import timedelta
from threading import Thread

import pytest

from desk.database import writing
from desk.mail.carrier import DeliveryError
from desk.mail.letter import Letter
from desk.mail.smtp import MailServer, Smtp, mail_server
from desk.mail.standing import put_back, standing
from tests.desk.mail.conftest import SENDER, rows, worker_for
from tests.desk.mail.post_office import demanding, mute_server, post_office


def states(services) -> list[str]:
    return [str(row["state"]) for row in rows(services)]


def test_mail_goes_out_once(services, office, put, worker):
    put(subject="Grüße", body="Straße, 日本, 👍\n.\n..")
    assert worker.work_once() == 1
    assert worker.work_once() == 0
    (message,) = office.messages

    assert message["Subject"] == "Grüße"
    assert message.get_content().splitlines() == ["Straße, 日本, 👍", ".", ".."]
    assert message["Message-ID"] == f"<{rows(services)[0]['id']}@example.com>"
    assert states(services) == ["sent"]


def test_letters_that_are_due_together_go_over_one_connection(services, office, put, worker):
    for number in range(5):
        put(to=f"a{number}@example.com")

    assert worker.work_once() == 5
    assert office.sessions == 1


def test_a_server_that_says_later_is_asked_again(services, office, put, worker, clock):
    put()
    office.on_recipient = "451 4.7.1 Greylisted, try again later"
    assert worker.work_once() == 0
    (row,) = rows(services)
    assert row["last_error"] == "the server said: 451 4.7.1 Greylisted, try again later"

    office.on_recipient = ""
    assert worker.work_once() == 0
    clock.forward(minutes=1)
    assert worker.work_once() == 1


@pytest.mark.parametrize("where", ["on_recipient", "on_data"])
def test_a_letter_refused_for_good_stops_no_other(services, office, put, worker, where):
    put(to="gone@example.com")
    setattr(office, where, "550 5.1.1 No such user")
    worker.work_once()
    setattr(office, where, "")
    put(to="here@example.com")

    assert worker.work_once() == 1
    assert sorted(states(services)) == ["failed", "sent"]
    failed = next(row for row in rows(services) if row["state"] == "failed")
    assert failed["last_error"] == "the server said: 550 5.1.1 No such user"


def test_one_refused_recipient_among_others(services, office, put, worker):
    for name in ("a", "gone", "z"):
        put(to=f"{name}@example.com")
    office.refuse_to["gone@example.com"] = "550 5.1.1 No such user"

    assert worker.work_once() == 2
    assert states(services) == ["sent", "failed", "sent"]


def test_a_sender_the_server_does_not_like_is_a_setting_to_mend(
    services, office, put, worker, clock
):
    put(to="a@example.com")
    put(to="b@example.com")
    office.on_sender = "553 5.7.1 Sender address rejected"
    worker.work_once()
    assert [(row["state"], row["fault"]) for row in rows(services)] == [("waiting", "server")] * 2

    office.on_sender = ""
    put_back(services.engine, clock())
    assert worker.work_once() == 2


@pytest.mark.parametrize("mood", ["stall", "drop"])
@pytest.mark.parametrize("where", ["on_sender", "on_recipient", "on_data"])
def test_a_server_that_stalls_or_hangs_up_loses_nothing(
    services, office, put, worker, clock, mood, where
):
    put(to="a@example.com")
    setattr(office, where, mood)
    assert worker.work_once() == 0
    said = {"stall": "did not answer in time", "drop": "closed the connection"}[mood]
    assert said in str(rows(services)[0]["last_error"])

    setattr(office, where, "")
    clock.forward(minutes=1)
    assert worker.work_once() == 1
    assert len(office.messages) == 1


def test_a_letter_that_makes_the_server_hang_up_holds_no_other_up(services, office, put, worker):
    for name in ("a", "bad", "c"):
        put(to=f"{name}@example.com")
    office.refuse_to["bad@example.com"] = "drop"

    assert worker.work_once() == 2
    assert states(services) == ["sent", "waiting", "sent"]


def test_a_server_that_closes_for_a_while_is_left_alone(services, office, put, worker):
    for name in ("a", "b", "c"):
        put(to=f"{name}@example.com")
    office.on_recipient = "421 4.3.2 Closing for maintenance"

    assert worker.work_once() == 0
    assert office.sessions == 1
    assert [row["fault"] for row in rows(services)] == ["server"] * 3


def test_a_server_that_never_greets_is_given_up_on_in_time(services, put):
    put()
    with mute_server() as port:
        smtp = Smtp(f"smtp://127.0.0.1:{port}", SENDER, timeout_s=0.3)
        assert worker_for(services, smtp).work_once() == 0

    assert rows(services)[0]["fault"] == "server"
    assert "did not answer in time" in str(rows(services)[0]["last_error"])


def test_a_day_without_a_server_costs_nothing_but_time(services, office, put, worker, clock):
    office.close()
    for hour in range(24):
        put(to=f"a{hour}@example.com")
        worker.work_once()
        clock.forward(hours=1)
    first = rows(services)[0]
    found = standing(services.engine, clock())
    assert (found.waiting, found.failed, found.failing_since) == (24, 0, first["failing_since"])
    assert found.failing_since < found.oldest_unsent + timedelta(minutes=1)
    assert "no mail server answers there" in found.last_error

    office.open()
    clock.now = min(row["due_at"] for row in rows(services))
    assert worker.work_once() == 24
    assert states(services) == ["sent"] * 24
    assert len({message["Message-ID"] for message in office.messages}) == 24


def test_many_workers_send_each_letter_once(services, office, put):
    for number in range(60):
        put(to=f"a{number}@example.com")
    workers = [worker_for(services, Smtp(office.url, SENDER)) for _ in range(4)]
    threads = [Thread(target=worker.work_once) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    recipients = [message["To"] for message in office.messages]
    assert len(recipients) == len(set(recipients)) == 60


def test_a_worker_whose_claim_nearly_runs_out_gives_the_rest_back(services, office, put, clock):
    class Slow(Smtp):
        """A server so slow that each letter takes two minutes."""

        def deliver(self, posted):
            super().deliver(posted)
            clock.forward(minutes=2)

    for number in range(4):
        put(to=f"a{number}@example.com")
    assert worker_for(services, Slow(office.url, SENDER)).work_once() == 4
    assert len(office.messages) == 4
    assert max(row["attempts"] for row in rows(services)) == 0


def test_a_fault_of_ours_stops_no_other_letter(services, office, put, caplog):
    class Faulty(Smtp):
        def deliver(self, posted):
            if posted.letter.to == "bad@example.com":
                raise RuntimeError("a fault")
            super().deliver(posted)

    for name in ("a", "bad", "c"):
        put(to=f"{name}@example.com")
    assert worker_for(services, Faulty(office.url, SENDER)).work_once() == 2
    assert states(services) == ["sent", "failed", "sent"]
    assert "cannot be sent: RuntimeError" in caplog.text
    assert "a fault" in str(rows(services)[1]["last_error"])


def test_the_worker_runs_by_itself_and_notices_new_letters(services, office, put, worker):
    thread = Thread(target=worker.run)
    thread.start()
    try:
        put()
        for _ in range(1000):
            if office.raw:
                break
            thread.join(0.01)
    finally:
        worker.stop()
        thread.join()
    assert len(office.raw) == 1


def test_a_wrong_address_of_the_server_is_told_at_every_attempt(services, put):
    put()
    assert worker_for(services, Smtp("mail.example.com", SENDER)).work_once() == 0
    assert "DESK_SMTP_URL is no address" in str(rows(services)[0]["last_error"])


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.com", MailServer("mail.example.com", 587)),
        ("smtp://me:p%40ss@mail.example.com:25", MailServer("mail.example.com", 25, "me", "p@ss")),
        ("smtps://mail.example.com", MailServer("mail.example.com", 465, security="tls")),
        ("smtp://mail.example.com?tls=no", MailServer("mail.example.com", 25, security="none")),
        ("smtp://localhost", MailServer("localhost", 25, security="none")),
        ("smtp://[::1]:2525", MailServer("::1", 2525, security="none")),
    ],
)
def test_the_address_of_a_mail_server(url, server):
    assert mail_server(url) == server


@pytest.mark.parametrize("url", ["mail.example.com", "http://x", "smtp://", "smtp://x:port", "x:["])
def test_what_is_no_address_of_a_mail_server(url):
    with pytest.raises(ValueError, match=r"write one like smtp://user:password@"):
        mail_server(url)


def test_a_password_is_in_no_log():
    assert "secret" not in repr(mail_server("smtp://me:secret@mail.example.com"))


@pytest.fixture
def guarded(certificate):
    """A post office that wants STARTTLS, user and password."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*map(str, certificate))
    with post_office(**demanding(context, "me", "p@ss word")) as office:
        yield office


def sign_in(office, password: str = "p%40ss%20word") -> None:
    url = f"smtp://me:{password}@127.0.0.1:{office.port}?tls=yes"
    smtp = Smtp(url, SENDER, timeout_s=5)
    smtp.connect()
    smtp.close()


def test_signing_in_over_an_encrypted_connection(guarded, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    sign_in(guarded)
    with pytest.raises(DeliveryError, match="the server said: 535") as caught:
        sign_in(guarded, "wrong")

    assert (caught.value.fault, caught.value.is_final) == ("server", False)


def test_no_password_goes_to_a_server_whose_certificate_is_not_believed(guarded):
    with pytest.raises(DeliveryError, match="certificate verify failed"):
        sign_in(guarded)


def test_no_password_goes_unencrypted_because_the_server_cannot_do_better(office):
    with pytest.raises(DeliveryError, match="STARTTLS"):
        sign_in(office)


def test_an_address_in_another_script_reaches_a_server_that_knows_it(services, office, put, worker):
    put(to="жанна@example.com")
    assert worker.work_once() == 1
    assert office.messages[0]["To"] == "жанна@example.com"


def test_what_the_server_says_is_one_short_line(services, office, put, worker):
    put()
    office.on_recipient = "550-first\r\n550 " + "x" * 400
    worker.work_once()

    said = str(rows(services)[0]["last_error"])
    assert said.startswith("the server said: 550 first x")
    assert "\n" not in said
    assert len(said) < 340


def test_letters_go_out_in_the_order_they_were_written(services, office, put, worker, clock):
    with writing(services.engine) as connection:
        for number in range(3):
            clock.forward(seconds=1)
            services.outbox.put(connection, Letter("test", "a@example.com", f"{number}", "x"))
    worker.work_once()

    assert [message["Subject"] for message in office.messages] == ["0", "1", "2"]
