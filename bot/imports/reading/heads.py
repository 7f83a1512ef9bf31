"""The head of a table: which row it is, which column is which, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from bot.imports.faults import Fault
from bot.imports.quoting import quoted
from bot.imports.reading.columns import Columns, key_of
from domain.content import Text

LOOKED_AT = 20
"""Rows among which the head is looked for: a report has a title above it."""

_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Head:
    """`names` gives the column of each place, `written` how its author wrote it."""

    row: int = 0
    names: tuple[str | None, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()

    def shown(self, place: str) -> str:
        """A place such as `documents[3].copies` as its author knows it."""
        for end in ("[", "."):
            name, sign, rest = place.partition(end)
            if sign:
                return f"{self.shown(name)}{sign}{rest}"
        return self.written.get(place, place)


def likeness(cells: Sequence[object], columns: Columns) -> int:
    """How many cells of a row name a column."""
    return len({name for cell in cells if isinstance(cell, str) and (name := columns.find(cell))})


def is_head(cells: Sequence[object], columns: Columns) -> bool:
    return likeness(cells, columns) >= min(_ENOUGH, len(columns.each))


def head_of(row: int, cells: Sequence[object], columns: Columns) -> Head:
    """Read the row that names the columns, with all its faults."""
    faults: list[Fault] = []
    names: list[str | None] = []
    written: dict[str, str] = {}
    for cell in cells:
        title = quoted(cell) if cell is not None else ""
        name = columns.find(str(cell)) if title else None
        if title and name is None:
            faults.append(_stranger(title, columns))
        elif name in written:
            faults.append(_fault(title, "twice", first=written[name], second=title))
            name = None
        elif name:
            written[name] = title
        names.append(name)
    absent = [name for name in columns.required() if name not in written]
    faults += [_fault(columns.head(name), "absent", name=columns.head(name)) for name in absent]
    return Head(row, tuple(names), written, frozenset(absent), tuple(faults))


def _stranger(title: str, columns: Columns) -> Fault:
    if columns.is_personal(title):
        return _fault(title, "personal", name=title)
    near = get_close_matches(key_of(title), columns.spellings(), n=1, cutoff=0.7)
    if near:
        return _fault(title, "unknown", name=title, nearest=columns.named(near[0]))
    return _fault(title, "strange", name=title, known=", ".join(column.head for column in columns.each))


def _fault(place: str, key: str, /, **values: Any) -> Fault:
    return Fault(place, Text(f"imports.head.{key}", **values))
