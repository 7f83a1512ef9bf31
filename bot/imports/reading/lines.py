"""Lines of a text file, each with its number, none longer than memory allows."""

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import suppress

from bot.imports.reading.broken import BrokenFileError
from bot.imports.reading.limits import MOST_LINE
from bot.imports.reading.opening import unpacking

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UNDECODED = re.compile("[\udc80-\udcff]")


def lines(content: io.BufferedReader) -> Iterator[tuple[int, str]]:
    """Number from 1 and text with its line break. Raises `BrokenFileError` naming the line."""
    with unpacking():
        text = _decoded(content)
    number = 0
    try:
        with unpacking():
            while line := text.readline(MOST_LINE + 1):
                number += 1
                _check(line, number)
                yield number, line
    except UnicodeError as error:
        raise BrokenFileError("encoding", row=number + 1) from error
    finally:
        with suppress(ValueError):  # closed already
            text.detach()  # else it would close the file, of which others still ask how far it was read


def _decoded(content: io.BufferedReader) -> io.TextIOWrapper:
    """UTF-16 only where its mark says so; a byte that is no UTF-8 comes out as half a character."""
    if content.peek(2).startswith(_UTF_16):
        return io.TextIOWrapper(content, "utf-16", newline="")
    return io.TextIOWrapper(content, "utf-8-sig", errors="surrogateescape", newline="")


def _check(line: str, number: int) -> None:
    if len(line) > MOST_LINE:
        raise BrokenFileError("long_line", row=number, most=MOST_LINE)
    if "\0" in line:
        raise BrokenFileError("nul", row=number)
    if not line.isascii() and _UNDECODED.search(line):
        raise BrokenFileError("encoding", row=number)
