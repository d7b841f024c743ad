"""Reads values of the figure's fields and notes what is wrong with them, each with its place."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from plugins.choices import Choice
from plugins.drills.headers.header import Place, Value
from plugins.drills.headers.messages import EMPTY, unknown_field
from plugins.text import cut, quoted

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
            self.say(place, _no_text(value) if value else EMPTY)
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
        wanted = f"write a number of degrees from -{most} to {most}, such as 5"
        self.say(place, f"{quoted(typed(value))}: {wanted}" if value else EMPTY)
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


def typed(value: Value) -> str:
    """A value as its author may have typed it."""
    if isinstance(value, list):
        return f"[{', '.join(_inside(one) for one in value)}]"
    return f"{{{_inside(value)}}}" if isinstance(value, dict) else value


def _inside(value: Value) -> str:
    """The same of what stands in a list; fields need no brackets there."""
    if isinstance(value, dict):
        return ", ".join(f"{name}: {typed(one)}" for name, one in value.items())
    return typed(value)


def _no_text(value: Value) -> str:
    """What to write instead of a list or of fields."""
    return f'{quoted(typed(value))} is no text; write "{cut(_flat(value))}"'


def _flat(value: Value) -> str:
    """All that a value says, without its brackets and colons."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {_flat(one)}" for name, one in value.items())
    return ", ".join(map(_flat, value)) if isinstance(value, list) else value
