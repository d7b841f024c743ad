import json
import mailbox
import ssl
from datetime import UTC, datetime

import pytest

from desk.exchange.formats import imap
from desk.exchange.records import ExchangeError
from tests.desk.exchange.imap_server import mail_server
from tests.desk.exchange.samples import isso_database
from tests.support import desk_environment, run

DISQUS = """<?xml version="1.0"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<thread dsq:id="1"><id>x</id><forum>old</forum><link>https://old.example/knee-pain/</link>
<title>Knee</title></thread>
<post dsq:id="10"><message><![CDATA[<p>One.</p><p>Two <b>three</b>.</p>]]></message>
<createdAt>2020-03-01T09:30:00Z</createdAt><isDeleted>{deleted}</isDeleted><isSpam>false</isSpam>
<author><name>Ann</name><email>ann@example.com</email></author><ipAddress>192.0.2.7</ipAddress>
<thread dsq:id="1"/></post>
<post dsq:id="11"><message>Four.</message><createdAt>2020-03-02T09:30:00Z</createdAt>
<isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>Ben</name></author>
<thread dsq:id="1"/><parent dsq:id="10"/></post>
</disqus>"""


def test_disqus_brings_threads_and_answers(importing):
    found = importing(DISQUS.format(deleted="false"))
    first, second = importing.rows()

    assert found["format"] == "Disqus"
    assert (first.body, second.parent_id) == ("One.\n\nTwo **three**.", first.id)


def test_what_was_deleted_at_disqus_stays_deleted_and_its_answers_come(importing):
    found = importing(DISQUS.format(deleted="true"))

    assert found["skipped_because"] == {"it was deleted there": 1}
    assert [(row.body, row.parent_id) for row in importing.rows()] == [("Four.", "")]


def test_stray_bytes_before_the_beginning_are_passed_over_with_a_note(importing):
    found = importing("`ï» " + DISQUS.format(deleted="false"), dry_run=True)

    assert found["imported"] == 2
    assert "stray bytes" in found["notes"][0]


def test_the_database_of_isso_is_read_and_not_changed(importing):
    comments = [(1, None, 1, "Thanks."), (2, 1, 2, "Waits."), (3, None, 4, ""), (4, 3, 1, "Alone.")]
    path = isso_database(importing.folder / "comments", comments)
    before = path.read_bytes()
    found = importing(path)
    first, second, third = importing.rows()

    assert path.read_bytes() == before
    assert (found["comments"], found["pending"], found["skipped"]) == (4, 1, 1)
    assert (first.status, second.status, second.parent_id) == ("approved", "pending", first.id)
    assert (third.body, third.parent_id) == ("Alone.", "")
    assert "votes are not kept here" in found["notes"][0]


def test_another_database_is_refused(importing):
    import sqlite3

    path = importing.folder / "other"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE recipes (id INTEGER)")
    database.close()
    with pytest.raises(ExchangeError, match="a database, but not Isso's"):
        importing(path)


def test_what_a_reader_typed_in_markdown_stays_as_typed(importing):
    text = "*Well*, 1 < 2 & `x`\n\n> quoted"
    importing(isso_database(importing.folder / "c", [(1, None, 1, text)]))

    assert importing.rows()[0].body == text


CSV = (
    "Submission ID,Your Name,E-mail,Your message,Page,Submitted at,IP address,Shoe size\n"
    'a1,Ann,ann@example.com,"It helped,\nthank you.",Knee Pain,2020-03-01 09:30:00,192.0.2.7,39\n'
    "a2,Ben,ben@example.com,So did I.,/articles/knee-pain/,2020-03-02T09:30:00Z,192.0.2.8,44\n"
)


def test_a_table_of_a_form_service_waits_to_be_read(importing):
    found = importing(CSV)
    first, second = importing.rows()

    assert (found["format"], found["pending"]) == ("Table (CSV)", 2)
    assert (first.author, first.email, first.body) == (
        "Ann",
        "ann@example.com",
        "It helped,\nthank you.",
    )
    assert second.received_at == datetime(2020, 3, 2, 9, 30, tzinfo=UTC)
    assert found["notes"] == ["the column “Shoe size” was not brought over"]


