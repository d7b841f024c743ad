from datetime import datetime

from desk.keep_inbox import keep_inbox
from desk.submission import Reply

NOW = datetime(2020, 3, 1)


def test_waiting_replies_are_carried_away_before_a_clean(services, tmp_path):
    services.inbox.receive(Reply("knee-pain", "", "Ann", "a@x.example", "", "Thanks."))
    kept = keep_inbox(services.config.var / "inbox.sqlite3", tmp_path / "shelf", NOW)

    assert kept is not None
    assert oct(kept.stat().st_mode)[-3:] == "600"
    assert services.inbox.counts()["pending"] == 1
    again = keep_inbox(kept, tmp_path / "second", NOW)
    assert again is not None


def test_an_inbox_without_waiting_replies_is_not(services, tmp_path):
    id = services.inbox.receive(Reply("knee-pain", "", "Ann", "a@x.example", "", "Thanks.")).id
    services.inbox.decide(id, "approve")

    assert keep_inbox(services.config.var / "inbox.sqlite3", tmp_path / "shelf", NOW) is None
    assert keep_inbox(tmp_path / "nowhere.sqlite3", tmp_path / "shelf", NOW) is None
    assert not (tmp_path / "shelf").exists()


def test_an_inbox_that_cannot_be_read_is_kept(tmp_path):
    (tmp_path / "inbox.sqlite3").write_text("not a database at all, but perhaps it was one once")

    assert keep_inbox(tmp_path / "inbox.sqlite3", tmp_path / "shelf", NOW) is not None
