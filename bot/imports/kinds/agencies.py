"""Agencies of a file: who they are, where their counter is, when it is open."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from bot.imports.faults import FaultyRowError
from bot.imports.kinds.cells import Cells, compact, named
from bot.imports.kinds.kind import Item, KindName
from bot.imports.quoting import quoted
from bot.imports.reading.columns import Columns, columns_of, key_of
from bot.imports.reading.tables import Row
from domain.agencies import Agency, AgencyKind, AgencyLevel, OneStopCentre
from storage.import_rows import RECORDS, RowStore

LONGEST = 300
_CENTRE = ("address", "hours", "phone", "map_url", "email", "site")
_SHAPES = {
    "code": (re.compile(r"[\w.-]{1,40}"), "agency_code"),
    "commune": (re.compile(r"[0-9]{5}"), "commune"),
    "phone": (re.compile(r"[0-9+()][0-9 .()/+-]{2,39}"), "agency_phone"),
    "email": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "email"),
    "map_url": (re.compile(r"https?://\S+"), "link"),
    "site": (re.compile(r"https?://\S+"), "link"),
}


@dataclass(frozen=True, slots=True)
class AgencyRows:
    """Implements `Kind`."""

    name: KindName = KindName.AGENCIES
    columns: Columns = field(default_factory=lambda: columns_of("agencies"))
    store: RowStore = RECORDS
    hidden: frozenset[str] = frozenset()

    def read(self, row: Row) -> Item:
        cells = named(row, self.columns)
        needed = self.columns.required()
        values: dict[str, Any] = {
            column.name: cells.text(column.name, LONGEST, needed=column.name in needed)
            for column in self.columns.each
        }
        for name, (shape, key) in _SHAPES.items():
            if values[name] and not shape.fullmatch(values[name]):
                cells.fault(name, f"cell.{key}")
        for name, table in (("kind", "agency_kinds"), ("level", "agency_levels")):
            values[name] = _choice(cells, name, values[name], words(table))
        if cells.faults:
            raise FaultyRowError(cells.faults)
        return Item(values["code"], compact(values))

    def settled(self, body: str, shown: str | None, as_of: date) -> str:  # noqa: ARG002 - nothing is left open
        return body

    def told(self, body: str) -> Mapping[str, object]:
        values: dict[str, object] = json.loads(body)
        return values


def agency_of(body: str) -> Agency:
    """What is served of a kept row."""
    told = json.loads(body)
    return Agency(
        code=told["code"],
        name=told["name"],
        kind=AgencyKind(told["kind"]),
        level=AgencyLevel(told["level"]),
        commune=told.get("commune", ""),
        centre=OneStopCentre(**{name: told[name] for name in _CENTRE if name in told}),
    )


@cache
def words(table: str) -> Mapping[str, tuple[str, ...]]:
    """The words by which a value may be written, the first one for scripts, the second one for people."""
    written = files("bot.imports.reading").joinpath("columns.json").read_text(encoding="utf-8")
    return {value: tuple(each) for value, each in json.loads(written)[table].items()}


def _choice(cells: Cells, name: str, written: str, known: Mapping[str, tuple[str, ...]]) -> str:
    meant = key_of(written)
    found = next((value for value, each in known.items() if meant in map(key_of, each)), "")
    if written and not found:
        allowed = ", ".join(each[1] for each in known.values())
        cells.fault(name, "cell.choice", value=quoted(written), known=allowed)
    return found
