"""The scripts of the theme, under names that change with what is in them.

``keep.js`` goes out as ``keep.1a2b3c4d.js``, and what it imports is named in the same way. So a
browser may keep a script for ever, and no page ever meets another script than it was built with.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = "theme/js"
"""Where the scripts are in the built site."""

_IMPORT = re.compile(r"""(?P<before>\b(?:from|import)\s*\(?\s*["'])\./(?P<name>[\w-]+)\.js\b""")


@dataclass(frozen=True)
class Script:
    """A script as it goes out: the name of its file, and its text."""

    file: str
    text: str


def scripts(folder: Path) -> dict[str, Script]:
    """The scripts in a folder, each by its own name, ``keep``.

    Raises ValueError where one imports what is not there, or itself by a detour.
    """
    sources = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.js")}
    done: dict[str, Script] = {}
    for name in sorted(sources):
        _finish(name, sources, done, ())
    return done


def _finish(
    name: str, sources: Mapping[str, str], done: dict[str, Script], importers: tuple[str, ...]
) -> Script:
    """The script, after all that it imports: its name covers theirs."""
    if name in done:
        return done[name]
    if name not in sources or name in importers:
        what = "is not there" if name not in sources else "imports it in turn"
        raise ValueError(f"{importers[-1]}.js imports ./{name}.js, which {what}")

    def rename(match: re.Match[str]) -> str:
        imported = _finish(match["name"], sources, done, (*importers, name))
        return f"{match['before']}./{imported.file}"

    text = _IMPORT.sub(rename, sources[name])
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    done[name] = Script(f"{name}.{digest}.js", text)
    return done[name]
