"""Reads values of the figure's fields and notes what is wrong with them, each with its place."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from plugins.drills.choices import Choice
from plugins.drills.headers.messages import EMPTY, unknown_field
from plugins.drills.headers.yaml_lines import Place, Value

T = TypeVar("T")

_NUMBER = re.compile(r"[-−]?[0-9]{1,3}(?:\.[0-9])?")


@dataclass
class Notes:
    """What was found wrong so far; every reading goes on after a fault, to find the next."""

    problems: list[tuple[Place, str]] = field(default_factory=list)

    def say(self, place: Place, message: str) -> None:
        """Note a fault."""
        self.problems.append((place, message))

    def unknown(self, value: Iterable[str], known: Iterable[str], place: Place) -> None:
        """Note every name that is not known."""
        names = tuple(known)
        for name in value:
            if name not in names:
                self.say((*place, name), unknown_field(name, names))

    def tried(self, read: Callable[[str], T], value: Value, place: Place) -> T | None:
        """What a reader makes of a text, None where it raises ValueError."""
        if not isinstance(value, str) or not value:
            self.say(place, "one text is meant here, such as “side”" if value else EMPTY)
            return None
        try:
            return read(value)
        except ValueError as error:
            self.say(place, str(error))
            return None

    def chosen(self, terms: Iterable[str], value: Value, place: Place) -> str:
        """A term of a closed list, "" where it is none."""
        return self.tried(Choice(tuple(terms)).standard, value, place) or ""

    def degrees(self, value: Value, place: Place, most: int) -> float:
        """A number of degrees, 0 where it is none."""
        if isinstance(value, str) and _NUMBER.fullmatch(value.removesuffix("°")):
            number = float(value.removesuffix("°").replace("−", "-"))
            if abs(number) <= most:
                return number
        said = f"“{value}”: " if isinstance(value, str) else ""
        self.say(place, f"{said}write a number of degrees from -{most} to {most}, such as 5")
        return 0

    def text(self, value: Mapping[str, Value], name: str, place: Place) -> str:
        """A text that may be left out."""
        return (self.tried(str, value[name], (*place, name)) or "") if name in value else ""

    def texts(self, value: Mapping[str, Value], name: str, place: Place) -> dict[Place, str]:
        """The texts of a list by their place; one text alone is a list of one."""
        given = value.get(name, [])
        items = given if isinstance(given, list) else [given]
        places = [(*place, name, number) for number in range(len(items))]
        found = {at: self.tried(str, item, at) for at, item in zip(places, items, strict=True)}
        return {at: text for at, text in found.items() if text}
