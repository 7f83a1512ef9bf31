"""The working calendar: open days, office hours, and when a limit ends."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar.days import Day, InvalidDay, Kind, OpenDays, read_days, shipped_days
from domain.calendar.limits import TimeLimit, Unit, read_limit
from domain.calendar.working import OfficeHours, WorkingCalendar
from domain.clock import VIETNAM

CALENDAR = WorkingCalendar()


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("day", "is_open", "is_certain"),
    [
        ("2026-11-20", True, True),
        ("2026-11-21", False, True),
        ("2026-11-24", False, True),
        ("2026-02-16", False, True),
        ("2026-01-02", False, False),
        ("2026-01-10", True, False),
        ("2026-08-22", True, False),
        ("2026-08-31", False, False),
        ("2026-04-27", False, True),
        ("2027-02-05", False, False),
        ("2027-02-08", False, False),
        ("2027-02-03", True, False),
        ("2027-02-06", False, True),
        ("2027-02-11", True, False),
        ("2027-02-15", True, True),
        ("2027-09-01", True, False),
        ("2027-09-06", True, True),
        ("2027-05-04", True, True),
        ("2027-09-03", False, False),
        ("2028-11-24", False, False),
    ],
)
def test_an_office_is_open_as_the_table_says_and_sure_only_where_it_was_verified(
    day: str, is_open: bool, is_certain: bool
) -> None:
    on = date.fromisoformat(day)

    assert (CALENDAR.days.is_open(on), CALENDAR.days.is_certain(on)) == (is_open, is_certain)


def test_a_table_of_the_province_takes_days_away_and_adds_them() -> None:
    own = (
        Day(date(2026, 11, 24), "làm việc", Kind.WORKING, certain=True),
        Day(date(2026, 11, 26), "bão", Kind.HOLIDAY, certain=True),
    )
    days = OpenDays((shipped_days(), own))

    assert days.is_open(date(2026, 11, 24))
    assert not days.is_open(date(2026, 11, 26))


@pytest.mark.parametrize("row", ["2026-13-01,x,holiday,verified", "2026-01-01,x,feast,verified", ",,,"])
def test_a_line_that_cannot_be_read_is_named(row: str) -> None:
    with pytest.raises(InvalidDay, match="line 4"):
        read_days(f"# our days\ndate,name,kind,confidence\n2026-01-01,x,holiday,verified\n{row}\n")


def test_a_table_may_come_out_of_a_spreadsheet() -> None:
    [day] = read_days("\ufeffdate;name;kind;confidence\r\n26/11/2026;Nghỉ bão;holiday;memory\r\n")

    assert day == Day(date(2026, 11, 26), "Nghỉ bão", Kind.HOLIDAY, certain=False)


def test_no_table_is_no_day() -> None:
    assert read_days("") == ()


@pytest.mark.parametrize(
    ("received", "limit", "due"),
    [
        ("2026-11-16 08:00", "3 ngày làm việc", "2026-11-19 08:00"),
        ("2026-11-20 08:00", "1 ngày làm việc", "2026-11-23 08:00"),
        ("2026-11-23 08:00", "1 ngày làm việc", "2026-11-25 08:00"),
        ("2026-11-16 07:00", "1 ngày làm việc", "2026-11-16 17:00"),
        ("2026-11-16 05:00", "1 ngày làm việc", "2026-11-16 17:00"),
        ("2026-11-16 18:00", "1 ngày làm việc", "2026-11-17 17:00"),
        ("2026-11-16 12:00", "4 giờ", "2026-11-17 07:30"),
        ("2026-11-16 11:00", "2 giờ", "2026-11-16 15:00"),
        ("2026-11-16 08:00", "3,5 ngày làm việc", "2026-11-19 14:00"),
        ("2026-11-16 08:00", "6.25 ngày làm việc", "2026-11-25 10:00"),
        ("2026-02-13 08:00", "2 ngày làm việc", "2026-02-24 08:00"),
        ("2026-08-21 08:00", "1 ngày làm việc", "2026-08-22 08:00"),
        ("2026-11-16 08:00", "5 ngày", "2026-11-23 17:00"),
        ("2026-11-14 09:00", "10 ngày", "2026-11-25 17:00"),
        ("2026-01-31 09:00", "1 tháng", "2026-03-02 17:00"),
        ("2026-11-16 09:00", "1 năm", "2027-11-16 17:00"),
        ("2026-11-16 09:00", "2 tuần", "2026-11-30 17:00"),
        ("2026-11-16 11:15", "30 phút", "2026-11-16 13:45"),
        ("2026-04-24 08:00", "3 ngày làm việc", "2026-05-04 08:00"),
        ("2025-12-31 16:00", "1 ngày làm việc", "2026-01-05 16:00"),
        ("2026-01-09 08:00", "1 ngày làm việc", "2026-01-10 08:00"),
        ("2026-11-16 14:59", "1 ngày làm việc, sau 15 giờ tính từ hôm sau", "2026-11-17 14:59"),
        ("2026-11-16 15:00", "1 ngày làm việc, sau 15 giờ tính từ hôm sau", "2026-11-17 17:00"),
        ("2026-11-20 16:00", "Trong ngày; nhận sau 15 giờ thì ngày làm việc tiếp theo", "2026-11-23 17:00"),
        ("2026-11-20 09:00", "Trong ngày; nhận sau 15 giờ thì ngày làm việc tiếp theo", "2026-11-20 17:00"),
        ("2026-11-21 09:00", "Trong ngày", "2026-11-23 17:00"),
    ],
)
def test_a_limit_ends_when_it_does_by_hand(received: str, limit: str, due: str) -> None:
    found = CALENDAR.expected(at(received), limit)

    assert found
    assert found[0] == at(due)


def test_a_limit_over_a_day_that_is_not_confirmed_says_so() -> None:
    received = ("2027-02-03 08:00", "2026-11-16 08:00")
    over, beside = (CALENDAR.expected(at(day), "3 ngày làm việc") for day in received)

    assert over
    assert beside
    assert (over[1], beside[1]) == (False, True)


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("5 ngày làm việc", TimeLimit(Decimal(5), Unit.WORKING_DAY)),
        ("Không quá 20 NGÀY kể từ ngày nhận", TimeLimit(Decimal(20), Unit.DAY)),
        ("4 giờ làm việc", TimeLimit(Decimal(4), Unit.HOUR)),
        ("Trong ngày, sau 15 giờ thì hôm sau", TimeLimit(Decimal(1), Unit.SAME_DAY, time(15))),
        ("Trong ngày nếu nhận trước 15h30", TimeLimit(Decimal(1), Unit.SAME_DAY, time(15, 30))),
        (
            "Trong ngày; sau 15 giờ 30 phút: hôm sau",
            TimeLimit(Decimal(1), Unit.SAME_DAY, time(15, 30)),
        ),
        ("05 (năm)  ngày làm việc", TimeLimit(Decimal(5), Unit.WORKING_DAY)),
        ("1.000 ngày", TimeLimit(Decimal(1000), Unit.DAY)),
        ("6.25 ngày làm việc", TimeLimit(Decimal("6.25"), Unit.WORKING_DAY)),
        ("24 giờ", TimeLimit(Decimal(24), Unit.HOUR)),
        ("2 năm", TimeLimit(Decimal(24), Unit.MONTH)),
        ("10 ngày làm việc, khu vực xa 2 tuần", None),
        ("0 ngày", None),
        ("9999 năm", None),
        ("999.999.999 ngày", None),
        ("5 ngày làm việc; phải xác minh thì 8 ngày làm việc", None),
        ("Cổng không ghi thời hạn", None),
        ("", None),
    ],
)
def test_only_a_single_limit_is_read(words: str, limit: TimeLimit | None) -> None:
    assert read_limit(words) == limit


@pytest.mark.parametrize(
    ("limit", "paused", "due"),
    [
        ("3 ngày làm việc", [("2026-11-17 08:00", "2026-11-19 08:00")], "2026-11-23 08:00"),
        ("3 ngày làm việc", [("2026-11-17 17:00", "2026-11-18 07:00")], "2026-11-19 08:00"),
        ("3 ngày làm việc", [("2026-11-20 16:00", "2026-11-25 08:00")], "2026-11-20 10:00"),
        ("4 giờ", [("2026-11-16 10:00", "2026-11-16 14:00")], "2026-11-16 16:00"),
        ("5 ngày", [("2026-11-17 08:00", "2026-11-27 15:00")], "2026-12-01 17:00"),
        ("1 tháng", [("2026-11-17 08:00", "2026-11-18 15:00")], "2026-12-17 17:00"),
        ("Trong ngày", [("2026-11-16 09:00", "2026-11-18 10:00")], "2026-11-18 17:00"),
        (
            "1 ngày làm việc",
            [("2026-11-16 09:00", "2026-11-16 10:00"), ("2026-11-16 15:00", "2026-11-17 07:30")],
            "2026-11-17 11:30",
        ),
    ],
)
def test_a_limit_ends_later_by_the_time_in_which_the_office_waited(
    limit: str, paused: list[tuple[str, str]], due: str
) -> None:
    spans = [(at(since), at(until)) for since, until in paused]

    found = CALENDAR.expected(at("2026-11-16 08:00"), limit, spans)

    assert found
    assert found[0] == at(due)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-11-17 17:00", "2026-11-20 08:00", 3),
        ("2026-11-20 17:00", "2026-11-23 08:00", 1),
        ("2026-11-23 08:00", "2026-11-25 08:00", 1),
        ("2026-11-20 08:00", "2026-11-20 23:00", 0),
        ("2026-11-20 08:00", "2026-11-10 08:00", 0),
    ],
)
def test_days_between_are_working_days_without_the_first(start: str, end: str, days: int) -> None:
    assert CALENDAR.working_days_between(at(start), at(end)) == days


def test_an_office_has_hours_of_its_own() -> None:
    own = WorkingCalendar(hours=OfficeHours(((time(8), time(12)), (time(13), time(17)))))

    assert own.end_of(at("2026-11-16 11:30"), TimeLimit(Decimal(1), Unit.HOUR)) == at("2026-11-16 13:30")


@pytest.mark.parametrize(
    "hours", ["", "soon", "07:00", "99:00-11:00", "17:00-07:00", "13:30-17:00,07:00-11:30"]
)
def test_hours_that_never_pass_are_refused(hours: str) -> None:
    with pytest.raises(ValueError, match=r"sessions|Invalid|hour|unpack"):
        OfficeHours.read(hours)


OPENING = st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 6, 30)).filter(CALENDAR.days.is_open)


@given(OPENING, st.integers(min_value=1, max_value=60), st.sampled_from([time(8), time(9, 20), time(14)]))
def test_a_limit_of_some_days_spans_that_many_working_days(day: date, days: int, hour: time) -> None:
    received = datetime.combine(day, hour, VIETNAM)

    due = CALENDAR.end_of(received, TimeLimit(Decimal(days), Unit.WORKING_DAY))

    assert CALENDAR.working_days_between(received, due) == days
    assert due.timetz() == received.timetz()


@given(OPENING, st.integers(min_value=1, max_value=2_000), st.integers(min_value=1, max_value=2_000))
def test_spans_add_up_wherever_they_are_cut(day: date, first: int, second: int) -> None:
    start = datetime.combine(day, time(7), VIETNAM)
    one, two = timedelta(minutes=first), timedelta(minutes=second)

    whole = CALENDAR.add_working_time(start, one + two)
    cut = CALENDAR.add_working_time(CALENDAR.add_working_time(start, one), two)

    assert CALENDAR.hours.opening <= whole.time() <= CALENDAR.hours.closing
    assert whole == cut


@given(OPENING, st.integers(min_value=0, max_value=9_000), st.sampled_from([time(7), time(12), time(16, 59)]))
def test_as_much_office_time_passes_as_was_added(day: date, minutes: int, hour: time) -> None:
    start, span = datetime.combine(day, hour, VIETNAM), timedelta(minutes=minutes)

    assert CALENDAR.working_time_between(start, CALENDAR.add_working_time(start, span)) == span


@dataclass(frozen=True, slots=True)
class CountedDays(OpenDays):
    """Notes every day that is asked about."""

    asked: list[date] = field(default_factory=list)

    def is_open(self, day: date) -> bool:
        self.asked.append(day)
        return OpenDays.is_open(self, day)


@pytest.mark.parametrize("due", [date(2000, 1, 1), date(2013, 5, 17), date(2100, 12, 31)])
def test_a_promise_of_another_century_is_counted_at_once(due: date) -> None:
    """A source may tell any day, and each look-up of it would hold everybody up."""
    days = CountedDays()
    calendar = WorkingCalendar(days)
    begins, ends = sorted([date(2026, 11, 20), due])
    first, last = (datetime.combine(day, time(9), VIETNAM) for day in (begins, ends))

    counted = calendar.working_days_between(first, last)
    days.asked.clear()

    assert calendar.working_days_between(first, last) == counted
    assert len(days.asked) <= 2 * 366
    spanned = (begins + timedelta(days=number) for number in range(1, (ends - begins).days + 1))
    assert counted == sum(map(days.is_open, spanned))
