"""What the desk promises holds in PostgreSQL, too, where transactions run beside each other."""

import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from sqlalchemy import func, insert, inspect, select
from sqlalchemy.exc import IntegrityError, OperationalError

from desk.api.tokens import ApiTokens
from desk.criteria import Criteria, Word
from desk.database import MIGRATIONS, open_engine, reading, writing
from desk.guard.attempt import Visit
from desk.mail.carrier import DeliveryError
from desk.mail.letter import Letter
from desk.mail.setup import open_flood
from desk.mail.standing import put_back, standing
from desk.services import Services
from desk.submission import Reply
from desk.tables import letters, metadata, spam_words, submissions
from tests.desk.postgresql.server import Server, missing, server
from tests.support import (
    PAGE,
    Clock,
    Site,
    csrf_token,
    desk_environment,
    desk_services,
    reply,
    run,
    served_desk,
    soup,
)

NO_SERVER = "smtp://127.0.0.1:9"
pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Server]:
    with server() as running:
        yield running


@pytest.fixture
def url(postgresql: Server) -> str:
    return postgresql.new_database()


@pytest.fixture
def services(built_site: Site, clock: Clock, url: str) -> Iterator[Services]:
    services = desk_services(
        built_site, clock, database_url=url, smtp_url=NO_SERVER, lock_timeout_s=30
    )
    yield services
    services.engine.dispose()


@pytest.fixture
def second(services: Services, built_site: Site, clock: Clock, url: str) -> Iterator[Services]:
    """Another process of the same desk, as far as the database can tell."""
    second = desk_services(
        built_site, clock, database_url=url, smtp_url=NO_SERVER, lock_timeout_s=30
    )
    yield second
    second.engine.dispose()


def a_reply(body: str = "My knee says thanks.", **fields: str) -> Reply:
    known = {"page_id": PAGE, "parent_id": "", "author": "Ann", "email": "ann@example.com"}
    return Reply(**(known | {"url": "", "body": body} | fields))


def at_once(*work) -> list[object]:
    """Do all of it at the same moment, each in a thread."""
    start = Barrier(len(work))

    def begin(do):
        start.wait()
        return do()

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(begin, work))


def test_migrations_lead_to_the_tables_and_back(url, built_site):
    services = desk_services(built_site, database_url=url)
    services.inbox.receive(a_reply())
    services.engine.dispose()
    engine = open_engine(url)
    with writing(engine) as connection:
        difference = compare_metadata(MigrationContext.configure(connection), metadata)
        assert difference == []
        alembic = AlembicConfig()
        alembic.set_main_option("script_location", str(MIGRATIONS))
        alembic.attributes["connection"] = connection
        command.downgrade(alembic, "0001_inbox")
        assert not inspect(connection).has_table("letters")
        command.upgrade(alembic, "head")
        assert connection.scalar(select(func.count()).select_from(submissions)) == 1
    engine.dispose()


def test_desks_that_start_at_once_migrate_once(url, built_site):
    def start() -> int:
        services = desk_services(built_site, database_url=url, lock_timeout_s=5)
        counts = services.finder.counts()
        services.engine.dispose()
        return counts["pending"]

    assert at_once(*[start] * 4) == [0, 0, 0, 0]


def test_what_is_to_be_published_is_counted_by_two_processes(services, second, clock):
    services.ledger.note_changes(1)
    clock.forward(seconds=1)
    second.ledger.note_changes(1)
    state = services.ledger.read()
    assert (state.stage, state.waiting) == ("waiting", 2)
    assert state.last_at == clock.now
    assert state.first_at == clock.now - timedelta(seconds=1)

    begun = second.ledger.begin()
    at_once(*[lambda: services.ledger.note_changes(1)] * 4)
    second.ledger.succeed(begun)
    assert services.ledger.read().waiting == 4


