"""From the header of a drill file to a drill, or to everything that is wrong with it."""

from plugins.drills.headers.reading import Parsed, read_drill

__all__ = ["Parsed", "read_drill"]
