"""The header of a file: what was typed, where, and what is wrong with how it was typed."""

from dataclasses import dataclass, field

Value = str | list["Value"] | dict[str, "Value"]
Place = tuple[str | int, ...]
"""Where a value is: the names of its keys, and numbers from 0 in lists."""


@dataclass
class Header:
    """What a file says; ``lines`` are numbered from 1 in the file.

    ``problems`` are lines and sentences. ``unread`` are the keys whose value could not be read,
    ``notes`` the places of values without quotes that a note follows in their row. The header
    ends at ``end``, and ``body`` begins below it.
    """

    data: dict[str, Value] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=dict)
    body: str = ""
    end: int = 1
    problems: list[tuple[int, str]] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    notes: list[Place] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """The line of a value, or of the nearest thing around it; the end for what is missing."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines[place] if place else self.end
