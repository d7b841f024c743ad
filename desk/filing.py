"""Brings the comment files to what the inbox wants: approved replies are there, others are not."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desk.inbox import Inbox
from desk.submission import Submission
from plugins.comments import store
from plugins.locking import locked, locked_if_free

_AT_ONCE = 500
"""Comments that wait for the disk together."""


@dataclass(frozen=True)
class Filing:
    """Writes and removes comment files; what fails stays marked in the inbox and is done later.

    ``changing`` is told before so many files come, go or are written anew: of a crash in between
    it has heard.
    """

    inbox: Inbox
    comments: Path
    lock: Path
    changing: Callable[[int], object]

    def run(self) -> list[str]:
        """File everything that waits for it; returns a sentence for each that could not be."""
        # One at a time: a slow process must not put back what a later decision took away.
        with locked(self.lock):
            return self._file_all()

    def run_if_free(self) -> None:
        """The same, unless somebody is filing, or making a backup, just now."""
        with locked_if_free(self.lock) as is_ours:
            if is_ours:
                self._file_all()

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Nobody files meanwhile: all changes that were told of are on disk."""
        with locked(self.lock):
            yield

    def _file_all(self) -> list[str]:
        waiting = self.inbox.to_file()
        batches = (waiting[at : at + _AT_ONCE] for at in range(0, len(waiting), _AT_ONCE))
        return [problem for batch in batches for problem in self._file(batch)]

    def _file(self, batch: Sequence[Submission]) -> list[str]:
        """Write and remove files together, and note it when all are on disk."""
        public = {it.id: (it.page_id, it.comment()) for it in batch if _is_public(it)}
        number = sum(it.id in public or self._is_there(it) for it in batch)
        if number:
            self.changing(number)
        written = store.write_all(self.comments, public.values())
        failures: dict[str, Exception] = {id: error for (_page, id), error in written.items()}
        for submission in batch:
            if submission.id not in public:
                try:
                    store.remove(self.comments, submission.page_id, submission.id)
                except (OSError, ValueError) as error:
                    failures[submission.id] = error
        self.inbox.mark_filed(*(it for it in batch if it.id not in failures))
        return [
            f"The comment of {it.author} is not filed yet: {failures[it.id]}"
            for it in batch
            if it.id in failures
        ]

    def _is_there(self, submission: Submission) -> bool:
        return store.is_there(self.comments, submission.page_id, submission.id)


def _is_public(submission: Submission) -> bool:
    # A correction is never a comment of its own.
    return submission.status == "approved" and not submission.corrects
