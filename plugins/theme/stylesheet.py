"""The style sheet of every page, as one text to put into the page itself.

The sources are small files in cascade layers. Those in ``kinds/`` are for some kinds of page only,
so that no page carries rules it has no use for. What goes out is flat: the files in the order of
their layers, without the ``@layer`` around them, since a browser that does not know layers (iOS
before 15.4) skips all that is in them and shows a bare page. A browser test proves that nothing
changes by it.
"""

import re
from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path

import rcssmin

LAYERS = ("reset", "base", "compositions", "components", "utilities")
"""From weakest to strongest; tokens and the print sheet stand outside of layers, first and last."""

_UNLAYERED = ("tokens.css", "print.css")
_LAYER = re.compile(r"@layer (?P<name>[a-z]+) \{\n(?P<rules>.*)\n\}\s*", re.DOTALL)


def stylesheet(folder: Path, *kinds: str, layered: bool = False) -> str:
    """Join the style sheets of a folder, and those of some kinds of page.

    ``layered`` keeps the layers, to compare with.

    Raises ValueError for a file that does not consist of one layer of a known name.
    """
    tokens = (folder / "tokens.css").read_text(encoding="utf-8")
    print_rules = (folder / "print.css").read_text(encoding="utf-8")
    parts = sorted((_part(path, layered) for path in _files(folder, kinds)), key=itemgetter(0))
    order = f"@layer {', '.join(LAYERS)};" if layered else ""
    rules = "\n".join([order, tokens, *(text for _, text in parts), print_rules])
    return str(rcssmin.cssmin(rules))


def _files(folder: Path, kinds: Sequence[str]) -> list[Path]:
    """The files in layers: those of every page, then those of each kind."""
    special = folder / "kinds"
    common = (path for path in sorted(folder.rglob("*.css")) if special not in path.parents)
    own = (path for kind in kinds for path in sorted((special / kind).glob("*.css")))
    return [path for path in (*common, *own) if path.name not in _UNLAYERED]


def _part(path: Path, layered: bool) -> tuple[int, str]:
    text = re.sub(r"\A(\s*/\*.*?\*/\s*)+", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    layer = _LAYER.fullmatch(text)
    if layer is None or layer["name"] not in LAYERS:
        raise ValueError(f"{path}: write all rules inside one “@layer name {{ … }}” of {LAYERS}")
    return LAYERS.index(layer["name"]), text if layered else layer["rules"]
