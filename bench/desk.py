"""``python -m bench.desk``: the time of the desk's pages with N replies in the inbox (100,000).

The replies are made of random words; a tenth of them waits, a twentieth comes from one sender.
Every page is asked for through the whole application, signed in, as a browser asks.
"""

import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import insert

from desk import config
from desk.app import create_app
from desk.database import writing
from desk.services import Services, open_services
from desk.submission import text_key
from desk.tables import submissions
from plugins.comments import manifest
from plugins.comments.manifest import RepliesPage

_ROOT = Path(__file__).parent.parent
_ROUNDS = 15
_PAGES = 200
_CHUNK = 5_000
_PATHS = {
    "pending, first page": "/desk/",
    "pending, what looks like spam": "/desk/?reasons=likely",
    "all, without suspicion": "/desk/?status=all&reasons=without",
    "approved, first page": "/desk/?status=approved",
    "one page": "/desk/?status=approved&page=page-7",
    "one sender": "/desk/?status=spam&sender=r-0000002",
    "search, a common word": "/desk/?status=approved&search=word7",
    "search, a rare word": "/desk/?status=all&search=needle",
    "search, no such word": "/desk/?status=all&search=nowhere",
    "search, two words on one page": "/desk/?status=all&search=word7+word8&page=page-7",
    "one at a time": "/desk/triage",
    "is there news": "/desk/news",
}


def main(number: int) -> None:
    """Fill an inbox, then print the median and the worst time of each page in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        services = _desk(Path(folder))
        _fill(services, number)
        client = _owner(services)
        paths = dict(_PATHS) | {"approved, in the middle": _middle(services)}
        print(f"{number} replies{'':17}{'median ms':>10}{'worst ms':>10}  (of {_ROUNDS})")
        for name, path in paths.items():
            times = [_time(client, path) for _ in range(_ROUNDS + 1)][1:]
            print(f"{name:32}{statistics.median(times):10.1f}{max(times):10.1f}")
        services.engine.dispose()


def _desk(folder: Path) -> Services:
    found = config.load(_ROOT, {"DESK_VAR": str(folder / "var")})
    output = folder / "output"
    output.mkdir()
    pages = [RepliesPage(f"page-{n}", f"Page {n}", f"articles/{n}/") for n in range(_PAGES)]
    (output / manifest.FILE_NAME).write_text(manifest.dump(pages), encoding="utf-8")
    site = {**found.site, "PATH": str(folder / "content"), "OUTPUT_PATH": str(output)}
    return open_services(replace(found, site=site))


def _fill(services: Services, number: int) -> None:
    with writing(services.engine) as connection:
        rows = list(_rows(number))
        for start in range(0, number, _CHUNK):
            connection.execute(insert(submissions), rows[start : start + _CHUNK])


def _rows(number: int) -> Iterator[dict[str, Any]]:
    pick = random.Random(4)
    words = [f"word{n}" for n in range(3_000)]
    begin = datetime(2020, 1, 1, tzinfo=UTC)
    for position in range(number):
        body = " ".join(pick.choices(words, k=pick.randint(10, 90)))
        if position % 20_000 == 500:
            body += " needle"
        status = ("pending", "spam", *["approved"] * 7, "trash")[position % 10]
        if position % 20 == 1:
            body, status = "Buy cheap shoes at https://shoes.example now", "spam"
        sender = "shoes" if position % 20 == 1 else f"reader{pick.randint(1, number // 4)}"
        yield {
            "id": f"r-{position + 1:07}",
            "page_id": f"page-{pick.randrange(_PAGES)}",
            "parent_id": "",
            "author": sender.title(),
            "email": f"{sender}@mail.example",
            "url": "",
            "body": body,
            "received_at": begin + timedelta(minutes=position),
            "reasons": ("It has 3 links",) if sender == "shoes" or status == "pending" else (),
            "score": 0.6 if position % 30 == 0 else 0.3,
            "status": status,
            "text_key": text_key(body),
        }


def _owner(services: Services) -> FlaskClient:
    app = create_app(services)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/desk/sign-in", data={"token": services.credentials.new_link_token()})
    return client


def _middle(services: Services) -> str:
    rows = services.inbox.find("approved", limit=1, offset=30_000)
    place = f"{rows[0].received_at:%Y%m%dT%H%M%S%f}-{rows[0].id}" if rows else ""
    return f"/desk/?status=approved&after={place}"


def _time(client: FlaskClient, path: str) -> float:
    start = perf_counter()
    response = client.get(path)
    seconds = perf_counter() - start
    if response.status_code != 200:
        raise SystemExit(f"{path}: {response.status}")
    return 1000 * seconds


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
