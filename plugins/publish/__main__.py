"""``python -m plugins.publish``: puts the site out; exit status 1 if that did not come to its end.

With ``--json``, standard output has one object, and what goes on is told on standard error.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from plugins.publish.plan import HostError
from plugins.publish.publishing import NotPublishedError, NotSeenError, Outcome, Publication
from plugins.publish.target import TargetError, read_target
from plugins.settings import SettingsError, load_settings


def main(arguments: Sequence[str]) -> int:
    """Do what is asked for, and say what came of it; returns the exit status."""
    options = _parser().parse_args(arguments)
    out = sys.stderr if options.json else sys.stdout

    def tell(words: str) -> None:
        out.write(f"{words}\n")
        out.flush()

    try:
        publication = _publication(options, tell)
        outcome = publication.roll_back() if options.rollback else publication.run()
        tell(outcome.message)
    except (SettingsError, TargetError, NotPublishedError, NotSeenError, HostError) as error:
        outcome = Outcome("failed", message=str(error))
    except OSError as error:  # of this machine: a full disk, a folder that is not ours
        outcome = Outcome("failed", message=f"Not finished: {error}; mend that, and run it again")
    except KeyboardInterrupt:
        outcome = Outcome("failed", message="Interrupted; run it again to complete it")
    if outcome.outcome == "failed":
        sys.stderr.write(f"{outcome.message}\n")
    if options.json:
        sys.stdout.write(f"{json.dumps(asdict(outcome), ensure_ascii=False)}\n")
    return int(outcome.outcome == "failed")


def _publication(options: argparse.Namespace, tell: Callable[[str], None]) -> Publication:
    """What is to be done. Raises SettingsError, TargetError."""
    settings = load_settings(options.settings)
    root = Path(settings["PATH"]).parent
    return Publication(
        file=options.settings,
        settings=settings,
        target=read_target(options.to or settings.get("PUBLISH_TO", "")),
        var=Path(os.environ.get("DESK_VAR") or root / "var") / "publish",
        clock=lambda: datetime.now(UTC),
        tell=tell,
        is_dry=options.dry_run,
        is_unseen=options.no_look,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m plugins.publish", description=__doc__)
    parser.add_argument("--to", default="", help="where to; PUBLISH_TO without it")
    parser.add_argument("--settings", default="publishconf.py", help="the settings of the site")
    parser.add_argument("--dry-run", action="store_true", help="list what would go")
    parser.add_argument("--no-look", action="store_true", help="do not fetch what was sent")
    parser.add_argument("--rollback", action="store_true", help="show what was there before again")
    parser.add_argument("--json", action="store_true", help="speak JSON")
    return parser


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
