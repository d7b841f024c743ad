"""What leaves with an export: the published comments, and the private facts if they are wanted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select

from desk.database import reading
from desk.pages import NoManifestError
from desk.rows import FIELDS, to_submission
from desk.services import Services
from desk.submission import Status, Submission
from desk.tables import submissions
from plugins.comments import store
from plugins.comments.manifest import RepliesPage
from plugins.comments.model import NAME, Comment


class Private(NamedTuple):
    """What is not for everybody."""

    email: str
    status: Status


@dataclass(frozen=True)
class Leaving:
    """A comment, with its private facts where they leave, too."""

    comment: Comment
    private: Private | None = None


@dataclass(frozen=True)
class LeavingPage:
    """A page and its comments, the oldest first; ``title`` and ``url`` are "" for a lost page."""

    id: str
    title: str
    url: str
    comments: tuple[Leaving, ...]


def leaving_pages(services: Services, *, private: bool) -> list[LeavingPage]:
    """Every page that has something to take along.

    The files say what is published; the inbox adds what is not, if private facts are wanted.
    """
    known = _known_pages(services)
    found: dict[str, dict[str, Leaving]] = {}
    folder = services.config.comments
    for path in sorted(folder.glob("*/")):
        if NAME.fullmatch(path.name):
            comments, _faults = store.read_page(folder, path.name)
            page = found.setdefault(_id_today(path.name, known), {})
            page |= {comment.id: Leaving(comment) for comment in comments}
    for submission in _submissions(services) if private else ():
        page = found.setdefault(_id_today(submission.page_id, known), {})
        filed = page.get(submission.id)
        comment = filed.comment if filed else submission.comment()
        page[submission.id] = Leaving(comment, Private(submission.email, submission.status))
    return [_page(id, known.get(id), leaving) for id, leaving in sorted(found.items()) if leaving]


def _submissions(services: Services) -> list[Submission]:
    """All but what readers took back, and the corrections, which are no comments."""
    wanted = (submissions.c.corrects == "") & submissions.c.withdrawn_at.is_(None)
    with reading(services.engine) as connection:
        rows = connection.execute(select(*FIELDS).where(wanted).order_by(submissions.c.id))
        return [to_submission(row) for row in rows]


def _id_today(id: str, known: Mapping[str, RepliesPage]) -> str:
    """The id of a page that may have had another."""
    return known[id].id if id in known else id


def _known_pages(services: Services) -> dict[str, RepliesPage]:
    try:
        return dict(services.pages.all())
    except NoManifestError:
        return {}


def _page(id: str, known: RepliesPage | None, leaving: dict[str, Leaving]) -> LeavingPage:
    ordered = sorted(leaving.values(), key=lambda item: (item.comment.date, item.comment.id))
    return LeavingPage(id, known.title if known else "", known.url if known else "", tuple(ordered))
