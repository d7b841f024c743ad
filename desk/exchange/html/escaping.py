"""Words as Markdown: signs that would be taken for form are marked, all others stay. Pure."""

import re

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>*\\`\[\]]+", re.IGNORECASE)
_SIGN = r"""
      \\(?=[!-/:-@\[-`{-~\s]|$)     # a backslash that would mark what follows
    | [*`\[\]]
    | (?<![^\W_])_ | _(?![^\W_])    # an underscore at the edge of a word
    | <(?=[a-zA-Z/!?])              # what would be taken for an address or a tag
"""
_SIGNS = re.compile(rf"{_SIGN} | &(?=\#?\w+;)", re.VERBOSE)
# Browsers read &copy without its end, too.
_SIGNS_OF_HTML = re.compile(rf"{_SIGN} | &(?=\#?\w)", re.VERBOSE)
_NUMBER = r"(?P<number>\d{1,9})(?P<dot>[.)])(?=[ \t]|$)"
_LINE_START = re.compile(
    rf"""(?mx)^(?P<indent>[ \t]*)
    (?: (?P<sign> > | [-+](?=[ \t]|$)) | {_NUMBER})"""
)
_ARTICLE_LINE_START = re.compile(
    rf"""(?mx)^(?P<indent>[ \t]*)
    (?: (?P<sign> > | \# | [-+](?=[ \t]|$) | -(?=[- \t]*$) | =(?==*[ \t]*$) | :(?=[ \t]))
      | {_NUMBER})"""
)


def words(text: str, html: bool) -> str:
    """Words inside a line. ``html``: the Markdown they go into knows tags."""
    pieces, end = [], 0
    for found in _ADDRESS.finditer(text):
        pieces += [_mark(text[end : found.start()], html), _in_address(found[0], html)]
        end = found.end()
    return "".join([*pieces, _mark(text[end:], html)])


def paragraph(text: str, html: bool) -> str:
    """The lines of a paragraph, none of which begins like a list, a quotation or a heading."""
    return (_ARTICLE_LINE_START if html else _LINE_START).sub(_mark_start, text)


def code(text: str) -> str:
    """One line of code."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") or text.strip() == "" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def address(text: str) -> str:
    """An address between the brackets of a link."""
    stripped = "".join(text.split())
    for sign in "()<>\\*_`[]":
        if sign != "_":
            stripped = stripped.replace(sign, f"%{ord(sign):02X}")
    return stripped


def is_address(text: str) -> bool:
    """Whether it is an address and nothing else."""
    return _ADDRESS.fullmatch(text.strip()) is not None and "://" in text


def _mark(text: str, html: bool) -> str:
    return (_SIGNS_OF_HTML if html else _SIGNS).sub(_marked_as_html if html else _marked, text)


def _marked(found: re.Match[str]) -> str:
    return "\\" + found[0]


def _marked_as_html(found: re.Match[str]) -> str:
    return {"<": "&lt;", "&": "&amp;"}.get(found[0], "\\" + found[0])


def _in_address(text: str, html: bool) -> str:
    return text.replace("&", "&amp;") if html else re.sub(r"&(?=#?\w+;)", r"\\&", text)


def _mark_start(found: re.Match[str]) -> str:
    if found["sign"]:
        # Python-Markdown knows no backslash before these two.
        marked = {":": "&#58;", "=": "&#61;"}.get(found["sign"], f"\\{found['sign']}")
        return found["indent"] + marked
    return f"{found['indent']}{found['number']}\\{found['dot']}"
