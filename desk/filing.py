"""Brings the comment files to what the inbox wants: approved replies are there, others are not."""

import fcntl
from dataclasses import dataclass
from pathlib import Path

from desk.inbox import Inbox
from plugins.comments import store


@dataclass(frozen=True)
class Filing:
    """Writes and removes comment files; what fails stays marked in the inbox and is done later."""

    inbox: Inbox
    comments: Path
    lock: Path

    def run(self) -> list[str]:
        """File everything that waits for it; returns a sentence for each that could not be."""
        problems = []
        # One at a time: a slow process must not put back what a later decision took away.
        with self.lock.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            for submission in self.inbox.to_file():
                try:
                    if submission.status == "approved":
                        store.write(self.comments, submission.page_id, submission.comment())
                    else:
                        store.remove(self.comments, submission.page_id, submission.id)
                except (OSError, ValueError) as error:
                    problems.append(f"The comment of {submission.author} is not filed yet: {error}")
                else:
                    self.inbox.mark_filed(submission)
        return problems
