"""Which line of a field begins too far left or right, or lacks its dash. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from plugins.drills.headers.yaml_rows import Row, begun

_WHOLE = ('"', "'", "[", "{")
"""How a value begins after which nothing can go on."""

Level = tuple[int, str]
"""A column where rows begin, and what stands there: a list, fields or a text."""


@dataclass(frozen=True)
class Above:
    """The rows of the field above, and the ``names`` of all fields at the left edge."""

    rows: Sequence[str] = ()
    names: Collection[str] = ()

    def lost(self, block: Sequence[str]) -> int:
        """How far in the first row of a block should be that belongs to the field above.

        0 where it is right to stand at the left edge.
        """
        own, before = list(begun(block)), list(begun(self.rows))
        if len(own) < 2 or not before or own[0].indent or own[0].name in self.names:
            return 0
        if not own[0].opens:
            is_like_above = own[1].inner <= before[-1].inner or before[-1].opens
            return own[1].inner if is_like_above else 0
        least = min(row.inner for row in own[1:])
        return least if least < own[1].inner else 0


def misplaced(block: Sequence[str], above: Above) -> tuple[int, str] | None:
    """The row (from 0) that is out of step and what to do, None where all are in step."""
    scan = _Scan(list(begun(block)), above.names)
    if column := above.lost(block):
        return _out_of_step(scan.rows[0], column)
    for number in range(len(scan.rows)):
        if found := scan.step(number):
            return found
    return None


def out_of_step(has: int, others: int) -> str:
    """What to say of a row that begins ``has`` spaces in, among others."""
    cure = f"begin it with {others}" if others else "begin it without any"
    spaces = "1 space" if has == 1 else f"{has} spaces"
    return f"this line begins {spaces} in, the lines around it {others}; {cure}"


@dataclass
class _Scan:
    """Goes down the rows; ``levels`` are those that are open."""

    rows: list[Row]
    names: Collection[str]
    levels: list[Level] = field(default_factory=list)
    before: Row | None = None

    def step(self, number: int) -> tuple[int, str] | None:
        """Take one row; what is wrong with it or a neighbour, None where nothing is."""
        row = self.rows[number]
        if row.indent and row.name in self.names:
            return _out_of_step(row, 0)
        closed = self._close(row.indent)
        if not self.levels or self.levels[-1][0] < row.indent:
            if closed:
                return self._too_far_left(number, closed)
            if self.before and not self.before.opens:
                # A text without quotes may go on, further in.
                return self._too_far_right(number) if row.kind != "text" else None
            self.levels.append((row.indent, row.kind))
        elif found := self._beside(row):
            return found
        if row.has_dash and row.is_field:
            self.levels.append((row.inner, "fields"))
        self.before = row
        return None

    def _close(self, indent: int) -> list[Level]:
        """Leave the levels further in, and tell them."""
        closed = []
        while self.levels and self.levels[-1][0] > indent:
            closed.append(self.levels.pop())
        return [level for level in closed if level[1] != "text"]

    def _beside(self, row: Row) -> tuple[int, str] | None:
        """What is wrong with a row below another of the same column."""
        column, kind = self.levels[-1]
        if kind == "list" and not row.has_dash:
            if row.is_field and (column, "fields") in self.levels:
                self.levels.pop()
                return None
            return row.number, _no_dash(row, self.before)
        if kind == "fields" and row.has_dash and self.before and self.before.opens:
            self.levels.append((column, "list"))
        elif kind == "fields" and row.kind == "text":
            return row.number, (
                "this is no field, which is a name, a colon, a space and a value; a text stands on "
                "one line"
            )
        elif kind == "text" and self.before and self.before.words.startswith(_WHOLE):
            return self.before.number, "every thing of a list begins with a dash and a space, “- ”"
        return None

    def _too_far_left(self, number: int, closed: list[Level]) -> tuple[int, str]:
        row = self.rows[number]
        levels = [*closed, *self.levels[-1:]]
        fitting = [column for column, kind in levels if kind == row.kind] or [closed[-1][0]]
        other = min(fitting, key=lambda column: abs(column - row.indent))
        group = self._around(number, min(row.indent, other))
        return self._fewer(row, row.indent, other, group, group)

    def _too_far_right(self, number: int) -> tuple[int, str]:
        row, outer = self.rows[number], self.levels[-1][0]
        if not row.has_dash:
            if self._is_between(number, outer):
                return _out_of_step(self.rows[number - 1], row.indent)
            own = self._around(number, row.indent)
            return self._fewer(row, row.indent, outer, own, self._around(number, outer))
        other = max((column for column, kind in self.levels if kind == "list"), default=outer)
        same = self._around(number, other + 1)
        return self._fewer(row, row.indent, other, same, same)

    def _fewer(
        self, row: Row, own: int, other: int, own_group: list[Row], other_group: list[Row]
    ) -> tuple[int, str]:
        """Blame the row, or the first of those at the other column where they are fewer."""
        at_own = [one for one in own_group if one.begins_like(row, own)]
        at_other = [one for one in other_group if one.begins_like(row, other)]
        # Of as many, those are right that begin two spaces further in than what they belong to.
        is_odd = (other % 2, other) > (own % 2, own) or (row.has_dash and not other)
        if at_other and len(at_other) < len(at_own) + is_odd:
            return _out_of_step(at_other[0], own)
        return _out_of_step(row, other)

    def _is_between(self, number: int, other: int) -> bool:
        """Whether it is the row before this that stands alone, too far left."""
        if number == 1:
            return False
        above = self.rows[number - 2]
        if above.opens and above.inner == other:
            return True
        following = self.rows[number + 1].inner if number + 1 < len(self.rows) else -1
        return above.inner >= self.rows[number].indent and following != other

    def _around(self, number: int, least: int) -> list[Row]:
        """The rows around one that are at least so far in, without a break."""
        first = last = number
        while first and self.rows[first - 1].inner >= least:
            first -= 1
        while last + 1 < len(self.rows) and self.rows[last + 1].inner >= least:
            last += 1
        return self.rows[first : last + 1]


def _out_of_step(row: Row, others: int) -> tuple[int, str]:
    return row.number, out_of_step(row.indent if row.has_dash else row.inner, others)


def _no_dash(row: Row, before: Row | None) -> str:
    if not row.is_field or before is None or before.inner == row.indent:
        return "a dash and a space are missing at the start of this line, “- ”"
    return (
        f"this line begins where the dash above does; begin it with “- ” if it is the next thing "
        f"of the list, else {before.inner} spaces in"
    )
