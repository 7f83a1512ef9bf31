"""JSON Lines: an object a line, its keys the names of the columns."""

import json
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from bot.imports.faults import Fault
from bot.imports.reading.broken import BrokenFileError
from bot.imports.reading.lines import lines
from bot.imports.reading.tables import Row
from domain.content import Text

_ONE_FOR_ALL = frozenset({"[", "{", "[{"})


class _UnfitError(ValueError):
    """JSON that Python would take and we do not."""


def rows(content: BufferedReader) -> Iterator[Row]:
    """Every line that is not empty, by its number."""
    is_first = True
    for number, line in lines(content):
        written = line.strip()
        if not written:
            continue
        if is_first and written in _ONE_FOR_ALL:
            raise BrokenFileError("json_array")
        is_first = False
        yield _row(number, written)


def _row(number: int, written: str) -> Row:
    try:
        found = json.loads(written, object_pairs_hook=_once_each, parse_constant=_no_number)
    except _UnfitError as error:
        return Row(number, faults=(Fault(str(error), Text("imports.row.key_twice")),))
    except (ValueError, RecursionError):
        return Row(number, faults=(Fault("", Text("imports.row.json")),))
    if not isinstance(found, dict):
        return Row(number, faults=(Fault("", Text("imports.row.no_object")),))
    return Row(number, found)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        raise _UnfitError(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return found


def _no_number(written: str) -> None:
    raise ValueError(written)
