"""CSV as spreadsheet programs write it: the delimiter is known by the head."""

import csv
from collections.abc import Iterator
from io import BufferedReader
from itertools import chain, islice

from bot.imports.faults import Fault
from bot.imports.reading.broken import BrokenFileError
from bot.imports.reading.columns import Columns
from bot.imports.reading.heads import LOOKED_AT, likeness
from bot.imports.reading.limits import MOST_CELL
from bot.imports.reading.lines import lines
from bot.imports.reading.tables import Line
from domain.content import Text

DELIMITERS = (",", ";", "\t", "|")


def table(content: BufferedReader, columns: Columns) -> Iterator[Line]:
    """Every record with its number, which is the row that a spreadsheet program shows."""
    text = (line for _, line in lines(content))
    begun = list(islice(text, LOOKED_AT))
    delimiter = _delimiter(begun, columns)
    named = 0
    if begun and begun[0].strip().lower() == f"sep={delimiter}":
        begun, named = begun[1:], 1
    csv.field_size_limit(MOST_CELL)
    records = csv.reader(chain(begun, text), delimiter=delimiter, strict=True)
    number = named
    while True:
        number += 1
        try:
            yield number, next(records)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, _fault(error, number)


def _fault(error: csv.Error, number: int) -> Fault:
    """Where a cell never ends all that follows is in it: nothing more can be said of the file."""
    if "field larger" in str(error):
        raise BrokenFileError("long_cell", row=number, most=MOST_CELL) from error
    return Fault("", Text("imports.row.quotes"))


def _delimiter(begun: list[str], columns: Columns) -> str:
    """The one by which a row names the most columns; a comma where none does."""
    if begun and begun[0].lower().startswith("sep=") and begun[0].strip()[4:] in DELIMITERS:
        return begun[0].strip()[4:]
    return max(DELIMITERS, key=lambda sign: max((_named(line, sign, columns) for line in begun), default=0))


def _named(line: str, sign: str, columns: Columns) -> int:
    try:
        return likeness(next(csv.reader([line], delimiter=sign), []), columns)
    except csv.Error:
        return 0
