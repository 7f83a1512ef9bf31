"""What a file is by its content, whatever its name says."""

import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from bot.imports.reading.broken import BrokenFileError
from bot.imports.reading.limits import Bounded, Limits

_LOOKED_AT = 4_096
_GZIP, _ZIP, _OLE = b"\x1f\x8b", b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRANGERS = {
    b"%PDF": "pdf",
    b"{\\rtf": "word",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"SQLite format 3": "unknown",
    b"7z\xbc\xaf": "unknown",
    b"Rar!": "unknown",
}


class Form(StrEnum):
    """The kinds of file that are read."""

    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open file: `content` is its unpacked bytes, `packed` the file itself, for how far we are."""

    form: Form
    content: "io.BufferedReader[Any]"
    packed: io.BufferedReader
    size: int

    @property
    def done(self) -> float:
        """The share that was read."""
        return min(self.packed.tell() / self.size, 1.0)


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[Opened]:
    """Open a file and know its form. Raises `BrokenFileError` for what is none of ours."""
    with _raw(path) as packed:
        size = os.fstat(packed.fileno()).st_size
        _check_size(size, limits)
        start = packed.read(_LOOKED_AT)
        packed.seek(0)
        if start.startswith(_ZIP):
            _check_workbook(packed)
            yield Opened(Form.XLSX, packed, packed, size)
        elif start.startswith(_GZIP):
            with gzip.open(packed) as inner, unpacking():
                content = io.BufferedReader(Bounded(inner, limits))  # type: ignore[arg-type]
                yield Opened(_text_form(content.peek(_LOOKED_AT)), content, packed, size)
        else:
            if start.startswith(_OLE):
                raise BrokenFileError("encrypted" if _is_encrypted(packed) else "old_excel")
            yield Opened(_text_form(start), packed, packed, size)


@contextmanager
def unpacking() -> Iterator[None]:
    """A packed file that ends too early or was damaged on its way."""
    try:
        yield
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise BrokenFileError("broken_gzip") from error


@contextmanager
def _raw(path: Path) -> Iterator[io.BufferedReader]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise BrokenFileError("folder" if path.is_dir() else "no_file")
        file = path.open("rb")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BrokenFileError("missing") from error
    except (OSError, ValueError) as error:
        raise BrokenFileError("unreadable", reason=getattr(error, "strerror", None) or "") from error
    with file:
        yield file


def _check_size(size: int, limits: Limits) -> None:
    if not size:
        raise BrokenFileError("empty")
    if size > limits.packed:
        raise BrokenFileError("too_large", most=limits.max_mb)


def _text_form(start: bytes) -> Form:
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    for sign, name in _STRANGERS.items():
        if bare.startswith(sign):
            raise BrokenFileError(name)
    lower = bare[:200].lower()
    if lower.startswith((b"<!doctype", b"<html", b"<table", b"<meta", b"<head", b"<?xml", b"<workbook")):
        raise BrokenFileError("html")
    if start.startswith((_GZIP, _ZIP, _OLE)):
        raise BrokenFileError("packed_twice")
    return Form.JSONL if bare.startswith((b"{", b"[")) else Form.CSV


def _is_encrypted(packed: BinaryIO) -> bool:
    """A workbook with a password is kept in the old container, under this name."""
    packed.seek(0)
    return _ENCRYPTED in packed.read(1_048_576)


def _check_workbook(packed: BinaryIO) -> None:
    """A workbook among the many things that are zip files."""
    try:
        names = set(ZipFile(packed).namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BrokenFileError("broken_zip") from error
    if "xl/workbook.bin" in names:
        raise BrokenFileError("binary_excel")
    if "content.xml" in names:
        raise BrokenFileError("open_document")
    if "word/document.xml" in names:
        raise BrokenFileError("word")
    if not any(name.lower().startswith("xl/") for name in names):
        raise BrokenFileError("zip")
    packed.seek(0)
