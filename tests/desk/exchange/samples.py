"""Small exports, written by hand."""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from desk.exchange.importing import import_replies
from desk.services import Services

HTTPS_12 = "https://wordpress.org/export/1.2/"
PAGE = "https://old.example/2020/02/knee-pain/"


def wxr_comment(number: int = 1, **fields: str) -> str:
    known = {
        "author": "Ann",
        "author_email": "ann@example.com",
        "author_url": "https://ann.example/",
        "author_IP": "192.0.2.7",
        "date": "2020-03-01 10:30:00",
        "date_gmt": "2020-03-01 09:30:00",
        "content": "Thanks.",
        "approved": "1",
        "type": "",
        "parent": "0",
        "user_id": "0",
    } | fields
    inner = "".join(
        f"<wp:comment_{name}><![CDATA[{text}]]></wp:comment_{name}>" for name, text in known.items()
    )
    return f"<wp:comment><wp:comment_id>{number}</wp:comment_id>{inner}</wp:comment>"


def wxr(*comments: str, space: str = HTTPS_12, link: str = PAGE, item: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:wp="{space}" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:excerpt="{space}excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<channel><title>Old</title><link>https://old.example</link>"
        "<wp:author><wp:author_id>7</wp:author_id><wp:author_login>me</wp:author_login></wp:author>"
        f"\n<item><title>Knee Pain</title><link>{link}</link><wp:post_id>5</wp:post_id>"
        f"<wp:post_name>knee-pain</wp:post_name>{item}{''.join(comments)}</item></channel></rss>"
    )


def isso_database(path: Path, comments: Iterable[tuple[object, ...]]) -> Path:
    """Isso's own tables; a comment is id, parent, mode and text."""
    with sqlite3.connect(path) as database:
        database.executescript(
            """
            CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR);
            CREATE TABLE comments (
                tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER,
                created FLOAT NOT NULL, modified FLOAT, mode INTEGER, remote_addr VARCHAR,
                text VARCHAR, author VARCHAR, email VARCHAR, website VARCHAR,
                likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL,
                notification INTEGER DEFAULT 0);
            INSERT INTO threads VALUES (1, '/knee-pain/', 'Knee Pain');
            """
        )
        for id, parent, mode, text in comments:
            database.execute(
                "INSERT INTO comments VALUES (1, ?, ?, ?, NULL, ?, '192.0.2.0', ?, 'Ann', "
                "'ann@example.com', NULL, 1, 0, x'00', 0)",
                (id, parent, 1583055000.5 + float(str(id)), mode, text),
            )
    database.close()
    return path


class Importing:
    """Imports what is given as text, bytes or data, as a file with a name that says nothing."""

    def __init__(self, services: Services, folder: Path) -> None:
        self.services, self.folder = services, folder

    def file(self, content: object, name: str = "export.bin") -> Path:
        path = self.folder / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else json.dumps(content)
            path.write_text(text, encoding="utf-8")
        return path

    def __call__(self, content: object, map: object = None, **options: object) -> dict[str, object]:
        """The JSON of the report."""
        path = content if isinstance(content, Path) else self.file(content)
        map_file = self.file(map, "map.csv") if map else None
        report = import_replies(self.services, path, map_file=map_file, **options)  # type: ignore[arg-type]
        return report.as_json()

    def rows(self) -> list[object]:
        return sorted(self.services.inbox.find(None, 1000), key=lambda s: (s.received_at, s.id))
