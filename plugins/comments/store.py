"""The comment file: one published comment, readable with any tool.

A comment lies in ``<folder>/<page id>/<comment id>.txt``: header lines, a blank line, the body::

    Author: Ann
    Date: 2020-03-01T09:30:00+00:00
    Url: https://ann.example
    In-Reply-To: 20200229-101500-k3j9x2

    What I typed.

The owner's own answers carry ``Role: owner``. A file is written whole or not at all.
"""

import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from plugins.comments.model import NAME, Comment
from plugins.faults import Fault

_FEW = 8
"""Files that are synced one by one."""

_HEADERS = ("Author", "Date", "Url", "In-Reply-To", "Role")


class CommentFileError(ValueError):
    """A comment file that does not keep the format; ``fault`` says where and how to mend it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def path(folder: Path, page_id: str, comment_id: str) -> Path:
    """Where a comment lies. Raises ValueError for an id that could leave the folder."""
    for name in (page_id, comment_id):
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no id: an id is made of a-z, 0-9 and single hyphens")
    return folder / page_id / f"{comment_id}.txt"


def dump(comment: Comment) -> str:
    """Write a comment as text. Raises ValueError if a header would break its line."""
    values = (
        comment.author,
        comment.date.isoformat(),
        comment.url,
        comment.in_reply_to,
        "owner" if comment.by_owner else "",
    )
    headers = [(name, value) for name, value in zip(_HEADERS, values, strict=True) if value]
    for name, value in headers:
        # str.splitlines knows every line break that a reader of the file may know.
        if value.splitlines() != [value] or value != value.strip():
            raise ValueError(f"{name} must be one line without space around it, not {value!r}")
    return "".join(f"{name}: {value}\n" for name, value in headers) + f"\n{comment.body}\n"


def load(text: str, comment_id: str, shown_path: str) -> Comment:
    """Read a comment from text. Raises CommentFileError, naming file and line."""
    head, _, body = text.partition("\n\n")
    headers: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(head.rstrip("\n").split("\n"), start=1):
        name, colon, value = line.partition(":")
        if not colon or name not in _HEADERS or name in headers:
            raise _fault(shown_path, number, _header_message(line, name, bool(colon), headers))
        headers[name] = (number, value.strip())
    for name in ("Author", "Date"):
        if not headers.get(name, (0, ""))[1]:
            raise _fault(shown_path, 1, f"the header “{name}:” is missing; add it above the text")
    if not body.strip():
        raise _fault(shown_path, text.count("\n") + 1, "the text is missing; write it last")
    role_line, role = headers.get("Role", (1, ""))
    if role not in ("", "owner"):
        raise _fault(shown_path, role_line, f"Role can only be “owner”, not “{role}”")
    return Comment(
        id=comment_id,
        author=headers["Author"][1],
        date=_date(shown_path, *headers["Date"]),
        body=body.removesuffix("\n"),
        url=headers.get("Url", (0, ""))[1],
        in_reply_to=headers.get("In-Reply-To", (0, ""))[1],
        by_owner=role == "owner",
    )


def read(folder: Path, page_id: str, comment_id: str) -> Comment | None:
    """One published comment, or None where there is none."""
    try:
        file = path(folder, page_id, comment_id)
        return _read_file(file, str(file))
    except (ValueError, FileNotFoundError):
        return None


def is_there(folder: Path, page_id: str, comment_id: str) -> bool:
    """Whether a comment has a file."""
    try:
        return path(folder, page_id, comment_id).exists()
    except ValueError:
        return False


def find(folder: Path, page_ids: Iterable[str], comment_id: str) -> Comment | None:
    """One published comment of a page, filed under any of the ids that the page has had."""
    found = (read(folder, page_id, comment_id) for page_id in page_ids)
    return next((comment for comment in found if comment), None)


def read_page(
    folder: Path, page_id: str, shown: Path | None = None
) -> tuple[list[Comment], list[Fault]]:
    """All comments of a page and every fault found, its files shown below the folder ``shown``."""
    comments: list[Comment] = []
    faults: list[Fault] = []
    for file in sorted((folder / page_id).glob("*.txt")):
        shown_path = str((shown or folder) / page_id / file.name)
        try:
            if not NAME.fullmatch(file.stem):
                raise _fault(shown_path, 1, "name the file with a-z, 0-9 and single hyphens")
            comments.append(_read_file(file, shown_path))
        except CommentFileError as error:
            faults.append(error.fault)
    return comments, faults


def write(folder: Path, page_id: str, comment: Comment) -> Path:
    """Put a comment on disk, whole and synced, or raise and leave what was there."""
    failures = write_all(folder, [(page_id, comment)])
    if failures:
        raise failures[page_id, comment.id]
    return path(folder, page_id, comment.id)


def write_all(
    folder: Path, comments: Iterable[tuple[str, Comment]]
) -> dict[tuple[str, str], OSError | ValueError]:
    """Put comments, each after the id of its page, on disk; returns what could not be written.

    Each is whole and synced, or as it was; they wait for the disk together.
    """
    failures: dict[tuple[str, str], OSError | ValueError] = {}
    drafts: dict[tuple[str, str], tuple[Path, Path]] = {}
    try:
        for page_id, comment in comments:
            try:
                target = path(folder, page_id, comment.id)
                drafts[page_id, comment.id] = _draft(target, dump(comment)), target
            except (OSError, ValueError) as error:
                failures[page_id, comment.id] = error
        _sync_files([draft for draft, _target in drafts.values()])
        for key, (draft, target) in drafts.items():
            try:
                draft.replace(target)
            except OSError as error:
                failures[key] = error
    finally:
        for draft, _target in drafts.values():
            draft.unlink(missing_ok=True)
    for changed in {target.parent for _draft, target in drafts.values()}:
        _sync(changed)
    return failures


def remove(folder: Path, page_id: str, comment_id: str) -> None:
    """Take a comment off the disk; nothing happens where there is none."""
    target = path(folder, page_id, comment_id)
    target.unlink(missing_ok=True)
    if target.parent.is_dir():
        _sync(target.parent)
        if not any(target.parent.iterdir()):
            target.parent.rmdir()


def _read_file(file: Path, shown_path: str) -> Comment:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise _fault(shown_path, line, "this is not UTF-8; save the file as UTF-8") from None
    return load(text, file.stem, shown_path)


def _header_message(line: str, name: str, colon: bool, headers: dict[str, tuple[int, str]]) -> str:
    if not colon:
        return f"“{line}” is no header; write “Name: value”, then a blank line before the text"
    if name in headers:
        return f"the header “{name}:” stands here a second time; keep one"
    return f"there is no header “{name}:”; there are {', '.join(_HEADERS)}"


def _date(shown_path: str, line: int, value: str) -> datetime:
    try:
        date = datetime.fromisoformat(value)
    except ValueError:
        date = None
    if date is None or date.tzinfo is None:
        example = "2020-03-01T09:30:00+00:00"
        raise _fault(shown_path, line, f"Date is “{value}”; write it like {example}")
    return date


def _fault(shown_path: str, line: int, message: str) -> CommentFileError:
    return CommentFileError(Fault(shown_path, line, message))


def _draft(target: Path, text: str) -> Path:
    """The text in a file beside the one that it will become."""
    target.parent.mkdir(parents=True, exist_ok=True)
    # Pelican and the watcher look at *.txt only, so a name without it is never half-read.
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            os.fchmod(file.fileno(), 0o644)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return Path(draft)


def _sync_files(files: Sequence[Path]) -> None:
    """Make what was written outlast a power cut."""
    # Of many files, Linux writes all at once, and waits; elsewhere it need not wait.
    if len(files) > _FEW and sys.platform == "linux":
        os.sync()
        return
    for file in files:
        _sync(file)


def _sync(path: Path) -> None:
    """Make a file, or a rename or removal in a folder, outlast a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
