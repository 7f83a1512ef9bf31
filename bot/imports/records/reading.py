"""Rows of unknown content read into frozen dataclasses; every fault is collected, none is raised."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from types import NoneType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from bot.imports.faults import Fault
from bot.imports.quoting import quoted
from bot.imports.records import cells
from bot.imports.records.cells import UnreadableError
from domain.content import Text

Record = TypeVar("Record")

MOST_ROWS = 1_000
"""Of one list in one row: the longest list of papers known has 224."""

LONGEST_NAME = 2_000
LONGEST_TEXT = 100_000
"""Characters; the longest known are 1,192 and 62,812."""

_MAY_BE_EMPTY = frozenset({"field", "level", "result", "decision"})
"""Keys that a `Procedure` must have and that may say nothing."""


@dataclass(slots=True)
class Reader:
    """Reads one row; what was wrong stands in `faults` when it is done."""

    faults: list[Fault] = field(default_factory=list)

    def fault(self, place: str, key: str, /, **values: Any) -> None:
        self.faults.append(Fault(place, Text(f"records.{key}", **values)))

    def read(self, kind: type[Record], value: object, place: str = "") -> Record | None:
        """A `kind` of a mapping with the names of its fields as keys; None and "" count as absent."""
        if not isinstance(value, Mapping):
            self.fault(place, "not_an_object")
            return None
        before = len(self.faults)
        given = {_key(key): item for key, item in value.items() if not cells.is_blank(item)}
        self._name_strangers(kind, given, place)
        empty = _kept_empty(value, kind)
        self._name_the_missing(kind, given.keys() | empty.keys(), place)
        shapes = _shapes(cast("Hashable", kind))
        found = {
            key: self._part(shapes[key], item, f"{place}.{key}" if place else key)
            for key, item in given.items()
            if key in shapes
        }
        found |= empty
        return None if len(self.faults) > before else kind(**found)

    def _name_strangers(self, kind: Any, given: Mapping[str, object], place: str) -> None:
        known = _shapes(kind).keys()
        for key in given:
            if key not in known:
                named = quoted(key)
                near = get_close_matches(key[:60].casefold(), known, n=1)
                where = f"{place}.{named}" if place else named
                if near:
                    self.fault(where, "unknown_key", name=named, nearest=near[0])
                else:
                    self.fault(where, "strange_key", name=named, known=", ".join(known))

    def _name_the_missing(self, kind: Any, given: "set[str]", place: str) -> None:
        for key in _required(kind):
            if key not in given:
                self.fault(f"{place}.{key}" if place else key, "missing")

    def _part(self, shape: Any, value: object, place: str) -> Any:
        """What a key holds, as its type asks; anything at all once there is a fault."""
        if get_origin(shape) is tuple:
            return self._rows(get_args(shape)[0], value, place)
        if is_dataclass(shape):
            return self.read(cast("type[Any]", shape), value, place)
        try:
            return self._within(place, _CELLS[shape](value))
        except UnreadableError as error:
            self.faults.append(Fault(place, error.text))
            return None

    def _rows(self, shape: Any, value: object, place: str) -> tuple[Any, ...]:
        try:
            rows = cells.rows(value)
        except UnreadableError as error:
            self.faults.append(Fault(place, error.text))
            return ()
        if len(rows) > MOST_ROWS:
            self.fault(place, "too_many", count=len(rows), most=MOST_ROWS)
            return ()
        line = getattr(shape, "LINE", ())
        return tuple(
            self._part(shape, _unfolded(row, line) if line else row, f"{place}[{number}]")
            for number, row in enumerate(rows, 1)
        )

    def _within(self, place: str, value: Any) -> Any:
        most = LONGEST_NAME if place in {"name", "title"} else LONGEST_TEXT
        if isinstance(value, str) and len(value) > most:
            self.fault(place, "too_long", count=len(value), most=most)
        return value


def _key(key: object) -> str:
    return key if isinstance(key, str) else type(key).__name__


def _unfolded(row: object, keys: tuple[str, ...]) -> object:
    """A line of a cell, such as "Tờ khai | 1 | 0", as the keys that its parts stand for."""
    if not isinstance(row, str):
        return row
    return dict(zip(keys, (part.strip() for part in row.split("|", len(keys) - 1)), strict=False))


def _kept_empty(value: Mapping[Any, object], kind: Any) -> dict[str, Any]:
    """What was said to be nothing where a key must be, and may say nothing."""
    texts: dict[str, Any] = {key: "" for key in _MAY_BE_EMPTY if value.get(key) == ""}
    lists = {key: () for key in _required(kind) if value.get(key) in ([], ())}
    return {
        key: nothing for key, nothing in (texts | lists).items() if _suits(_shapes(kind).get(key), nothing)
    }


def _suits(shape: Any, nothing: object) -> bool:
    return shape is str if nothing == "" else get_origin(shape) is tuple


@cache
def _shapes(kind: Any) -> Mapping[str, Any]:
    """The type of each field, without "or None"."""
    hints = get_type_hints(kind)
    return {one.name: _certain(hints[one.name]) for one in fields(kind)}


def _certain(hint: Any) -> Any:
    if NoneType in get_args(hint):
        return next(kind for kind in get_args(hint) if kind is not NoneType)
    return hint


@cache
def _required(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.default is MISSING)


_CELLS: Mapping[Any, Callable[[object], Any]] = {
    str: cells.text,
    float: cells.quantity,
    int: cells.whole,
    bool: cells.flag,
    date: cells.day,
}
"""How a cell of each type is read."""
