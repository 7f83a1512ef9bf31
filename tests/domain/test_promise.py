"""What was promised of a dossier, and how late its office is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.dossiers import Dossier, Status, Step
from domain.procedures import Way
from domain.promise import Promise, promise
from tests.builders import a_procedure

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class EveryDayWorks:
    """A calendar in which all days are working days and a limit is the number it begins with."""

    certain: bool = True

    def working_days_between(self, start: datetime, end: datetime) -> int:
        return max((end.date() - start.date()).days, 0)

    def expected(
        self, received: datetime, limit: str, paused: Sequence[tuple[datetime, datetime]] = ()
    ) -> tuple[datetime, bool] | None:
        number, _, _ = limit.partition(" ")
        waited = sum((until - since for since, until in paused), 0 * DAY)
        return (received + int(number) * DAY + waited, self.certain) if number.isdecimal() else None


def dossier(*statuses: Status, **changes: object) -> Dossier:
    """A dossier that took each of these states a day after the other, the last one a day ago."""
    steps = tuple(Step(status, NOW - (len(statuses) - place) * DAY) for place, status in enumerate(statuses))
    found = Dossier("H41.99-261102-0007", steps, "province", NOW)
    return replace(found, **changes)  # type: ignore[arg-type]  # a test names any field


def promised(found: Dossier, *limits: str, certain: bool = True) -> Promise | None:
    ways = tuple(Way("Trực tiếp", limit) for limit in limits)
    return promise(found, a_procedure(ways=ways), EveryDayWorks(certain), NOW)


def test_the_day_of_the_source_is_shown_as_it_is() -> None:
    found = promised(dossier(Status.RECEIVED, due=NOW + 3 * DAY), "5 ngày làm việc")

    assert found == Promise(NOW + 3 * DAY, days=3)


@pytest.mark.parametrize("status", [Status.REGISTERED, Status.RECEIVED, Status.PROCESSING, Status.UNKNOWN])
def test_a_dossier_past_its_day_is_late_by_working_days(status: Status) -> None:
    found = promised(dossier(status, due=NOW - 2 * DAY))

    assert found
    assert found.late == 2


@pytest.mark.parametrize("status", [Status.PAPERS_MISSING, Status.PAYMENT_DUE, Status.STOPPED])
def test_nobody_is_late_while_the_clock_stands_still(status: Status) -> None:
    found = promised(dossier(Status.RECEIVED, status, due=NOW - 2 * DAY))

    assert found
    assert found.late == 0


@pytest.mark.parametrize("status", [Status.REFUSED, Status.WITHDRAWN])
def test_what_was_refused_or_withdrawn_is_not_late(status: Status) -> None:
    found = promised(dossier(status, due=NOW - 9 * DAY))

    assert found
    assert found.late == 0


def test_a_result_is_late_by_the_day_on_which_it_was_ready_not_fetched() -> None:
    ready_in_time = dossier(Status.PROCESSING, Status.FINISHED, Status.RETURNED, due=NOW - 2 * DAY)
    ready_late = replace(ready_in_time, due=NOW - 5 * DAY)
    told_by_source = replace(ready_in_time, finished=NOW - DAY, due=NOW - 2 * DAY)

    lateness = [found and found.late for found in map(promised, (ready_in_time, ready_late, told_by_source))]
    assert lateness == [0, 3, 1]


def test_a_result_of_the_promised_day_is_in_time_whatever_the_hour() -> None:
    found = promised(dossier(Status.PROCESSING, due=NOW - timedelta(hours=2)))

    assert found
    assert found.late == 0


def test_only_where_the_source_gives_no_day_one_is_counted_and_called_so() -> None:
    found = promised(dossier(Status.RECEIVED, received=NOW - DAY), "5 ngày làm việc")

    assert found == Promise(NOW + 4 * DAY, days=4, estimated=True)


def test_nobody_is_late_by_an_estimate() -> None:
    found = promised(dossier(Status.RECEIVED, received=NOW - 9 * DAY), "5 ngày làm việc")

    assert found
    assert (found.late, found.estimated) == (0, True)


def test_an_estimate_over_a_holiday_that_is_not_confirmed_says_so() -> None:
    found = promised(dossier(Status.RECEIVED, received=NOW), "5 ngày làm việc", certain=False)

    assert found
    assert not found.certain


@pytest.mark.parametrize(
    ("limits", "changes"),
    [
        ((), {"received": NOW}),
        (("5 ngày làm việc", "7 ngày làm việc"), {"received": NOW}),
        (("không quy định",), {"received": NOW}),
        (("5 ngày làm việc",), {}),
    ],
)
def test_nothing_is_promised_that_is_not_known(limits: tuple[str, ...], changes: dict[str, object]) -> None:
    assert promised(dossier(Status.RECEIVED, **changes), *limits) is None


def test_an_estimate_moves_by_the_time_in_which_the_clock_stood_still() -> None:
    course = (Status.RECEIVED, Status.PAPERS_MISSING, Status.PAYMENT_DUE, Status.PROCESSING)
    paused = dossier(*course, received=NOW - 4 * DAY)

    found = promised(paused, "5 ngày làm việc")

    assert found
    assert (found.due, found.estimated) == (NOW + 3 * DAY, True)


def test_nothing_is_estimated_while_the_clock_stands_still() -> None:
    paused = dossier(Status.RECEIVED, Status.PAPERS_MISSING, received=NOW - 3 * DAY)

    assert promised(paused, "5 ngày làm việc") is None
