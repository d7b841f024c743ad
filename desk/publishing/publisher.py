"""Publishes when it is time: one run at a time, over all processes of a desk."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from desk.filing import Filing
from desk.ongoing import Ongoing
from desk.publishing.job import Job, Outcome
from desk.publishing.ledger import Ledger
from plugins.locking import locked, locked_if_free


@dataclass
class Publisher(Ongoing):
    """Runs the job when a press, an approval or a failure wants it.

    ``on_approval``: whether approvals do. ``lock`` is held during a run.
    """

    name: ClassVar[str] = "publishing"
    ledger: Ledger
    filing: Filing
    job: Job
    lock: Path
    on_approval: bool

    def work_once(self) -> None:
        """Publish if it is time, and nobody else does."""
        if not self._is_due():
            return
        with locked_if_free(self.lock) as is_ours:
            # Somebody may have done it since.
            if is_ours and self._is_due():
                self._publish()

    def publish(self) -> Outcome | None:
        """Publish now, after whoever is at it; None where it was stopped."""
        self.ledger.ask()
        with locked(self.lock):
            return self._publish()

    def stop(self) -> None:
        """End the job, too: what it has not finished is still wanted."""
        super().stop()
        self.job.stop()

    def _is_due(self) -> bool:
        due_at = self.ledger.read().due_at(on_approval=self.on_approval)
        return due_at is not None and due_at <= self.ledger.clock()

    def _publish(self) -> Outcome | None:
        unfiled = len(self.filing.run())
        with self.filing.at_rest():
            begun = self.ledger.begin()
        outcome = self.job.run()
        if outcome and outcome.is_good and unfiled:
            outcome = replace(outcome, outcome="failed", message=_unfiled(unfiled))
        if outcome and outcome.is_good:
            self.ledger.succeed(begun)
        elif outcome:
            self.ledger.fail(begun, outcome.message)
        return outcome


def _unfiled(number: int) -> str:
    comments = "1 comment is" if number == 1 else f"{number} comments are"
    return (
        f"The rest is published, but {comments} not, since its file could not be written: "
        "“python -m desk check” may say why"
    )
