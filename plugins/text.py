"""What somebody typed, as a message shows it, and the signs in it that nothing can show. Pure."""

import re

_LONGEST = 60
_HIDDEN = re.compile("[^\t\n\r -\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids, and the controls it advises against: no page or feed can hold them."""


def cut(text: str) -> str:
    """A text in one line; of a long one, the beginning."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def quoted(text: str) -> str:
    """The same in quotes, as messages show what was typed."""
    return f"“{cut(text)}”"


def hidden_problem(row: str) -> str:
    """What to do about a row that holds characters nothing can show, "" where it holds none."""
    found = dict.fromkeys(_HIDDEN.findall(row))
    if not found:
        return ""
    names = ", ".join(f"U+{ord(character):04X}" for character in found)
    what = f"a character that cannot be shown ({names}); delete it"
    if len(found) > 1:
        what = f"characters that cannot be shown ({names}); delete them"
    return f"this line holds {what}, or write the line anew"


def without_hidden(text: str) -> str:
    """The text without the characters that cannot be shown."""
    return _HIDDEN.sub("", text)
