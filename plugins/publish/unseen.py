"""What was sent and has not been looked at yet: kept, so that a later run looks at it again."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from plugins.publish.changes import Changes
from plugins.publish.target import Target


@dataclass(frozen=True)
class Unseen:
    """A file that names paths, sent or deleted, of one target."""

    file: Path

    def read(self) -> Changes:
        """The paths; none where the file is not there, or is not ours."""
        try:
            sent, gone = json.loads(self.file.read_text("utf-8"))
            return Changes(changed=tuple(map(str, sent)), gone=tuple(map(str, gone)))
        except (OSError, ValueError, TypeError):
            return Changes()

    def add(self, changes: Changes) -> Changes:
        """Note these, too; returns all that is to be looked at."""
        before = self.read()
        sent = {*before.sent, *changes.sent} - {*changes.gone}
        gone = {*before.gone, *changes.gone} - {*changes.sent}
        self.file.write_text(json.dumps([sorted(sent), sorted(gone)]), encoding="utf-8")
        return self.read()

    def clear(self) -> None:
        """All of it was seen, or is of no interest."""
        self.file.unlink(missing_ok=True)


def unseen_at(target: Target, var: Path) -> Unseen:
    """That of a target."""
    return Unseen(var / f"unseen-{sha256(repr(target).encode()).hexdigest()[:12]}.json")
