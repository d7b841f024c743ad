"""``make bench``: the time to build some N drills beside that of N articles of the same length.

The drills are those of ``content/``, over and over, each time under new names and codes; an
article is the story of a drill, repeated until it is as long as the drill's file.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from string import ascii_lowercase
from time import perf_counter

_ROOT = Path(__file__).parent.parent
_DRILLS = _ROOT / "content" / "drills"
_ROUNDS = 3
_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
_ARTICLE_LINK = re.compile(r"\[([^]]*)\]\(\{filename\}/articles/[^)]*\)")


def main(number: int) -> None:
    """Build both sites in turn, and print the best time of each in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        sites = {"articles": Path(folder, "articles"), "drills": Path(folder, "drills")}
        write_articles(sites["articles"] / "content" / "articles", number)
        _write_drills(sites["drills"] / "content" / "drills", number)
        times: dict[str, list[float]] = {name: [] for name in sites}
        for _ in range(_ROUNDS):
            for name, site in sites.items():
                times[name].append(_build(site))
    _print(number, times)


def write_articles(folder: Path, number: int) -> None:
    """Write at least so many articles, as long as drills are, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for position, (slug, text) in enumerate(_copies(number)):
        story = text.split("\n---\n", 1)[1]
        body = (story * (len(text) // len(story) + 1))[: len(text)]
        whole = _LINK.sub(r"\1", body).rpartition("\n\n")[0]
        header = f"Title: Article {position}\nDate: 2026-01-01\n\n"
        (folder / f"{slug}.md").write_text(header + whole, encoding="utf-8")


def _write_drills(folder: Path, number: int) -> None:
    folder.mkdir(parents=True)
    codes = []
    for position, (slug, text) in enumerate(_copies(number)):
        code = _code(position)
        text = re.sub(r"(?m)^drill: .*$", f"drill: {code}", text, count=1)
        text = re.sub(r"(?m)^title: (.*)$", rf"title: \1 {position}", text, count=1)
        (folder / f"{slug}.md").write_text(text, encoding="utf-8")
        codes.append(f"{code} {slug}\n")
    (folder / "codes.txt").write_text("".join(codes), encoding="utf-8")


def _copies(number: int) -> Iterator[tuple[str, str]]:
    """Slug and text of at least so many drills; those of one round link to each other."""
    sources = {
        path.stem: _ARTICLE_LINK.sub(r"\1", path.read_text("utf-8"))
        for path in sorted(_DRILLS.glob("*.md"))
    }
    slugs = re.compile(rf"\b({'|'.join(map(re.escape, sources))})\b")
    # A round is never cut short, for its drills name each other.
    for turn in range(ceil(number / len(sources))):
        for slug, text in sources.items():
            yield f"{slug}-{turn}", slugs.sub(rf"\1-{turn}", text)


def _code(position: int) -> str:
    """Four letters of its own; the first keeps clear of YAML's words, such as ``off``."""
    digits = (position // 26**place % 26 for place in (2, 1, 0))
    return "q" + "".join(ascii_lowercase[digit] for digit in digits)


def _build(site: Path) -> float:
    """Seconds of a whole build into a fresh folder; one with faults ends the measurement."""
    output = site / "output"
    shutil.rmtree(output, ignore_errors=True)
    settings = str(_ROOT / "pelicanconf.py")
    command = [sys.executable, "-m", "pelican", "content", "-s", settings, "-o", str(output)]
    start = perf_counter()
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    seconds = perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return seconds


def _print(number: int, times: dict[str, list[float]]) -> None:
    # The best, for whatever else the machine does can only add to it.
    articles, drills = min(times["articles"]), min(times["drills"])
    print(f"{'':10}{'seconds':>9}  (best of {_ROUNDS}, {number} of each)")
    print(f"{'articles':10}{articles:9.1f}")
    print(f"{'drills':10}{drills:9.1f}")
    print(f"{'ratio':10}{drills / articles:9.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
