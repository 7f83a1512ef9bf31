"""When a limit ends: working hours roll over lunch, nights, weekends and holidays.

One working day is eight hours (a decision of Hà Nội and the working system of a province agree on
it); what comes after closing counts from the next morning, what comes at lunch from the afternoon.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

from domain.calendar.days import OpenDays
from domain.calendar.limits import TimeLimit, Unit, read_limit
from domain.clock import VIETNAM

DAY = timedelta(hours=8)
"""A working day of a limit, whatever the hours of the office add up to."""

Pauses: TypeAlias = Sequence[tuple[datetime, datetime]]
"""Spans in which the office waited for the citizen, none meeting another."""


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Morning and afternoon of the counter, in the province's time."""

    sessions: tuple[tuple[time, time], ...] = ((time(7), time(11, 30)), (time(13, 30), time(17)))

    def __post_init__(self) -> None:
        moments = [moment for session in self.sessions for moment in session]
        if not moments or any(first >= second for first, second in pairwise(moments)):
            raise ValueError("sessions follow each other, such as 07:00-11:30,13:30-17:00")

    @classmethod
    def read(cls, written: str) -> "OfficeHours":
        """Sessions as in `07:00-11:30,13:30-17:00`. Raises `ValueError`."""
        sessions = (one.split("-", 1) for one in written.split(","))
        return cls(tuple((time.fromisoformat(begins), time.fromisoformat(ends)) for begins, ends in sessions))

    @property
    def opening(self) -> time:
        return self.sessions[0][0]

    @property
    def closing(self) -> time:
        return self.sessions[-1][1]


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Counts in the time of the offices; moments go in and come out with their zone."""

    days: OpenDays = field(default_factory=OpenDays)
    hours: OfficeHours = OfficeHours()

    def working_days_between(self, start: datetime, end: datetime) -> int:
        """Working days after the day of `start`, that of `end` included; 0 when it is no later."""
        day, last = _local(start).date(), _local(end).date()
        return self.days.between(day, last)

    def expected(self, received: datetime, limit: str, paused: Pauses = ()) -> tuple[datetime, bool] | None:
        """When a limit in words ends, and whether all days of it are certain; None where it names none."""
        known = read_limit(limit)
        if known is None:
            return None
        due = self.end_of(received, known, paused)
        return due, all(map(self.days.is_certain, _days_after(_local(received).date(), _local(due).date())))

    def end_of(self, received: datetime, limit: TimeLimit, paused: Pauses = ()) -> datetime:
        """When the limit ends that begins with this receipt, later by the time that was waited.

        What is counted in days of the calendar waits in those, all else in working time.
        """
        start = self._counted_from(_local(received), limit.cut_off)
        waited = self._waited(start, paused)
        match limit.unit:
            case Unit.WORKING_DAY:
                return self.add_working_time(start, _span(limit.number, DAY) + waited)
            case Unit.HOUR:
                return self.add_working_time(start, _span(limit.number, timedelta(hours=1)) + waited)
            case Unit.SAME_DAY:
                return self._closing_on(self.add_working_time(start, timedelta(minutes=1) + waited).date())
            case Unit.DAY:
                day = start.date() + _span(limit.number, timedelta(days=1))
            case Unit.MONTH:
                day = _months_later(start.date(), limit.number)
        return self._closing_on(day + _days_waited(start, paused))

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Office time that passed; none when the end is no later."""
        passed, end = timedelta(0), _local(end)
        for begins, ends in self._sessions(_local(start)):
            if begins >= end:
                break
            passed += min(ends, end) - begins
        return passed

    def _waited(self, start: datetime, paused: Pauses) -> timedelta:
        spans = (self.working_time_between(max(start, since), until) for since, until in paused)
        return sum(spans, timedelta(0))

    def add_working_time(self, start: datetime, span: timedelta) -> datetime:
        """The moment at which that much office time has passed."""
        left = span
        for begins, ends in self._sessions(_local(start)):
            if left <= ends - begins:
                return begins + left
            left -= ends - begins
        raise AssertionError  # sessions never end

    def _counted_from(self, received: datetime, cut_off: time | None) -> datetime:
        if cut_off is None or received.time() < cut_off:
            return received
        return self._at(self.days.next_open(received.date()), self.hours.opening)

    def _sessions(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is left of each session from a moment on."""
        day = start.date() if self.days.is_open(start.date()) else self.days.next_open(start.date())
        while True:
            spans = ((self._at(day, begins), self._at(day, ends)) for begins, ends in self.hours.sessions)
            yield from ((max(start, begins), ends) for begins, ends in spans if start < ends)
            day = self.days.next_open(day)

    def _closing_on(self, day: date) -> datetime:
        """A limit in calendar days that ends on a closed day ends on the next open one."""
        on = day if self.days.is_open(day) else self.days.next_open(day)
        return self._at(on, self.hours.closing)

    def _at(self, day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, VIETNAM)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(VIETNAM)


def _days_waited(start: datetime, paused: Pauses) -> timedelta:
    spans = ((_local(until).date() - _local(max(start, since)).date()) for since, until in paused)
    return sum((max(span, timedelta(0)) for span in spans), timedelta(0))


def _span(number: Decimal, unit: timedelta) -> timedelta:
    return timedelta(seconds=float(number * Decimal(unit.total_seconds())))


def _months_later(day: date, months: Decimal) -> date:
    """Whole months keep the day, or end with the month; a part of one is thirty days' part."""
    whole = int(months)
    year, month = divmod(day.month - 1 + whole, 12)
    year, month = day.year + year, month + 1
    last = monthrange(year, month)[1]
    return date(year, month, min(day.day, last)) + _span(months - whole, timedelta(days=30))


def _days_after(first: date, last: date) -> Iterator[date]:
    for number in range(1, (last - first).days + 1):
        yield first + timedelta(days=number)
