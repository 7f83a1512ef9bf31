"""Which days the offices are open: the law's holidays, and a table that adds days and takes them away."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

import holidays

SATURDAY = 5
BESIDE = 2
"""Days before and after a holiday that the yearly notice may add to it."""


class Kind(StrEnum):
    """What a row of the table makes of its day."""

    HOLIDAY = "holiday"
    COMPENSATORY = "compensatory"
    SWAPPED_OFF = "swapped_off"
    WORKING_SATURDAY = "working_saturday"
    WORKING = "working"


_OPEN = frozenset({Kind.WORKING_SATURDAY, Kind.WORKING})


_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class InvalidDay(ValueError):
    """A line of a table of days that cannot be read; the message names it."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is not what the week says. `certain`: the source of the table was verified.

    `pending`: how many days around it are free as well was not published yet.
    """

    date: date
    name: str
    kind: Kind
    certain: bool
    pending: bool = False

    @property
    def is_open(self) -> bool:
        return self.kind in _OPEN


def shipped_days() -> tuple[Day, ...]:
    """The table that comes with the product."""
    return read_days((files("domain.calendar") / "days.csv").read_text(encoding="utf-8"))


def read_days(table: str) -> tuple[Day, ...]:
    """Lines of `date,name,kind,confidence`; a confidence that begins with "verified" is certain.

    One that says "pending" leaves the days around it open. Raises `InvalidDay` naming the line and
    what is wrong with it.
    """
    lines = ["" if line.startswith("#") else line for line in table.removeprefix("\ufeff").splitlines()]
    rows = csv.reader(lines, delimiter=";" if ";" in next(filter(None, lines), "") else ",")
    try:
        names = next(filter(None, rows), [])
        return tuple(_day(dict(zip(names, cells, strict=False))) for cells in rows if cells)
    except (ValueError, csv.Error) as error:
        raise InvalidDay(f"line {rows.line_num}: {error}") from error


def _day(row: Mapping[str, str]) -> Day:
    confidence = row.get("confidence", "")
    return Day(
        date=_date(row.get("date", "")),
        name=row.get("name", ""),
        kind=Kind(row.get("kind", "")),
        certain=confidence.startswith("verified"),
        pending="pending" in confidence,
    )


def _date(written: str) -> date:
    """As 2026-11-24 or as a spreadsheet here writes it, 24/11/2026."""
    day_first = _DAY_FIRST.fullmatch(written)
    if day_first:
        return date(int(day_first[3]), int(day_first[2]), int(day_first[1]))
    return date.fromisoformat(written)


@dataclass(frozen=True, slots=True)
class OpenDays:
    """The days on which offices are open. A later table wins over an earlier one, and all over the law."""

    tables: Sequence[Iterable[Day]] = field(default_factory=lambda: (shipped_days(),))
    _known: dict[date, Day] = field(init=False, default_factory=dict)
    _years: dict[int, int] = field(init=False, default_factory=dict)

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
        are what the library expects, and the days beside them may be free as well.
        """
        known = self._known.get(day)
        if known:
            return known.certain
        return day.weekday() >= SATURDAY or not any(map(self._is_pending, _around(day)))

    def between(self, first: date, last: date) -> int:
        """Open days after the first, the last included; whole years between are counted once for all."""
        if last.year - first.year <= 1:
            return self._count(first, last)
        years = sum(self._open_in(year) for year in range(first.year + 1, last.year))
        return self._count(first, date(first.year, 12, 31)) + years + self._count(_eve(last.year), last)

    def _open_in(self, year: int) -> int:
        if year not in self._years:
            self._years[year] = self._count(_eve(year), _eve(year + 1))
        return self._years[year]

    def _count(self, first: date, last: date) -> int:
        days = (last - first).days
        return sum(self.is_open(first + timedelta(days=number)) for number in range(1, days + 1))

    def _is_pending(self, day: date) -> bool:
        known = self._known.get(day)
        return known.pending if known else day in _by_law(day.year)

    def next_open(self, day: date) -> date:
        """The first open day after this one."""
        day += timedelta(days=1)
        while not self.is_open(day):
            day += timedelta(days=1)
        return day


def _eve(year: int) -> date:
    """The last day before a year."""
    return date(year - 1, 12, 31)


def _around(day: date) -> Iterable[date]:
    return (day + timedelta(days=number) for number in range(-BESIDE, BESIDE + 1))


@cache
def _by_law(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("VN", years=year))
