"""What must not be public, whatever the checks say. Pure, but for a look at the built files."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plugins.check.finding import Finding
from plugins.check.site import Checked
from plugins.faults import header_line

_LOCAL = re.compile(r"localhost|.*\.localhost|127\.\d+\.\d+\.\d+|::1|0\.0\.0\.0")
_DRAFT = re.compile(r"status:\s*draft", re.IGNORECASE)
_STOPPING = "placeholder"


def refusals(checked: Checked, settings: Mapping[str, Any], file: str) -> Iterator[str]:
    """A sentence for each reason not to publish what was built; ``file`` has the settings."""
    yield from map(_told, (it for it in checked.findings if it.is_error or it.rule == _STOPPING))
    yield from _of_address("SITEURL", settings["SITEURL"], file)
    if settings["REPLIES_OPEN_ON"] and not _is_below(settings["REPLIES_URL"]):
        yield from _of_address("REPLIES_URL", settings["REPLIES_URL"], file)
    if checked.built and not checked.built.failure:
        yield from _of_drafts(checked.built.output, checked.built.origins, file)


def _of_address(name: str, address: str, file: str) -> Iterator[str]:
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        yield (
            f"{file}: {name} is “{address}”; write the public address, which begins with https:// "
            "(every host gives certificates for nothing)"
        )
    elif _LOCAL.fullmatch(parts.hostname):
        yield f"{file}: {name} is “{address}”, an address of this machine; write the public one"


def _of_drafts(output: Path, origins: Mapping[str, str], file: str) -> Iterator[str]:
    for path, source in sorted(origins.items()):
        if _is_draft(Path(source)):
            yield f"{source}: this draft would be public at {path}; see DRAFT_SAVE_AS in {file}"
    if (output / "drafts").is_dir() and not any(path.startswith("drafts/") for path in origins):
        yield f"{file}: the list of drafts would be public; take “drafts” out of DIRECT_TEMPLATES"


def _is_draft(source: Path) -> bool:
    lines = source.read_text("utf-8-sig", errors="replace").split("\n")
    return bool(_DRAFT.fullmatch(lines[header_line(source, "status") - 1].rstrip()))


def _is_below(address: str) -> bool:
    """Whether this is a path of the site's own host."""
    return address.startswith("/") and not urlsplit(address).netloc


def _told(finding: Finding) -> str:
    return f"{finding.path}:{finding.line}: {finding.message} [{finding.rule}]"
