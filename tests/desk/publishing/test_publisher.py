"""What is approved is published: once for many, again after a failure, and never forgotten."""

import json
import subprocess
import sys
import time
from threading import Thread

import pytest

from desk.publishing.job import Job
from desk.submission import Reply
from tests.desk.publishing.conftest import publisher_of
from tests.support import PAGE, desk_services


def stage(services) -> str:
    return services.ledger.read().stage


def begin_to_publish(publisher, press) -> Thread:
    """A run that is under way."""
    press.hold()
    number = len(press.runs)
    thread = Thread(target=publisher.work_once)
    thread.start()
    while len(press.runs) == number:
        time.sleep(0.01)
    return thread


def test_approvals_within_seconds_are_published_together(publisher, press, approve, clock):
    ids = [approve("Ann")]
    clock.forward(seconds=2)
    publisher.work_once()
    ids.append(approve("Bob"))
    clock.forward(seconds=2)
    publisher.work_once()
    assert press.runs == []

    clock.forward(seconds=1)
    publisher.work_once()
    publisher.work_once()
    assert press.runs == [sorted(ids)]


def test_approvals_that_go_on_and_on_do_not_put_it_off(publisher, press, approve, clock):
    for number in range(8):
        approve(f"Ann N{number}")
        clock.forward(seconds=2)
        publisher.work_once()

    assert len(press.runs) == 1


def test_what_is_live_is_said_and_nothing_is_published_without_a_change(
    publisher, services, press, approve, clock
):
    assert stage(services) == "never"
    approve()
    assert stage(services) == "waiting"
    clock.forward(seconds=3)
    publisher.work_once()
    state = services.ledger.read()
    assert (state.stage, state.live_at, state.waiting) == ("live", clock.now, 0)

    id = services.inbox.receive(Reply(PAGE, "", "Eve", "e@x.example", "", "Cheap shoes")).id
    services.inbox.decide(id, "spam")
    services.filing.run()
    clock.forward(hours=1)
    publisher.work_once()
    assert len(press.runs) == 1


def test_a_comment_that_goes_is_published_too(publisher, services, press, approve, clock):
    id = approve()
    clock.forward(seconds=3)
    publisher.work_once()
    services.inbox.decide(id, "unapprove")
    services.filing.run()
    clock.forward(seconds=3)
    publisher.work_once()

    assert press.runs == [[id], []]


def test_an_approval_during_a_run_leads_to_a_second_one(publisher, press, approve, clock, services):
    first = approve("Ann")
    clock.forward(seconds=3)
    run = begin_to_publish(publisher, press)
    assert stage(services) == "publishing"
    second = approve("Bob")
    press.release()
    run.join()

    assert press.runs == [[first]]
    assert stage(services) == "waiting"
    clock.forward(seconds=3)
    publisher.work_once()
    assert press.runs[1:] == [sorted([first, second])]
    assert stage(services) == "live"


def test_a_crash_between_approval_and_publishing_loses_nothing(
    built_site, services, press, approve, clock
):
    id = approve()
    services.engine.dispose()

    again = desk_services(built_site, clock, PUBLISH_ON_APPROVAL=True, PUBLISH_TO="public")
    clock.forward(days=1)
    publisher_of(again, press).work_once()
    again.engine.dispose()
    assert press.runs == [[id]]


def test_a_crash_before_the_file_is_written_loses_nothing(publisher, services, press, clock):
    id = services.inbox.receive(Reply(PAGE, "", "Ann", "a@x.example", "", "I, Ann.")).id
    services.inbox.decide(id, "approve")  # and the desk is killed

    services.tidy()
    clock.forward(seconds=3)
    publisher.work_once()
    assert press.runs == [[id]]


def test_a_run_that_was_broken_off_is_done_again(publisher, services, press, approve, clock):
    id = approve()
    services.ledger.begin()  # and the desk is killed
    publisher.work_once()

    assert press.runs == [[id]]
    assert stage(services) == "live"


def test_the_desk_that_ends_ends_its_run_and_the_next_one_does_it(
    publisher, services, press, approve, clock
):
    id = approve()
    clock.forward(seconds=3)
    run = begin_to_publish(publisher, press)
    publisher.stop()
    run.join()
    assert services.ledger.read().attempts == 0
    assert stage(services) == "publishing"

    press.release()
    publisher_of(services, press).work_once()
    assert press.runs == [[id], [id]]
    assert stage(services) == "live"


