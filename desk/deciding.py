"""The owner's decisions: on one reply, on many at once, and taken back."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from desk.back import file_comments, go_back, say, wanted
from desk.context import services
from desk.criteria import Likeness, alike
from desk.sign_in import owner_only
from desk.submission import STATUSES, VERBS, Batch, Verb

blueprint = Blueprint("deciding", __name__, url_prefix="/desk")
blueprint.before_request(owner_only)

_DONE: dict[Verb, str] = {
    "approve": "Published",
    "unapprove": "Moved back to pending",
    "spam": "Marked as spam",
    "trash": "Moved to trash",
    "restore": "Restored",
}


@blueprint.post("/submissions/<id>/<any(approve,unapprove,spam,trash,restore):word>")
def decide(id: str, word: str) -> ResponseReturnValue:
    """Take a decision on one reply; the next page offers to undo it."""
    return _decide([id], _verb(word), _seen("seen"))


@blueprint.post("/selected/<any(approve,unapprove,spam,trash,restore):word>")
def decide_selected(word: str) -> ResponseReturnValue:
    """Take a decision on those that are ticked, or on all that the page showed."""
    seen = _seen("shown")
    ids = list(seen) if request.form.get("all") else request.form.getlist("selected")
    if not ids:
        return go_back("Nothing was ticked: tick the replies you mean first", kind="problem")
    return _decide(ids, _verb(word), seen)


@blueprint.post("/like/<id>/<any(sender,text):likeness>/<any(spam,trash):word>")
def decide_like(id: str, likeness: Likeness, word: str) -> ResponseReturnValue:
    """Take a decision on a reply and all of the same sender, or the same text, and status."""
    status = next((it for it in STATUSES if it == request.form.get("status")), None)
    submission = services().inbox.get(id)
    like = alike(submission, likeness) if submission else None
    if status is None or like is None:
        raise BadRequest("There is nothing to compare with any more")
    # The status that the page showed: the reply itself may have been decided meanwhile.
    return _decide(services().finder.ids(replace(like, status=status)), _verb(word), {})


@blueprint.post("/undo/<batch_id>")
def undo(batch_id: str) -> ResponseReturnValue:
    """Put a whole batch back to where it was."""
    batch = services().inbox.undo(batch_id)
    file_comments()
    if batch.decided:
        say(f"Undone: {_what(batch)}", undo=batch.id)
    else:
        say("There is nothing left to undo", kind="problem")
    # A view of one reply goes back to that reply.
    first = batch.decided[0].id if batch.decided else ""
    return redirect(wanted().replace("{id}", first), 303)


def _decide(ids: list[str], verb: Verb, seen: dict[str, int]) -> ResponseReturnValue:
    batch = services().inbox.decide_all(ids, verb, seen)
    file_comments()
    for reason in dict.fromkeys(batch.skipped):
        flash(reason, "problem")
    if batch.decided:
        say(f"{_DONE[verb]}: {_what(batch)}", undo=batch.id)
    elif not batch.skipped:
        say("That was decided already; nothing has changed")
    return redirect(wanted(), 303)


def _seen(field: str) -> dict[str, int]:
    """The revisions that the page showed, by id; each is sent as ``id:revision``."""
    pairs = (value.rpartition(":") for value in request.form.getlist(field))
    return {id: int(revision) for id, _, revision in pairs if revision.isdecimal()}


def _what(batch: Batch) -> str:
    number = len(batch.decided)
    return f"the reply of {batch.decided[0].author}" if number == 1 else f"{number} replies"


def _verb(word: str) -> Verb:
    return next(known for known in VERBS if known == word)
