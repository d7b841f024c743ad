"""Where the links and pictures of a text lead, and what is wrong with that.

Of the files that are linked to, it asks whether they are there, and how large they are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from plugins.check.written.spots import Spot
from plugins.choices import did_you_mean
from plugins.files import cut, file_problem
from plugins.pictures import picture_problem

_MARK = re.compile(r"^[{|](filename|static|attach|tag|category|author|index)[}|](.*)", re.DOTALL)
_PAGE = (".md", ".markdown")
_IMAGE = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
_SCHEMES = ("https", "http", "mailto", "tel", "sms")
_NO_ALT = (
    "the picture has no description for those who cannot see it; say between the square "
    "brackets what it shows, like ![A heel on the floor](…)"
)


@dataclass(frozen=True)
class Content:
    """The content folder, and the paths below it of all files that become pages.

    Those of ``drafts`` become no public ones.
    """

    folder: Path
    pages: frozenset[str]
    drafts: frozenset[str] = frozenset()


def target_problems(spot: Spot, place: PurePosixPath, content: Content) -> Mapping[str, str]:
    """What is wrong with a link or picture in the file at ``place``, by the name of the rule."""
    match = _MARK.match(spot.value)
    mark, target = (match[1], match[2]) if match else ("", spot.value)
    file = _below(place, unquote(_path_of(target)))
    problem = _link_problem(mark, target, file, content)
    draft = _draft_problem(mark, file, str(place), content)
    if spot.kind == "link":
        return {"link": problem or _emptiness(spot), "link-draft": draft}
    is_here = mark in ("static", "attach") and not problem
    return {
        "link": problem,
        "image-alt": "" if spot.alt is not None else _NO_ALT,
        "image-size": picture_problem(content.folder / file) if is_here else "",
    }


def _path_of(target: str) -> str:
    try:
        return urlsplit(target).path
    except ValueError:  # as of http://[half
        return target


def _emptiness(spot: Spot) -> str:
    if not spot.value:
        return "the link leads nowhere; write its address between the round brackets"
    if spot.alt is None:
        return "the link has no words to press; write them between the square brackets"
    return ""


def _draft_problem(mark: str, file: str, place: str, content: Content) -> str:
    if mark != "filename" or file not in content.drafts or place in content.drafts:
        return ""
    return (
        f"{cut(file)} is a draft, so the link would lead nowhere; publish that page first, "
        "or take the link out"
    )


def _link_problem(mark: str, target: str, file: str, content: Content) -> str:
    if mark == "filename" and file not in content.pages:
        hint = did_you_mean(PurePosixPath(file).name, _names(content))
        return f"there is no page {cut(file)} in the content folder;{hint} mend the name"
    if mark in ("static", "attach"):
        return file_problem(content.folder, file)
    if mark or target.startswith(("#", "//")):
        return ""
    scheme, colon, _ = target.partition(":")
    if colon and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme):
        return _scheme_problem(scheme.lower(), target)
    if target.lower().startswith("www."):
        return f"a link to another site needs its whole address; write https://{cut(target)}"
    ending = PurePosixPath(file).suffix.lower()
    if ending in _PAGE:
        return f"a link to a page needs a mark; write {{filename}}{target}"
    if ending in _IMAGE and not target.startswith("/"):
        return f"a picture needs a mark; write {{static}}/images/{PurePosixPath(file).name}"
    return ""


def _scheme_problem(scheme: str, target: str) -> str:
    if scheme == "file" or len(scheme) == 1:
        name = re.split(r"[\\/]", target)[-1]
        return (
            f"{cut(target)} is on your own machine alone; put the file into content/images "
            f"and write {{static}}/images/{name}"
        )
    hint = "" if scheme in _SCHEMES else did_you_mean(scheme, _SCHEMES)
    if hint:
        return f"no address begins with {scheme}:;{hint} write https://…"
    if scheme == "mailto" and "@" not in target:
        return f"{cut(target)} is no e-mail address; write it like mailto:ann@example.com"
    return ""


def _below(place: PurePosixPath, target: str) -> str:
    """The path below the content folder of what a file at ``place`` means by ``target``."""
    whole = PurePosixPath(target[1:]) if target.startswith("/") else place.parent / target
    parts: list[str] = []
    for part in whole.parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _names(content: Content) -> list[str]:
    return [PurePosixPath(page).name for page in content.pages]
