"""A site that is built to be published, in a folder that servers may read."""

import gzip
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.serving import HOST
from tests.support import ROOT, Site, run

ADDRESS = f"https://{HOST}"
MOVED = ("old-knee", "2019/old knee.html", "2019/café (1)/")
PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")


@contextmanager
def published(**settings: object) -> Iterator[tuple[Site, Path]]:
    """The site, built, and its settings file."""
    # Not pytest's own: only its user may look into that, and Apache gives up being that.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        site, conf = Site(Path(name)), Path(name) / "conf.py"
        known = {"SITEURL": ADDRESS, "FEED_DOMAIN": ADDRESS, "PATH": str(site.root / "content")}
        known |= {"OUTPUT_PATH": str(site.output), "REPLIES_URL": "https://desk.example/replies"}
        lines = [f"{key} = {value!r}\n" for key, value in (known | settings).items()]
        start = f"import sys\nsys.path[:0] = [{str(ROOT)!r}]\nfrom publishconf import *\n"
        conf.write_text(start + "".join(lines), "utf-8")
        _write_content(site)
        site.build(conf=conf)
        yield site, conf


def printed(site: Site, certificate: tuple[Path, Path]) -> str:
    """The site file for nginx, as the command prints it."""
    files = {"--root": site.output, "--certificate": certificate[0], "--key": certificate[1]}
    options = [str(word) for pair in files.items() for word in pair]
    conf = str(site.root / "conf.py")
    done = run("plugins.hosting", "nginx", "--settings", conf, *options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def compress(output: Path) -> None:
    """Put a compressed copy beside each file, one that can be told from the file itself."""
    for path in [path for path in output.rglob("*") if path.suffix in (".html", ".js", ".xml")]:
        with gzip.open(f"{path}.gz", "wb") as copy:
            copy.write(path.read_bytes() + b"<!-- the copy -->")


def _write_content(site: Site) -> None:
    for path in (*(ROOT / "content" / "pages").glob("*.md"), *(ROOT / "content/drills").iterdir()):
        target = site.root / "content" / path.relative_to(ROOT / "content")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    picture = site.root / "content/images/hip.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(PIXEL)
    body = "![A hip]({static}/images/hip.png)"
    site.article(body=body, Former=", ".join(MOVED), Drills="glute-bridge, calf-raise")
    site.article("plain", Title="Plain", Tags="hip")
    site.comment("c1")
