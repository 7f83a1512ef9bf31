"""Which days the offices are open: the law's holidays, and a table that adds days and takes them away."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

import holidays

SATURDAY = 5


class Kind(StrEnum):
    """What a row of the table makes of its day."""

    HOLIDAY = "holiday"
    COMPENSATORY = "compensatory"
    SWAPPED_OFF = "swapped_off"
    WORKING_SATURDAY = "working_saturday"
    WORKING = "working"


_OPEN = frozenset({Kind.WORKING_SATURDAY, Kind.WORKING})


class InvalidDay(ValueError):
    """A row of a table of days that cannot be read; the message names row and column."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is not what the week says. `certain`: the source of the table was verified."""

    date: date
    name: str
    kind: Kind
    certain: bool

    @property
    def is_open(self) -> bool:
        return self.kind in _OPEN


def shipped_days() -> tuple[Day, ...]:
    """The table that comes with the product."""
    text = (files("domain.calendar") / "days.csv").read_text(encoding="utf-8")
    return read_days(text.splitlines())


def read_days(lines: Iterable[str]) -> tuple[Day, ...]:
    """Rows of `date,name,kind,confidence`; a confidence that begins with "verified" is certain.

    Raises `InvalidDay` naming the row and what is wrong with it.
    """
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(_day(number, row) for number, row in enumerate(rows, start=2))


def _day(number: int, row: Mapping[str, str | None]) -> Day:
    try:
        on, kind = date.fromisoformat(row.get("date") or ""), Kind(row.get("kind") or "")
    except ValueError as error:
        raise InvalidDay(f"row {number}: {error}") from error
    return Day(on, row.get("name") or "", kind, (row.get("confidence") or "").startswith("verified"))


@dataclass(frozen=True, slots=True)
class OpenDays:
    """The days on which offices are open. A later table wins over an earlier one, and all over the law."""

    tables: Sequence[Iterable[Day]] = field(default_factory=lambda: (shipped_days(),))
    _known: dict[date, Day] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._known.update({day.date: day for table in self.tables for day in table})

    def is_open(self, day: date) -> bool:
        known = self._known.get(day)
        if known:
            return known.is_open
        return day.weekday() < SATURDAY and day not in _by_law(day.year)

    def is_certain(self, day: date) -> bool:
        """Whether it is sure that offices are open or closed then.

        The span of a Tết and the swapped days are published each year; until a table says them they
        are what the library expects.
        """
        known = self._known.get(day)
        if known:
            return known.certain
        return day.weekday() >= SATURDAY or day not in _by_law(day.year)

    def next_open(self, day: date) -> date:
        """The first open day after this one."""
        day += timedelta(days=1)
        while not self.is_open(day):
            day += timedelta(days=1)
        return day


@cache
def _by_law(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("VN", years=year))
