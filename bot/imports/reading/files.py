"""Any file that can be imported, as rows by the names of their columns."""

from collections.abc import Callable, Iterator
from pathlib import Path

from bot.imports.reading import csv_file, jsonl_file, tables, xlsx_file
from bot.imports.reading.columns import Columns
from bot.imports.reading.limits import Limits
from bot.imports.reading.opening import Form, Opened, opened
from bot.imports.reading.tables import Row

EVERY = 64
"""Rows between two words of how far we are."""

Progress = Callable[[float], None]


def _quiet(_share: float) -> None:
    pass


def read_rows(path: Path, columns: Columns, limits: Limits, progress: Progress = _quiet) -> Iterator[Row]:
    """Row by row, so that a file may be larger than memory. Raises `BrokenFileError`."""
    with opened(path, limits) as file:
        for count, row in enumerate(_rows(file, columns, limits)):
            yield row
            if count % EVERY == 0:
                progress(file.done)
    progress(1.0)


def _rows(file: Opened, columns: Columns, limits: Limits) -> Iterator[Row]:
    match file.form:
        case Form.JSONL:
            return jsonl_file.rows(file.content)
        case Form.CSV:
            return tables.rows(csv_file.table(file.content, columns), columns)
        case Form.XLSX:
            return tables.rows(xlsx_file.table(file.content, columns, limits), columns)