def test_tables_from_spreadsheets_are_read_too(importing):
    table = (
        "first name;last name;comment;article;date;website;status\n"
        "Ann;Älter;Danke;knee-pain;31/03/2020 10:30;ann.example;approved\n"
    )
    importing(table.encode("cp1252"))
    (row,) = importing.rows()

    assert (row.author, row.url, row.status) == ("Ann Älter", "https://ann.example", "approved")
    assert row.received_at == datetime(2020, 3, 31, 9, 30, tzinfo=UTC)


def test_dates_whose_order_is_not_plain_are_named(importing):
    found = importing("name,message,page,date\nAnn,Hi,knee-pain,03/04/2020\n", dry_run=True)

    assert "with the day first" in found["notes"][0]
    assert found["items"][0]["date"].startswith("2020-04-02T23:00")


def test_a_row_whose_number_repeats_is_another_reply(importing):
    table = "id,name,message,page,date\n{}1,Ann,{},knee-pain,2020-03-0{}\n"
    importing(table.format("", "One", 1))
    found = importing(table.format("", "Two", 2))

    assert (found["imported"], len(importing.rows())) == (1, 2)


@pytest.mark.parametrize("list_name", ["", "submissions", "data"])
def test_a_list_of_objects_is_read_wherever_it_stands(importing, list_name):
    rows = [
        {
            "id": "s1",
            "createdAt": "2020-03-01T09:30:00.000Z",
            "data": {
                "name": "Ann",
                "email": "ann@example.com",
                "message": "Hi",
                "page": "knee-pain",
            },
        },
        {
            "created": 1583141400,
            "author": "Ben",
            "html": "<p>Hi <i>you</i></p>",
            "slug": "knee-pain",
        },
    ]
    found = importing({list_name: rows} if list_name else rows)

    assert found["imported"] == 2
    assert [row.body for row in importing.rows()] == ["Hi", "Hi *you*"]


def test_a_table_can_say_what_answers_what(importing):
    importing(
        "id,parent,name,comment,page,date,approved\n"
        "1,,Ann,One,knee-pain,2020-03-01,1\n2,1,Ben,Two,knee-pain,2020-03-02,0\n"
    )
    first, second = importing.rows()

    assert (second.parent_id, second.status) == (first.id, "pending")


def test_comentario_tells_the_moderators_own_comments(importing):
    export = {
        "version": 3,
        "pages": [{"id": "p", "path": "/knee-pain", "title": "Knee"}],
        "commenters": [
            {"id": "u1", "name": "Me", "isModerator": True},
            {"id": "u2", "name": "Ann", "isModerator": False},
        ],
        "comments": [
            {
                "id": f"c{number}",
                "pageId": "p",
                "parentId": "c1" if number > 1 else None,
                "markdown": f"Text {number}",
                "createdTime": f"2023-11-14T20:15:1{number}.000Z",
                "userCreated": "u2" if number == 2 else "u1",
                **state,
            }
            for number, state in enumerate(
                ({"isApproved": True}, {"isPending": True}, {}, {"isDeleted": True}), start=1
            )
        ],
    }
    importing(export)
    rows = importing.rows()

    assert [row.status for row in rows] == ["approved", "pending", "trash"]
    assert [row.by_owner for row in rows] == [True, False, True]
    assert rows[1].parent_id == rows[0].id


FORM_MAIL = """\
From: Forms <noreply@forms.example>
Reply-To: ann@example.com
Subject: [Forms] New submission for Knee Pain
Date: Sun, 01 Mar 2020 10:30:00 +0100
Message-ID: <{number}@forms.example>
Content-Type: text/plain; charset=utf-8

Here is what they had to say:

Name: Ann
Email: ann@example.com

Message:
Thank you.
Name: this is still the message.

All of it.

Submitted at: 1 March 2020
"""


def test_mails_of_a_form_are_read_from_an_mbox(importing):
    box = mailbox.mbox(str(importing.folder / "box"))
    box.add(FORM_MAIL.format(number=1).encode())
    box.add(FORM_MAIL.format(number=2).replace("Knee Pain", "something else").encode())
    box.close()
    found = importing(importing.folder / "box")
    (row,) = importing.rows()

    assert (row.author, row.email, row.status) == ("Ann", "ann@example.com", "pending")
    assert row.body == "Thank you.\nName: this is still the message.\n\nAll of it."
    assert row.received_at == datetime(2020, 3, 1, 9, 30, tzinfo=UTC)
    assert found["skipped_because"] == {"there is no such page here": 1}