def test_a_failure_is_kept_in_words_and_tried_again_ever_more_seldom(
    publisher, services, press, approve, clock
):
    approve()
    press.break_down("The host does not answer.\nSee that you are online, then try again.")
    clock.forward(seconds=3)
    publisher.work_once()
    state = services.ledger.read()
    assert (state.stage, state.waiting) == ("failed", 1)
    assert state.last_error == "See that you are online, then try again."

    for minutes in (1, 5, 15, 60, 60):
        number = len(press.runs)
        clock.forward(minutes=minutes, seconds=-1)
        publisher.work_once()
        assert len(press.runs) == number
        clock.forward(seconds=1)
        publisher.work_once()
        assert len(press.runs) == number + 1
    press.mend()
    clock.forward(hours=1)
    publisher.work_once()
    state = services.ledger.read()
    assert (state.stage, state.attempts, state.last_error) == ("live", 0, "")


def test_an_approval_does_not_wait_for_the_next_try(publisher, press, approve, clock):
    approve("Ann")
    press.break_down("No.")
    clock.forward(seconds=3)
    publisher.work_once()
    approve("Bob")
    clock.forward(seconds=3)
    publisher.work_once()

    assert len(press.runs) == 2


def test_a_press_publishes_where_approvals_do_not(publisher, services, press, approve, clock):
    publisher.on_approval = False
    approve()
    clock.forward(days=1)
    publisher.work_once()
    assert press.runs == []
    assert stage(services) == "waiting"

    services.ledger.ask()
    publisher.work_once()
    assert len(press.runs) == 1
    assert stage(services) == "live"


def test_while_one_is_at_it_no_other_begins(publisher, services, press, approve, clock):
    approve()
    clock.forward(seconds=3)
    other = publisher_of(services, press)
    run = begin_to_publish(publisher, press)
    other.work_once()
    press.release()
    run.join()
    other.work_once()

    assert len(press.runs) == 1


def test_a_comment_that_cannot_be_written_keeps_the_others_from_nothing(
    publisher, services, press, approve, clock, built_site
):
    good = approve("Ann")
    folder = built_site.comments / "elsewhere"
    folder.write_text("a file, where a folder should be")
    bad = services.inbox.receive(Reply("elsewhere", "", "Bob", "b@x.example", "", "I, Bob.")).id
    services.inbox.decide(bad, "approve")
    clock.forward(seconds=3)
    publisher.work_once()
    state = services.ledger.read()
    assert press.runs == [[good]]
    assert "1 comment is not, since its file could not be written" in state.last_error
    assert "Bob" not in state.last_error

    folder.unlink()
    clock.forward(minutes=1)
    publisher.work_once()
    assert sorted(press.runs[1]) == sorted([good, bad])
    assert stage(services) == "live"


def test_a_command_that_is_not_there_or_never_ends_is_a_failure_in_words(tmp_path):
    gone = Job((str(tmp_path / "nothing"),), tmp_path).run()
    assert gone
    assert gone.message.startswith("The command that publishes cannot be started:")

    endless = (sys.executable, "-c", "import time; time.sleep(600)")
    late = Job(endless, tmp_path, longest_s=0.2).run()
    assert late
    assert (late.outcome, late.message) == ("failed", "It took more than 0 minutes and was ended")


def test_what_the_command_has_started_ends_with_it(tmp_path):
    child = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(600)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    job = Job((sys.executable, "-c", code), tmp_path)
    thread = Thread(target=job.run)
    thread.start()
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        time.sleep(0.01)
    job.stop()
    thread.join()
    pid = (tmp_path / "pid").read_text()

    for _ in range(200):
        done = subprocess.run(["ps", "-o", "stat=", "-p", pid], capture_output=True, text=True)
        if not done.stdout.strip() or done.stdout.startswith("Z"):
            return
        time.sleep(0.05)
    pytest.fail("it runs on")


@pytest.mark.parametrize(
    ("status", "said", "faults", "message"),
    [
        (1, '{"outcome": "failed", "message": "No room."}', "Traceback\nLast", "No room."),
        (1, "", "First.\nThe host says no.\n", "The host says no."),
        (1, "{not json", "", "It ended with status 1"),
        (
            1,
            json.dumps({"message": "\n".join("abcdefgh")}),
            "",
            "a\nb\nc\nd\ne\n… and 2 more\nh",
        ),
        (
            0,
            'Sent.\n{\n "outcome": "unchanged",\n "message": "Nothing new."\n}\n',
            "",
            "Nothing new.",
        ),
    ],
)
def test_what_a_command_says_is_taken_over(tmp_path, status, said, faults, message):
    code = (
        "import sys; sys.stdout.write(sys.argv[1]); sys.stderr.write(sys.argv[2]); "
        "sys.exit(int(sys.argv[3]))"
    )
    outcome = Job((sys.executable, "-c", code, said, faults, str(status)), tmp_path).run()

    assert outcome
    assert outcome.message == message
    assert outcome.is_good is not bool(status)
