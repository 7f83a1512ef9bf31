"""Workbooks: the first sheet with a head, read row by row, with the values that formulas had last."""

import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

import openpyxl
from defusedxml.common import DefusedXmlException

from bot.imports.faults import Fault
from bot.imports.reading.broken import BrokenFileError
from bot.imports.reading.columns import Columns
from bot.imports.reading.heads import LOOKED_AT
from bot.imports.reading.limits import MEGABYTE, UNPACKED, Limits
from bot.imports.reading.tables import Line, best_head
from domain.content import Text

MOST_ROWS, MOST_COLUMNS = 1_048_576, 128
"""A cell that says to stand further away would be reached over rows and rows of nothing."""

MOST_WORDS = 256 * MEGABYTE
MOST_PART = 64 * MEGABYTE
"""Parts other than sheets are read into memory whole; the shared words are the largest."""

_SHEETS = "xl/worksheets/"
_BROKEN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    SyntaxError,  # of XML
    ArithmeticError,
    OSError,
    EOFError,
    BadZipFile,
    NotImplementedError,
    RuntimeError,
    zlib.error,
)
"""What the reader raises for workbooks that are not as they should be."""


def table(content: BinaryIO, columns: Columns, limits: Limits) -> Iterator[Line]:
    """Every row of the sheet with its number in Excel. Raises `BrokenFileError`."""
    _check_sizes(content, limits)
    with _reading():
        warnings.filterwarnings("ignore", module=r"openpyxl\b")
        book = openpyxl.load_workbook(content, read_only=True, data_only=True, keep_links=False)
    try:
        yield from _sheet(book, columns)
    finally:
        book.close()


def _sheet(book: Any, columns: Columns) -> Iterator[Line]:
    """The first sheet with a head, else the first one, which will be told that it has none."""
    first: list[Line] = []
    for sheet in book.worksheets:
        lines = _lines(sheet)
        begun = list(islice(lines, LOOKED_AT))
        if best_head(begun, columns) is not None:
            yield from chain(begun, lines)
            return
        first = first or begun
    yield from first


def _lines(sheet: Any) -> Iterator[Line]:
    with _reading():
        sheet.reset_dimensions()  # some programs write a wrong one, and then rows would be lost
        rows = iter(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS))
    number = 0
    while True:
        with _reading(number + 1):
            row = next(rows, None)
        if row is None:
            return
        number += 1
        cells = [cell for cell in row if cell.value is not None]
        broken = next((cell for cell in cells if cell.data_type == "e"), None)
        width = cells[-1].column if cells else 0
        yield number, _fault(broken) if broken else [cell.value for cell in row[:width]]


def _fault(cell: Any) -> Fault:
    return Fault(str(cell.coordinate), Text("imports.row.formula", value=str(cell.value)[:20]))


def _check_sizes(content: BinaryIO, limits: Limits) -> None:
    """Before anything is parsed; zip gives out no more of a part than its size says."""
    with _reading():
        parts = ZipFile(content).infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise BrokenFileError("encrypted")
    if sum(part.file_size for part in parts) > limits.unpacked:
        raise BrokenFileError("bomb", most=limits.max_mb * UNPACKED)
    for part in parts:
        most = MOST_WORDS if part.filename.endswith("sharedStrings.xml") else MOST_PART
        if not part.filename.startswith(_SHEETS) and part.file_size > most:
            raise BrokenFileError("heavy_workbook")


@contextmanager
def _reading(row: int = 0) -> Iterator[None]:
    try:
        yield
    except BrokenFileError:
        raise
    except _BROKEN as error:  # what guards us is a ValueError, and the reader may raise it as one of its own
        unsafe = any(isinstance(each, DefusedXmlException) for each in (error, error.__cause__))
        raise BrokenFileError("unsafe" if unsafe else "broken_workbook", row=row) from error
