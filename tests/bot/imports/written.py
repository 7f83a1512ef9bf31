"""Files as officials hand them in, well made and broken."""

import gzip
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

HEAD = ("Mã hồ sơ", "Trạng thái")
ROW = ("H41.99-261102-0001", "Đang xử lý")


def csv_text(*rows: Sequence[str], sign: str = ",", end: str = "\r\n") -> str:
    return "".join(sign.join(row) + end for row in rows)


def workbook(path: Path, *rows: Sequence[Any], sheets: Sequence[Sequence[Sequence[Any]]] = ()) -> Path:
    """A workbook whose first sheet has these rows; a date of Python is one of Excel."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy", "remove_timezone": True})
    for table in (rows, *sheets):
        sheet = book.add_worksheet()
        for number, row in enumerate(table):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell)
    book.close()
    return path


def part_changed(path: Path, name: str, change: Any) -> Path:
    """The workbook with one of its parts changed by a function of its bytes."""
    with zipfile.ZipFile(path) as book:
        parts = {each: book.read(each) for each in book.namelist()}
    parts[name] = change(parts.get(name, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for each, content in parts.items():
            book.writestr(each, content)
    return path


def zipped(**parts: bytes) -> bytes:
    """A zip file with these parts; "__" stands for the slash and "_" for the dot of a name."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return written.getvalue()


def gzip_bomb(megabytes: int) -> bytes:
    return gzip.compress(csv_text(HEAD).encode() + b"\n" * (megabytes * 1_048_576))
