"""The style sheet of every page, as one text to put into the page itself.

The sources are small files in cascade layers. What goes out is flat: the files in the order of
their layers, without the ``@layer`` around them, since a browser that does not know layers (iOS
before 15.4) skips all that is in them and shows a bare page. A browser test proves that nothing
changes by it.
"""

import re
from pathlib import Path

import rcssmin

LAYERS = ("reset", "base", "compositions", "components", "utilities")
"""From weakest to strongest; tokens and the print sheet stand outside of layers, first and last."""

_UNLAYERED = ("tokens.css", "print.css")
_LAYER = re.compile(r"@layer (?P<name>[a-z]+) \{\n(?P<rules>.*)\n\}\s*", re.DOTALL)


def stylesheet(folder: Path, *, layered: bool = False) -> str:
    """Join the style sheets of a folder; ``layered`` keeps the layers, to compare with.

    Raises ValueError for a file that does not consist of one layer of a known name.
    """
    tokens = (folder / "tokens.css").read_text(encoding="utf-8")
    print_rules = (folder / "print.css").read_text(encoding="utf-8")
    files = [path for path in sorted(folder.rglob("*.css")) if path.name not in _UNLAYERED]
    parts = sorted((_part(path, layered) for path in files), key=lambda part: part[0])
    order = f"@layer {', '.join(LAYERS)};" if layered else ""
    rules = "\n".join([order, tokens, *(text for _, text in parts), print_rules])
    return str(rcssmin.cssmin(rules))


def _part(path: Path, layered: bool) -> tuple[int, str]:
    text = re.sub(r"\A(\s*/\*.*?\*/\s*)+", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    layer = _LAYER.fullmatch(text)
    if layer is None or layer["name"] not in LAYERS:
        raise ValueError(f"{path}: write all rules inside one “@layer name {{ … }}” of {LAYERS}")
    return LAYERS.index(layer["name"]), text if layered else layer["rules"]
