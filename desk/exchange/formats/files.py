"""A folder of comment files, as they lie in ``content/comments``."""

from pathlib import Path

from desk.exchange.records import ExchangeError, Export, ForeignPage, ForeignReply, with_keys
from plugins.comments import store
from plugins.comments.model import NAME, Comment


def read(folder: Path) -> Export:
    """The comments of a folder, with the ids that they have. Raises ExchangeError for a fault."""
    replies = []
    for page in sorted(path for path in folder.iterdir() if path.is_dir()):
        if not NAME.fullmatch(page.name):
            continue
        comments, faults = store.read_page(folder, page.name)
        if faults:
            raise ExchangeError(str(faults[0]))
        replies += [_reply(comment, page.name) for comment in comments]
    if not replies:
        raise ExchangeError("the folder holds neither mails nor comment files")
    return Export("Comment files", "full-range:", with_keys(replies))


def _reply(comment: Comment, page_id: str) -> ForeignReply:
    return ForeignReply(
        id=comment.id,
        page=ForeignPage(id=page_id),
        author=comment.author,
        url=comment.url,
        body=comment.body,
        date=comment.date,
        parent=comment.in_reply_to,
        by_owner=comment.by_owner,
        keep_id=comment.id,
        place=f"{page_id}/{comment.id}.txt",
    )
