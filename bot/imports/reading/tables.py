"""Rows of a table under its head, as CSV files and sheets have them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

from bot.imports.faults import Fault
from bot.imports.reading.broken import BrokenFileError
from bot.imports.reading.columns import Columns
from bot.imports.reading.heads import LOOKED_AT, Head, head_of, is_head, likeness
from domain.content import Text

Cells: TypeAlias = Sequence[object]
Line: TypeAlias = tuple[int, Cells | Fault]
"""A row by its number as people see it; a fault where it could not be taken apart."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a row of a file gives by the names of the columns, or why it gives nothing."""

    number: int
    cells: dict[str, object] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    head: Head = field(default_factory=Head)


def rows(table: Iterable[Line], columns: Columns) -> Iterator[Row]:
    """The head first, where it has faults, then every row that is not empty."""
    lines = iter(table)
    begun = list(islice(lines, LOOKED_AT))
    place = best_head(begun, columns)
    if place is None:
        raise BrokenFileError("no_head", known=", ".join(column.head for column in columns.each))
    number, cells = begun[place]
    head = head_of(number, () if isinstance(cells, Fault) else cells, columns)
    if head.faults:
        yield Row(number, faults=head.faults, head=head)
    for line in begun[place + 1 :]:
        yield from _row(line, head)
    for line in lines:
        yield from _row(line, head)


def best_head(begun: Sequence[Line], columns: Columns) -> int | None:
    """The place of the first row that names the most columns."""
    counts = [0 if isinstance(cells, Fault) else likeness(cells, columns) for _, cells in begun]
    best = max(counts, default=0)
    if not best:
        return None
    place = counts.index(best)
    cells = begun[place][1]
    return place if not isinstance(cells, Fault) and is_head(cells, columns) else None


def _row(line: Line, head: Head) -> Iterator[Row]:
    number, cells = line
    if isinstance(cells, Fault):
        yield Row(number, faults=(cells,), head=head)
    elif not all(map(_is_blank, cells)):
        yield Row(number, _named(cells, head), tuple(_outside(cells, head)), head)


def _named(cells: Cells, head: Head) -> dict[str, object]:
    return {name: cell for name, cell in zip(head.names, cells, strict=False) if name and cell is not None}


def _outside(cells: Cells, head: Head) -> Iterator[Fault]:
    """A value beyond the head: most often a comma that should have stood in quotes."""
    for place, cell in enumerate(cells[len(head.names) :], start=len(head.names) + 1):
        if not _is_blank(cell):
            yield Fault("", Text("imports.row.outside", place=place, columns=len(head.names)))
            return


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
