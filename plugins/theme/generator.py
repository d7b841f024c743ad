"""Build time: writes the scripts of the theme under the names that pages know them by."""

from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from plugins.theme.scripts import FOLDER, scripts


def register() -> None:
    """Connect the receiver; Pelican holds it weakly, so it stands at module level."""
    signals.get_generators.connect(get_generator)


def get_generator(_pelican: Any) -> type[Generator]:
    """Tell Pelican of the generator of scripts."""
    return ScriptsGenerator


class ScriptsGenerator(Generator):  # type: ignore[misc]
    """Writes the scripts."""

    def generate_output(self, _writer: Any) -> None:
        """Called by Pelican."""
        folder = Path(self.output_path, FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for script in scripts(Path(self.theme, "static", "js")).values():
            (folder / script.file).write_text(script.text, encoding="utf-8")
