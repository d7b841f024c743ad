"""What an erasure will do, in words, before it is done. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from desk.privacy.keeper import Keeper, counted
from desk.privacy.keepers import KEEPERS, REPLIES
from desk.privacy.people import Record
from desk.privacy.replies import ERASED_AUTHOR, ERASED_BODY

LAST_WORDS = (
    "This cannot be undone. Copies of the inbox and of the comments that you made before, and mail "
    "in your own mailbox, are yours to erase."
)


def plan(record: Record, with_text: bool, keepers: Sequence[Keeper] = KEEPERS) -> list[str]:
    """A sentence for each thing that will happen; none where nothing is kept."""
    if record.is_empty:
        return []
    standings = [_standing(row) for row in record.kept[REPLIES.many]]
    sentences = [
        *_published(standings.count("published"), with_text),
        *_waiting(standings.count("waiting"), with_text),
        *_whole(
            standings.count("refused"), "refused or withdrawn reply", "refused or withdrawn replies"
        ),
        *_whole(
            standings.count("replaced"),
            "former version of a comment",
            "former versions of comments",
        ),
    ]
    for keeper in keepers:
        number = len(record.kept[keeper.many])
        if keeper is not REPLIES and number:
            sentences.append(f"{counted(number, keeper)} will be erased.")
    if with_text:
        sentences += _mentioned(len(record.mentions))
    return [*sentences, LAST_WORDS]


def _standing(row: Mapping[str, Any]) -> str:
    if row["status"] == "approved":
        # A published correction holds what was published before it.
        return "replaced" if row["corrects"] else "published"
    return "waiting" if row["status"] == "pending" else "refused"


def _published(number: int, with_text: bool) -> list[str]:
    if not number:
        return []
    what = f"{number} published {'comment' if number == 1 else 'comments'} will lose"
    if with_text:
        return [
            f"{what} name, website and words: here, in the comment file and, with the next build, "
            f"on the page. “{ERASED_AUTHOR}” and “{ERASED_BODY}” will stand there; "
            "the answers of others stay."
        ]
    return [
        f"{what} the e-mail address; name, website and words stay on the page. "
        "They cannot be found by the address any more."
    ]


def _waiting(number: int, with_text: bool) -> list[str]:
    if with_text:
        return _whole(number, "waiting reply", "waiting replies")
    what = f"{number} waiting {'reply' if number == 1 else 'replies'}"
    return [f"{what} will lose the e-mail address; the rest waits on."] if number else []


def _whole(number: int, one: str, many: str) -> list[str]:
    return [f"{number} {one if number == 1 else many} will be erased whole."] if number else []


def _mentioned(number: int) -> list[str]:
    if not number:
        return []
    if number == 1:
        what = "1 reply of somebody else may name or quote them, and stays as it is"
    else:
        what = f"{number} replies of others may name or quote them, and stay as they are"
    return [f"{what}: look first, and edit what should not."]