def test_mails_are_read_from_a_maildir_and_one_by_one(importing):
    box = mailbox.Maildir(str(importing.folder / "maildir"))
    box.add(FORM_MAIL.format(number=1).encode())
    box.close()

    assert importing(importing.folder / "maildir")["imported"] == 1
    assert importing(FORM_MAIL.format(number=1))["known"] == 1


def test_a_mail_without_a_form_is_a_text_of_its_sender(importing):
    mail = (
        "From: Ben Brown <ben@example.com>\nSubject: Re: Knee Pain\n"
        "Date: Sun, 01 Mar 2020 10:30:00 +0000\nContent-Type: text/html; charset=utf-8\n\n"
        "<p>I read it <b>twice</b>.</p>"
    )
    importing(mail)
    (row,) = importing.rows()

    assert (row.author, row.email, row.body) == (
        "Ben Brown",
        "ben@example.com",
        "I read it **twice**.",
    )


def test_one_broken_mail_does_not_keep_the_others_away(importing):
    broken = (
        'From x@forms.example Sun Mar  1 10:30:00 2020\nFrom: "\nSubject: Knee Pain\n\nhello\n\n'
    )
    strange = FORM_MAIL.format(number=1).replace("charset=utf-8", "charset=nonsense")
    good = "From x@forms.example Sun Mar  1 10:30:00 2020\n" + strange
    found = importing(broken + good)

    assert (found["imported"], found["skipped"]) == (1, 1)
    assert found["skipped_because"] == {"its headers are broken and cannot be read": 1}


def from_server(site, address, password="open sesame"):
    environment = desk_environment(site) | {"DESK_IMAP_PASSWORD": password}
    return run("desk", "import", address, "--json", env=environment)


def test_a_folder_on_a_mail_server_is_read_and_left_as_it_is(built_site, importing):
    mails = [FORM_MAIL.format(number=number) for number in range(60)]
    with mail_server(*mails) as server:
        found = json.loads(from_server(built_site, server.address()).stdout)
        again = json.loads(from_server(built_site, server.address()).stdout)

    assert (found["format"], found["imported"], again["known"]) == ("Mails (IMAP)", 60, 60)
    assert {command.split()[0] for command in server.said} == {
        *("CAPABILITY", "LOGIN", "EXAMINE", "UID", "CLOSE", "LOGOUT"),
    }
    # The same mails, saved by a mail program.
    assert importing(mails[0])["known"] == 1


def test_a_mail_server_is_spoken_to_in_secret_or_not_at_all(built_site, certificate, monkeypatch):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with mail_server(FORM_MAIL.format(number=1), context=context) as server:
        refused = from_server(built_site, server.address())
        said = list(server.said)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        found = json.loads(from_server(built_site, server.address()).stdout)

    assert (refused.returncode, "certificate" in refused.stderr, said) == (1, True, [])
    assert found["imported"] == 1


@pytest.mark.parametrize(
    ("folder", "password", "complaint"),
    [
        ("Form%20replies", "wrong", "the mail server says: [AUTHENTICATIONFAILED] wrong password"),
        ("Elsewhere", "open sesame", "the folder “Elsewhere” cannot be opened: no such folder"),
        ("Form%20replies", "öffne dich", "can have plain letters only"),
    ],
)
def test_what_a_mail_server_refuses_is_said(built_site, folder, password, complaint):
    with mail_server() as server:
        done = from_server(built_site, server.address(folder), password)

    assert done.returncode == 1
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("imaps://imap.example.com/INBOX", "write it like imaps://ann%40example.com@"),
        ("imaps://ann:secret@imap.example.com/", "leave the password out"),
        ("imaps://ann@127.0.0.1:1/", "127.0.0.1 cannot be reached: "),
    ],
)
def test_an_address_that_leads_nowhere_is_said(address, complaint):
    with pytest.raises(ExchangeError, match=complaint):
        imap.read(address, "x")
