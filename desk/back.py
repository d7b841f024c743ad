"""What the owner is told after a press, and where she goes back to: only ever within the desk."""

from urllib.parse import urlsplit

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from desk.context import services


def inside(path: str) -> str:
    """A path within the desk, or ""; never another site's."""
    parts = urlsplit(path)
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith("/desk/")
    return path if is_ours and "\\" not in path else ""


def wanted() -> str:
    """Where this request wants to go back to: the queue, if it does not say."""
    return inside(request.values.get("back", "")) or url_for("queue.show")


def go_back(message: str, *, kind: str = "done", undo: str = "") -> ResponseReturnValue:
    """Back to where the owner came from, with word of what happened.

    ``undo`` is the id of the batch that a press on “Undo” puts back.
    """
    say(message, kind=kind, undo=undo)
    return redirect(wanted(), 303)


def say(message: str, *, kind: str = "done", undo: str = "") -> None:
    """Keep a message for the next page."""
    flash(f"{undo}\n{message}" if undo else message, "undo" if undo else kind)


def file_comments() -> None:
    """Bring the comment files to what has been decided, and say what could not be done yet."""
    for problem in services().filing.run():
        flash(f"{problem}. It is tried again by itself.", "problem")
