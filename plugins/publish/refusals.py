"""What must not be public, whatever the checks say. Pure, but for a look at the built files."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plugins.check.finding import Finding
from plugins.check.site import Checked

_LOCAL = re.compile(r"localhost|.*\.localhost|127\.\d+\.\d+\.\d+|::1|0\.0\.0\.0")
_STOPPING = "placeholder"


def refusals(checked: Checked, settings: Mapping[str, Any], file: str) -> Iterator[str]:
    """A sentence for each reason not to publish what was built; ``file`` has the settings."""
    yield from map(_told, (it for it in checked.findings if it.is_error or it.rule == _STOPPING))
    yield from _of_address("SITEURL", settings["SITEURL"], file)
    if urlsplit(settings["REPLIES_URL"]).netloc or not settings["REPLIES_URL"].startswith("/"):
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
        text = Path(source).read_text("utf-8-sig", errors="replace")
        if re.search(r"^status:[ \t]*draft[ \t]*$", text, re.MULTILINE | re.IGNORECASE):
            yield f"{source}: this draft would be public at {path}; see DRAFT_SAVE_AS in {file}"
    if (output / "drafts").is_dir() and not any(path.startswith("drafts/") for path in origins):
        yield f"{file}: the list of drafts would be public; take “drafts” out of DIRECT_TEMPLATES"


def _told(finding: Finding) -> str:
    return f"{finding.path}:{finding.line}: {finding.message} [{finding.rule}]"
