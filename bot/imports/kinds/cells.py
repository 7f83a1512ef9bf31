"""Cells of dossiers and agencies; every fault is collected, none is raised."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from difflib import get_close_matches
from typing import Any

from bot.imports.faults import Fault
from bot.imports.quoting import quoted
from bot.imports.reading.columns import Columns, key_of
from bot.imports.reading.tables import Row
from bot.moments import YEARS, read_moment
from domain.clock import VIETNAM
from domain.content import Text
from domain.text import clean

_LARGEST = 10**15


@dataclass(slots=True)
class Cells:
    """The cells of one row by the names of the columns, with what was found wrong so far."""

    given: Mapping[str, object]
    faults: list[Fault] = field(default_factory=list)

    def fault(self, place: str, key: str, /, **values: Any) -> None:
        self.faults.append(Fault(place, Text(f"imports.{key}", **values)))

    def text(self, name: str, most: int, *, needed: bool = False) -> str:
        """Words in one line; a whole number is taken as it is written."""
        value = _plain(self.given.get(name))
        if value is None:
            self.fault(name, "cell.text")
            return ""
        written = " ".join(clean(value).split())
        if needed and not written:
            self.fault(name, "cell.missing")
        if len(written) > most:
            self.fault(name, "cell.long", most=most)
            return ""
        return written

    def moment(self, name: str, day: time) -> datetime | None:
        """An instant; a date alone means that time of the day."""
        value = self.given.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        found = _of_excel(value, day) if isinstance(value, datetime) else read_moment(_plain(value), day)
        if found is None:
            self.fault(name, "cell.moment", value=quoted(value))
        return found


def named(row: Row, columns: Columns) -> Cells:
    """The cells of a row; the keys of an object are heads too, and its strangers are faults."""
    if row.head.row:
        return Cells(row.cells)
    found: dict[str, object] = {}
    cells = Cells(found)
    for key, value in row.cells.items():
        name = columns.find(key)
        if name is None:
            cells.faults.append(_stranger(key, columns))
        elif name in found:
            cells.fault(quoted(key), "row.key_twice")
        else:
            found[name] = value
    return cells


def compact(values: Mapping[str, object]) -> str:
    """As JSON; what is empty is left out, so that equal rows have equal bodies."""
    told = {name: value for name, value in values.items() if value not in (None, "", (), [])}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _stranger(key: str, columns: Columns) -> Fault:
    title = quoted(key)
    if columns.is_personal(key):
        return Fault(title, Text("imports.head.personal", name=title))
    near = get_close_matches(key_of(key), columns.spellings(), n=1, cutoff=0.7)
    if near:
        return Fault(title, Text("imports.head.unknown", name=title, nearest=columns.named(near[0])))
    known = ", ".join(column.name for column in columns.each)
    return Fault(title, Text("imports.head.strange", name=title, known=known))


def _plain(value: object) -> str | None:
    """A cell as text; None for what is none."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _LARGEST:
        return None
    return str(int(value)) if value == int(value) else str(value)


def _of_excel(value: datetime, day: time) -> datetime | None:
    """Excel knows no date without a time: midnight is how it writes one."""
    if value.year not in YEARS:
        return None
    at = value if value.time() != time(0) else datetime.combine(value.date(), day)
    return read_moment(at.replace(tzinfo=VIETNAM).isoformat())