def test_replies_of_two_processes_are_all_stored_and_none_twice(services, second):
    def post(desk: Services, number: int) -> str:
        return desk.inbox.receive(a_reply(f"Words {number % 20}")).body

    with ThreadPoolExecutor(8) as pool:
        desks = (services, second)
        answers = list(pool.map(lambda number: post(desks[number // 20], number), range(40)))

    assert Counter(answers) == {f"Words {number}": 2 for number in range(20)}
    assert services.finder.counts()["pending"] == 20
    with reading(services.engine) as connection:
        assert connection.scalar(select(func.count()).select_from(letters)) >= 10


def test_a_press_in_two_windows_decides_once_and_can_be_undone(services, second):
    id = services.inbox.receive(a_reply()).id
    batches = at_once(
        lambda: services.inbox.decide_all([id], "spam"),
        lambda: second.inbox.decide_all([id], "spam"),
    )
    decided = [batch for batch in batches if batch.decided]
    assert services.inbox.get(id).status == "spam"

    services.inbox.undo(decided[-1].id)
    assert services.inbox.get(id).status in ("pending", "spam")
    services.inbox.decide(id, "approve")
    assert services.filing.run() == []
    assert (services.config.comments / PAGE / f"{id}.txt").is_file()


def test_search_finds_words_in_any_case_and_page_after_page(services, clock):
    for number in range(25):
        services.inbox.receive(a_reply(f"Die Hüfte {number}" if number % 2 else f"Knee {number}"))
        clock.forward(seconds=1)
    words = Criteria("pending", words=(Word("HÜFTE"),))
    seen, after = [], None
    while True:
        found = services.finder.find(words, 5, after=after)
        seen += [one.body for one in found.submissions]
        after = found.after
        if after is None:
            break

    assert seen == [f"Die Hüfte {number}" for number in range(1, 25, 2)]
    assert services.finder.number(words) == 12
    assert services.finder.counts(words)["pending"] == 12


def test_two_workers_at_once_never_have_the_same_letter(services, second):
    with writing(services.engine) as connection:
        for number in range(200):
            services.outbox.put(connection, Letter("test", "a@example.com", f"{number}", "Words"))

    def take(desk: Services) -> list[str]:
        taken = []
        while batch := desk.outbox.claim("mail", 7):
            taken += [posted.letter.subject for posted in batch]
        return taken

    taken = at_once(*[lambda desk=desk: take(desk) for desk in (services, second) * 3])

    assert Counter(subject for mine in taken for subject in mine) == Counter(
        str(number) for number in range(200)
    )


def test_a_claim_runs_out_and_a_letter_is_tried_again(services, second, clock):
    services.inbox.receive(a_reply())
    (posted,) = services.outbox.claim("mail", 5)
    assert second.outbox.claim("mail", 5) == []
    clock.forward(minutes=6)
    (again,) = second.outbox.claim("mail", 5)
    assert again.id == posted.id
    second.outbox.mark_failed(again, DeliveryError("no mail server answers there", "server"))
    services.outbox.mark_sent(posted)  # too late: it is another's

    now = standing(services.engine, clock())
    assert (now.waiting, now.last_error) == (1, "no mail server answers there")
    assert put_back(services.engine, clock()) == 1


def test_a_flood_is_told_of_whole_whoever_writes_and_reads_at_once(services, second, clock):
    for number in range(12):
        services.inbox.receive(a_reply(f"Words {number}"))
    clock.forward(hours=1)
    flood = open_flood(second.config, second.outbox, second.pages)
    late = [lambda n=n: services.inbox.receive(a_reply(f"Late {n}")) for n in range(6)]
    at_once(*late, flood.write_if_due, flood.write_if_due)
    clock.forward(hours=1)
    flood.write_if_due()

    with reading(services.engine) as connection:
        told = "\n".join(connection.scalars(select(letters.c.body)))
    assert [told.count(f"> Late {n}\n") for n in range(6)] == [1] * 6
    assert [told.count(f"> Words {n}\n") for n in range(12)] == [1] * 12


def test_the_guard_learns_from_decisions_taken_at_once(services, second):
    found = [
        services.inbox.receive(a_reply(f"Cheap pills {'and shoes ' * (n % 3)}{n}"))
        for n in range(24)
    ]
    halves = [it.id for it in found[::2]], [it.id for it in found[1::2]]
    at_once(
        lambda: services.inbox.decide_all(halves[0], "spam"),
        lambda: second.inbox.decide_all(halves[1], "spam"),
    )
    with reading(services.engine) as connection:
        counted = dict(connection.execute(select(spam_words.c.word, spam_words.c.spam)).all())
    assert counted[""] == 24
    assert counted["pills"] == 24

    visit = Visit(address="9.9.9.9", fetch_mode="navigate")
    verdicts = [services.guard.judge(a_reply(f"Other {n}"), visit) for n in range(3)]
    assert all(verdict.network for verdict in verdicts)
    services.guard.tidy()


def test_a_reader_asks_to_be_told_confirms_and_is_told_once(built_site, clock, url):
    services = desk_services(
        built_site,
        clock,
        database_url=url,
        smtp_url=NO_SERVER,
        REPLIES_TELL_READERS=True,
    )
    submission = services.inbox.receive(a_reply())
    assert services.subscriptions.ask(submission, True, True)
    services.subscriptions.confirm(submission.id)
    services.inbox.decide(submission.id, "approve")
    services.inbox.answer(submission.id, "The Owner", "Glad.")
    with reading(services.engine) as connection:
        to_reader = connection.scalars(select(letters.c.kind).where(letters.c.to != "")).all()
    services.tidy()
    services.engine.dispose()

    assert Counter(to_reader) == {"confirm": 1, "published": 1, "answer": 1}


def test_the_desk_behind_http_from_reply_to_approval(services):
    token = ApiTokens(services.engine, services.clock).make("phone")
    with served_desk(services) as client:
        location = client.post("/replies", data=reply()).headers["location"]
        link = services.credentials.new_link_token()
        page = soup(client.get("/desk/sign-in", params={"token": link}))
        client.post("/desk/sign-in", data={"token": link, "csrf_token": csrf_token(page)})
        queue = soup(client.get("/desk/?search=KNEE"))
        assert "My knee says thanks." in queue.text
        assert client.get("/replies/health").json()["database"] == "reachable"
        header = {"Authorization": f"Bearer {token}"}
        (listed,) = client.get("/desk/api/replies", headers=header).json()
        client.post(f"/desk/api/replies/{listed['id']}/approve", headers=header)
        assert "published" in soup(client.get(location)).h1.text


def test_the_command_line_checks_lists_and_erases(services, built_site, url):
    services.inbox.receive(a_reply())
    environment = desk_environment(built_site) | {"DATABASE_URL": url}
    checked = run("desk", "check", env=environment)
    assert "Good   database  It can be reached and written." in checked.stdout
    assert "Ann: My knee says thanks." in run("desk", "list", env=environment).stdout
    erased = run("desk", "erase", "ann@example.com", "--text", "--yes", env=environment)
    assert erased.returncode == 0, erased.stderr
    assert run("desk", "list", env=environment).stdout == "No replies.\n"


def test_an_error_quotes_no_row(services):
    row = {"id": "x", "email": "ann@xyzzy.example", "body": "Words of hers"}
    with pytest.raises(IntegrityError) as caught, writing(services.engine) as connection:
        connection.execute(insert(submissions).values(row))
    told = "".join(traceback.format_exception(caught.value))

    assert "not-null constraint" in told
    assert "xyzzy" not in told
    assert "Words of hers" not in told


def test_who_waits_too_long_for_another_is_told_so(services):
    id = services.inbox.receive(a_reply()).id
    with writing(services.engine) as connection:
        connection.execute(select(submissions).with_for_update())
        with pytest.raises(OperationalError, match="lock timeout"):
            services.inbox.decide(id, "approve")
    assert services.inbox.decide(id, "approve").status == "approved"


def test_what_its_time_is_over_is_erased(services, clock):
    kept, refused = services.inbox.receive(a_reply("One")), services.inbox.receive(a_reply("Two"))
    services.inbox.decide(kept.id, "approve")
    services.inbox.decide(refused.id, "trash")
    services.filing.run()
    clock.now += timedelta(days=365)
    services.tidy()

    assert services.inbox.get(refused.id) is None
    assert services.inbox.get(kept.id).email == ""
