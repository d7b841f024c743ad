"""Reads a drill file: a header in YAML, then Markdown with the site's own settings."""

import os
from datetime import date
from pathlib import Path
from typing import Any

from markdown import Markdown
from markupsafe import escape
from pelican.readers import MarkdownReader

from plugins.drills.headers import read_drill
from plugins.faults import Fault

FORMAT = "drill"
"""The name under which Pelican knows this reader: the files end in ``.md`` like any other."""


class DrillReader(MarkdownReader):  # type: ignore[misc]
    """Text in, HTML and metadata out; what ``Parsed`` has is in the metadata."""

    file_extensions = (FORMAT,)

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        # One engine for all drills: to make one takes as long as to use it.
        self._engine = Markdown(**self.settings["MARKDOWN"])
        # A first line such as “Note: slowly” is text here and no header.
        self._engine.preprocessors.deregister("meta")

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Read one file; what is wrong with it comes back as faults, never as an exception."""
        path = Path(source_path)
        shown = os.path.relpath(path)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            message = "this is not UTF-8; save the file as UTF-8"
            return "", {"faults": [Fault(shown, line, message)]}
        except OSError as error:
            message = f"the file cannot be opened: {error.strerror}"
            return "", {"faults": [Fault(shown, 1, message)]}
        parsed = read_drill(text, shown, path.stem, date.today())
        metadata: dict[str, Any] = {
            "faults": parsed.faults,
            "warnings": parsed.warnings,
            "unread": parsed.unread,
        }
        if parsed.drill is not None:
            metadata["facts"] = parsed.drill
            day = parsed.drill.last_reviewed.isoformat()
            own = {"date": day, "category": parsed.drill.kind, **_as_text(parsed.meta)}
            metadata |= {name: self.process_metadata(name, value) for name, value in own.items()}
            metadata["title"] = parsed.drill.title
            # Pelican's summaries are HTML; its titles are text in this theme.
            metadata["summary"] = str(escape(parsed.drill.summary))
        return self._html(parsed.body), metadata

    def _html(self, body: str) -> str:
        return self._engine.reset().convert(body)


def _as_text(meta: dict[str, Any]) -> dict[str, Any]:
    """Pelican's own headers as Pelican expects them: text, or a list of texts."""
    return {
        name: [str(item) for item in value] if isinstance(value, list) else str(value)
        for name, value in meta.items()
    }
