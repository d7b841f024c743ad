"""Makes one folder like another, touching only what differs."""

import filecmp
from pathlib import Path

from plugins.locking import locked


def bring_over(stage: Path, output: Path, keep: frozenset[str] | None = None) -> None:
    """Move what is new or changed from ``stage`` to ``output``; delete there what is not in it.

    Every file changes whole (a rename on one file system). Pages follow what they load, so that
    no page names a file that is not there yet. ``keep`` names top-level entries of the output
    that are never deleted; None deletes nothing at all. Two builds wait for each other.
    """
    output.mkdir(parents=True, exist_ok=True)
    with locked(output):
        staged = {path.relative_to(stage) for path in stage.rglob("*") if path.is_file()}
        for path in sorted(staged, key=lambda path: (path.suffix == ".html", path)):
            _replace(stage / path, output / path)
        if keep is not None:
            _prune(output, staged, keep)


def _replace(new: Path, old: Path) -> None:
    if old.is_file() and filecmp.cmp(new, old, shallow=False):
        return
    _make_way(old)
    old.parent.mkdir(parents=True, exist_ok=True)
    new.replace(old)


def _make_way(target: Path) -> None:
    """A page may be where a folder was, or the other way round."""
    if target.is_dir():
        for path in sorted(target.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        target.rmdir()
    for folder in target.parents:
        if folder.is_file():
            folder.unlink()


def _prune(output: Path, staged: set[Path], keep: frozenset[str]) -> None:
    for path in sorted(output.rglob("*"), reverse=True):
        relative = path.relative_to(output)
        if relative.parts[0] in keep:
            continue
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif relative not in staged:
            path.unlink()
