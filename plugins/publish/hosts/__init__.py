"""Kinds of hosts, a module for each."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.hosting.caching import caching
from plugins.publish.commands import Commands
from plugins.publish.hosts.branch import BranchHost
from plugins.publish.hosts.rclone import RcloneHost
from plugins.publish.hosts.server import ServerHost
from plugins.publish.plan import Host
from plugins.publish.target import Branch, Place, Target


def open_host(
    target: Target, commands: Commands, settings: Mapping[str, Any], var: Path, now: datetime
) -> Host:
    """What speaks to this target; ``var`` is a folder for what it wants to keep here."""
    if isinstance(target, Place):
        # Not every shell does it in TO=~/site, and none in PUBLISH_TO.
        is_here = ":" not in target.path
        place = str(Path(target.path).expanduser()) if is_here else target.path
        return RcloneHost(place, commands, caching(settings["STATIC_PATHS"]))
    if isinstance(target, Branch):
        return BranchHost(target, commands, settings, var)
    return ServerHost(target, commands, now)
