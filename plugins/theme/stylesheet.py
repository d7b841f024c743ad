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
    special = folder / "kinds"
    common = [path for path in sorted(folder.rglob("*.css")) if special not in path.parents]
    rules = _rules([*common, *_of(folder, kinds)], layered)
    order = f"@layer {', '.join(LAYERS)};" if layered else ""
    print_rules = (folder / "print.css").read_text(encoding="utf-8")
    return str(rcssmin.cssmin("\n".join([order, *rules, print_rules])))


def addition(folder: Path, kind: str) -> str:
    """What a page that turns out to be of one more kind carries after its style sheet."""
    return str(rcssmin.cssmin("\n".join(_rules(_of(folder, [kind]), layered=False))))


def _of(folder: Path, kinds: Sequence[str]) -> list[Path]:
    return [path for kind in kinds for path in sorted((folder / "kinds" / kind).glob("*.css"))]


def _rules(files: Sequence[Path], layered: bool) -> list[str]:
    """Tokens first, then what the files say, in the order of their layers."""
    tokens = [path.read_text(encoding="utf-8") for path in files if path.name == "tokens.css"]
    layers = [_part(path, layered) for path in files if path.name not in _UNLAYERED]
    return [*tokens, *(text for _, text in sorted(layers, key=itemgetter(0)))]


def _part(path: Path, layered: bool) -> tuple[int, str]:
    text = re.sub(r"\A(\s*/\*.*?\*/\s*)+", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    layer = _LAYER.fullmatch(text)
    if layer is None or layer["name"] not in LAYERS:
        raise ValueError(f"{path}: write all rules inside one “@layer name {{ … }}” of {LAYERS}")
    return LAYERS.index(layer["name"]), text if layered else layer["rules"]
