"""Notes, as a plugin of the build aside, from which source file each built page comes."""

import json
import os
from pathlib import Path
from typing import Any

from pelican import signals

_KINDS = ("article", "page", "drill")
_NOTED = "CHECK_NOTED"


def register() -> None:
    """Connect the receivers; Pelican holds them weakly, so they stand at module level."""
    signals.initialized.connect(begin)
    signals.content_written.connect(note)
    signals.finalized.connect(write)


def begin(pelican: Any) -> None:
    """Begin with nothing noted; every context of the build is a copy of the settings."""
    pelican.settings[_NOTED] = {}


def note(_path: str, context: dict[str, Any]) -> None:
    """Keep the source of a page that was written."""
    for kind in _KINDS:
        content = context.get(kind)
        # A list of articles has each of them at hand, too.
        if content is not None and content.save_as == context["output_file"]:
            context[_NOTED][context["output_file"]] = os.path.relpath(content.source_path)


def write(pelican: Any) -> None:
    """Write down what was noted, where ``CHECK_ORIGINS`` says."""
    Path(pelican.settings["CHECK_ORIGINS"]).write_text(json.dumps(pelican.settings[_NOTED]))
