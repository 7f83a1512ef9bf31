"""`motcua import template`: a file to fill in, with an example that can be imported as it is."""

import csv
import io
import json
from enum import StrEnum
from pathlib import Path

import typer
import xlsxwriter

from bot.cli.failures import stop
from bot.cli.words import tell
from bot.imports.kinds.kind import KindName
from bot.imports.reading.columns import Column, Columns, columns_of

SIGN = ";"
"""What spreadsheet programs part the cells by where a decimal has a comma, as in Viet Nam."""

_WIDTHS = {"documents": 60, "methods": 50, "name": 40, "steps": 50, "legal_basis": 50, "procedure_name": 40}
_LISTS = ("documents", "methods", "legal_basis", "aliases")


class Format(StrEnum):
    """The kinds of file that are written."""

    XLSX = "xlsx"
    CSV = "csv"
    JSONL = "jsonl"


def write_template(kind: KindName, form: Format, path: Path) -> None:
    """Status 1 where there is something in that file already, or it cannot be written."""
    columns = columns_of(kind)
    make = {Format.XLSX: workbook, Format.CSV: csv_text, Format.JSONL: json_line}[form]
    try:
        if path.exists() and path.stat().st_size:
            stop(tell("cli.import.template.there", file=str(path)))
        path.write_bytes(make(kind, columns))
    except OSError as error:
        stop(tell("cli.import.template.no_place", file=str(path), reason=str(error.strerror)))
    typer.echo(tell("cli.import.template.done", file=str(path), kind=kind.value))


def workbook(kind: KindName, columns: Columns) -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    bold = book.add_format({"bold": True, "bg_color": "#DDE7F0", "text_wrap": True, "valign": "top"})
    plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(tell("cli.import.template.data"))
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(columns.each):
        sheet.set_column(place, place, _WIDTHS.get(column.name, 20), plain)
        sheet.write_string(0, place, column.head, bold)
        sheet.write_string(1, place, column.example, plain)
    _explain(book.add_worksheet(tell("cli.import.template.help")), kind, columns, (bold, plain))
    book.close()
    return written.getvalue()


def csv_text(_kind: KindName, columns: Columns) -> bytes:
    written = io.StringIO(newline="")
    rows = csv.writer(written, delimiter=SIGN)
    rows.writerow([column.head for column in columns.each])
    rows.writerow([column.example for column in columns.each])
    return written.getvalue().encode("utf-8-sig")


def json_line(_kind: KindName, columns: Columns) -> bytes:
    told = {column.name: _listed(column) for column in columns.each if column.example}
    return f"{json.dumps(told, ensure_ascii=False)}\n".encode()


def _listed(column: Column) -> str | list[str]:
    return column.example.split("\n") if column.name in _LISTS else column.example


def _explain(
    sheet: xlsxwriter.worksheet.Worksheet,
    kind: KindName,
    columns: Columns,
    formats: tuple[xlsxwriter.format.Format, xlsxwriter.format.Format],
) -> None:
    """A row for each column: its names, whether it must be there, what is allowed."""
    heads = [tell(f"cli.import.template.head.{name}") for name in ("column", "key", "needed", "allowed")]
    for place, (head, width) in enumerate(zip(heads, (28, 20, 12, 90), strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, head, formats[0])
    for row, column in enumerate(columns.each, start=1):
        needed = tell("cli.import.template.yes") if column.required else ""
        key = f"{kind.value}_{column.name}"
        allowed = tell(f"cli.import.help.{key}")
        for place, words in enumerate((column.head, column.name, needed, allowed)):
            sheet.write_string(row, place, words, formats[1])
