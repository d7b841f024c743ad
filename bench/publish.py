"""``make bench``: what publishing takes on top of a build, to a server of S3 on this machine.

Measured is the whole of ``make publish``, checks included, beside a build alone; what was sent is
counted by the command itself, and must be what the bench expects.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from bench.servers import free_port

_ROOT = Path(__file__).parent.parent
_ROUNDS = 3
_SETTINGS = """
AUTHOR = PRACTICE = OWNER_ADDRESS = CREDENTIALS = REVIEWER = INTERESTS = "Said"
OWNER_EMAIL = "owner@site.test"
MENU, FOOTER_MENU = [("Articles", "")], [("Archives", "archives/"), ("Privacy", "privacy/")]
SITEURL = FEED_DOMAIN = "https://site.test"
REPLIES_URL = "https://desk.site.test/replies"
"""


def main(number: int) -> None:
    """Publish a site of so many articles, again with one changed, and again with none."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        _write_site(site, number)
        with _s3(Path(folder, "there")) as environment:
            first, sent = _publish(site, environment)
            print(f"first publication: {first:.1f} s, {sent} files sent")
            print(f"{'':14}{'build alone':>12}{'published':>11}{'on top':>8}{'sent':>6}")
            for what in ("one changed", "none changed"):
                _measure(site, environment, what)


def _measure(site: Path, environment: dict[str, str], what: str) -> None:
    """The best of some rounds, in each a build and a publication one after the other."""
    builds, publications, sent = [], [], 0
    for turn in range(_ROUNDS):
        if what == "one changed":
            _article(site, 0, f"Changed {turn}.")
        builds.append(_build(site))
        seconds, sent = _publish(site, environment)
        publications.append(seconds)
    build, whole = min(builds), min(publications)
    print(f"{what:14}{build:12.1f}{whole:11.1f}{whole - build:8.1f}{sent:6}")


def _write_site(site: Path, number: int) -> None:
    for folder in ("content/articles", "content/pages", "content/images", "content/comments"):
        (site / folder).mkdir(parents=True)
    for name in ("plugins", "theme", "languages", "pelicanconf.py"):
        (site / name).symlink_to(_ROOT / name)
    settings = (_ROOT / "publishconf.py").read_text("utf-8")
    (site / "publishconf.py").write_text(settings + _SETTINGS, encoding="utf-8")
    privacy = "Title: Privacy\nSummary: What is kept.\n\nLittle.\n"
    (site / "content/pages/privacy.md").write_text(privacy, encoding="utf-8")
    for position in range(number):
        _article(site, position, "")


def _article(site: Path, position: int, more: str) -> None:
    """An article with the text of the project's own."""
    source = next((_ROOT / "content/articles").glob("knee-pain*.md")).read_text("utf-8")
    text = source.partition("\n\n")[2]
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    header = (
        f"Title: Article {position}\nDate: 2020-{position % 12 + 1:02}-{position % 28 + 1:02}\n"
        f"Summary: The article of number {position}, in short.\nId: article-{position}\n"
    )
    file = site / "content/articles" / f"article-{position}.md"
    file.write_text(f"{header}\n{text}\n\n{more}\n", encoding="utf-8")


def _build(site: Path) -> float:
    start = perf_counter()
    _run(["pelican", "content", "-s", "publishconf.py", "-o", str(site.parent / "built")], site)
    return perf_counter() - start


def _publish(site: Path, environment: dict[str, str]) -> tuple[float, int]:
    """Seconds, and the number of files that were sent."""
    words = ["plugins.publish", "--to", "rclone:there:bucket", "--no-look", "--json"]
    start = perf_counter()
    said = _run(words, site, environment)
    return perf_counter() - start, int(json.loads(said)["sent"])


def _run(words: list[str], site: Path, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=site,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return done.stdout


@contextmanager
def _s3(folder: Path) -> Iterator[dict[str, str]]:
    """A server of S3; gives the environment in which rclone calls it ``there``."""
    folder.mkdir()
    port = free_port()
    rclone = str(Path(sys.executable).with_name("rclone"))
    words = ["serve", "s3", str(folder), "--addr", f"127.0.0.1:{port}", "--auth-key", "bench,key"]
    process = subprocess.Popen(
        [rclone, *words, "--cache-dir", str(folder.parent / "cache")], stderr=subprocess.DEVNULL
    )
    try:
        # Nobody waits for it here: rclone asks again until it answers.
        yield {
            "RCLONE_CONFIG_THERE_TYPE": "s3",
            "RCLONE_CONFIG_THERE_PROVIDER": "Rclone",
            "RCLONE_CONFIG_THERE_ENDPOINT": f"http://127.0.0.1:{port}",
            "RCLONE_CONFIG_THERE_ACCESS_KEY_ID": "bench",
            "RCLONE_CONFIG_THERE_SECRET_ACCESS_KEY": "key",
        }
    finally:
        process.terminate()
        process.wait(20)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
