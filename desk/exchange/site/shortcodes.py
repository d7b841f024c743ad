"""The shortcodes and blocks of WordPress, before its texts are read as HTML. Pure."""

import re
from collections.abc import Callable, Sequence
from html import escape, unescape

from desk.exchange.html.tree import Node

_CODE = re.compile(
    r"\[(?P<escaped>\[)?(?P<name>[a-zA-Z][\w-]*)(?P<attributes>(?:\s+[^\[\]]*?)?)\s*/?\]"
    r"(?:(?P<inner>(?:(?!\[(?P=name)[\s\]]).)*?)\[/(?P=name)\])?(?(escaped)\])",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_MARK = "wordpress-mark:"
# Words in square brackets are shortcodes only if they are known, or look like it.
_KNOWN = frozenset(
    ("audio", "caption", "contact-form", "embed", "gallery", "playlist", "video", "wp_caption")
)
_STATIC_BLOCKS = frozenset(
    [
        "paragraph",
        "heading",
        "list",
        "list-item",
        "image",
        "quote",
        "pullquote",
        "code",
        "preformatted",
        "verse",
        "separator",
        "spacer",
        "table",
        "html",
        "group",
        "columns",
        "column",
        "buttons",
        "button",
        "embed",
        "media-text",
        "cover",
        "details",
        "file",
        "audio",
        "video",
        "freeform",
        "shortcode",
        "more",
        "nextpage",
        "gallery",
        "core-embed/youtube",
        "core-embed/vimeo",
    ]
)
_BLOCK = re.compile(r"\s*(?P<end>/)?wp:(?P<name>[\w/-]+)(?P<rest>.*)", re.DOTALL)

Gallery = Callable[[Sequence[str]], Sequence[str]]
"""From the numbers of attachments to their addresses; without numbers, those of the page."""


def expand(text: str, gallery: Gallery) -> str:
    """The text with captions, embeds and galleries as HTML, and other shortcodes marked."""
    return _CODE.sub(lambda found: _expanded(found, gallery), text)


def has_blocks(text: str) -> bool:
    """Whether the block editor wrote it: then its paragraphs are HTML already."""
    return "<!-- wp:" in text


def mark(node: Node, notes: list[str]) -> str:
    """What stands in Markdown for an HTML comment or a script; what a program made is noted."""
    if node.tag == "script":
        return _marked("a script", notes)
    if node.tag != "#comment":
        return ""
    if node.words.startswith(_MARK):
        return _marked(unescape(node.words.removeprefix(_MARK)), notes)
    block = _BLOCK.fullmatch(node.words)
    if block is None:
        return ""
    name = block["name"].removeprefix("core/")
    if block["rest"].rstrip().endswith("/") and name not in _STATIC_BLOCKS:
        return _marked(f"the block “{name}”", notes)
    if not block["end"] and name not in _STATIC_BLOCKS:
        notes.append(f"the block “{name}” is not known; the words in it were kept")
    return ""


def _expanded(found: re.Match[str], gallery: Gallery) -> str:
    if found["escaped"]:
        return found[0][1:-1]
    name, inner = found["name"].casefold(), found["inner"] or ""
    attributes = {name: a or b or c for name, a, b, c in _ATTRIBUTE.findall(found["attributes"])}
    if name in ("caption", "wp_caption"):
        return _figure(inner, attributes.get("caption", ""), gallery)
    if name == "embed" and inner.strip():
        return f"\n\n{inner.strip()}\n\n"
    if name == "gallery":
        numbers = re.findall(r"\d+", attributes.get("ids") or attributes.get("include") or "")
        if pictures := gallery(numbers):
            tags = (f'<p><img src="{escape(address)}" alt=""></p>' for address in pictures)
            return "\n\n" + "".join(tags) + "\n\n"
    if name in ("audio", "video"):
        sources = (attributes.get(kind) for kind in ("src", "mp4", "mp3", "m4a", "ogg", "webm"))
        if source := next((source for source in sources if source), ""):
            return f'<a href="{escape(source)}">{escape(source)}</a>'
    if name in _KNOWN or attributes or found["inner"] is not None:
        return f"<!--{_MARK}{escape(found[0]).replace('-', '&#45;')}-->"
    return found[0]


def _figure(inner: str, caption: str, gallery: Gallery) -> str:
    """A picture and the words below it."""
    picture, _, words = inner.rpartition(">") if ">" in inner else ("", "", inner)
    shown = f"{picture}>" if picture else ""
    text = caption or expand(words, gallery)
    return f"<figure>{shown}<figcaption>{text.strip()}</figcaption></figure>"


def _marked(what: str, notes: list[str]) -> str:
    shown = " ".join(what.split())
    notes.append(f"left out: {shown[:120]}")
    return f"<!-- Left out at the import: {shown.replace('--', '- -')} -->"
