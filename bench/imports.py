"""``make bench``: the time that an import of 10,000 comments takes, written files included.

Measured is the whole of ``python -m desk import``, on an export of WordPress made here: comments
of some forty words, a third of them answers, on two hundred pages.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

_ROOT = Path(__file__).parent.parent
_PAGES = 200
_ROUNDS = 3
_TEXT = (
    "My knee has <em>hurt</em> on stairs since spring, and what you write about the hip explains "
    "why.\n\nI tried the first drill for two weeks & it is better: "
    '<a href="https://example.com/stairs">ten steps</a> without a sound. Thank you!'
)
_START = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
    'xmlns:wp="http://wordpress.org/export/1.2/"><channel><link>https://old.example</link>\n'
)


def main(number: int) -> None:
    """Import so many comments into an empty desk, and print the best time in seconds."""
    print(f"{'':10}{'seconds':>9}{'per second':>12}  (best of {_ROUNDS}, {number} comments)")
    times: dict[str, list[float]] = {"dry run": [], "import": [], "again": []}
    for _ in range(_ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder)
            _prepare(site, number)
            times["dry run"].append(_import(site, number, "imported", "--dry-run"))
            times["import"].append(_import(site, number, "imported"))
            times["again"].append(_import(site, number, "known"))
            files = sum(1 for _ in (site / "content/comments").glob("*/*.txt"))
            if files != number:
                raise SystemExit(f"{files} comment files were written, not {number}")
    for name, seconds in times.items():
        print(f"{name:10}{min(seconds):9.1f}{number / min(seconds):12.0f}")


def _prepare(site: Path, number: int) -> None:
    """A site as the desk sees it, and the export of the old one."""
    settings = (_ROOT / "pelicanconf.py").read_text("utf-8")
    (site / "conf.py").write_text(
        settings.replace("Path(__file__).parent", f"Path({str(_ROOT)!r})")
        + f"\nPATH = {str(site / 'content')!r}\nOUTPUT_PATH = {str(site / 'output')!r}\n",
        encoding="utf-8",
    )
    pages = {
        f"page-{n}": {"title": f"Page {n}", "url": f"p/{n}/", "closes": None} for n in range(_PAGES)
    }
    (site / "output").mkdir()
    (site / "output" / "replies.json").write_text(json.dumps({"pages": pages}), encoding="utf-8")
    with (site / "export.xml").open("w", encoding="utf-8") as file:
        file.writelines(_export(number))


def _export(number: int) -> Iterator[str]:
    yield _START
    for page in range(_PAGES):
        yield f"<item><title>Page {page}</title><link>https://old.example/page-{page}/</link>"
        yield f"<wp:post_id>{page + 1}</wp:post_id><wp:post_name>page-{page}</wp:post_name>"
        for comment in range(page, number, _PAGES):
            parent = comment - _PAGES + 1 if comment % 3 == 0 and comment >= _PAGES else 0
            yield _comment(comment + 1, parent)
        yield "</item>\n"
    yield "</channel></rss>\n"


def _comment(number: int, parent: int) -> str:
    minute, hour, day = number % 60, number // 60 % 24, number // 1440 % 28 + 1
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id>"
        f"<wp:comment_author><![CDATA[Reader {number % 977}]]></wp:comment_author>"
        f"<wp:comment_author_email>reader{number % 977}@example.com</wp:comment_author_email>"
        f"<wp:comment_author_url>https://reader{number % 977}.example.com/</wp:comment_author_url>"
        f"<wp:comment_date_gmt>2019-03-{day:02} {hour:02}:{minute:02}:00</wp:comment_date_gmt>"
        f"<wp:comment_content><![CDATA[{_TEXT}]]></wp:comment_content>"
        "<wp:comment_approved>1</wp:comment_approved><wp:comment_type></wp:comment_type>"
        f"<wp:comment_parent>{parent}</wp:comment_parent></wp:comment>\n"
    )


def _import(site: Path, number: int, outcome: str, *words: str) -> float:
    """Seconds of one import, which must bring all of them to this outcome."""
    environment = {
        **os.environ,
        "DESK_VAR": str(site / "var"),
        "DESK_SETTINGS": str(site / "conf.py"),
    }
    command = [sys.executable, "-m", "desk", "import", str(site / "export.xml"), "--json", *words]
    start = perf_counter()
    done = subprocess.run(
        command, cwd=_ROOT, env=environment, capture_output=True, text=True, check=False
    )
    seconds = perf_counter() - start
    if done.returncode or json.loads(done.stdout)[outcome] != number:
        raise SystemExit(done.stderr or done.stdout[:1000])
    return seconds


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
